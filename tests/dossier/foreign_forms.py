"""Forms as other programs leave them behind: filled in, half filled in, signed, blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

MULTILINE, PASSWORD, RADIO, PUSH, COMBO, COMB = 1 << 12, 1 << 13, 1 << 15, 1 << 16, 1 << 17, 1 << 24


def form(
    path: Path,
    *pages: Iterable[Mapping[str, Any]],
    redraw: bool = False,
    group: Mapping[str, Any] | None = None,
    contents: bytes = b"",
    **form: Any,
) -> Path:
    """Pages of fields, one under the other: the keys of their widgets, or `shows`, the text of the appearance.

    With a group, they are parts of one field.
    """
    with pikepdf.new() as file:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        fonts = Dictionary(Helv=file.make_indirect(font))
        widgets: list[pikepdf.Object] = []
        for fields in pages:
            page = file.add_blank_page(page_size=(420, 595))
            page.obj.Contents = file.make_stream(contents)
            page.obj.Resources = Dictionary(Font=fonts)
            page.obj.Annots = Array(_widget(file, dict(keys), 560 - 30 * at) for at, keys in enumerate(fields))
            widgets += list(page.obj.Annots)
        if group is not None:
            parent = file.make_indirect(Dictionary(Kids=Array(widgets), **group))
            for widget in widgets:
                widget.Parent = parent
        file.Root.AcroForm = Dictionary(
            Fields=Array(widgets if group is None else [parent]),
            DA=String("/Helv 11 Tf 0 g"),
            DR=Dictionary(Font=fonts),
            NeedAppearances=redraw,
            **form,
        )
        file.save(path)
    return path


def _widget(file: pikepdf.Pdf, keys: dict[str, Any], bottom: float) -> pikepdf.Object:
    box = keys.pop("Rect", [40, bottom, 240, bottom + 20])
    shows, states = keys.pop("shows", None), keys.pop("states", None)
    widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array(box), F=4)
    for key, value in keys.items():
        widget[f"/{key}"] = Array(map(_object, value)) if isinstance(value, list) else _object(value)
    if shows is not None:
        widget.AP = Dictionary(N=_appearance(file, box, shows))
    if states is not None:
        widget.AP = Dictionary(
            N=Dictionary({f"/{name}": _appearance(file, box, each) for name, each in states.items()})
        )
    return file.make_indirect(widget)


def _object(value: Any) -> Any:
    return Array(map(_object, value)) if isinstance(value, (list, tuple)) else value


def _appearance(file: pikepdf.Pdf, box: list[float], text: str) -> pikepdf.Object:
    """A line of text as programs write it that know Latin letters alone: without a type, and without resources."""
    letters = text.encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
    drawn = b"/Tx BMC q BT /Helv 11 Tf 0 g 2 5 Td (" + letters + b") Tj ET Q EMC" if text else b"/Tx BMC EMC"
    bounds = Array([0, 0, box[2] - box[0], box[3] - box[1]])
    return file.make_stream(drawn, BBox=bounds)


def text(name: str, value: str, **keys: Any) -> dict[str, Any]:
    """A text field."""
    return {"FT": Name.Tx, "T": String(name), "V": String(value), **keys}


def choice(name: str, value: Any, **keys: Any) -> dict[str, Any]:
    """A choice among two countries and a place that stands for another one."""
    options = [["FR", "France"], ["DE", "Deutschland"], "Elsewhere"]
    return {"FT": Name.Ch, "T": String(name), "V": value, "Opt": options, "Ff": COMBO, **keys}
