"""Pictures that the press draws: the same every time, in the language of the edition, and kept where they can be."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE

import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont

from briefpress.core.design import Overrides
from briefpress.core.problems import Unprintable
from briefpress.graphics.svg import png
from briefpress.markup.render import render
from briefpress.reading.read import read

FACTS = """\
date: 2026-11-23
marking: TLP:CLEAR
sections:
  - id: office
    kind: prose
    blocks:
      - id: growth
        type: chart
        spec:
          data: {DATA}
          mark: line
          encoding:
            x: {field: month, type: temporal, axis: {format: "%B"}}
            y: {field: agents, type: quantitative}
            color: {field: kind, type: nominal, title: null}
"""
WORDS = """\
title: Un bureau
purpose: Ce que fait le bureau.
sections:
  office:
    title: Le bureau
    blocks:
      growth:
        alt: deux lignes
        caption: Agents
        words: {month: Mois, agents: Agents, kind: Lieu, north: Nord, south: Sud}
imprint: Document préparé par la rédaction.
"""
VALUES = (
    "{values: [{month: 2024-02, kind: north, agents: 900}, {month: 2024-08, kind: north, agents: 1250.5}, "
    "{month: 2024-02, kind: south, agents: 400}, {month: 2024-08, kind: south, agents: 2000}]}"
)
CSV = "month,kind,agents\n2024-02,north,900\n2024-08,north,1250.5\n2024-02,south,400\n2024-08,south,2000\n"


def brief(folder: Path, language: str = "fr", data: str = VALUES) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "brief.yaml").write_text(FACTS.replace("{DATA}", data), "utf-8")
    (folder / f"{language}.yaml").write_text(WORDS, "utf-8")
    return folder


def drawn(folder: Path, language: str = "fr", cache: Path | None = None, theme: str | None = None) -> str:
    edition = read(folder, language)
    design = Overrides(theme=theme).applied_to(edition.brief.design)
    (picture,) = render(edition, design, cache).pictures.values()
    return picture.decode()


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)<", svg)


def test_a_chart_speaks_the_language_of_its_edition(tmp_path: Path) -> None:
    said = texts(drawn(brief(tmp_path / "office")))
    assert {"Nord", "Sud", "février", "août", "1\u202f000"} <= set(said)
    assert not {"month", "agents", "north", "south", "Lieu"} & set(said)


def test_a_chart_is_read_from_right_to_left_where_its_edition_is(tmp_path: Path) -> None:
    svg = drawn(brief(tmp_path / "office", "ar"), "ar")
    assert svg.count("<text ") == svg.count('<text direction="rtl"') > 0
    february, august = (
        float(found[1])
        for month in ("فبراير", "أغسطس")
        if (found := re.search(rf"translate\(([\d.]+),[^>]*>[^<]*{month}", svg))
    )
    assert february > august


def test_data_may_stand_in_a_table_of_the_brief(tmp_path: Path) -> None:
    inline = drawn(brief(tmp_path / "office"))
    (tmp_path / "office" / "growth.csv").write_text(CSV, "utf-8")
    assert drawn(brief(tmp_path / "office", data="{url: growth.csv}")) == inline


@pytest.mark.parametrize(
    "url", ["../growth.csv", "link.csv", "/etc/passwd", "https://example.org/growth.csv", "a.yaml"]
)
def test_no_other_data_are_loaded(url: str, tmp_path: Path) -> None:
    (tmp_path / "growth.csv").write_text(CSV, "utf-8")
    folder = brief(tmp_path / "office", data=f'{{url: "{url}"}}')
    (folder / "link.csv").symlink_to(tmp_path / "growth.csv")
    with pytest.raises(Unprintable) as caught:
        read(folder, "fr")
    (problem,) = caught.value.problems
    code = "unreadable-file" if url == "link.csv" else "wrong-chart"
    assert (problem.code, problem.position and problem.position.line) == (code, 10)


@pytest.mark.parametrize(
    ("table", "place", "message"),
    [
        ("", "1", "`growth.csv` is not a table"),
        ("month,agents\n2024-02\n", "2:1", "this line has 1 cell, and the first names 2"),
        ("month,agents\n2024-02,900,1\n", "2:13", "this line has 3 cells, and the first names 2"),
    ],
)
def test_data_that_are_no_table_are_told(table: str, place: str, message: str, tmp_path: Path) -> None:
    folder = brief(tmp_path / "office", data="{url: growth.csv}")
    (folder / "growth.csv").write_text(table, "utf-8")
    with pytest.raises(Unprintable) as caught:
        read(folder, "fr")
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("wrong-chart", message)
    assert str(problem.position).endswith(f"growth.csv:{place}")


def test_an_svg_that_cannot_be_made_into_pixels_is_told() -> None:
    with pytest.raises(Unprintable) as caught:
        png(b"<svg", 100)
    assert [problem.code for problem in caught.value.problems] == ["missing-image"]


def test_what_differs_by_colour_differs_by_more(tmp_path: Path, copy: Callable[[str], Path]) -> None:
    dashed = r'<path[^>]* stroke="(#\w+)" stroke-width="{}" stroke-dasharray="([^"]*)"'
    folder = brief(tmp_path / "office")
    facts = folder / "brief.yaml"
    facts.write_text(facts.read_text("utf-8").replace("nominal, title: null", "nominal, legend: {columns: 1}"), "utf-8")
    svg = drawn(folder)
    lines, in_legend = (dict(re.findall(dashed.format(width), svg)) for width in ("2", "1.5"))
    assert len(lines) == len(set(lines.values())) == 2
    assert in_legend == lines
    (bars,) = (data.decode() for data in render(read(copy("specimen"), "fr")).pictures.values() if b"Corps" in data)
    assert 'fill="url(#fill-1)"' in bars
    assert '<pattern id="fill-1"' in bars


def test_a_chart_takes_the_tokens_of_its_brief_and_theme(tmp_path: Path) -> None:
    folder = brief(tmp_path / "office")
    sheets = {"tokens.css": "#5a1a2b", "themes/green.css": "#0a5c36"}
    for name, colour in sheets.items():
        (folder / "styles" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "styles" / name).write_text(f":root {{ --structure: {colour} }}\n", "utf-8")
    assert 'stroke="#5a1a2b"' in drawn(folder)
    assert 'stroke="#0a5c36"' in drawn(folder, theme="green")


SERIES = """\
          data: {values: [{day: 2024-02-01, agents: 900}, {day: 2024-08, agents: 1250.5}, {day: 2025-01, agents: 400}]}
          layer:
            - mark: line
              encoding:
                x: {field: day, type: temporal, axis: {format: "%-d %B %Y"}}
                y: {field: agents, type: quantitative}
            - mark: bar
              encoding:
                x: {field: day, type: temporal, timeUnit: yearmonth}
                y: {field: agents, type: quantitative}
            - mark: point
              encoding:
                x: {field: day, type: temporal, timeUnit: {unit: yearmonth, step: 2}}
                y: {field: agents, type: quantitative}
