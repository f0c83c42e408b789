"""Characters that are not what they look like, by name: what Word and browsers put in place of what was typed."""

from __future__ import annotations

import re
import unicodedata

#: Spaces that are no spaces to YAML, and what cannot be seen at all; for a class of a regular expression.
BLANKS = (
    "\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff"
)
#: Quotation marks that are none to YAML, each with those that close it.
QUOTES = {
    "“": "”“", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "‘": "’‘", "‚": "‘’", "‛": "’", "「": "」", "『": "』", "″": "″", "＂": "＂", "〝": "〞",
}  # fmt: skip
CLOSING = tuple(sorted({char for closing in QUOTES.values() for char in closing}))
#: What lists are made with elsewhere; a letter stands for the hollow bullet of Word, as it is pasted.
BULLETS = "•·●○◦▪▫■□◆◇‣⁃∙➢➤►▶✓✔❖–—−‐‑\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"

#: What separates items elsewhere; in YAML a comma does.
COMMAS = ";；，、،؛"

#: Controls that programs leave behind when text is pasted, and what to put in their place.
_CONTROLS = {
    "\x02": ("a mark of a note of Word", "delete it"),
    "\x05": ("a mark of a comment of Word", "delete it"),
    "\x07": ("an end of a cell of Word", "delete it"),
    "\x08": ("a backspace", "delete it"),
    "\x0b": ("a line break of Word", "delete it and begin a new line, or type a space"),
    "\x0c": ("a page break", "delete it"),
    "\x13": ("the beginning of a field of Word", "delete it"),
    "\x14": ("the middle of a field of Word", "delete it"),
    "\x15": ("the end of a field of Word", "delete it"),
    "\x1b": ("an escape of a terminal", "delete it and what belongs to it"),
    "\x1e": ("a no-break hyphen of Word", "delete it and type `-`"),
    "\x1f": ("an optional hyphen of Word", "delete it"),
    "\x7f": ("a delete", "delete it"),
    "\x85": ("a next line", "delete it and begin a new line, or type a space or …"),
    "\ufeff": ("a byte order mark", "delete it"),
    "\u2028": ("a line separator", "delete it and begin a new line, or type a space"),
    "\u2029": ("a paragraph separator", "delete it and leave a line empty, or type a space"),
}
#: Characters that no text of a brief may hold. They are no ends of lines either, as YAML 1.1 had it.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\U000e0000-\U000e007f"
    # The last two of each plane are noncharacters.
    f"{''.join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))}]"
)


def named(char: str) -> str:
    """A character as a message speaks of it: `a no-break space (U+00A0)`."""
    name = _CONTROLS[char][0] if char in _CONTROLS else ""
    if not name and "\U000e0000" <= char <= "\U000e007f":
        name = "a tag, which cannot be seen"
    if not name and "\uf000" <= char <= "\uf0ff":
        name = "a sign of Word's Symbol or Wingdings font"
    if not name:
        kind = "a control character" if unicodedata.category(char) == "Cc" else "a code that is no character"
        name = unicodedata.name(char, kind).lower()
        name = name if name.startswith("a ") else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    return f"{name} (U+{ord(char):04X})"


def strangers(text: str) -> list[tuple[int, str, str]]:
    """Characters that cannot stand in a text: where they are, what they are called and what to do about each."""
    return [(match.start(), named(match[0]), _remedy(match[0])) for match in _NO_TEXT.finditer(text)]


def _remedy(char: str) -> str:
    if char in _CONTROLS:
        return _CONTROLS[char][1]
    meant = bytes([ord(char)]).decode("cp1252", "ignore") if "\x80" <= char <= "\x9f" else ""
    if meant:
        return f"it was {meant} in Windows-1252: type that in its place"
    if "\U000e0000" <= char <= "\U000e007f":
        return "delete it; flags of regions are made with tags, and cannot be printed"
    return "delete it; a picture, a PDF or a Word file cannot stand here"


def disguise(text: str, *, dashes: bool = True) -> str:
    """What to do about a value that is wrong because of characters that look like others; "" where there are none.

    Where `dashes` may be meant, they are none.
    """
    if blank := re.match(f"[{BLANKS}]", text) or re.search(f"[{BLANKS}]$", text) or re.search(f"[{BLANKS}]", text):
        end = "begins with" if blank.start() == 0 else "ends with" if blank.end() == len(text) else "holds"
        return f"it {end} {named(blank[0])}, which cannot be seen: delete it, and type a space where one is meant"
    if text[:1] in QUOTES and len(text) > 1:
        return f'{text[0]} is no quotation mark to YAML: delete it and its partner, or use "'
    if bullet := re.match(f"[{BULLETS}](?=\\s)", text):
        return f"it begins with {named(bullet[0])}: delete it"
    stranger = next((char for char in text if char.isalpha() and not char.isascii()), None)
    if stranger and re.search("[a-zA-Z]", text) and not unicodedata.name(stranger, "").startswith("LATIN"):
        return f"it holds {named(stranger)}, which looks like another letter: type the letter anew"
    if dashes and (dash := re.search("(?<=\\d)[–—−‐‑](?=\\d)", text)):
        return f"{named(dash[0])} stands in it: type `-` in its place"
    return ""
