"""What is drawn as one is one glyph to who takes the text out of the file: a letter and the signs on it.

A cluster is a piece of text and the glyphs that show it, as the shaper joins them: one letter and one glyph, a ligature,
or a letter and its signs. WeasyPrint 70 lets each glyph stand for the cluster in which it met it first, so that a sign
brings the letter along under which it was first seen; and a sign that is raised is a word of its own to most readers.
Here a cluster of several glyphs is drawn by one that is composed of them, and so is a glyph that has already been met
with another text (`é` typed as one character and as two): each stands for its own text, exactly as typed.
Fonts without TrueType outlines cannot compose glyphs; in these, such a cluster says by ActualText what it is
(ISO 32000-2, 14.9.4).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import weasyprint.draw.text
from weasyprint.text.ffi import ffi, pango

from briefpress.tagging.composed_glyphs import Composed, Part, with_glyphs
from briefpress.tagging.text_objects import Glyph, Item, read, write

#: Spaces and hyphens of which fonts have one glyph: all of them are taken for the plain ones (pdf/conformance.py).
_ALIKE = {**dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f"), " "), 0x2010: "-", 0x2011: "-"}

#: Characters without a glyph that are part of how a word is written.
_JOINERS = ("\u200c", "\u200d")
_BLANK = Composed((), 0)


@dataclass(frozen=True)
class _Cluster:
    """A piece of text and the glyphs that show it, if any, in a font of a size in pixels."""

    text: str
    glyphs: tuple[int, ...]
    is_right_to_left: bool
    font: Any
    size: float


@contextmanager
def whole_clusters() -> Iterator[None]:
    """Let every text that WeasyPrint draws be taken out as it was typed."""
    fonts: dict[str, _Font] = {}
    original = weasyprint.draw.text.draw_first_line

    def draw_first_line(stream: Any, box: Any, *arguments: Any) -> Any:
        start = len(stream.stream)
        emojis = original(stream, box, *arguments)
        if len(stream.stream) > start:
            _settle(stream, start, list(_clusters(stream, box.pango_layout)), fonts)
        return emojis

    weasyprint.draw.text.draw_first_line = draw_first_line
    try:
        yield
    finally:
        weasyprint.draw.text.draw_first_line = original


def _settle(stream: Any, start: int, clusters: list[_Cluster], fonts: dict[str, _Font]) -> None:
    """Let a line that was drawn from an operator of a stream on say what its clusters say."""
    for cluster in clusters:
        font = fonts.setdefault(cluster.font.hash, _Font(cluster.font))
        font.learn(cluster)
    if all(fonts[cluster.font.hash].spells(cluster) for cluster in clusters):
        return
    by_name = {font.hash.encode(): font for font in stream._fonts.values()}
    items, _ = read(stream.stream[start:], by_name, clusters[0].font)
    stream.stream[start:] = write(_redrawn(items, clusters, fonts))


def _redrawn(items: list[Item], clusters: list[_Cluster], fonts: dict[str, _Font]) -> Iterator[Item]:
    """The items of a line, those of its clusters that their glyphs do not spell redrawn."""
    waiting = iter(clusters)
    own: list[Item] = []
    rest = 0
    for item in items:
        if isinstance(item, Glyph) and not rest:
            while not (cluster := next(waiting)).glyphs:
                yield from fonts[cluster.font.hash].drawn(cluster, [])
            rest = len(cluster.glyphs)
        if not rest:
            yield item
            continue
        own.append(item)
        rest -= isinstance(item, Glyph)
        if not rest:
            font = fonts[cluster.font.hash]
            yield from own if font.spells(cluster) else font.drawn(cluster, own)
            own = []


@dataclass
class _Font:
    """A font of WeasyPrint, what its glyphs stand for, and those that are composed for it."""

    font: Any
    texts: dict[int, str] = field(default_factory=dict)
    #: By their texts and outlines, in the order of their numbers.
    composed: dict[tuple[str, Composed], int] = field(default_factory=dict)

    def learn(self, cluster: _Cluster) -> None:
        """Let a glyph that is a cluster by itself stand for it, if it does not yet stand for another."""
        if len(cluster.glyphs) == 1 and cluster.glyphs[0] not in self.texts:
            text = cluster.text.translate(_ALIKE)
            self.texts[cluster.glyphs[0]] = text if text == " " else cluster.text
            self.font.to_unicode[cluster.glyphs[0]] = self.texts[cluster.glyphs[0]]

    def spells(self, cluster: _Cluster) -> bool:
        """Whether the glyphs of a cluster say what it says."""
        if len(cluster.glyphs) != 1 or (cluster.is_right_to_left and len(cluster.text) > 1):
            return False
        text = self.texts[cluster.glyphs[0]]
        return text == cluster.text or text.translate(_ALIKE) == cluster.text.translate(_ALIKE)

    def drawn(self, cluster: _Cluster, items: list[Item]) -> Iterator[Item]:
        """The items of a cluster, as one glyph, or with its text.

        Readers turn what is written from right to left character by character, also that of a glyph of several: the
        glyph stands for the first of them alone, and others without outline for the rest.
        """
        if "glyf" not in self.font.tables:
            text = f"\ufeff{cluster.text}".encode("utf-16-be").hex()
            yield from (f"/Span <</ActualText <{text}>>> BDC".encode(), *items, b"EMC")
            return
        drawn = cluster.text[:1] if cluster.is_right_to_left else cluster.text
        blanks = cluster.text[1:] if items and cluster.is_right_to_left else ""
        glyph, start, end = _compose(items, cluster.size)
        yield -start
        for character in reversed(blanks):
            yield self.glyph(character, _BLANK)
        yield self.glyph(drawn, glyph)
        yield start + glyph.width - end

    def glyph(self, text: str, composed: Composed) -> Glyph:
        """A composed glyph, which is added to the font."""
        if not self.composed:
            clean = self.font.clean

            def clean_and_compose(*arguments: Any) -> None:
                clean(*arguments)
                glyphs = [glyph for _, glyph in self.composed]
                self.font.file_content = with_glyphs(self.font.file_content, self.font.glyph_count, glyphs)

            self.font.clean = clean_and_compose
        number = self.composed.setdefault((text, composed), self.font.glyph_count + len(self.composed))
        self.font.to_unicode[number], self.font.widths[number] = text, composed.width
        return Glyph(f"{number:04x}".encode(), text, b"0", composed.width)


def _compose(items: list[Item], size: float) -> tuple[Composed, float, float]:
    """The glyph that shows the glyphs among some items at their places, where it begins, and where the last ends.

    It begins where the widest of them does, the letter.
    """
    pen = 0.0
    shown: list[tuple[float, Glyph]] = []
    for item in items:
        if isinstance(item, Glyph):
            shown.append((pen, item))
            pen += item.width
        elif isinstance(item, float):
            pen -= item
    start, letter = max(shown, key=lambda placed: placed[1].width, default=(pen, None))
    rises = [round(float(glyph.rise) * 1000 / size) for _, glyph in shown]
    parts = [Part(int(glyph.code, 16), round(x - start), y) for (x, glyph), y in zip(shown, rises, strict=True)]
    return Composed(tuple(parts), max(round(pen - start), letter.width if letter else 0)), start, pen


def _clusters(stream: Any, layout: Any) -> Iterator[_Cluster]:
    """The clusters of the first line of a layout, each with the signs on it, in the order in which they are drawn."""
    line, _ = layout.get_first_line()
    data = layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        run = run.next
        font, size = stream.add_font(item.analysis.font)
        is_right_to_left = bool(item.analysis.level % 2)
        starts = string.log_clusters[0 : string.num_glyphs]
        glyphs: dict[int, list[int]] = {start: [] for start in starts}
        for start, info in zip(starts, string.glyphs[0 : string.num_glyphs], strict=True):
            if info.glyph != pango.PANGO_GLYPH_EMPTY:
                # A letter that the font does not have got a code of its own.
                character = info.glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG
                glyphs[start].append(font.missing.get(character, info.glyph))
        bounds = [*sorted(glyphs), item.length]
        texts = {
            start: data[item.offset + start : item.offset + end].decode()
            for start, end in zip(bounds, bounds[1:], strict=False)
        }
        _join_signs(texts, glyphs, is_right_to_left=is_right_to_left)
        for start, codes in glyphs.items():
            if codes or texts[start] in _JOINERS:
                yield _Cluster(texts[start], tuple(codes), is_right_to_left, font, size)


def _join_signs(texts: dict[int, str], glyphs: dict[int, list[int]], *, is_right_to_left: bool) -> None:
    """Join the clusters of signs with that of their letter; `texts` are in the order of the text."""
    letter = None
    for start in list(texts):
        if letter is None or unicodedata.category(texts[start][0])[0] != "M":
            letter = start if glyphs[start] and not texts[start].isspace() else None
            continue
        texts[letter] += texts.pop(start)
        signs = glyphs.pop(start)
        glyphs[letter] = [*signs, *glyphs[letter]] if is_right_to_left else [*glyphs[letter], *signs]