"""


def test_a_date_is_the_same_day_in_any_time_zone(tmp_path: Path) -> None:
    folder = brief(tmp_path / "office")
    facts = folder / "brief.yaml"
    facts.write_text(facts.read_text("utf-8").partition("          data:")[0] + SERIES, "utf-8")
    manuscript = folder / "fr.yaml"
    words = "words: {day: Jour, agents: Agents}"
    manuscript.write_text(re.sub("words: {.*}", words, manuscript.read_text("utf-8")), "utf-8")
    script = (
        "import sys; from pathlib import Path; from briefpress.markup.render import render; "
        "from briefpress.reading.read import read; "
        "(picture,) = render(read(Path(sys.argv[1]), 'fr')).pictures.values(); sys.stdout.buffer.write(picture)"
    )
    pictures = [
        subprocess.run(
            [sys.executable, "-c", script, folder], cwd=ROOT, env={**os.environ, "TZ": zone}, check=True, stdout=PIPE
        ).stdout
        for zone in ("UTC", "America/New_York", "Pacific/Auckland", "Europe/Lisbon")
    ]
    assert len(set(pictures)) == 1
    assert "1 septembre 2024" in texts(pictures[0].decode())


BARS = """\
          data: {values: [{kind: north, agents: 900}, {kind: south, agents: 400}]}
          mark: bar
          encoding:
            {AXIS}: {field: kind, type: nominal}
            {OTHER}: {field: agents, type: quantitative}
