"""The verb `diff`: what differs between two versions of a brief, in words and as a redline edition."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from changed import changed
from conftest import ROOT, Golden, Run, press, without_origins
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdf_reader import Element, structure, tag_tree

from briefpress.core.design import Finish
from briefpress.core.problems import WrongUsage
from briefpress.formats.transcript import utterances
from briefpress.layout.typeset import typeset
from briefpress.markup.render import Html, render
from briefpress.markup.tree import parse, serialize
from briefpress.pdf.validator import failures
from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.redline.merge import Marker
from briefpress.redline.page import redline_page
from briefpress.redline.report import differences
from briefpress.redline.versions import versions
from briefpress.redline.words import tokens
from briefpress.schema.edition import Edition

SMALL = ROOT / "tests" / "data" / "small"
BRIEF = ROOT / "content" / "interpol-eu"


def rewritten(folder: Path, name: str, *pairs: tuple[str, str]) -> Path:
    """The folder, with these texts of one of its files written otherwise."""
    text = (folder / name).read_text("utf-8")
    for before, after in pairs:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    (folder / name).write_text(text, "utf-8")
    return folder


def made_later(folder: Path) -> Path:
    """The smallest brief in that folder, a week later."""
    facts = ("2026-11-23\nstatus", "2026-11-30\nstatus"), ("[liaison, funding]", "[funding, liaison]")
    words = ("ouvert en 2009.", "ouvert en 2010, *rue* Haute."), ("dix agents", "douze agents")
    return rewritten(rewritten(folder, "brief.yaml", *facts), "fr.yaml", *words)


@pytest.fixture
def later(small: Path) -> Path:
    """A later version of the smallest brief."""
    return made_later(small)


def told(old: Path, new: Path, language: str = "fr", *, coloured: bool = False) -> list[str]:
    """The changes of an edition, one a line."""
    before, after = (read(folder, language, alone=True) for folder in (old, new))
    return [each.line(coloured=coloured) for each in differences(compare(before, after).edits, before, after)]


def page(old: Path, new: Path, language: str = "fr", layout: str | None = None) -> tuple[Html, Edition]:
    """The page of the redline edition, and the new edition."""
    before, after = (read(folder, language, alone=True) for folder in (old, new))
    comparison = compare(before, after)
    told = differences(comparison.edits, before, after)
    design = replace(after.brief.design, finish=Finish.REDLINE)
    design = replace(design, layout=layout or design.layout)
    html = redline_page(before, after, comparison, told, design, None)
    return replace(html, markup=without_origins(html.markup)), after


# What is told.


@dataclass(frozen=True)
class Printed:
    """What the command answered on a terminal, and its file."""

    said: str
    path: Path


@pytest.fixture(scope="module")
def small_prints(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, Printed]:
    """The redline edition of the smallest brief, printed twice: on a terminal, and on one without colours."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")
    folder = tmp_path_factory.mktemp("small")
    new = made_later(Path(shutil.copytree(SMALL, folder / "small")))
    prints = []
    for name, setting in (("one", {}), ("two", {"NO_COLOR": "1", "PYTHONHASHSEED": "1"})):
        ours, theirs = pty.openpty()
        command = [sys.executable, str(ROOT / "build.py"), "diff", str(SMALL), str(new), "--out", str(folder / name)]
        subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, env={**os.environ, **setting}, check=False)
        os.close(theirs)
        said = os.read(ours, 10_000).decode().replace("\r\n", "\n")
        prints.append(Printed(said.replace(str(folder), ""), folder / name / "small.fr.redline.pdf"))
        os.close(ours)
    return prints[0], prints[1]


