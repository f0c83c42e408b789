"""The pictures that the press draws itself, for a template to print: charts and maps.

What is drawn depends on nothing but what goes in, so that it is kept beside the printed files under a digest of it.
Where nothing can be kept, it is drawn anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from briefpress.core.files import MAX_PICTURE, digest, inside, read_beneath
from briefpress.core.located import Located
from briefpress.core.output import write
from briefpress.core.problems import Problem, Unprintable
from briefpress.core.record import press_digest
from briefpress.graphics.charts.spec import Spec
from briefpress.graphics.charts.table import Tabulation
from briefpress.graphics.charts.titles import measure_of
from briefpress.graphics.fonts import Fonts
from briefpress.graphics.maps import checks
from briefpress.graphics.maps.atlas import SHAPES
from briefpress.graphics.maps.draw import RegionMap, Town
from briefpress.graphics.maps.gazetteer import CITIES, RIVERS
from briefpress.graphics.maps.symbols import city_swatch, river_swatch
from briefpress.graphics.maps.waters import Course
from briefpress.graphics.patterns import swatch
from briefpress.graphics.proportions import Size, size_of
from briefpress.graphics.tokens import Tokens
from briefpress.markup.plans import FinishedMap, Key, Places, Plan
from briefpress.schema.blocks import Block, Chart, Figure, Map
from briefpress.schema.brief import Region
from briefpress.schema.edition import Edition
from briefpress.schema.geography import geography

#: The host by which a page names the pictures that were drawn for it.
DRAWN = "https://drawn.invalid/"
#: How many letters a word has at most that may be a part of any other.
_LONG = 4
#: The share of the column that a chart for telephones takes: letters of 8 points are 11 pixels on a screen of 390.
_NARROW = 0.75
#: The width from which on a map is flat, in CSS pixels: where it does not fit, it leaves as much blank as it is tall.
_FLAT_FROM = 150 / 25.4 * 96


@dataclass(frozen=True)
class Drawing:
    """A picture that was drawn: its URL, as templates call its address.

    What it shows as a table, row by row as in the data, is for templates of older houses.
    """

    address: str
    #: What it measures, where that is one thing; "" where its caption says it.
    unit: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    #: Which columns hold numbers.
    numbers: tuple[bool, ...] = ()


@dataclass
class Pictures:
    """Draws the pictures of an edition as its templates ask for them."""

    edition: Edition
    tokens: Tokens
    fonts: Fonts
    #: The folder in which pictures are kept.
    cache: Path | None = None
    #: What was drawn, by its URL.
    drawn: dict[str, bytes] = field(default_factory=dict)
    #: What was not in that folder, by the names that it is kept by, and as it is kept.
    unkept: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: What is wrong with pictures that are printed all the same, by the paths of their blocks.
    warnings: dict[str, Problem] = field(default_factory=dict)

    def draw(self, block: Block, share: float | None = None) -> Drawing | Plan:
        """The picture of a block, for its width; a map may take another share of the column."""
        if isinstance(block, Map):
            return self._map(block, share)
        assert isinstance(block, Chart)  # noqa: S101 (no other template asks)
        spec = self.edition.specs[".".join(self._ids(block))]
        table = Tabulation(spec, block.words, self.edition.language).records()
        try:
            url = self._chart(spec, block, self.tokens.share(block.width))
        except Unprintable as unprintable:
            self.problems += unprintable.problems
            url = ""
        located = Located(url, self._path(block))
        return Drawing(located, _unit(spec, block), table.heads, table.rows, table.numbers)

    def narrow(self, block: Chart) -> str:
        """The URL of a chart as it is drawn for telephones; "" where it cannot be read so narrow."""
        with suppress(Unprintable):
            return self._chart(self.edition.specs[".".join(self._ids(block))], block, _NARROW)
        return ""

    def size_of(self, block: Figure) -> Size | None:
        """The size of a picture; None for what cannot be read, which the page tells."""
        path = inside(self.edition.folder, block.file)
        with suppress(Unprintable):
            return size_of(self.edition.files.read(path, MAX_PICTURE)) if path else None
        return None

    def _map(self, block: Map, share: float | None) -> Plan:
        language, tokens = self.edition.language, self.tokens.narrowed(share or self.tokens.share(block.width))
        self.edition.files.read(SHAPES)
        shown = self.edition.brief.regions(block)
        codes = [region.codes for region in shown]
        names = {code: language.country(code) for group in [*codes, block.view] for code in group}
        rivers, cities = self._places(block)
        is_flat = block.flat or tokens.column > _FLAT_FROM

        def draw() -> str:
            places = (block.view, rivers, cities)
            return RegionMap(codes, *places, block.named, is_flat, language, tokens, self.fonts).draw()

        shape = (block.named, is_flat, tokens.column)
        url = self._url(draw, codes, block.view, rivers, cities, names, shape)
        svg = self.drawn.get(url, b"").decode()
        keys = [self._key(number, region, svg, block) for number, region in enumerate(shown)]
        places = [*(river.name for river in rivers), *(city.name for city in cities)]
        finished = FinishedMap(svg, block, keys, places, self.fonts, language)
        if svg and (problem := finished.problem()):
            self.warnings[self._path(block)] = problem
        return Plan(url, tuple(keys), tuple(self._listed(rivers, cities)))

    def _key(self, number: int, region: Region, svg: str, block: Map) -> Key:
        """A group of a map, by its number from 0, for its key."""
        language, url = self.edition.language, self._url(partial(swatch, number, self.tokens), "swatch", number)
        is_numbered = not block.named or not checks.named(svg).issuperset(region.codes)
        countries = language.countries(region.codes)
        return Key(language.number(number + 1), region.title, countries, region.sources, url, is_numbered)

    def _places(self, block: Map) -> tuple[list[Course], list[Town]]:
        """The rivers and the cities of a map, as it names them."""
        if not block.has_places:
            return [], []
        for file in (RIVERS,) * bool(block.rivers) + (CITIES,) * bool(block.cities):
            self.edition.files.read(file)
        shown = geography(self.edition.brief, block, self.edition.language)
        assert shown  # noqa: S101 (reading saw that the map can be drawn)
        rivers = [Course(shown.name(river) or shown.typed(river), shown.lines(river)) for river in block.rivers]
        return rivers, [Town(shown.name(city) or shown.typed(city), shown.point(city)) for city in block.cities]

    def _listed(self, rivers: list[Course], cities: list[Town]) -> Iterator[Places]:
        """The rivers and the cities, as the key of a map lists them."""
        for kind, places, sign in (("rivers", rivers, river_swatch), ("cities", cities, city_swatch)):
            if places:
                url = self._url(partial(sign, self.tokens), "sign", kind)
                yield Places(kind, self.edition.language.list([place.name for place in places]), url)

    def _ids(self, block: Block) -> tuple[str, str]:
        """The ids of the section that a block stands in, and of the block."""
        sections = self.edition.brief.sections
        return next((section.id, block.id) for section in sections if any(block is own for own in section.blocks))

    def _path(self, block: Block) -> str:
        """The path of a block in the brief."""
        return f"sections.{'.blocks.'.join(self._ids(block))}"

    def _chart(self, spec: Spec, block: Chart, share: float) -> str:
        tokens, words = self.tokens.narrowed(share), dict(block.words)

        def draw() -> str:
            # Imported here: what is kept needs no engine, and it takes a third of a second to start.
            from briefpress.graphics.charts.draw import VegaChart
            from briefpress.graphics.charts.theme import ChartTheme

            theme = ChartTheme(self.edition.language, tokens, self.fonts)
            return VegaChart(spec, words, theme, frozenset(block.highlight)).draw()

        return self._url(draw, spec.tree, spec.table, words, block.highlight, tokens.column)

    def _url(self, draw: Callable[[], str], *inputs: object) -> str:
        """The URL of a picture that is drawn from these inputs, or was when they were last the same."""
        language = self.edition.language
        names = (
            language.code,
            language.direction,
            language.separators,
            language.month_names(),
            dict(self.tokens.values),
            self.fonts.digest,
        )
        text = json.dumps([inputs, names, press_digest()], sort_keys=True, default=str)
        key = f"{_digest(text.encode())}.svg"
        data = self._load(key) or self._keep(key, draw().encode())
        # By what is on it, not by what it was drawn from: the same picture has the same URL in any press.
        url = f"{DRAWN}{_digest(data)}.svg"
        self.drawn[url] = data
        return url

    def _load(self, key: str) -> bytes:
        """The picture that is kept under a key, if it is as it was kept; else nothing."""
        with suppress(Unprintable):
            if self.cache:
                kept = read_beneath(self.cache, (key,), MAX_PICTURE, self.cache / key)
                proof, _, data = kept.partition(b"\n")
                return data if proof == _proof(key, data) else b""
        return b""

    def _keep(self, key: str, data: bytes) -> bytes:
        if not data:
            return data
        self.unkept[key] = kept = _proof(key, data) + b"\n" + data
        with suppress(OSError):
            if self.cache:
                self.cache.mkdir(parents=True, exist_ok=True)
                write(self.cache / key, kept)
        return data


class Blanks(Pictures):
    """Pictures that are not drawn, where only what stands around them is asked for."""

    def _url(self, draw: Callable[[], str], *inputs: object) -> str:  # noqa: ARG002
        return ""


def _unit(spec: Spec, block: Chart) -> str:
    """What the axis of amounts measures, where the caption of a chart does not say it."""
    unit = block.words.get(measure_of(spec) or "", "")
    # A long word is also said by one that is made with it: Erzeugung by Stromerzeugung.
    form = re.escape(unit) if len(unit) > _LONG else rf"(?<!\w){re.escape(unit)}(?!\w)"
    return "" if re.search(form, str(block.caption), re.IGNORECASE) else unit


def _proof(key: str, data: bytes) -> bytes:
    """What stands before a picture that is kept: by it the press knows its own picture, and under its own key."""
    return digest(key.encode() + data).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
