"""The keys that a chart may have: those of the engine that is shipped."""

from __future__ import annotations

import json

import vl_convert
from conftest import ROOT

KEYS = json.loads((ROOT / "briefpress" / "graphics" / "charts" / "vega_lite_keys.json").read_text("utf-8"))


def test_the_keys_are_those_of_the_newest_engine_that_vl_convert_carries() -> None:
    """After an upgrade: write the keys anew, see tools/vegalite_keys.py."""
    version = KEYS["version"]
    newest = max(vl_convert.get_vegalite_versions(), key=lambda name: [*map(int, name.split("."))])
    assert version.startswith(f"{newest}.")
    assert f'"{version}"' in vl_convert.javascript_bundle(vl_version=newest)
