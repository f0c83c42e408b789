"""The documents keep their word: examples build, answers are real, tables name all there is, links lead somewhere."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args, get_origin

import pdfplumber
import pytest
from conftest import ROOT, press, without_origins
from filelock import FileLock
from markdown_it import MarkdownIt

import briefpress
from briefpress.core.files import Files
from briefpress.core.problems import Problem, Unprintable
from briefpress.dossier.model import BriefPart, DossierFacts, FilePart
from briefpress.language.locale import Language
from briefpress.layout.typeset import typeset
from briefpress.markup.names import names
from briefpress.markup.render import Html, render
from briefpress.markup.stylesheets import BRIEF, HOUSE
from briefpress.pdf import pages, preflight
from briefpress.reading.json_schema import KEYWORDS, LABELS
from briefpress.reading.read import read
from briefpress.schema.brief import Brief
from briefpress.schema.declared_types import FACTS, FORMATS, WORDS
from briefpress.schema.descriptions import description
from briefpress.schema.labels import Labels

API = ROOT / "docs" / "api.md"
CONTENT = ROOT / "docs" / "content.md"
STYLING = ROOT / "docs" / "styling.md"
TEMPLATES = ROOT / "templates" / "README.md"


def fences(document: Path) -> list[tuple[str, str, str]]:
    """The fenced blocks of a document: language, the rest of the info string, text."""
    found = re.findall(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", document.read_text("utf-8"), re.MULTILINE)
    return [(language, name, text) for language, name, text in found]


def example(document: Path, name: str) -> str:
    """The one fenced block that bears the name of a file."""
    (text,) = [text for _, called, text in fences(document) if called == name]
    return text


def rows(text: str) -> list[list[str]]:
    """The cells of the rows of the Markdown tables in a text."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def quoted(cell: str) -> list[str]:
    """What stands between backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


# The examples of docs/content.md: a whole brief, and pairs of pieces that are added to it.

PAIRS = [
    (facts, words)
    for (_, name, facts), (_, other, words) in pairwise(fences(CONTENT))
    if (name, other) == ("brief.yaml", "fr.yaml")
]


def joined(whole: str, piece: str) -> str:
    """A YAML file with another one added: sections and sources join the list, other keys replace those of before."""
    blocks = {block.partition(":")[0]: block for block in re.split(r"^(?=\w)", whole, flags=re.MULTILINE) if block}
    for block in re.split(r"^(?=\w)", piece, flags=re.MULTILINE)[1:]:
        key = block.partition(":")[0]
        if key in ("sections", "sources"):
            blocks[key] += block.partition("\n")[2]
        else:
            blocks[key] = block
    return "".join(blocks.values())


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """The folder of the brief with these two files, in content/ of the current folder as the documents have it."""
    monkeypatch.chdir(tmp_path)

    def write(facts: str, words: str) -> Path:
        folder = Path("content/office")
        shutil.copytree(ROOT / "content" / "specimen" / "pictures", folder / "pictures")
        (folder / "brief.yaml").write_text(facts, "utf-8")
        (folder / "fr.yaml").write_text(words, "utf-8")
        return folder

    return write


#: Compares what a document says is printed with what is printed.
AsDocumented = Callable[[Path, str, str], None]


@pytest.fixture
def as_documented(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path, str, str], None]:
    """Compare what a document says is printed with what is; with --update-golden, write it there."""

    def compare(document: Path, said: str, printed: str) -> None:
        if not pytestconfig.getoption("--update-golden"):
            assert printed == said
            return
        # Several workers may have something to write into the same document.
        with FileLock(tmp_path_factory.getbasetemp().parent / "documents.lock"):
            text = document.read_text("utf-8").replace(f"```text\n{said}```", f"```text\n{printed}```")
            document.write_text(text, "utf-8")

    return compare


@pytest.fixture
def is_answered(as_documented: AsDocumented) -> Callable[[Path, Path, str], None]:
    """Compare what the press answers to a brief with what a document says; with --update-golden, write it there."""

    def compare(folder: Path, document: Path, told: str) -> None:
        with pytest.raises(Unprintable) as unprintable:
            render(read(folder, "fr"))
        as_documented(document, told, "\n".join(map(str, unprintable.value.problems)) + "\n")

    return compare


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_an_example_is_a_brief(number: int, office: Callable[[str, str], Path]) -> None:
    pieces = PAIRS[0] if number == 0 else tuple(map(joined, PAIRS[0], PAIRS[number]))
    assert "<h1>Un bureau de liaison</h1>" in without_origins(render(read(office(*pieces), "fr")).markup)


def test_all_examples_make_one_brief_that_prints(office: Callable[[str, str], Path], tmp_path: Path) -> None:
    facts, words = PAIRS[0]
    for piece in PAIRS[1:]:
        facts, words = joined(facts, piece[0]), joined(words, piece[1])
    run = press("build", office(facts, words), cwd=tmp_path)
    assert (run.code, run.out) == (0, "dist/office.fr.pdf\n"), run.err


MISTAKES = [
    (name, change, told) for (language, name, change), (_, _, told) in pairwise(fences(CONTENT)) if language == "diff"
]


@pytest.mark.parametrize(("name", "change", "told"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_answered_as_the_document_says(
    name: str,
    change: str,
    told: str,
    office: Callable[[str, str], Path],
    is_answered: Callable[[Path, Path, str], None],
) -> None:
    folder = office(*PAIRS[0])
    before, after = ("".join(f"{line[1:]}\n" for line in change.splitlines() if line[0] == sign) for sign in "-+")
    text = (folder / name).read_text("utf-8")
    assert text.count(before) == 1
    (folder / name).write_text(text.replace(before, after), "utf-8")
    is_answered(folder, CONTENT, told)


def test_what_is_printed_where_nothing_is_known_stands_in_the_labels() -> None:
    section = (
        (ROOT / "docs" / "content.md").read_text("utf-8").partition("## What is not known")[2].partition("\n## ")[0]
    )
    labels = (ROOT / "content" / "labels" / "fr.yaml").read_text("utf-8").replace("'", "’")
    said = re.findall("“([^”]+)”", section)
    assert said
    assert [words for words in said if words not in labels] == []


def test_the_brief_in_one_file_can_be_built_and_translated(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "office"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(example(CONTENT, "one file"), "utf-8")
    run = press("build", "office", cwd=tmp_path)
    assert (run.code, run.out) == (0, "dist/office.en.pdf\n"), run.err
    written = press("new-edition", "office", "fr", cwd=tmp_path).out
    assert written.splitlines() == ["content/office/brief.yaml", "content/office/fr.yaml"]
    (folder / "fr.yaml").write_text(example(CONTENT, "another language"), "utf-8")
    told = press("check", "office", "--lang", "fr", cwd=tmp_path).err
    assert set(re.findall(r" \[([a-z-]+)\]$", told, re.MULTILINE)) == {"missing-words", "stale-translation"}


def test_no_example_is_left_out() -> None:
    languages = [language for language, _, _ in fences(CONTENT)]
    assert languages.count("yaml") == 2 * len(PAIRS) + 2
    assert languages.count("diff") == languages.count("text") == len(MISTAKES) > 0


# The tables of keys, which tools/keys.py writes.

KEYS = runpy.run_path(str(ROOT / "tools" / "keys.py"))
CLASSES = KEYS["reached"](Brief)
ALL_CLASSES = CLASSES | KEYS["reached"](Labels, DossierFacts, BriefPart, FilePart)


@pytest.mark.parametrize("document", KEYS["DOCUMENTS"], ids=lambda path: path.stem)
def test_the_tables_of_keys_are_those_of_the_models(document: Path) -> None:
    text = document.read_text("utf-8")
    assert text == KEYS["written"](text, KEYS["documented"]()), "run `make docs`"


def test_the_tables_name_every_key() -> None:
    apart = KEYS["documented"]()
    named = {(key.owner, key.name) for model in apart for key in KEYS["keys"](model, apart)}
    declared = {(cls, name) for cls in ALL_CLASSES for name in cls.model_fields}
    owned = {
        (next(base for base in cls.__mro__ if name in vars(base).get("__annotations__", {})), name): cls
        for cls, name in declared
    }
    # What a member of a family is called is the heading of its table.
    lacking = {key: cls for key, cls in owned.items() if key not in named and getattr(cls, "tag", "") != key[1]}
    assert lacking == {}


def test_every_key_says_what_it_is() -> None:
    silent = [
        f"{cls.__name__}.{name}" for cls in ALL_CLASSES for name in cls.model_fields if not description(cls, name)
    ]
    assert silent == []


def test_a_table_says_where_a_key_stands_and_whether_it_is_required() -> None:
    text = CONTENT.read_text("utf-8")
    assert "\n| `sections` | both | yes |" in text
    assert "\n| `title` | manuscript: line | yes |" in text
    assert "\n| `id` | brief.yaml | no |" in text
    assert "\n| `text` | manuscript: body | yes |" in text


def test_every_choice_is_named() -> None:
    text = CONTENT.read_text("utf-8")
    choices = {
        str(piece)
        for cls in CLASSES
        for info in cls.model_fields.values()
        if Literal in map(get_origin, (info.annotation, *get_args(info.annotation)))
        for piece in KEYS["pieces"](info.annotation)
        if isinstance(piece, str)
    }
    assert len(choices) > 10
    assert {choice for choice in choices if f"`{choice}`" not in text} == set()


def test_the_typography_is_as_the_table_says() -> None:
    setting = Language("fr").typography
    (table,) = re.findall(r"^\| Typed .*\n((?:\|.*\n)+)", CONTENT.read_text("utf-8"), re.MULTILINE)
    lines = rows(table)
    assert len(lines) > 5
    for typed, printed in lines:
        plain = [re.sub(r"[\u00a0\u202f]", " ", setting.set(text).replace("\u2060", "")) for text in quoted(typed)]
        done = ", ".join(plain)
        assert done == re.sub(r"[\u00a0\u202f]", " ", printed)


# docs/styling.md


def test_every_token_is_explained() -> None:
    names = re.compile(r"--[\w-]+(?=:)")
    tokens = names.findall((ROOT / "styles" / "tokens.css").read_text("utf-8"))
    explained = STYLING.read_text("utf-8").partition("## Themes")[0]
    told = [token for row in rows(explained) for token in quoted(row[0]) if token.startswith("--")]
    assert sorted(told) == sorted(tokens)


def remarks(css: str, tmp_path: Path) -> list[Problem]:
    """What is remarked while a page is set with this stylesheet, whose last line gives it a face."""
    (tmp_path / "own.css").write_text(css + 'html { font-family: "Source Sans 3"; }\n', "utf-8")
    sheets = (f"{HOUSE}styles/fonts.css", f"{BRIEF}own.css")
    head = "<title>t</title>" + "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
    page = f'<!doctype html><html lang="fr"><head>{head}</head><body><p class="a">a <em>b</em></p></body></html>'
    edition = read(ROOT / "content" / "specimen", "fr")
    folders = {BRIEF: tmp_path, f"{HOUSE}styles/": ROOT / "styles"}
    pdf = typeset(Html(page, folders, Files(*folders.values()), edition.labels.links, edition.brief.design))
    return [remark.problem for remark in pdf.remarks]


def test_the_css_that_is_printed_is_printed(tmp_path: Path) -> None:
    assert remarks(example(STYLING, "printed"), tmp_path) == []


def test_the_css_that_stops_the_press_stops_it(tmp_path: Path) -> None:
    css = example(STYLING, "stops")
    stopped = {problem.position.line for problem in remarks(css, tmp_path) if problem.position}
    # Of selectors and of values that are known only on the page, WeasyPrint does not tell the line.
    others = [line for number, line in enumerate(css.splitlines(), start=1) if number not in stopped]
    assert [line for line in others if not remarks(f"{line}\n", tmp_path)] == []


def test_the_limits_are_those_of_preflight() -> None:
    said = " ".join(" ".join(row) for row in rows(STYLING.read_text("utf-8")))
    assert f"under {preflight.MIN_DPI} dpi" in said
    assert f"under {preflight.CONTRAST} to 1; under {preflight.CONTRAST_LARGE:g} to 1" in said
    assert f"less than {pages.MIN_LAST_PAGE:.0%} full".replace("%", " %") in said
    assert f"less than {pages.MIN_PAGE:.0%} full".replace("%", " %") in said
    assert f"under {preflight.MIN_DPI} dpi" in CONTENT.read_text("utf-8")


# templates/README.md


def test_every_name_of_a_template_is_explained(copy: Callable[[str], Path]) -> None:
    edition = read(copy("specimen"), "fr")
    table = "\n".join(row[0] for row in rows(TEMPLATES.read_text("utf-8")))
    told = {re.split(r"\W", name)[0] for name in quoted(table)}
    assert set(names(edition, edition.brief.design, [])) - told == set()
    methods = {name for name, value in vars(Language).items() if callable(value) and not name.startswith("_")}
    assert {method for method in methods if f"`language.{method}(" not in table} == set()


def overridden(folder: Path, *names: str) -> Path:
    for name in names:
        target = folder / "templates" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(example(TEMPLATES, name), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "gone", "there"),
    [
        ("parts/masthead.html", '<p class="kicker">', '<p class="purpose">'),
        ("parts/sources.html", None, '</section>\n<p class="origin">Texte source · Spécimen de la maison</p>'),
        ("brief.html", '<nav class="contents side" role="doc-toc">', '<section id="sources"'),
    ],
)
def test_an_override(name: str, gone: str | None, there: str, copy: Callable[[str], Path]) -> None:
    folder = copy("specimen")
    before = without_origins(render(read(folder, "fr")).markup)
    after = without_origins(render(read(overridden(folder, name), "fr")).markup)
    assert after != before
    assert there in after
    assert gone is None or (gone in before and gone not in after)


def test_a_layout_of_a_brief(copy: Callable[[str], Path]) -> None:
    edition = read(overridden(copy("specimen"), "leaflet.html"), "fr")
    markup = without_origins(render(edition, replace(edition.brief.design, layout="leaflet")).markup)
    assert '<body class="leaflet final"' in markup
    assert '<section id="imprint"' in markup
    assert "<main>" not in markup


def test_a_brief_with_markup_tokens_face_and_theme_of_its_own(copy: Callable[[str], Path], tmp_path: Path) -> None:
    folder = overridden(copy("specimen"), "parts/masthead.html", "brief.html")
    for name in ("tokens.css", "fonts.css", "themes/grey.css"):
        (folder / "styles" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "styles" / name).write_text(example(STYLING, f"styles/{name}"), "utf-8")
    (folder / "styles" / "fonts").mkdir()
    for own, face in (("Regular", "Regular"), ("Italic", "It")):
        shutil.copy(ROOT / f"styles/fonts/SourceSans3-{face}.ttf", folder / f"styles/fonts/Own-{own}.ttf")
    run = press("build", folder, "--lang", "fr", "--layout", "brief", "--theme", "grey", "--out", tmp_path)
    assert run.code == 0, run.err
    with pdfplumber.open(tmp_path / "specimen.fr.pdf") as pdf:
        text = pdf.pages[0].extract_text()
        chars = pdf.pages[0].chars
    title = [char for char in chars if round(char["size"], 2) == 26]
    assert "".join(char["text"] for char in title) == "Spécimen de la maison"
    assert {round(part * 255) for char in title for part in char["non_stroking_color"]} == {0x22}
    assert "Own" in {char["fontname"].partition("+")[2] for char in chars}
    assert "NOTE D’INFORMATION" not in text
    assert "Sommaire" not in text


def test_a_missing_template_is_answered_as_the_document_says(
    office: Callable[[str, str], Path], is_answered: Callable[[Path, Path, str], None]
) -> None:
    folder = overridden(office(*PAIRS[0]), "parts/masthead.html")
    (include,) = re.findall(r"with the line `(.*)` is answered", TEMPLATES.read_text("utf-8"))
    (folder / "templates/parts/masthead.html").write_text(f"{include}\n", "utf-8")
    (told,) = [text for language, _, text in fences(TEMPLATES) if language == "text"]
    is_answered(folder, TEMPLATES, told)


def test_a_block_of_ones_own_is_a_schema_file_a_partial_and_a_stylesheet(
    office: Callable[[str, str], Path], tmp_path: Path
) -> None:
    pieces = zip(("brief.yaml", "fr.yaml"), PAIRS[0], strict=True)
    whole = [text.replace("    blocks:\n", "    blocks:\n" + example(TEMPLATES, name)) for name, text in pieces]
    folder = office(*whole)
    for name in (
        "templates/blocks/decision.schema.yaml",
        "templates/blocks/decision.html",
        "styles/blocks/decision.css",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(example(TEMPLATES, name), "utf-8")
    run = press("build", folder, cwd=tmp_path)
    assert run.code == 0, run.err
    with pdfplumber.open(tmp_path / "dist" / "office.fr.pdf") as pdf:
        page = pdf.pages[0]
        (note,) = page.search("Rédaction, novembre 2026")
        # The column of text, without the rail, which begins where notes stand.
        text = page.crop((0, 0, note["x0"] - 1, page.height)).extract_text()
    assert re.search(r"2026/14 · 18 novembre 2026\nLa règle des années sèches s’applique.\n12 pour, 3 contre", text)
    assert re.search(r"Écrire la règle \(T1\s2027\)", text)


def test_all_that_a_schema_file_may_say_is_explained() -> None:
    section = TEMPLATES.read_text("utf-8").partition("### What a schema file may say")[2].partition("\n## ")[0]
    named = {word for span in quoted(section) for word in re.findall(r"[\w$-]+", span)}
    assert {*WORDS, *FACTS, *FORMATS, *KEYWORDS, LABELS} <= named


# docs/api.md


def test_the_press_runs_from_python_as_the_document_says(
    office: Callable[[str, str], Path],
    capsys: pytest.CaptureFixture[str],
    as_documented: AsDocumented,
) -> None:
    (script,) = [text for language, _, text in fences(API) if language == "python"]
    (printed,) = [text for language, _, text in fences(API) if language == "text"]
    office(*PAIRS[0])
    exec(script, {})
    as_documented(API, printed, capsys.readouterr().out)


def test_every_public_name_is_explained_and_there() -> None:
    table = "\n".join(row[0] for row in rows(API.read_text("utf-8")))
    explained = {re.split(r"\W", name)[0] for name in quoted(table)}
    assert explained == set(briefpress.__all__) - {"Edition"}
    assert all(getattr(briefpress, name).__doc__ for name in briefpress.__all__)
    with pytest.raises(AttributeError, match="has no attribute `Sandbox`"):
        briefpress.Sandbox  # noqa: B018


# All documents


def documents() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


_MARKDOWN = MarkdownIt("commonmark").enable("table")


def links(document: Path) -> Iterator[str]:
    for token in _MARKDOWN.parse(document.read_text("utf-8")):
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield str(child.attrs.get("href") or child.attrs.get("src"))


def anchors(document: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a document."""
    tokens = _MARKDOWN.parse(document.read_text("utf-8"))
    heads = [inline.content for head, inline in pairwise(tokens) if head.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_relative_link_leads_somewhere() -> None:
    broken = set()
    for document in documents():
        for link in links(document):
            if re.match(r"https?:|mailto:", link):
                continue
            file, _, anchor = link.partition("#")
            target = document.parent / file if file else document
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.add(f"{document.relative_to(ROOT)}: {link}")
    assert broken == set()
