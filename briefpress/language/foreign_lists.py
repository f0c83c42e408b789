"""Lists with the marks of other programs: to CommonMark they are none, and their lines would be one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefpress.language.finding import Finding, refused

#: What a bullet of Word becomes when it is pasted: it is nothing else.
_BULLET = r"[•‣⁃\uf0b7\uf0a7\uf0d8\uf076\uf0fc]"
#: What German laws count with, after letters.
_DOUBLE = f"(?:{'|'.join(letter * 2 for letter in 'abcdefghijklm')})"
#: What lists are typed with besides: a list is only seen where two lines begin with one of a kind.
_MARKERS = (
    _BULLET, r"·", r"\(@[\w-]*\)", r"#\.",
    r"[–—−]", r"o(?=\t|  )", r"[▪▫■□●○◦◘◆◇►➢➤✓✔]", r"\*{2,4}", r"[①-⑳]", r"[٠-٩۰-۹]+[-.)]", r"[a-z]\.",
    rf"(?:\(?[^\W\d_]\)|\(?[ivxlIVXL]{{2,5}}\)|\(?{_DOUBLE}\)|\(\d{{1,3}}\))", r"\d{1,3}(?:\.\d{1,3})+\.?",
    r"\d{1,3}[.)]", r"[ivxl]{1,5}\.", r"(?:[IVXL]{2,5}|[IVXL](?=\..*\n[ \t]*[IVXL]{2,5}\.))\.",
    r"(?:\d{1,2}|[IVXL]{1,5})(?:/|[ \t]+[-–—])(?=[ \t]+[^\W\d_])", r"\d{1,2}\.?[ºª°](?=[ \t]+(?![CFKNSEOW]\b)[^\W\d_])",
    r"§[ \t]*\d{1,3}[a-z]?[.:)]?(?=[ \t]+(?!Abs|Satz|Nr|[a-z])[^\W\d_])",
)  # fmt: skip


#: Any of these marks, at the beginning of a line.
ITEM = rf"(?:{'|'.join(_MARKERS)})"
#: Marks whose space was forgotten, before a letter: `1.First`, `-one`.
_TIGHT = (_BULLET, r"[–—−]", r"\d{1,3}[.)]", r"\(?[^\W\d_]\)", r"[-+*]")


def run_together(text: str, place: str, hint: str) -> Iterator[Finding]:
    """Where two lines begin with one kind of mark, or one after a colon; and a line with a bullet of Word."""
    marks = (*_MARKERS, r"[-+*]") if place == "line" else _MARKERS
    begins = [*(rf"[ \t]*{mark}[ \t]+\S" for mark in marks), *(rf"[ \t]*{mark}(?=[^\W\d_])" for mark in _TIGHT)]
    for first, second in pairwise(text.split("\n")):
        for begin in begins:
            is_item = re.match(begin, f"{first}\n{second}")
            if re.match(begin, second) and (is_item or first.endswith(":")):
                item = first if is_item else second
                yield refused("a list of lines that run together", item, place, hint)
                return
    if match := re.search(rf"(?:\A|\n)[ \t]*({_BULLET})|([\uf000-\uf0ff])", text):
        yield refused("a bullet of Word", match[0], place, hint)
