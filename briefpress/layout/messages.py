"""What WeasyPrint 70 says in its log, in the words of the press: what it means for the page, and what to do about it.

Each of its messages is here, but for those that cannot come about behind our fetcher.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefpress.core.characters import named
from briefpress.core.problems import Problem
from briefpress.language.text_findings import LINK_HINT
from briefpress.markup.stylesheets import BRIEF


@dataclass(frozen=True)
class Message:
    """A problem of which WeasyPrint says no more than a word: an `id`, a URL, a character, a declaration."""

    problem: Problem
    subject: str = ""
    #: For a declaration, its line and column.
    place: tuple[int, int] = (0, 0)
    #: What stands in the stylesheet that is at fault, as a regular expression.
    css: str = ""


def message_of(text: str) -> Message | None:
    """What a line of WeasyPrint's log means; None where another line says the same."""
    if re.search("|".join(_REPEATED), text):
        return None
    kind, match = next((kind, match) for kind in _KINDS if (match := re.search(kind.pattern, text, re.DOTALL)))
    groups = {name: " ".join((value or "").replace(BRIEF, "").split()) for name, value in match.groupdict().items()}
    subject = match.groupdict().get("subject") or match.groupdict().get("css") or ""
    groups["why"] = _reason(groups.get("why", ""))
    if kind.code == "missing-glyph":
        return _missing_glyph(subject)
    shown = " ".join(text.replace(BRIEF, "").split()).rstrip(".")
    problem = Problem(kind.code, kind.message.format(text=shown, **groups), None, kind.hint)
    place = int(groups.get("line") or 0), int(groups.get("column") or 0)
    css = kind.css.format(**{name: re.escape(value) for name, value in groups.items()})
    return Message(problem, subject, place, css)


def _reason(why: str) -> str:
    """Why a declaration is not printed."""
    if re.match("unknown property|property not supported|descriptor not supported", why):
        return "there is no such property in print"
    if why.startswith("no value"):
        return "it has no value"
    if found := re.search("use '(.+)' instead", why):
        return f"write `{found[1]}`"
    return "the property has no such value in print"


def _missing_glyph(char: str) -> Message:
    """A character that no font has, by its name."""
    hint = "no font has this character: write it otherwise, or add a font that has it"
    if "\uf000" <= char <= "\uf0ff":
        hint = "it was pasted from Word: for a bullet, type `- ` on a line of its own after `|`; else type it anew"
    elif not char.isprintable():
        hint = "delete it: it came with a text from another program"
    name, _, _ = named(char).rpartition(" (")
    message = f'no font has the character "{char}" (U+{ord(char):04X}), {name}'
    return Message(Problem("missing-glyph", message, None, hint), char)


@dataclass(frozen=True)
class _Kind:
    """A kind of message: our code, a pattern of WeasyPrint's words, our words, a hint, what to look for in CSS."""

    code: str
    pattern: str
    message: str
    hint: str
    css: str = ""


#: What says again what another line says, or what preflight finds by itself.
_REPEATED = (
    # The whole rule is told in the next line, with its place.
    "^Expected a media type",
    # Each glyph is told.
    "^Too many glyphs missing",
    # Preflight looks at alternative texts itself.
    "has no required alt",
    # The link to it is told.
    "^Content discarded: target points to undefined anchor",
)