"""


@pytest.mark.parametrize(("axis", "lines"), [("x", 1), ("y", 2)])
def test_a_label_takes_a_third_of_the_column_at_a_vertical_axis_and_its_share_at_a_horizontal(
    axis: str, lines: int, tmp_path: Path
) -> None:
    folder = brief(tmp_path / "office")
    facts = folder / "brief.yaml"
    bars = BARS.replace("{AXIS}", axis).replace("{OTHER}", "yx"[axis == "y"])
    facts.write_text(facts.read_text("utf-8").partition("          data:")[0] + bars, "utf-8")
    manuscript = folder / "fr.yaml"
    # Half as wide as the column, of which a third is 40 mm.
    words = "words: {kind: Lieu, agents: Agents, north: Les sièges et les bureaux régionaux, south: Sud}"
    manuscript.write_text(re.sub("words: {.*}", words, manuscript.read_text("utf-8")), "utf-8")
    (label,) = re.findall(r"<text[^>]*>((?:<tspan[^>]*>)?Les sièges.*?)</text>", drawn(folder))
    assert max(1, label.count("<tspan")) == lines


LONG = {
    "north: Nord": "north: Sièges et bureaux régionaux de la maison",
    "south: Sud": "south: Agents détachés sur le terrain",
}


@pytest.mark.parametrize(("theme", "language"), [("house", "fr"), ("house", "ar"), ("large-print", "fr")])
def test_long_words_of_a_chart_are_whole_and_within_it(theme: str, language: str, tmp_path: Path) -> None:
    folder = brief(tmp_path / "office", language)
    manuscript = folder / f"{language}.yaml"
    words = manuscript.read_text("utf-8")
    for short, long in LONG.items():
        words = words.replace(short, long)
    manuscript.write_text(words, "utf-8")
    # What runs over the edge is a problem: see below.
    said = " ".join(texts(re.sub("</?tspan[^>]*>", " ", drawn(folder, language, theme=theme)))).split()
    assert not [word for word in said if word.endswith("…")]
    for long in LONG.values():
        assert set(long.partition(": ")[2].split()) <= set(said)


def own_font(folder: Path, times: int, weights: tuple[int, ...] = (400,)) -> None:
    """Give a brief a font of its own for heads: the house's, with so many times the space for each glyph."""
    sheet = ':root { --head-face: "Own" }\n'
    (folder / "styles" / "fonts").mkdir(parents=True, exist_ok=True)
    for weight in weights:
        with TTFont(ROOT / "styles" / "fonts" / "SourceSans3-Regular.ttf") as font:
            metrics = font["hmtx"].metrics
            font["hmtx"].metrics = {glyph: (width * times, side) for glyph, (width, side) in metrics.items()}
            font.save(folder / "styles" / "fonts" / f"Own{weight}.ttf")
        sheet += f'@font-face {{ font-family: "Own"; src: url(fonts/Own{weight}.ttf); font-weight: {weight} }}\n'
    (folder / "styles" / "fonts.css").write_text(sheet, "utf-8")


def test_labels_of_a_chart_are_broken_by_the_font_of_the_brief(tmp_path: Path) -> None:
    folder = brief(tmp_path / "office")
    manuscript = folder / "fr.yaml"
    manuscript.write_text(manuscript.read_text("utf-8").replace("north: Nord", f"north: {'Nord ' * 5}"), "utf-8")
    narrow = drawn(folder)
    own_font(folder, 2)
    wide = drawn(folder)
    assert ("Nord" in narrow, narrow.count("<tspan")) == (True, 0)
    assert wide.count("<tspan") == 3
    # What fits in the house's font, and not in the brief's, is told.
    manuscript.write_text(re.sub("north: (Nord )+", f"north: {'Nord' * 12}", manuscript.read_text("utf-8")), "utf-8")
    with pytest.raises(Unprintable) as raised:
        drawn(folder)
    assert [problem.code for problem in raised.value.problems] == ["cut-off-text"]
    own_font(folder, 1)
    assert "NordNord" in drawn(folder)


def test_labels_of_a_map_have_the_room_that_the_font_of_the_brief_takes(copy: Callable[[str], Path]) -> None:
    folder = copy("interpol-eu")
    narrow = label_places(folder)
    own_font(folder, 2)
    wide = label_places(folder)
    assert narrow.keys() == wide.keys()
    assert {name for name in narrow if wide[name] != narrow[name]} >= {"Mauritanie", "Burkina Faso"}


def label_places(folder: Path) -> dict[str, tuple[str, str]]:
    """Where the texts on the first map of a brief stand, in pixels."""
    (named, _) = maps(folder, "fr")
    return {text: (x, y) for x, y, text in re.findall(r'<text[^>]*? x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', named)}


