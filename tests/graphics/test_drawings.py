"""Drawings of other programs: what is drawn, what is translated, and what is told, snippet by snippet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.drawings.faces import Faces
from briefpress.graphics.drawings.translate import Translation, translated
from briefpress.graphics.fonts import Fonts
from briefpress.graphics.tokens import read_tokens

SHEETS = {ROOT / "styles" / name: (ROOT / "styles" / name).read_text("utf-8") for name in ("tokens.css", "fonts.css")}
TOKENS = read_tokens(SHEETS.values(), "en")
FACES = Faces(Fonts(SHEETS, TOKENS.families(), Path.read_bytes), TOKENS, "en")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">'


def load(url: str) -> str:
    if url.startswith("data:image/png"):
        return url
    raise Unprintable([Problem("missing-image", f"there is no file `{url}`", hint="copy it")])


def drawn(body: str) -> Translation:
    svg = body if "<svg" in body else f"{HEAD}{body}</svg>"
    return translated(svg.encode(), Path("d.svg"), FACES, load)


def plain(body: str) -> str:
    """The translation of what is drawn without a word, without the root around it."""
    translation = drawn(body)
    assert translation.problems == ()
    return re.sub(r"^<svg[^>]*>|</svg>$", "", translation.svg.decode())


BOX = '<rect width="9" height="9"'
#: What is drawn in silence, and a piece of its translation.
TRANSLATED = {
    "variable": (f"<style>svg{{--a:#123}} rect{{fill:var(--a)}}</style>{BOX}/>", 'fill="#112233"'),
    "fallback of a variable": (f'{BOX} fill="var(--a, red)"/>', 'fill="#ff0000"'),
    "variable of a parent": (f'<g style="--a:2px">{BOX} style="stroke-width:calc(var(--a) * 2)"/></g>', '-width="4"'),
    "light of two": (f'{BOX} style="fill:#fff; fill:light-dark(red, #000)"/>', 'fill="#ff0000"'),
    "an older value": (f'{BOX} style="fill:#00f; fill:color-mix(in srgb, red, blue)"/>', 'fill="#0000ff"'),
    "hsl": (f'{BOX} fill="hsl(0deg 100% 50% / 50%)"/>', 'fill="rgba(255, 0, 0, 0.5)"'),
    "oklch": (f'{BOX} fill="oklch(1 0 0)"/>', 'fill="#ffffff"'),
    "colour of a printer": (f'{BOX} fill="#CD853F icc-color(x, 0.1, 0.5)"/>', 'fill="#cd853f"'),
    "important": (f"<style>rect{{fill:red !important}}</style>{BOX} style='fill:blue'/>", 'fill="#ff0000"'),
    "specificity": (f"<style>.a{{fill:red}} rect{{fill:blue}}</style>{BOX} class='a'/>", 'fill="#ff0000"'),
    "print": (f"<style>@media screen{{rect{{fill:red}}}} @media print{{rect{{fill:lime}}}}</style>{BOX}/>", "#00ff00"),
    "a light page": (
        f"<style>@media (prefers-color-scheme: dark){{rect{{fill:red}}}} "
        f"@media (prefers-color-scheme: light){{rect{{fill:lime}}}}</style>{BOX}/>",
        "#00ff00",
    ),
    "shorthand": ('<text y="9" style="font:italic bold 10px/1.2 Georgia, serif">a</text>', 'font-size="10"'),
    "sizes in sizes": ('<g font-size="20"><g font-size="2em"><text y="30" font-size="50%">a</text></g></g>', 'e="20"'),
    "serif": ('<text y="9" font-family="Times New Roman">a</text>', "font-family=\"'Source Serif 4'\""),
    "sans": ('<text y="9" font-family="Arial, serif">a</text>', "font-family=\"'Source Sans 3'\""),
    "two scripts": ('<text y="9" font-family="Arial">a مكتب</text>', "'Source Sans 3', Noto Naskh Arabic"),
    "capitals": ('<text y="9" style="text-transform:uppercase">a b</text>', ">A B<"),
    "index": ('<text y="20">H<tspan baseline-shift="sub">2</tspan>O</text>', '<tspan dy="-3.2"'),
    "halo": ('<text y="20" stroke="#fff" paint-order="stroke">a</text>', 'fill="none"'),
    "veil": (f'{BOX} stroke="red" stroke-opacity=".5"/>', 'stroke="none"'),
    "branch": ('<switch><text y="9" systemLanguage="fr">a</text><text y="9">b</text></switch>', ">b<"),
    "same words": (
        '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">A <b>label</b></p></foreignObject>'
        '<text y="9">A label</text></switch>',
        ">A label<",
    ),
    "link around": ('<a href="https://example.org"><text y="9">a</text></a>', "<g><text"),
    "turned": (f'{BOX} style="transform:rotate(0.25turn) translateX(2px)"/>', 'transform="rotate(90) translate(2 0)"'),
    "about the middle": (f'{BOX} transform="scale(2)" transform-origin="center"/>', "translate(100 50) scale(2)"),
    "radius": ('<radialGradient id="a"><stop offset="0"/></radialGradient>', 'r="0.5"'),
    "stop in percent": ('<linearGradient id="a"><stop offset="calc(10% + 15%)"/></linearGradient>', 'offset="0.25"'),
    "stop in pixels": ('<linearGradient id="a"><stop offset="1px"/></linearGradient>', "<stop />"),
    "no opacity": (f'{BOX} opacity="1px" stroke-opacity=""/>', '<rect width="9" height="9" />'),
    "no SVG": (f'<g>{BOX} xmlns=""/></g>', "<g />"),
    "taken over": (
        '<linearGradient id="a"><stop offset="0"/></linearGradient>'
        '<linearGradient id="b" xlink:href="#a" x1="50%"/><g fill="url(#b)"/>',
        '<linearGradient x1="0.5" id="b" y1="0" x2="1" y2="0"><stop',
    ),
    "another paint": (f'{BOX} fill="url(#none) red"/>', 'fill="#ff0000"'),
    "arrowhead": ('<polyline points="0,0 9,0" marker-end="url(#m)"/><marker id="m"/>', 'd="M 0 0 L 9 0"'),
    "round corners": ('<rect width="9" height="9" rx="99"/>', "A 4.5 4.5 0 0 1 9 4.5"),
    "size in CSS": (f'<svg xmlns="http://www.w3.org/2000/svg" style="width:9px;height:9px">{BOX}/></svg>', "<rect"),
    "white mask": (
        f'<mask id="m" maskUnits="userSpaceOnUse">{BOX} fill="white"/></mask><g mask="url(#m)">{BOX}/></g>',
        '<clipPath id="m"><rect width="9" height="9" fill="#ffffff" /></clipPath><g clip-path="url(#m)">',
    ),
    "mask of a shape": (
        f'<mask id="m">{BOX} fill="white"/><circle r="2"/></mask>{BOX} mask="url(#m)"/>',
        '<mask id="m" maskUnits="userSpaceOnUse" x="-99999"',
    ),
    "symbol and mask in the open": (
        f'{BOX} mask="url(#m)"/><defs><symbol id="s"/></defs><g><mask id="m">{BOX}/></mask></g>',
        'preserveAspectRatio="xMidYMid meet" /></defs><g><defs><mask id="m"',
    ),
    "mask of nothing": (f'<mask id="m">{BOX} fill="white"/>{BOX}/></mask><g mask="url(#m)"/>', '<g mask="url(#m)" />'),
    "inherited in a template": (
        f'<symbol id="s">{BOX} fill="inherit"/></symbol><use href="#s" fill="red"/>',
        f"{BOX} /></symbol>",
    ),
    "inherited by rule": (
        f"<style>svg *{{fill:inherit}}</style><g id='s'>{BOX}/></g><use href='#s' style='fill:red'/>",
        f"{BOX} /></g><use",
    ),
    "same variable": (
        f'<g style="--a:red"><g id="s">{BOX} fill="var(--a)"/></g><use href="#s" style="--b:1px"/></g>',
        'fill="#ff0000"',
    ),
    "length": ('<text y="20" textLength="40">Label</text>', 'lengthAdjust="spacingAndGlyphs"'),
    "geometry in CSS": ('<circle style="r:5px;cx:9px"/>', 'cx="9" r="5"'),
    "symbol": ('<symbol id="s" viewBox="0 0 9 9"/><use xlink:href="#s"/>', '<use href="#s" width="100%" height="100%"'),
    "sprite": (f'<g id="s">{BOX} fill="currentcolor"/></g><use href="#s" color="red"/>', 'fill="currentColor"'),
    "editors' own": (
        '<metadata>x</metadata><i:grid xmlns:i="urn:i"/><rect width="9" height="9" data-a="b" onclick="x()" '
        'style="cursor:pointer;-inkscape-stroke:none;shape-rendering:crispEdges;isolation:auto"/>',
        '<rect width="9" height="9" />',
    ),
    "web fonts": ("<style>@import url(https://fonts.example/css?family=A); @font-face{src:url(a)}</style>", ""),
    "gauge": (
        '<circle r="40" stroke="red" pathLength="100" stroke-dasharray="70 30" stroke-dashoffset="25"/>',
        'stroke-dasharray="175.9539,75.4088" stroke-dashoffset="62.8407"',
    ),
    "parts of a path": ('<path d="M0 0H50" pathLength="10" stroke="red" stroke-dasharray="1"/>', 'dasharray="5"'),
    "parts of a line": (
        '<g stroke="red" style="stroke-dasharray:1 1"><line x2="30" y2="40" pathLength="5"/></g>',
        'stroke-dasharray="10,10"',
    ),
    "parts of a box": (f'{BOX} pathLength="4" stroke="red" stroke-dasharray="1 3"/>', 'stroke-dasharray="9,27"'),
    "parts of a polygon": (
        '<polygon points="0,0 30,0 30,40" pathLength="1" stroke="red" stroke-dasharray=".5"/>', 'dasharray="60"'
    ),
    "parts without dashes": (f'{BOX} pathLength="0"/>', '<rect width="9" height="9" />'),
    "small transformations": (
        f'{BOX} transform="translate(20-6)matrix(.5.0 0 .5 10-2)rotate(1e1-.5.5)"/>',
        'transform="translate(20 -6) matrix(0.5 0 0 0.5 10 -2) rotate(10 -0.5 0.5)"',
    ),
    "joined transformations": (f'{BOX} transform="translate(0-6)rotate(18)"/>', '"translate(0 -6) rotate(18)"'),
    "sum": (f'{BOX} style="transform:translate(calc(1px + 2px),-1px)"/>', '"translate(3 -1)"'),
    "no line": ('<text y="9" style="text-decoration:normal;text-decoration-line:normal">a</text>', ">a<"),
    "a line and others": (
        '<text x="90" y="20" text-anchor="middle">Unit<tspan x="90" dy="18">for all</tspan></text>',
        '><tspan x="90" y="20">Unit</tspan><tspan x="90" dy="18">for all</tspan></text>',
    ),
    "lines of parts": (
        '<text x="90" y="20" dy="2" text-anchor="end"><tspan font-weight="bold">a</tspan> b'
        '<tspan x="90" y="40" fill="red">c</tspan> d<tspan x="90" y="60">e</tspan></text>',
        '><tspan x="90" y="22"><tspan font-weight="700">a</tspan><tspan> b</tspan></tspan>'
        '<tspan x="90" y="40"><tspan fill="#ff0000">c</tspan><tspan> d</tspan></tspan>'
        '<tspan x="90" y="60">e</tspan></text>',
    ),
    "words after a part": (
        '<text><tspan y="20"><tspan font-weight="bold">a</tspan> b <tspan fill="red">c</tspan> d</tspan></text>',
        '">a</tspan><tspan> b </tspan><tspan fill="#ff0000">c</tspan><tspan> d</tspan></tspan></text>',
    ),
    "lines in parts already": (
        '<text x="90" y="20" text-anchor="middle"> <tspan x="90">a</tspan> <tspan x="90" dy="9">b</tspan></text>',
        '"> <tspan x="90">a</tspan> <tspan x="90" dy="9">b</tspan></text>',
    ),
    "drawing in a drawing": (
        f'{HEAD}<svg width="200" height="100" viewBox="-101 -101 200 100"><text x="-60" y="-50">b</text></svg></svg>',
        ">b<",
    ),
    "drawing scaled": (
        f'{HEAD}<text y="9">a</text><svg x="50%" width="50%" viewBox="0 0 2000 1000">{BOX}/>'
        '<text x="1500" y="900" font-size="99">b</text></svg></svg>',
        ">b<",
    ),
    "mask after its shape": (
        f'{BOX} mask="url(#m)"/><mask id="m" maskUnits="userSpaceOnUse">{BOX} fill="white"/>{BOX} fill="#999"/></mask>',
        '<defs><mask maskUnits="userSpaceOnUse" id="m">',
    ),
    "nothing moves": ("<style>@keyframes a{to{opacity:1}}</style>", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", TRANSLATED)
def test_what_is_drawn_in_silence(name: str) -> None:
    body, part = TRANSLATED[name]
    assert part in plain(body)


HTML = '<p xmlns="http://www.w3.org/1999/xhtml">{}</p>'
#: What is told, and with which words.
TOLD = {
    "HTML": (f"<foreignObject>{HTML.format('Words')}</foreignObject>", "svg-ignored: the words “Words” in HTML"),
    "cut label": (
        f"<switch><foreignObject>{HTML.format('A label that is long')}</foreignObject>"
        '<text y="9">A label th...</text></switch>',
        "svg-ignored: the words “A label that is long” are drawn as “A label th...”",
    ),
    "no branch": (f"<switch><foreignObject>{HTML.format('a b')}</foreignObject></switch>", "“a b” are not drawn"),
    "frame": ("<flowRoot><flowPara>Words</flowPara></flowRoot>", "“Words” in a frame (<flowRoot>)"),
    "path": ('<text><textPath href="#p">Words</textPath></text>', "“Words” along a path"),
    "downwards": ('<text y="9" writing-mode="tb">a</text>', "`writing-mode: tb` is not drawn"),
    "unknown variable": (f'{BOX} fill="var(--a)"/>', "the drawing gives the variable no value"),
    "mixed colour": (f'{BOX} fill="color-mix(in srgb, red, blue)"/>', "`fill: color-mix(in srgb, red, blue)`"),
    "blending": (f'{BOX} style="mix-blend-mode:multiply"/>', "`mix-blend-mode: multiply`"),
    "shadow": (f'{BOX} filter="url(#f)"/><filter id="f"/>', "a filter (a shadow, a blur, a glow)"),
    "blur": (f'{BOX} style="filter:blur(2px)"/>', "a filter (a shadow, a blur, a glow)"),
    "shape of CSS": (f'{BOX} style="clip-path:circle(5px)"/>', "`clip-path: circle(5px)`"),
    "mask of a group": (
        f'<mask id="m">{BOX} fill="#fff"/>{BOX} fill="#000"/></mask><g mask="url(#m)">{BOX}/></g>',
        "svg-ignored: a mask is not drawn",
    ),
    "mask of words": (
        f'<mask id="m">{BOX} fill="#fff"/>{BOX}/></mask><text y="20" mask="url(#m)">a</text>',
        "svg-ignored: a mask is not drawn",
    ),
    "mask in its box": (
        f'<mask id="m" maskContentUnits="objectBoundingBox">{BOX} fill="#fff"/></mask>{BOX} mask="url(#m)"/>',
        "svg-ignored: a mask is not drawn",
    ),
    "mask of a part": (
        f'<mask id="m" width="50%">{BOX} fill="#fff"/>{BOX}/></mask>{BOX} mask="url(#m)"/>',
        "svg-ignored: a mask is not drawn",
    ),
    "mask and clip": (
        f'<clipPath id="c">{BOX}/></clipPath><mask id="m">{BOX} fill="#fff"/></mask>'
        f'{BOX} clip-path="url(#c)" mask="url(#m)"/>',
        "svg-ignored: a mask is not drawn",
    ),
    "variable of a use": (
        f'<style>svg{{--a:#06c}} .warn{{--a:#c00}}</style><symbol id="s">{BOX} fill="var(--a)"/></symbol>'
        '<use href="#s"/><use href="#s" class="warn"/>',
        "svg-ignored: what <use> takes is drawn without the values that its variables have here",
    ),
    "constant stroke": (f'{BOX} vector-effect="non-scaling-stroke"/>', "`vector-effect: non-scaling-stroke`"),
    "underlined": ('<text y="9" text-decoration="underline">a</text>', "`text-decoration: underline`"),
    "parts of percents": (
        '<circle r="40%" stroke="red" pathLength="100" stroke-dasharray="70 30"/>',
        "dashes in parts of a length (`pathLength: 100`)",
    ),
    "parts by use": (
        '<defs><circle id="c" r="40" pathLength="100"/></defs><use href="#c" stroke="red" stroke-dasharray="70 30"/>',
        "dashes of <use> in parts of a length",
    ),
    "small capitals": ('<text y="9" style="font-variant:small-caps">a</text>', "small capitals"),
    "movement": (f'{BOX}><animate attributeName="x"/></rect>', "nothing moves on paper"),
    "moving style": (f'{BOX} style="animation:a 1s forwards"/>', "`animation: a 1s forwards`"),
    "script": ("<script>x()</script>", "a script is not run"),
    "imported style": ("<style>@import 'a.css';</style>", "the rule @import"),
    "by width": ("<style>@media (min-width: 9px){g{fill:red}}</style>", "the rule @media (min-width: 9px)"),
    "linked style": (f'<?xml-stylesheet href="a.css"?>{HEAD}</svg>', "the style sheet that is linked here"),
    "selector": ("<style>rect:nth-col(2){fill:red}</style>", "the selector `rect:nth-col(2)`"),
    "rule in a rule": ("<style>g { rect { fill: red } }</style>", "the rule inside of `g`"),
    "other file": ('<use href="icons.svg#a"/>', "what <use> takes from `icons.svg`, another file,"),
    "picture": ('<image href="photo.png" width="9" height="9"/>', "missing-image: there is no file `photo.png`"),
    "mesh": ("<meshgradient/>", "<meshgradient> is not drawn"),
    "turned in its box": (
        f'{BOX} style="transform:rotate(9deg);transform-box:fill-box;transform-origin:center"/>',
        "about `center`",
    ),
    "glyph": ('<text y="9">日</text>', "missing-glyph: no font has “日” (U+65E5)"),
    "over the edge": ('<text x="150" y="50">A label that leaves</text>', "cut-off-text: “A label that leaves”"),
    "over an inner edge": (
        f'{HEAD}<svg x="50" width="60" height="60" viewBox="9 0 60 60"><text x="30" y="30">A label</text></svg></svg>',
        "cut-off-text: “A label”",
    ),
    "out of its box": (
        '<rect x="60" y="30" width="80" height="30" fill="#eee"/>'
        '<text x="100" y="50" text-anchor="middle">National bureau</text>',
        "is wider than the box around it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name: str) -> None:
    body, part = TOLD[name]
    (problem,) = drawn(body).problems
    assert part in f"{problem.code}: {problem.message}"
    assert problem.position is not None
    assert problem.position.line == 1
    assert problem.hint


def test_a_loss_is_told_once_at_its_first_place() -> None:
    (problem,) = drawn(
        f'{HEAD}\n{BOX} style="mix-blend-mode:screen"/>\n  {BOX} style="mix-blend-mode:screen"/></svg>'
    ).problems
    assert str(problem.position) == "d.svg:2:1"
    assert problem.message.endswith("; so is 1 more in this drawing")


#: What is no drawing, and what it is.
OTHER = {
    b"": "empty",
    b"<!DOCTYPE html><title>404</title>": "a web page",
    b"\n<html>": "a web page",
    b"%PDF-1.7": "a PDF",
    b"\x89PNG\r\n": "a PNG picture",
    b"\x1f\x8b\x08": "compressed",
    b"PK\x03\x04": "a ZIP archive",
    b'<mxfile host="app.diagrams.net">': "a file of draw.io",
    b"<a/>": "it begins with <a>",
    b"<svg><g></svg>": "mismatched tag",
    b'<svg xmlns="http://www.w3.org/2000/svg"/>': "how large it is",
    b'<?xml version="1.0" encoding="UTF-8"?><svg>\xe9</svg>': "not in UTF-8",
}


@pytest.mark.parametrize("data", OTHER)
def test_what_is_no_drawing_is_told_by_what_it_is(data: bytes) -> None:
    with pytest.raises(Unprintable) as raised:
        translated(data, Path("d.svg"), FACES, load)
    (problem,) = raised.value.problems
    assert OTHER[data] in problem.message


def test_a_drawing_may_be_in_any_encoding() -> None:
    text = f'<?xml version="1.0" encoding="{{}}"?>{HEAD}<text y="20">Zoë &eacute;</text></svg>'
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    for name in ("utf-8", "utf-16", "iso-8859-1"):
        data = text.format(name).replace("?>", f"?>{doctype}").encode(name)
        assert ">Zoë é<" in translated(data, Path("d.svg"), FACES, load).svg.decode()