_AT = r" at (?P<line>\d+):(?P<column>\d+)\b"
_CSS = "docs/styling.md says which CSS is printed"
_KINDS = (
    _Kind("css-ignored", rf"^Ignored `(?P<css>[^`]*)`{_AT}(?:, (?P<why>.*))?", "`{css}` is not printed: {why}", _CSS),
    _Kind(
        "css-ignored",
        rf"^Deprecated `(?P<css>[^`]*)`{_AT}, .*use (?P<why>'.*') instead",
        "`{css}` has a prefix that CSS no longer has",
        "write it without its prefix",
    ),
    _Kind(
        "css-ignored",
        r"^Invalid or unsupported selector, (?:'|\")(?P<css>.*)(?:'|\")",
        "the selector `{css}` is not one that is printed: its rules are lost",
        _CSS,
    ),
    _Kind("css-ignored", r"^Ignored `(?P<css>[^`]*)`", "`{css}` is not printed", _CSS),
    _Kind("css-ignored", rf"^(?:Parse error|Error: .*?){_AT}", "this is not CSS", _CSS),
    _Kind(
        "css-ignored",
        rf"^Missing (?P<css>[\w-]+) descriptor in '@font-face' rule{_AT}",
        "`@font-face` has no `{css}`: the font is not there",
        "give it `font-family` and `src`",
    ),
    _Kind(
        "css-ignored",
        rf"(?P<css>@[\w-]+) (?:rule|selector).*ignored{_AT}",
        "`{css}` is not printed as it is written",
        _CSS,
    ),
    _Kind("css-ignored", rf"<AtRule (?P<css>@[\w-]+).*{_AT}", "the rule `{css}` is not printed", _CSS),
    _Kind("css-ignored", rf"{_AT}", "what is written here is not printed", _CSS),
    _Kind(
        "css-ignored",
        r"^Unsupported color space (?P<css>[\w-]+)",
        "colours of `{css}` are printed as those of sRGB",
        "write them as `#rrggbb`",
        r"{css}",
    ),
    _Kind(
        "css-ignored",
        r"^\"(?P<css>(?:string|element)\(\S+).*is only allowed in page margins",
        "`{css}` has a text in the margins of a page alone",
        "write it in `@page`, as in `@top-left`",
        r"{css}",
    ),
    _Kind(
        "css-ignored",
        r"^Only strings are allowed for content attr",
        "`attr()` gives nothing but a text",
        _CSS,
        r"attr\(",
    ),
    _Kind(
        "css-ignored",
        r"^Unable to compute content",
        "what `content` is to be cannot be found out",
        _CSS,
        r"content\s*:",
    ),
    _Kind(
        "css-ignored",
        r"^(?P<css>\w+) unit resolved before first page",
        "`{css}` is measured by a page, and there is none yet",
        "write the length in mm or pt",
        r"[\d.]{css}\b",
    ),
    _Kind("css-ignored", r"^Subgrids are", "`subgrid` is not printed", _CSS, "subgrid"),
    _Kind(
        "css-ignored",
        r"auto-fi",
        "`auto-fill` and `auto-fit` are not printed",
        "say how many columns there are",
        "auto-fi",
    ),
    _Kind("css-ignored", r"^Inline grids", "`inline-grid` is not printed", "write `grid`", "inline-grid"),
    _Kind("css-ignored", r"^Baseline alignment", "a grid is not aligned by baselines", "write `start`", "baseline"),
    _Kind(
        "missing-image",
        r"^Failed to load (inline SVG|image)( at '(?P<subject>[^']*)')?",
        "{text}",
        "a picture is a PNG, JPEG or SVG file of the brief's folder",
    ),
    _Kind(
        "missing-image",
        r"^Failed to render SVG image (?P<subject>\S+)",
        "`{subject}` cannot be drawn: something in it is damaged, or refers to itself",
        "export it again as plain SVG, or as PNG at 300 dpi",
    ),
    _Kind("missing-glyph", r'^\.notdef glyph .*: "(?P<subject>.)"', "", ""),
    _Kind(
        "broken-link",
        r"^No anchor #(?P<subject>\S+) for internal URI",
        "nothing has the id `{subject}` that is linked to",
        "link to a section or a block by its id, `#section`, or to a heading in a text, `#section--words-of-heading`",
    ),
    _Kind(
        "bad-link",
        r"^Malformed URL: (?P<subject>\S+)",
        "`{subject}` is not a URL",
        LINK_HINT,
    ),
    _Kind(
        "missing-face",
        r"^Font-face '(?P<css>.*)' cannot be loaded",
        "the font `{css}` cannot be read",
        "take a TTF or OTF file that its maker gives out; fonts stand in styles/fonts",
        r"@font-face\s*{{[^}}]*{css}",
    ),
    _Kind(
        "missing-face",
        r"^(?:Unable to|Unknown|Unsupported).*?\"(?P<css>[^\"]*)\"",
        "the font `{css}` cannot be put into a PDF",
        "take plain TTF or OTF files, one for each weight",
        r"@font-face\s*{{[^}}]*{css}",
    ),
    _Kind(
        "missing-face",
        r"to display (?P<css>.*) COLR",
        "the font `{css}` is drawn in colours, which are not printed",
        "take a font of one colour",
        r"@font-face\s*{{[^}}]*{css}",
    ),
    _Kind(
        "typesetting",
        r"^Anchor defined twice: '(?P<subject>[^']*)'",
        "two parts of the page have the id `{subject}`: links to it lead to the first of them",
        "give one of them another id in the template",
    ),
    _Kind(
        "typesetting",
        r"^This row has more columns",
        "a row of a table has more cells than the table has columns",
        "take away the cells that are too many, or add columns in the template",
    ),
    _Kind(
        "typesetting",
        r"HarfBuzz-Subset",
        "the machine lacks HarfBuzz-Subset, which makes fonts small",
        "install it: `apt-get install libharfbuzz-subset0`, or the like of it",
    ),
    _Kind(
        "typesetting",
        r"^Invalid (?:date|\S+ date)",
        "a date in the metadata of the template is none",
        "write it as in 2026-11-23",
    ),
    _Kind(
        "typesetting",
        "",
        "WeasyPrint, which sets the pages, says: {text}",
        "look for these words in the template that was changed last",
    ),
)
