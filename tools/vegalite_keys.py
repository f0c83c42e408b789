"""Write the keys that a chart may have from the JSON schema of Vega-Lite, in the version that vl-convert carries.

    npm pack vega-lite@6.4.1 && tar xzf vega-lite-6.4.1.tgz
    python tools/vegalite_keys.py package/build/vega-lite-schema.json briefpress/graphics/charts/vega_lite_keys.json

The version is that of the package which the schema comes in.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

#: Definitions of the schema that say together which keys may stand in a part of a specification.
PARTS = {
    "view": ("TopLevelSpec", "Spec"),
    "mark": ("AnyMark",),
    "axis": ("Axis",),
    "header": ("Header",),
    "legend": ("Legend",),
    "scale": ("Scale",),
}
#: `facet` is a channel, and what lays out the views of a whole chart.
MORE = {"facet": ("FacetMapping",)}
#: Definitions that list the values which a key may have.
VALUES = {"marks": "AnyMark", "types": "StandardType", "stacks": "StackOffset"}


def main(source: Path, target: Path) -> None:
    """Write the keys of the schema `source` to `target`."""
    definitions = json.loads(source.read_text("utf-8"))["definitions"]
    version = json.loads((source.parent.parent / "package.json").read_text("utf-8"))["version"]

    def collected(schema: dict, what: str, above: tuple[str, ...] = ()) -> set[str]:
        """The `properties`, or the values of an `enum`, of a schema and of all that it is made of."""
        name = schema.get("$ref", "").rpartition("/")[2]
        inner = [*schema.get("anyOf", ()), *schema.get("allOf", ())]
        inner += [definitions[name]] if name and name not in above else []
        inner += [schema["items"]] if what == "properties" and "items" in schema else []
        own = {*schema.get(what, ()), *([schema["const"]] if what == "enum" and "const" in schema else [])}
        return own.union(*(collected(part, what, (*above, name)) for part in inner))

    def properties(*names: str) -> set[str]:
        return set().union(*(collected(definitions[name], "properties", (name,)) for name in names))

    values = {name: sorted(collected(definitions[part], "enum")) for name, part in VALUES.items()}
    parts = {part: sorted(properties(*names)) for part, names in PARTS.items()}
    channels = {
        channel: sorted(collected(schema, "properties") | properties(*MORE.get(channel, ())))
        for channel, schema in definitions["FacetedEncoding"]["properties"].items()
    }
    content = {"version": version, **values, "parts": parts, "channels": channels}
    target.write_text(json.dumps(content, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