@pytest.fixture(scope="module")
def later_brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later version of the brief."""
    return changed(BRIEF, tmp_path_factory.mktemp("later") / "interpol-eu")


@pytest.fixture(scope="module")
def printed_brief(later_brief: Path) -> tuple[Run, Path]:
    """What the command answers of two versions of the brief in French, and the file."""
    out = later_brief.parent / "dist"
    return press("diff", BRIEF, later_brief, "--out", out), out / "interpol-eu.fr.redline.pdf"


@pytest.fixture(scope="module")
def pages(later_brief: Path) -> dict[str, tuple[Html, Edition]]:
    """The pages of both versions of the brief, by language."""
    return {language: page(BRIEF, later_brief, language) for language in ("fr", "ar")}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_text_form(language: str, later_brief: Path, golden: Golden) -> None:
    golden(f"interpol-eu.{language}.redline.txt", "\n".join(told(BRIEF, later_brief, language)) + "\n")


def test_what_is_answered(printed_brief: tuple[Run, Path], later_brief: Path) -> None:
    run, path = printed_brief
    assert (run.code, run.err) == (1, "interpol-eu.fr: changed, 7 pages\n")
    assert run.out.splitlines() == [*told(BRIEF, later_brief), str(path)]


def test_the_smallest_brief(small_prints: tuple[Printed, Printed], golden: Golden) -> None:
    golden("small.fr.redline.txt", small_prints[1].said)
    golden("small.fr.redline.tags.txt", tag_tree(small_prints[1].path))


def test_colour_is_for_terminals_alone(small_prints: tuple[Printed, Printed], printed_brief: tuple[Run, Path]) -> None:
    assert "\x1b[31m[-dix-]\x1b[0m\x1b[32m{+douze+}\x1b[0m" in small_prints[0].said
    assert "[-dix-]{+douze+}" in small_prints[1].said
    assert "\x1b" not in small_prints[1].said + printed_brief[0].out


def test_the_same_versions_make_the_same_bytes(small_prints: tuple[Printed, Printed]) -> None:
    one, two = (printed.path.read_bytes() for printed in small_prints)
    assert one == two


def test_for_machines(later: Path, tmp_path: Path) -> None:
    told = json.loads(press("diff", SMALL, later, "--json", "--out", tmp_path / "dist").out)
    assert {key: told[key] for key in ("edition", "state", "pages", "problems")} == {
        "edition": "small.fr", "state": "changed", "pages": 2, "problems": [],
    }  # fmt: skip
    assert told["changes"][0] == {
        "kind": "changed",
        "path": "date",
        "old": "23\u00a0novembre\u00a02026",
        "new": "30\u00a0novembre\u00a02026",
        "words": False,
    }
    assert [change["kind"] for change in told["changes"]] == ["changed", "changed", "changed", "moved"]


# Exit codes, and the file.


def test_versions_that_do_not_differ(small: Path, tmp_path: Path) -> None:
    rewritten(small, "fr.yaml", ("title: Un", "# a comment\ntitle: Un"))
    run = press("diff", SMALL, small, "--out", tmp_path / "dist")
    assert (run.code, run.out, run.err) == (0, "", "small.fr: unchanged\n")
    assert not (tmp_path / "dist").exists()


def test_a_version_that_cannot_be_printed(later: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    before = {name: name.encode() for name in ("small.fr.pdf", "small.fr.redline.pdf")}
    for name, content in before.items():
        (out / name).write_bytes(content)
    rewritten(later, "fr.yaml", ("title: Un", "titel: Un"))
    run = press("diff", SMALL, later, "--out", out)
    assert (run.code, run.out) == (1, "")
    assert "fr.yaml:1:1: `brief` has no key `titel` [unknown-key]" in run.err
    assert "^^^^^" in run.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_redline_edition_conforms(printed_brief: tuple[Run, Path]) -> None:
    """The press asks the validator itself, before it writes the file; here it is asked about the file."""
    _, path = printed_brief
    assert failures(path.read_bytes(), ("a-3a", "ua-1")) == ()


def test_it_says_what_it_is(printed_brief: tuple[Run, Path]) -> None:
    _, path = printed_brief
    with pikepdf.open(path) as file, file.open_metadata() as metadata:
        assert metadata["dc:title"] == "INTERPOL et l’Union européenne – Ce qui a changé"
        assert set(file.attachments) == {"brief.yaml", "fr.yaml"}
    said = "Modifications entre la version 1.0 du 23 novembre 2026 et la version 1.1 du 1er décembre 2026"
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            assert said in re.sub(r"\s+", " ", page.crop((0, page.height - 68, page.width, page.height)).extract_text())


def test_strokes_tell_apart_what_colours_do(printed_brief: tuple[Run, Path]) -> None:
    """Deleted letters are struck through their middle, inserted ones underlined twice."""
    _, path = printed_brief
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        found: dict[str, list[float]] = {}
        for word, rest in (("inséré", " est souligné"), ("supprimé", " est barré")):
            (place,) = page.search(word + rest)
            size = place["chars"][0]["size"]
            lines = [
                line for line in page.lines if abs(line["x0"] - place["x0"]) < 1 and line["top"] < place["bottom"] + 4
            ]
            found[word] = [(line["top"] - place["top"]) / size for line in lines if line["top"] > place["top"]]
    assert len(found["supprimé"]) == 1
    assert 0.3 < found["supprimé"][0] < 0.7
    assert len(found["inséré"]) == 2
    assert min(found["inséré"]) > 0.8
    assert max(found["inséré"]) - min(found["inséré"]) > 0.08


# What is compared.


def test_what_was_moved_is_neither_deleted_nor_inserted(later: Path) -> None:
    html, _ = page(SMALL, later)
    (tasks,) = re.findall(r'<ul class="block list">.*?</ul>', html.markup, re.DOTALL)
    assert tasks.count("financements") == tasks.count("liaison") == 1
    assert not re.search("<(ins|del)", tasks)
    assert re.search(r'<li[^>]*><span class="moved"><span>déplacé</span> </span>la recherche', tasks)


def test_a_block_that_was_moved_to_another_section(small: Path) -> None:
    more = "sections:\n  - id: annex\n    kind: prose\n    blocks:\n"
    words = "sections:\n  annex:\n    title: Annexe\n    blocks:\n"
    first, second = "      - {id: first, type: prose}\n", "      - {id: opening, type: prose}\n"
    old = Path(shutil.copytree(small, small.parent / "old"))
    for folder, (facts, said) in ((old, ("", "")), (small, (second, "      opening: Le bureau a ouvert en 2009.\n"))):
        rewritten(folder, "brief.yaml", ("sections:\n", more + first + facts))
        rewritten(folder, "fr.yaml", ("sections:\n", f"{words}      first: Un texte.\n{said}"))
    text = (small / "brief.yaml").read_text("utf-8")
    (small / "brief.yaml").write_text("".join(text.rsplit(second, 1)), "utf-8")
    text = (small / "fr.yaml").read_text("utf-8")
    (small / "fr.yaml").write_text("".join(text.rsplit("      opening: Le bureau a ouvert en 2009.\n", 1)), "utf-8")
    assert told(old, small) == ["sections.annex.blocks.opening: moved, Annexe · Le bureau a ouvert en 2009."]
    assert page(old, small)[0].markup.count("ouvert en 2009") == 2  # on the first page, and in its place


def test_an_entry_of_another_type_is_another_entry(small: Path) -> None:
    rewritten(small, "brief.yaml", ("opening, type: prose", "opening, type: callout"))
    assert told(SMALL, small) == [
        "sections.office.blocks.opening: inserted, Le bureau · Le bureau a ouvert en 2009.",
        "sections.office.blocks.opening: deleted, Le bureau · Le bureau a ouvert en 2009.",
    ]


def test_what_is_deleted_leads_nowhere(small: Path) -> None:
    linked = "Le bureau a ouvert en [2009](#office) et [ailleurs](https://example.org/x)."
    old = Path(shutil.copytree(small, small.parent / "old"))
    rewritten(old, "fr.yaml", ("opening: Le bureau a ouvert en 2009.", f"opening: {linked!r}"))
    rewritten(small, "fr.yaml", ("      opening: Le bureau a ouvert en 2009.\n", ""))
    rewritten(small, "brief.yaml", ("      - {id: opening, type: prose}\n", ""))
    markup = page(old, small)[0].markup
    (deleted,) = re.findall(r'<p class="deleted"[^>]*>.*?</p>', markup)
    assert "ailleurs" in deleted
    assert "<a" not in deleted
    assert "href" not in deleted


def test_what_is_deleted_is_led_to_from_nowhere(small: Path) -> None:
    """Every id is one of the new page, and every link leads to one."""
    old = Path(shutil.copytree(small, small.parent / "old"))
    extra = "sections:\n  - id: annex\n    kind: prose\n    blocks: [{id: first, type: prose}]\n"
    rewritten(old, "brief.yaml", ("sections:\n", extra))
    words = "sections:\n  annex: {title: Annexe, blocks: {first: 'Voir [ici](#office).'}}\n"
    rewritten(old, "fr.yaml", ("sections:\n", words))
    before = read(old, "fr")
    assert 'id="annex"' in render(before, before.brief.design).markup
    markup = page(old, small)[0].markup
    assert "Annexe" in markup
    ids = re.findall(r'\bid="([^"]+)"', markup)
    assert "annex" not in ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', markup)) <= set(ids)


def test_a_short_form_that_was_moved_says_so(later_brief: Path) -> None:
    """A sheet prints the short form of an entry in the place of its text."""
    markup = page(BRIEF, later_brief, layout="onepager")[0].markup
    assert re.search(r'<span class="moved"><span>déplacé</span> </span>\w', markup)
    assert "\ufdd0" not in markup


@pytest.mark.parametrize(("letters", "is_whole"), [(60, True), (61, False)])
def test_a_long_text_stands_shortened_for_its_title(letters: int, is_whole: bool, small: Path) -> None:
    text = "a" * (letters - 5) + " bout"
    rewritten(small, "fr.yaml", ("opening: Le bureau a ouvert en 2009.", f"opening: {text}"))
    rewritten(small, "brief.yaml", ("opening, type: prose", "opening, type: callout"))
    inserted, _ = told(SMALL, small)
    assert inserted.endswith(text if is_whole else text.replace("bout", "…"))


def test_no_change_is_named_by_a_key(copy: Callable[[str], Path]) -> None:
    """Those who read a redline edition do not know the YAML: a fact without a name of its own is called a fact."""
    new = copy("specimen")
    facts = ("sections, values: {corps: 17,", "sections, values: {corps: 18,"), ("        flat: true\n", "")
    rewritten(rewritten(new, "brief.yaml", *facts), "pictures/echelons.yaml", ("mark: bar", "mark: point"))
    before, after = (read(folder, "fr", alone=True) for folder in (ROOT / "content" / "specimen", new))
    changes = differences(compare(before, after).edits, before, after)
    names = {change.path.rpartition(".")[2]: change.name for change in changes}
    assert names == {"corps": "Corps", "flat": "Donnée", "mark": "Donnée"}


def test_words_that_are_not_printed_are_told_on_the_first_page(small: Path) -> None:
    """A link that leads elsewhere under the same text; what an abbreviation stands for."""
    old = Path(shutil.copytree(small, small.parent / "old"))
    for folder, to, meaning in ((old, "a", "Belgique"), (small, "b", "Bruxelles")):
        said = f"opening: 'Le [bureau](https://example.org/{to}) a ouvert à B.'"
        rewritten(folder, "fr.yaml", ("opening: Le bureau a ouvert en 2009.", said))
        rewritten(folder, "fr.yaml", ("origin:", f"glossary: {{B: {meaning}}}\norigin:"))
    markup = page(old, small)[0].markup
    front = markup[: markup.index('<header class="masthead')]
    for words in ("https://example.org/a", "https://example.org/b", "Belgique", "Bruxelles"):
        assert words in front


def test_the_first_page_leads_to_each_change(pages: dict[str, tuple[Html, Edition]]) -> None:
    """And says of texts how many words have changed."""
    body = parse(pages["fr"][0].markup)
    (front,) = body.xpath("//*[@id='redline']")
    links = {link.text_content(): link.get("href").removeprefix("#") for link in front.iter("a")}
    targets = {name: body.xpath(f"//*[@id='{anchor}']")[0].text_content() for name, anchor in links.items()}
    assert "Sénégal" in targets["Principaux domaines de coopération · Afrique de l’Ouest"]
    assert "Organe d’essai" in targets["Coopération avec les institutions et agences européennes · Organe d’essai"]
    assert "éléments de preuve" in targets["Projets financés par l’UE · Éléments de preuve, Iraq"]
    assert "de liaison d’INTERPOL" in targets["Le Bureau du Représentant spécial"]
    assert "Le Bureau du Représentant spécial · 3 mots" in [item.text_content() for item in front.iter("li")]


@pytest.mark.parametrize(
    ("version", "date", "between"),
    [
        ("1", "2026-11-23", "Modifications entre deux états de la version 1 du 23 novembre 2026"),
        ("1", "2026-11-30", "Modifications entre la version du 23 novembre 2026 et la version du 30 novembre 2026"),
        ("2", "2026-11-23", "Modifications entre la version 1 du 23 novembre 2026 et la version 2 du 23 novembre 2026"),
    ],
)
def test_editions_are_named_by_what_tells_them_apart(version: str, date: str, between: str, small: Path) -> None:
    rewritten(small, "brief.yaml", ("date: 2026-11-23\n", f'date: {date}\nversion: "{version}"\n'))
    rewritten(small, "fr.yaml", ("dix agents", "douze agents"))
    (said,) = parse(page(SMALL, small)[0].markup).find_class("between")
    assert said.text_content().replace("\u00a0", " ") == between


def test_a_picture_under_the_same_name(copy: Callable[[str], Path]) -> None:
    new = copy("specimen")
    picture = next(new.glob("pictures/*.svg"))
    picture.write_text(picture.read_text("utf-8").replace("</svg>", "<!-- another --></svg>"), "utf-8")
    (change,) = told(ROOT / "content" / "specimen", new)
    assert re.search(r"\.file: \[-page\.svg \(\w{12}\)-\]\{\+page\.svg \(\w{12}\)\+\}$", change)


def test_the_data_of_a_chart(copy: Callable[[str], Path]) -> None:
    new = copy("specimen")
    rewritten(new, "pictures/echelons.yaml", ("corps: 9,", "corps: 9.5,"))
    (change,) = told(ROOT / "content" / "specimen", new)
    assert change.endswith(".2.corps: [-9-]{+9,5+}")
    (change,) = compare(read(ROOT / "content" / "specimen", "fr"), read(new, "fr")).edits
    assert (change.name, change.place.titles[-1]) == ("Corps", "Faits")


def test_versions_that_bear_the_same_name_are_told(small: Path, tmp_path: Path) -> None:
    rewritten(small, "fr.yaml", ("dix agents", "douze agents"))
    run = press("diff", SMALL, small, "--out", tmp_path)
    assert run.code == 1
    place = f"{small / 'brief.yaml'}:"
    assert run.err.startswith(place)
    assert "warning: the old version bears the same version and date: 1, 2026-11-23 [same-version]" in run.err
    assert "small.fr: changed, 1 page, 1 warning" in run.err
    run = press("diff", SMALL, small, "--strict", "--out", tmp_path / "strict")
    assert (run.code, (tmp_path / "strict").exists()) == (1, False)
    assert "small.fr: failed, 1 warning" in run.err


def test_a_contribution_is_called_as_its_section_says(copy: Callable[[str], Path]) -> None:
    new = copy("interpol-eu")
    rewritten(new, "brief.yaml", ("amount: 27650000", "amount: 27650001"))
    before, after = (read(folder, "fr", alone=True) for folder in (BRIEF, new))
    (change,) = differences(compare(before, after).edits, before, after)
    assert change.name == "Contribution de l’UE"


def test_a_row_of_a_table_is_known_by_its_first_cell(copy: Callable[[str], Path]) -> None:
    new = copy("specimen")
    rewritten(new, "brief.yaml", ("          - {id: sections, values: {corps: 17, interligne: 21}}\n", ""))
    rewritten(new, "fr.yaml", ("          sections: {cells: {style: Titres de section}}\n", ""))
    (change,) = told(ROOT / "content" / "specimen", new)
    assert change.endswith(
        ": deleted, Une section « prose », faite de blocs · Échelle typographique, en points · Titres de section"
    )


# Nothing is lost.


def sides(markup: str) -> tuple[str, str]:
    """The old and the new side of a marked page, as text."""
    markup = re.sub(r'<span class="moved"><span>[^<]*</span> </span>', "", markup)
    old = re.sub(r"<ins\b[^>]*>.*?</ins>", "", markup, flags=re.DOTALL)
    new = re.sub(r"<del\b[^>]*>.*?</del>", "", markup, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "", old), re.sub(r"<[^>]*>", "", new)


PIECES = st.lists(
    st.one_of(
        st.text(alphabet="ab é'’-.,\u00a0\u202f\u2060\u200e1٢ابـَ\u2066\u2069", min_size=1, max_size=8),
        st.sampled_from(["<em>{}</em>", '<span lang="en">{}</span>', '<a href="#x">{}</a>', "<sup>{}</sup>"]).flatmap(
            lambda form: st.text(alphabet="abc 12", min_size=1, max_size=6).map(form.format)
        ),
    ),
    max_size=8,
).map("".join)
WORDS = read(SMALL, "fr").labels.redline


@given(old=PIECES, new=PIECES)
@example(old="<em> </em>", new="<em>  </em>")
@settings(max_examples=150, deadline=None)
def test_both_sides_of_a_text_are_exact(old: str, new: str) -> None:
    """As they are printed: any number of spaces is one."""
    pages = [parse(f"<body><p>a{text}</p></body>") for text in (old, new)]
    texts = [re.sub(" +", " ", "".join(each.itertext())) for each in pages]
    Marker(WORDS, ("", "")).mark(*[each.find("body") for each in pages])  # type: ignore[arg-type]
    both = sides(serialize(pages[1]).partition("<body>")[2].partition("</body>")[0])
    assert [re.sub(" +", " ", side) for side in both] == texts


@given(text=st.text())
@settings(max_examples=100, deadline=None)
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_both_sides_of_a_page_are_exact(language: str, pages: dict[str, tuple[Html, Edition]]) -> None:
    """The new side is the new edition, to the letter; the old side has every text of the old one."""

    def body(markup: str) -> str:
        return re.sub(
            r'<span class="(?:number|back)">.*?</span>', "", markup[markup.index('<header class="masthead') :]
        )

    html, after = pages[language]
    old_side, new_side = ("".join(side.split()) for side in sides(body(html.markup)))
    new_text = unescape(re.sub(r"<[^>]*>", "", body(without_origins(render(after).markup))))
    assert unescape(new_side) == "".join(new_text.split())
    old_texts = re.findall(
        r"<(?:p|li|dd|h3|h4|th)\b[^>]*>([^<]+)</", body(without_origins(render(read(BRIEF, language)).markup))
    )
    assert len(old_texts) > 50
    for text in old_texts:
        assert "".join(text.split()) in old_side


# For those who listen.


def test_the_transcript(later: Path, golden: Golden) -> None:
    html, after = page(SMALL, later)
    said = utterances(typeset(html).data, after.labels.speech, after.language)
    golden("small.fr.redline.speech.txt", "\n".join(said) + "\n")


def marks(kind: str, element: Element) -> list[str]:
    """What is said of each stretch of text with such a stroke."""
    spans = [each for each in element.walk() if each.said.get("TextDecorationType") == f"/{kind}"]
    said = [kid.said["ActualText"] for span in spans for kid in span.kids if "ActualText" in kid.said]
    return [" ".join(text.split()) for text in said]


def test_marks_are_structure(printed_brief: tuple[Run, Path]) -> None:
    """Strokes are attributes of a Span (ISO 32000-1, 14.8.5.4); words around them stand in its ActualText."""
    root = structure(printed_brief[1])
    assert "suppression : en cours fin de la suppression" in marks("LineThrough", root)
    assert "insertion : terminé fin de l’insertion" in marks("Underline", root)


def test_a_transcript_from_right_to_left(pages: dict[str, tuple[Html, Edition]], golden: Golden) -> None:
    html, after = pages["ar"]
    said = list(utterances(typeset(html).data, after.labels.speech, after.language))
    golden("interpol-eu.ar.redline.speech.txt", "\n".join(said) + "\n")
    assert any("حذف: قيد التنفيذ نهاية الحذف إضافة: منتهٍ نهاية الإضافة" in line for line in said)


# Where versions come from.


@pytest.fixture
def repository(later: Path) -> Path:
    """A repository of two revisions of the smallest brief, with a link that leads out of it."""
    root = later.parent
    (root / "secret.yaml").write_text("title: a secret\n", "utf-8")
    kept = {name: (later / name).read_text("utf-8") for name in ("brief.yaml", "fr.yaml")}
    for name in kept:
        shutil.copy(SMALL / name, later / name)
    (later / "en.yaml").symlink_to(root / "secret.yaml")
    git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for number, step in enumerate(("init -q", "add small", "commit -q -m one", "add small", "commit -q -m two")):
        if number == 3:
            for name, text in kept.items():
                (later / name).write_text(text, "utf-8")
        subprocess.run([*git, *step.split()], check=True)
    return root


def test_a_revision_of_git(repository: Path) -> None:
    run = press("diff", "HEAD~1", "small", cwd=repository)
    assert (run.code, run.err) == (1, "small.fr: changed, 2 pages\n")
    assert run.out.splitlines()[-1] == "dist/small.fr.redline.pdf"


@pytest.mark.parametrize("old", ["HEAD~1", "HEAD~1:small/"])
def test_a_mistake_in_an_old_version_is_told_where_git_has_it(old: str, repository: Path) -> None:
    git = ["git", "-C", str(repository), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    manuscript = repository / "small" / "fr.yaml"
    good = manuscript.read_text("utf-8")
    manuscript.write_text(good.replace("purpose:", "purpos:", 1), "utf-8")
    subprocess.run([*git, "commit", "-qam", "three"], check=True)
    manuscript.write_text(good, "utf-8")
    subprocess.run([*git, "commit", "-qam", "four"], check=True)
    run = press("diff", old, "small", cwd=repository)
    assert run.code == 1
    number = good[: good.index("purpose:")].count("\n") + 1
    assert run.err.startswith(f"HEAD~1:small/fr.yaml:{number}:1: `brief` has no key `purpos`")
    assert f"{number} | purpos:" in run.err
    assert "/briefpress-" not in run.err


@pytest.mark.parametrize(
    ("old", "new"),
    [("HEAD~1", "HEAD:small"), ("HEAD~1:small", "HEAD:small"), ("HEAD~1:small/", "small"), (SMALL, "HEAD:small")],
)
def test_names_of_versions(old: str | Path, new: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    with versions(str(old), new) as found:
        assert (found.old.name, found.new.name) == ("small", "small")
        assert told(found.old, found.new)[0] == "date: [-23\u00a0novembre\u00a02026-]{+30\u00a0novembre\u00a02026+}"


def test_links_of_a_revision_are_left_behind(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    with versions("HEAD~1", "HEAD:small") as found:
        for folder in (found.old, found.new):
            assert sorted(path.name for path in folder.iterdir()) == ["brief.yaml", "fr.yaml"]
        rooms = found.old.parent.parent
    assert not rooms.exists()


@pytest.mark.parametrize(
    "name",
    [
        "-h", "--output=pwned", "--output=pwned:small", "--upload-pack=touch pwned:small", "HEAD~99", "HEAD:nowhere",
        "HEAD:small/fr.yaml", "HEAD:../small", "HEAD;touch pwned", "$(touch pwned):small", "`touch pwned`",
        "|touch pwned", "ext::touch pwned", "HEAD\n:small", ":", "@{upstream}:small",
    ],
)  # fmt: skip
def test_hostile_names_of_revisions(name: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    with pytest.raises(WrongUsage) as raised, versions(name, "small"):
        pass
    assert [problem.code for problem in raised.value.problems] == ["unknown-revision"]
    assert sorted(path.name for path in repository.iterdir()) == [".git", "secret.yaml", "small"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("HEAD", "other", "there is no version `HEAD:other`: the revision does not have this folder"),
        ("HEAD:other", "small", "there is no version `HEAD:other`: the revision does not have this folder"),
        ("HEAD~99", "small", "there is no version `HEAD~99:small`: git knows no such revision"),
        ("HEAD~1", "HEAD", "there is no version `HEAD`: a revision has many folders, write `HEAD:content/office`"),
    ],
)
def test_what_a_revision_lacks_is_told(
    old: str, new: str, message: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(repository / "small", repository / "other", symlinks=True)
    monkeypatch.chdir(repository)
    with pytest.raises(WrongUsage) as raised, versions(old, new):
        pass
    assert [problem.message for problem in raised.value.problems] == [message]


def test_without_git(repository: Path) -> None:
    run = press("diff", "HEAD", "small", cwd=repository, env={"PATH": "/nonexistent"})
    assert run.code == 2
    assert "git is not installed [unknown-revision]" in run.err


def test_a_pdf_encloses_its_version(small_prints: tuple[Printed, Printed], small: Path, tmp_path: Path) -> None:
    assert press("build", made_later(small), "--out", tmp_path).code == 0
    with versions(str(SMALL), str(tmp_path / "small.fr.pdf")) as found:
        assert found.new.name == "small"
        assert told(found.old, found.new) == small_prints[1].said.splitlines()[:-1]


def test_a_redline_edition_is_no_version(small_prints: tuple[Printed, Printed], small: Path) -> None:
    run = press("diff", small, small_prints[0].path)
    assert run.code == 1
    assert "[foreign-pdf]" in run.err


def test_what_is_no_pdf_of_the_press(small: Path, tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("no PDF", "utf-8")
    empty = pikepdf.new()
    empty.add_blank_page()
    empty.save(tmp_path / "empty.pdf")
    for name in ("text.pdf", "empty.pdf"):
        run = press("diff", tmp_path / name, small)
        assert run.code == 1
        assert "[foreign-pdf]" in run.err


def test_a_language_that_one_version_lacks(small: Path) -> None:
    run = press("diff", SMALL, small, "--lang", "en")
    assert run.code == 2
    assert "[unknown-language]" in run.err
