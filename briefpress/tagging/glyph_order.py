"""Letters before their marks: the order in which right-to-left scripts are drawn.

WeasyPrint draws a line from left to right, and so the vowel signs of an Arabic or Hebrew letter before the letter,
with a step back between the two. Who extracts the text takes the step for the end of a word. Drawn after their letter,
at the same places, the signs stay in it: pages look the same to the pixel, and words stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARRAY = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")


@dataclass(frozen=True)
class _Glyph:
    """A glyph, how far it is raised, and its width in thousandths of the size."""

    code: bytes
    rise: bytes
    width: int
    is_mark: bool
    is_letter: bool


#: A glyph, a step to the left in thousandths of the size, or an operator with its operands.
_Atom = _Glyph | float | bytes


def letters_first(stream: Any, fonts: dict[Any, Any]) -> None:
    """Draw the letters of a content stream before their marks, where it has both."""
    faces = {font.hash.encode(): font for font in fonts.values()}
    if not any(_is_mark(text) for font in fonts.values() for text in font.to_unicode.values()):
        return
    items, done = stream.stream, []
    face = None
    start = 0
    while b"BT" in items[start:]:
        begin = items.index(b"BT", start)
        end = items.index(b"ET", begin)
        atoms, face = _read(items[begin + 1 : end], faces, face)
        marked = any(isinstance(atom, _Glyph) and atom.is_mark for atom in atoms)
        done += [*items[start : begin + 1], *(_write(_sorted(atoms)) if marked else items[begin + 1 : end]), b"ET"]
        start = end + 1
    stream.stream[:] = done + items[start:]


def _read(items: list[bytes], faces: dict[bytes, Any], face: Any) -> tuple[list[_Atom], Any]:
    """The atoms of a text object, and the face at its end."""
    atoms: list[_Atom] = []
    rise = b"0"
    for item in items:
        if item.endswith(b" Tf"):
            face = faces.get(item.split()[0][1:], face)
            atoms.append(item)
        elif item.endswith(b" Ts"):
            rise = item.split()[0]
        elif item.endswith(b" TJ"):
            for codes, step in _ARRAY.findall(item):
                atoms += [float(step)] if step else _glyphs(codes, rise, face)
        else:
            atoms.append(item)
    return atoms, face


def _glyphs(codes: bytes, rise: bytes, font: Any) -> Iterator[_Glyph]:
    for place in range(0, len(codes), 4):
        code = codes[place : place + 4]
        text = font.to_unicode.get(int(code, 16), "")
        is_letter = bool(text) and unicodedata.bidirectional(text[0]) in ("R", "AL")
        yield _Glyph(code, rise, font.widths.get(int(code, 16), 0), _is_mark(text), is_letter)


def _is_mark(text: str) -> bool:
    """Whether it is a sign on a letter, of a script that runs to the left."""
    return bool(text) and unicodedata.category(text[0]) == "Mn" and "\u0590" <= text[0] <= "\u08ff"


def _sorted(atoms: list[_Atom]) -> Iterator[_Atom]:
    """The atoms with each letter before the marks that stood before it, all at their places."""
    group: list[_Glyph | float] = []
    for atom in atoms:
        if isinstance(atom, float) or (isinstance(atom, _Glyph) and atom.is_mark):
            group.append(atom)
            continue
        if isinstance(atom, _Glyph) and atom.is_letter and any(isinstance(part, _Glyph) for part in group):
            step = sum(part if isinstance(part, float) else -part.width for part in group)
            yield from (step, atom, atom.width - step, *group, float(-atom.width))
        else:
            yield from (*group, atom)
        group = []
    yield from group


def _write(atoms: Iterator[_Atom]) -> Iterator[bytes]:
    """The text object of the atoms."""
    rise, array = b"0", b""
    for atom in atoms:
        if isinstance(atom, float):
            array += f"{atom:.3f}".rstrip("0").rstrip(".").encode() + b" " if round(atom, 3) else b""
            continue
        turned = isinstance(atom, _Glyph) and atom.rise != rise
        if array and (turned or isinstance(atom, bytes)):
            yield b"[" + array.replace(b"><", b"") + b"] TJ"
            array = b""
        if isinstance(atom, bytes):
            yield atom
            continue
        if turned:
            rise = atom.rise
            yield rise + b" Ts"
        array += b"<" + atom.code + b">"
    if array:
        yield b"[" + array.replace(b"><", b"") + b"] TJ"
    if rise != b"0":
        yield b"0 Ts"
