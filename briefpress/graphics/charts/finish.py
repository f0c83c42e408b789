"""The SVG of a chart that Vega drew → as it is printed: with textures, dots and the fonts of the edition.

Vega says in the classes of its SVG what everything is, as scene_reader reads it; they are gone afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

from briefpress.graphics.charts.highlight import GREYS
from briefpress.graphics.charts.shapes import Matrix, lone_points
from briefpress.graphics.charts.theme import MEASURED, ChartTheme
from briefpress.graphics.patterns import pattern, tint

_NAMESPACE = "http://www.w3.org/2000/svg"
_GROUP, _TEXT, _PATH, _CIRCLE = (f"{{{_NAMESPACE}}}{name}" for name in ("g", "text", "path", "circle"))
#: The attributes that only a screen has a use for, and those that are 1 where nothing is said.
_NOISE = re.compile(r"aria-|(role|pointer-events|class)$")
_OPACITIES = ("opacity", "fill-opacity", "stroke-opacity")
#: The groups of the views of small multiples, and of what stands above and below their columns.
_OF_VIEWS = {"cell", "column_header", "column_footer"}
#: The radius of a dot, the width of a swatch and that of the line around it, in CSS pixels.
_DOT, _SWATCH, _EDGE = 2.5, 14, 1
#: The square that Vega has as a swatch: its left and upper corner, and its side.
_SQUARE = re.compile(r"M(-[\d.]+),\1h([\d.]+)v\2h-\2Z")


def centre_labels(svg: Element) -> None:
    """Set labels of several lines beside the middle of their bars: Vega has their first lines there."""
    for text in (text for group in _groups(svg, "role-axis-label", "mark-text") for text in group):
        if text.get("text-anchor") in ("start", "end") and len(text):
            down = sum(float(line.get("dy", "0")) for line in text)
            x, y, turn = re.split("[,)]", text.get("transform", ""), maxsplit=2)
            text.set("transform", f"{x},{float(y) - down / 2:g}){turn}")


def mirror_views(svg: Element) -> None:
    """Have small multiples follow one another from the right: Vega knows no other order than from the left."""
    rows = [group for group in svg.iter(_GROUP) if _OF_VIEWS & set(group.get("class", "").split())]
    views = [view for row in rows for view in row]
    places = [Matrix().then(view.get("transform", "")) for view in views]
    lefts = [place.x for place in places]
    for view, place in zip(views, places, strict=True):
        view.set("transform", f"translate({min(lefts) + max(lefts) - place.x:g},{place.y:g})")


def mirror_legends(svg: Element) -> None:
    """Have the entries of a legend follow one another from the right, each with its swatch before its label."""
    for legend in _groups(svg, "role-legend-entry", "mark-group"):
        entries = [entry for group in _groups(legend, "role-scope", "mark-group") for entry in group]
        widths = [_width(entry) for entry in entries]
        places = [Matrix().then(entry.get("transform", "")) for entry in entries]
        whole = max((place.x + width for place, width in zip(places, widths, strict=True)), default=0.0)
        for entry, place, width in zip(entries, places, widths, strict=True):
            entry.set("transform", f"translate({whole - place.x - width:g},{place.y:g})")
            for group in _groups(entry, "role-legend-symbol", "mark-symbol"):
                _mirror(group, width)
            for group in _groups(entry, "role-legend-label", "mark-text"):
                _mirror(group, width)
                for label in group:
                    label.set("text-anchor", "end")


def _mirror(group: Element, width: float) -> None:
    """Move what is in a group to the other side of something of this width."""
    for element in group:
        place = Matrix().then(element.get("transform", ""))
        element.set("transform", f"translate({width - place.x:g},{place.y:g})")


def _width(entry: Element) -> float:
    """The width of an entry of a legend, as its background has it."""
    background = entry.find(_PATH)
    width = re.match(r"M0,0h([\d.]+)", background.get("d", "") if background is not None else "")
    return float(width[1]) if width else 0.0


def finished(svg: Element, theme: ChartTheme) -> str:
    """The SVG of a chart, which is changed: as wide as the column, and as it is printed."""
    is_mirrored = theme.language.direction == "rtl"
    _widen(svg, theme.tokens.column, is_mirrored=is_mirrored)
    _show_lone_values(svg)
    _widen_swatches(svg, is_mirrored=is_mirrored)
    # A tone that marks a fill is too light for letters.
    for text in (text for group in _groups(svg, "role-mark", "mark-text") for text in group):
        if text.get("fill") in theme.palette:
            text.set("fill", theme.tokens.mix("ink"))
    _texture(svg, theme)
    families = ", ".join(theme.tokens.families())
    for element in list(svg.iter()):
        _clean(element)
        if element.get("font-family") == MEASURED:
            element.set("font-family", families)
        if element.tag == _TEXT and is_mirrored:
            # Vega says where a text begins and ends as if it ran from left to right.
            anchor = element.get("text-anchor", "")
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
            element.attrib = {"direction": "rtl", **element.attrib, "text-anchor": anchor}
    register_namespace("", _NAMESPACE)
    return tostring(svg, encoding="unicode")


def _groups(svg: Element, role: str, *kinds: str) -> Iterator[Element]:
    """The groups of this role that have marks of these kinds."""
    for group in svg.iter(_GROUP):
        classes = group.get("class", "").split()
        if role in classes and not set(kinds).isdisjoint(classes):
            yield group


def _clean(element: Element) -> None:
    """Leave out what would not be seen, and what says nothing on paper."""
    # A label that would lie on another: Vega hides it, and its words would still be copied from the file.
    for text in element.findall(f"{_TEXT}[@opacity='0']"):
        element.remove(text)
    for name, value in list(element.items()):
        if _NOISE.match(name) or (name in _OPACITIES and value == "1"):
            del element.attrib[name]


def _widen(svg: Element, column: float, *, is_mirrored: bool) -> None:
    """Leave room beside what is narrower than the column: styles make pictures as wide as this."""
    if (rest := column - float(svg.get("width", "0"))) > 1:
        start = f"{-rest:g}" if is_mirrored else "0"
        svg.attrib |= {"width": f"{column:g}", "viewBox": f"{start} 0 {column:g} {svg.get('height')}"}


def _widen_swatches(svg: Element, *, is_mirrored: bool) -> None:
    """Make swatches of legends as wide as those of maps: on a square a texture is not seen."""
    for legend in _groups(svg, "role-legend-entry", "mark-group"):
        swatches = [swatch for group in _groups(legend, "role-legend-symbol", "mark-symbol") for swatch in group]
        squares = [square for swatch in swatches if (square := _SQUARE.fullmatch(swatch.get("d", "")))]
        if len(squares) < len(swatches):
            # The shapes of points: squares are among them.
            continue
        for swatch, square in zip(swatches, squares, strict=True):
            start, side = map(float, square.groups())
            x, across = (-start, -_SWATCH) if is_mirrored else (start, _SWATCH)
            swatch.attrib |= {"d": f"M{x:g},{start:g}h{across}v{side:g}h{-across}Z", "stroke-width": f"{_EDGE}"}


def _show_lone_values(svg: Element) -> None:
    """Put a dot on each value of a line or an area between two gaps: no line leads to it."""
    for group in _groups(svg, "role-mark", "mark-line", "mark-area"):
        for path in list(group):
            colours = [path.get(name, "") for name in ("fill", "stroke")]
            colour = next((colour for colour in colours if colour.startswith("#")), None)
            for x, y in lone_points(path.get("d", "")) if colour else ():
                dot = {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{_DOT}", "fill": str(colour)}
                group.append(Element(_CIRCLE, dot))


def _texture(svg: Element, theme: ChartTheme) -> None:
    """Fill with textures what has a tone of the palette but its first."""
    edge, *tones = theme.palette
    # Points that go with dashed lines: a texture or a dash of their own would make them unreadable.
    symbols = _groups(svg, "role-mark", "mark-symbol")
    plain = {point for points in symbols if all(map(_is_dashed, points)) for point in points}
    for point in plain:
        del point.attrib["stroke-dasharray"]
    muted = replace(theme.tokens, values={**theme.tokens.values, "structure": theme.tokens.mix("muted")})
    looks = {tone: (theme.tokens, number) for number, tone in enumerate(tones, start=1)}
    looks |= {code: (muted, number) for number, code in enumerate(GREYS)}
    filled = [path for path in svg.iter(_PATH) if path not in plain and path.get("fill") in looks]
    size = float(svg.get("width", "0")), float(svg.get("height", "0"))
    names = {fill: f"fill-{number}" for number, fill in enumerate(looks, start=1)}
    patterns = ""
    for fill in sorted({path.get("fill", "") for path in filled} - {GREYS[0]}):
        tokens, number = looks[fill]
        patterns += pattern([number], names[fill], tokens, *size)
    for path in filled:
        tokens, _ = looks[fill := path.get("fill", "")]
        ground = tint(tokens) if fill == GREYS[0] else f"url(#{names[fill]})"
        path.attrib |= {"fill": ground, "stroke": edge if tokens is theme.tokens else tokens.mix("structure")}
    if not theme.tokens.percentage("tint"):
        # One ink has no lighter tones for lines either: dashes and shapes tell them apart.
        for path in (path for path in svg.iter(_PATH) if path.get("stroke") in tones):
            path.set("stroke", edge)
    svg.insert(0, fromstring(f'<defs xmlns="{_NAMESPACE}">{patterns}</defs>'))  # noqa: S314 (written here)


def _is_dashed(element: Element) -> bool:
    return "stroke-dasharray" in element.attrib