def test_a_picture_is_drawn_again_when_the_font_of_the_brief_has_changed(tmp_path: Path) -> None:
    folder = brief(tmp_path / "office")
    for times in (1, 2):
        own_font(folder, times)
        drawn(folder, cache=tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 2


@pytest.mark.parametrize("data", [b"", b"nonsense", None])
def test_a_font_that_cannot_be_read_is_left_to_those_who_load_it(data: bytes | None, tmp_path: Path) -> None:
    folder = brief(tmp_path / "office")
    house = drawn(folder)
    own_font(folder, 2)
    file = folder / "styles" / "fonts" / "Own400.ttf"
    file.unlink() if data is None else file.write_bytes(data)
    assert 'font-family="Own"' in drawn(folder)
    assert texts(drawn(folder)) == texts(house)


def test_a_word_that_no_line_holds_is_told(tmp_path: Path) -> None:
    folder = brief(tmp_path / "office")
    manuscript = folder / "fr.yaml"
    manuscript.write_text(manuscript.read_text("utf-8").replace("north: Nord", f"north: {'Nord' * 40}"), "utf-8")
    edition = read(folder, "fr")
    with pytest.raises(Unprintable) as raised:
        render(edition)
    (problem,) = raised.value.problems
    assert (problem.code, "has no room for the whole of" in problem.message) == ("cut-off-text", True)
    assert problem.position is not None
    assert problem.position.line is not None


def test_pictures_are_kept_and_drawn_the_same_without(tmp_path: Path) -> None:
    folder = brief(tmp_path / "office")
    first = drawn(folder)
    assert drawn(folder, cache=tmp_path / "kept") == first
    (kept,) = (tmp_path / "kept").iterdir()
    assert first.encode() in kept.read_bytes()
    for other in ("<svg>torn", "<svg>another</svg>", f"{'0' * 64}\n<svg>another</svg>"):
        kept.write_text(other, "utf-8")
        assert drawn(folder, cache=tmp_path / "kept") == first
    (tmp_path / "file").write_text("", "utf-8")
    assert drawn(folder, cache=tmp_path / "file" / "kept") == first


def test_the_address_of_a_picture_follows_from_what_is_on_it(tmp_path: Path) -> None:
    """Not from the code that drew it: else no page could be compared with that of yesterday's press."""
    for address, data in render(read(brief(tmp_path / "office"), "fr")).pictures.items():
        assert address == f"https://drawn.invalid/{hashlib.sha256(data).hexdigest()[:16]}.svg"


def maps(folder: Path, language: str) -> list[str]:
    return [data.decode() for data in render(read(folder, language)).pictures.values() if b"<clipPath" in data]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_map_is_light_and_names_what_it_shows(language: str, copy: Callable[[str], Path]) -> None:
    domains, projects = maps(copy("interpol-eu"), language)
    names = {"fr": {"Iraq", "Mali", "Niger", "Tchad"}, "ar": {"العراق", "مالي", "النيجر", "تشاد"}}
    assert names[language] <= set(texts(domains))
    assert set(texts(projects)) == {"1", "2", "3", "4"}
    for svg in (domains, projects):
        assert sum(map(len, re.findall(r' d="([^"]*)"', svg))) < 80_000


def test_a_small_country_has_a_dot(copy: Callable[[str], Path]) -> None:
    _, projects = maps(copy("interpol-eu"), "fr")
    # Cabo Verde and Palestine, that is: none of those that lie amid countries of their own group.
    assert projects.count("<circle") == 2 * 2


def test_a_map_of_a_section_repeats_no_code(copy: Callable[[str], Path]) -> None:
    markup = render(read(copy("interpol-eu"), "fr")).markup
    assert (
        "Algérie, Égypte, Jordanie, Liban, Libye, Maroc, Palestine et Tunisie"
        in markup.partition('class="block map"')[2]
    )
    assert markup.count("n’impliquent aucune reconnaissance officielle") == 2


CHART = """\
          data: {values: [{k: north, y: 2023, v: 1}, {k: south, y: 2023, v: 2}, {k: north, y: 2024, v: 3}]}
"""
CHART_WORDS = "words: {k: Lieu, y: Année, v: Agents, north: Nord, south: Sud}"


def chart(folder: Path, rest: str, data: str = CHART, words: str = CHART_WORDS) -> str:
    """The chart of a brief with this specification, from its data on."""
    brief(folder)
    facts = folder / "brief.yaml"
    body = "".join(f"          {line}\n" for line in rest.splitlines())
    facts.write_text(facts.read_text("utf-8").partition("          data:")[0] + data + body, "utf-8")
    manuscript = folder / "fr.yaml"
    manuscript.write_text(re.sub("words: {.*}", words, manuscript.read_text("utf-8")), "utf-8")
    return drawn(folder)


def test_the_headers_of_facets_and_the_texts_of_marks_are_words(tmp_path: Path) -> None:
    facets = chart(
        tmp_path / "office",
        "mark: bar\nencoding:\n  x: {field: y, type: ordinal}\n  y: {field: v, type: quantitative}\n"
        "  column: {field: k, type: nominal, title: null}",
    )
    assert {"Nord", "Sud", "2023", "2024"} <= set(texts(facets))
    marks = chart(
        tmp_path / "house",
        "mark: text\nencoding:\n  x: {field: v, type: quantitative}\n  text: {field: k, type: nominal}",
    )
    assert texts(marks).count("Nord") == 2


def test_years_that_are_names_of_columns_are_years(tmp_path: Path) -> None:
    svg = chart(
        tmp_path / "office",
        "transform: [{fold: ['2018', '2019'], as: [y, v]}]\nmark: line\nencoding:\n"
        "  x: {field: y, type: temporal}\n  y: {field: v, type: quantitative}\n  color: {field: k, type: nominal}",
        "          data: {values: [{k: north, '2018': 1, '2019': 2}, {k: south, '2018': 3, '2019': null}]}\n",
        "words: {k: Lieu, '2018': An, '2019': An, y: Année, v: Agents, north: Nord, south: Sud}",
    )
    assert {"2018", "2019"} <= set(texts(svg))
    # One legend for colour and dash.
    assert texts(svg).count("Nord") == 1


def test_bars_lie_where_their_names_have_no_room_below(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(27)]
    rows = ", ".join(f"{{k: {name}, v: {number}}}" for number, name in enumerate(names))
    words = "words: {k: Lieu, v: Agents, " + ", ".join(f"{name}: Bureau régional {name}" for name in names) + "}"
    data = f"          data: {{values: [{rows}]}}\n"
    svg = chart(
        tmp_path / "office",
        "mark: bar\nencoding:\n  x: {field: k, type: nominal}\n  y: {field: v, type: quantitative}",
        data,
        words,
    )
    rows_of_labels = [float(y) for y in re.findall(r'translate\([-\d.]+,([-\d.]+)\)"[^>]*>Bureau régional', svg)]
    assert len(rows_of_labels) == 27
    assert min(after - before for before, after in pairwise(rows_of_labels)) > 10


def test_values_between_gaps_have_a_dot(tmp_path: Path) -> None:
    svg = chart(
        tmp_path / "office",
        "mark: line\nencoding:\n  x: {field: y, type: ordinal}\n  y: {field: v, type: quantitative}",
        "          data: {values: [{y: 2023, v: 1}, {y: 2024, v: null}, {y: 2025, v: 3}]}\n",
        "words: {y: Année, v: Agents}",
    )
    assert svg.count("<circle ") == 2
    assert [text for text in texts(svg) if text.startswith("20")] == ["2023", "2024", "2025"]


ENDS = """\
          data: {values: [{k: north, y: 2024-01-31, v: -3}, {k: south, y: 2024-02-29, v: 12},
            {k: south, y: 2024-04-30, v: 5}]}
"""


def test_a_label_stands_beyond_the_end_of_its_bar(tmp_path: Path) -> None:
    svg = chart(
        tmp_path / "office",
        "encoding:\n  y: {field: y, type: ordinal}\n  x: {field: v, type: quantitative}\n"
        "layer:\n- mark: bar\n- {mark: text, encoding: {text: {field: v, type: quantitative}}}",
        ENDS,
    )
    anchors = re.findall(r'text-anchor="(\w+)"[^>]*>(−3|12)<', svg)
    assert {("end", "−3"), ("start", "12")} <= set(anchors)


def test_a_bar_at_the_end_of_a_month_is_over_its_own_date(tmp_path: Path) -> None:
    rest = "mark: bar\nencoding:\n  x: {field: y, type: temporal}\n  y: {field: v, type: quantitative}"
    assert {"31 janv. 2024", "29 févr. 2024", "30 avr. 2024"} <= set(texts(chart(tmp_path / "office", rest, ENDS)))
