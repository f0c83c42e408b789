"""What is drawn as one is one glyph to who takes the text out of the file: a letter and the signs on it.

A cluster is a piece of text and the glyphs that show it, as the shaper joins them: a letter and its glyph, a ligature,
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

#: The space and the hyphens of which fonts have one glyph: it is taken for the plain one (pdf/conformance.py).
ALIKE = {0xA0: " ", 0x2010: "-", 0x2011: "-"}
#: Characters without a glyph that are part of how a word is written.
_JOINERS = ("\u200c", "\u200d")
_BLANK = Composed((), 0)


@dataclass(eq=False)
class _Cluster:
    """A piece of text and the glyphs that show it, if any, in a font of a size in pixels."""

    font: Any
    size: float
    is_right_to_left: bool
    text: str = ""
    glyphs: list[int] = field(default_factory=list)
    #: How far it moves the pen, in units of Pango.
    advance: int = 0

    @property
    def is_sign(self) -> bool:
        """Whether it stands on, under or in the letter before it."""
        return bool(self.glyphs) and (not self.advance or not _is_letter(self.text[0]))

    @property
    def is_written(self) -> bool:
        """Whether it is part of the text: it is drawn, or says how letters are joined."""
        return bool(self.glyphs) or self.text in _JOINERS


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
            self.texts[cluster.glyphs[0]] = self.font.to_unicode[cluster.glyphs[0]] = cluster.text

    def spells(self, cluster: _Cluster) -> bool:
        """Whether the glyphs of a cluster say what it says."""
        if any(glyph >= self.font.glyph_count for glyph in cluster.glyphs):
            return True  # (a letter that no font has is told; there is nothing to compose it of)
        if len(cluster.glyphs) != 1 or (cluster.is_right_to_left and len(cluster.text) > 1):
            return False
        return self.texts[cluster.glyphs[0]].translate(ALIKE) == cluster.text.translate(ALIKE)

    def drawn(self, cluster: _Cluster, items: list[Item]) -> Iterator[Item]:
        """The items of a cluster, as one glyph, or with its text."""
        if "glyf" not in self.font.tables:
            text = f"\ufeff{cluster.text}".encode("utf-16-be").hex()
            yield from (f"/Span <</ActualText <{text}>>> BDC".encode(), *items, b"EMC")
            return
        glyph, start, end = _compose(items, cluster.size)
        yield -start
        if cluster.is_right_to_left:
            yield from self.in_characters(cluster.text, glyph)
        else:
            yield self.glyph(cluster.text, glyph)
        yield start + glyph.width - end

    def in_characters(self, text: str, glyph: Composed) -> Iterator[Glyph]:
        """A glyph and others without outline beside it, each for one character, from left to right.

        Readers turn what is written from right to left around, one character after the other; some of them do so with
        a glyph that stands for several. As they see them, letters have a width, and signs have none.
        """
        letters = [_is_letter(character) for character in text]
        width = glyph.width // max(sum(letters), 1)
        for character, is_letter in zip(reversed(text[1:]), reversed(letters[1:]), strict=True):
            yield self.glyph(character, Composed((), width if is_letter else 0))
        shift = width * sum(letters[1:])
        parts = tuple(part._replace(x=part.x - shift) for part in glyph.parts)
        yield self.glyph(text[0], Composed(parts, glyph.width - shift))

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
    # WeasyPrint takes a unit of Pango for a thousandth where it raises a glyph; it is 1/1024.
    rises = [round(float(glyph.rise) * 1000 / 1024 * 1000 / size) for _, glyph in shown]
    parts = [Part(int(glyph.code, 16), round(x - start), y) for (x, glyph), y in zip(shown, rises, strict=True)]
    return Composed(tuple(parts), max(round(pen - start), letter.width if letter else 0)), start, pen


def _clusters(stream: Any, layout: Any) -> Iterator[_Cluster]:
    """The clusters of the first line of a layout, each with the signs on it, in the order in which they are drawn."""
    line, _ = layout.get_first_line()
    data = layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item = run.data.item
        clusters = _of_run(item, run.data.glyphs, *stream.add_font(item.analysis.font))
        starts = sorted(clusters)
        for start, end in zip(starts, [*starts[1:], item.length], strict=True):
            clusters[start].text = data[item.offset + start : item.offset + end].decode()
        signs = set(_join_signs([clusters[start] for start in starts]))
        yield from (cluster for cluster in clusters.values() if cluster not in signs and cluster.is_written)
        run = run.next


def _of_run(item: Any, string: Any, font: Any, size: float) -> dict[int, _Cluster]:
    """The clusters of a run, as they are drawn, by where their texts begin; the texts are still to be read."""
    clusters: dict[int, _Cluster] = {}
    count, is_right_to_left = string.num_glyphs, bool(item.analysis.level % 2)
    for start, info in zip(string.log_clusters[0:count], string.glyphs[0:count], strict=True):
        if start not in clusters:
            clusters[start] = _Cluster(font, size, is_right_to_left)
        clusters[start].advance += info.geometry.width
        if info.glyph != pango.PANGO_GLYPH_EMPTY:
            # A letter that the font does not have got a code of its own.
            character = info.glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG
            clusters[start].glyphs.append(font.missing.get(character, info.glyph))
    return clusters


def _join_signs(clusters: list[_Cluster]) -> Iterator[_Cluster]:
    """Join the clusters of signs with those of their letters, in the order of the text; returns the signs."""
    letter = None
    for cluster in clusters:
        if letter and cluster.is_sign:
            letter.text += cluster.text
            signs = cluster.glyphs
            letter.glyphs = signs + letter.glyphs if letter.is_right_to_left else letter.glyphs + signs
            yield cluster
        else:
            letter = cluster if cluster.glyphs and not cluster.text.isspace() else None


def _is_letter(character: str) -> bool:
    return not unicodedata.category(character).startswith("M")
