"""The PDF as its own source: taken apart and printed again, verified, and mistrusted."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, press, process
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_reader import page_texts
from pikepdf import Array, Dictionary, Name, String

from briefpress.archive.extract import Archive, archive_of, extract, read_file
from briefpress.archive.verify import verify
from briefpress.core import record
from briefpress.core.files import MAX_ALL, MAX_PICTURE, digest
from briefpress.core.paths import PACKAGE
from briefpress.core.problems import Unprintable
from briefpress.pdf.enclosures import MAX_FILES
from briefpress.press.build import build
from briefpress.press.order import Order, State, silent

BRIEF = ROOT / "tests" / "data" / "archive"
MANIFEST = "briefpress.json"
#: Two choices that the brief does not make itself.
CHOSEN = ("--theme", "ink", "--standard", "a-4f+ua-2")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of the brief, one with choices of its own and by SOURCE_DATE_EPOCH."""
    out = tmp_path_factory.mktemp("dist")
    assert press("build", BRIEF, "--lang", "en", "--out", out).code == 0
    undated = Path(shutil.copytree(BRIEF, out / "undated"))
    facts = (undated / "brief.yaml").read_text("utf-8")
    (undated / "brief.yaml").write_text(facts.replace("date: 2026-11-23\n", ""), "utf-8")
    built = press("build", undated, "--lang", "fr", *CHOSEN, "--out", out, env={"SOURCE_DATE_EPOCH": "1700000000"})
    assert built.code == 0, built.err
    return out


@pytest.fixture(scope="module")
def pdf(pdfs: Path) -> Path:
    return pdfs / "archive.en.pdf"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house, to be changed."""
    for name in ("briefpress", "templates", "styles", "maps", "content/labels"):
        shutil.copytree(ROOT / name, tmp_path / "house" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "build.py", tmp_path / "house")
    return tmp_path / "house"


def read_archive(pdf: Path) -> Archive:
    return archive_of(read_file(pdf), pdf)


def manifest(pdf: Path) -> dict[str, dict[str, str]]:
    with pikepdf.open(pdf) as file:
        return dict(json.loads(file.attachments[MANIFEST].get_file().read_bytes()))


# What is enclosed.


@pytest.fixture(scope="module")
def for_readers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of a brief in which a section is for one audience."""
    folder = tmp_path_factory.mktemp("readers")
    (folder / "basin").mkdir()
    (folder / "basin" / "brief.yaml").write_text(
        """language: en
date: 2026-11-23
title: The upper basin
purpose: What is agreed.
audiences: [staff]
sections:
  - {title: What is agreed, text: Nothing.}
  - {title: What it costs, text: A lot., if: {audience: staff}}
""",
        "utf-8",
    )
    assert press("build", folder / "basin", "--out", folder).code == 0
    run = press("build", folder / "basin", "--audience", "staff", "--out", folder)
    assert run.out.split() == [str(folder / "basin.staff.en.pdf")]
    return folder


def test_an_edition_that_leaves_out_what_is_for_others_encloses_no_sources(for_readers: Path) -> None:
    public = for_readers / "basin.en.pdf"
    assert "A lot" not in page_texts(public)[0]
    assert read_archive(public).sources == {}
    assert [each.code for each in verify(public, silent)] == ["withheld-sources"]
    with pytest.raises(Unprintable, match="withheld-sources"):
        extract(public, for_readers / "extracted")


def test_an_edition_that_leaves_nothing_out_is_verified_for_its_readers(for_readers: Path) -> None:
    staff = for_readers / "basin.staff.en.pdf"
    assert manifest(staff)["choices"]["audience"] == "staff"
    assert verify(staff, silent) == ()
    _, choices = extract(staff, for_readers / "extracted")
    assert choices.overrides.audience == "staff"


@pytest.mark.parametrize("stage", ["render", "typeset", "conform"])
def test_a_brief_that_is_saved_meanwhile_is_printed_and_enclosed_as_it_was_read(stage: str, tmp_path: Path) -> None:
    brief = Path(shutil.copytree(BRIEF, tmp_path / "archive"))

    def save(at: str) -> None:
        for path in brief.rglob("*.*") if at == stage else ():
            path.write_bytes(path.read_bytes().replace(b"2009", b"2077").replace(b"#1d4d3a", b"#4d1d3a"))

    order = Order(brief, "en", tmp_path, formats=("pdf", "html"))
    assert build(order, save).state is State.BUILT
    pdf, page = tmp_path / "archive.en.pdf", (tmp_path / "archive.en.html").read_text("utf-8")
    manuscript = read_archive(pdf).sources["en.yaml"].decode()
    for text in (page_texts(pdf), page, manuscript):
        assert "2009" in text
        assert "2077" not in text
    assert verify(pdf, lambda _: None) == ()
    assert record.current(order.target("pdf"), order.digest()) == (), "the next build would not print what was saved"


def test_what_the_edition_was_read_from_is_enclosed_and_nothing_else(pdf: Path) -> None:
    own = {
        "brief.yaml", "fr.yaml", "en.yaml", "translations.yaml", "data/staff.yaml", "data/staff.csv",
        "pictures/vue d'été.svg", "styles/tokens.css", "templates/parts/masthead.html",
    }  # fmt: skip
    with pikepdf.open(pdf) as file:
        enclosed = {name: bytes(spec.get_file().read_bytes()) for name, spec in file.attachments.items()}
        kinds = {str(spec.UF): str(spec.EF.UF.Subtype) for spec in file.Root.AF}
        named = [bytes(name) for name in list(file.Root.Names.EmbeddedFiles.Names)[::2]]
        params = [spec.EF.UF.Params for spec in file.Root.AF]
        dates = {str(date) for each in params for date in (each.CreationDate, each.ModDate)}
        relations = {str(spec.UF): str(spec.AFRelationship) for spec in file.Root.AF}
    assert {name: content for name, content in enclosed.items() if name != MANIFEST} == {
        name: (BRIEF / name).read_bytes() for name in own
    }
    assert named == sorted(named)
    assert dates == {"D:20261123000000Z"}
    assert kinds == {
        "brief.yaml": "/application/yaml", "fr.yaml": "/application/yaml", "en.yaml": "/application/yaml",
        "translations.yaml": "/application/yaml", "data/staff.yaml": "/application/yaml", "data/staff.csv": "/text/csv",
        "pictures/vue d'été.svg": "/image/svg+xml", "styles/tokens.css": "/text/css",
        "templates/parts/masthead.html": "/text/html", MANIFEST: "/application/json",
    }  # fmt: skip
    assert relations.pop(MANIFEST) == "/Unspecified"
    assert set(relations.values()) == {"/Source"}


def test_the_manifest_lists_what_went_in(pdf: Path) -> None:
    listed = manifest(pdf)
    assert listed["brief"] == "archive"
    assert listed["languages"] == ["en", "es", "fr"]
    assert listed["choices"] == {
        "language": "en", "layout": "brief", "theme": None, "standard": "a-3a+ua-1", "epoch": None,
        "audience": None, "recipient": None,
    }  # fmt: skip
    house = set(listed["house"])
    there = {
        "content/labels/en.yaml", "maps/countries.json", "styles/tokens.css", "styles/fonts/SourceSans3-It.ttf",
        "templates/brief.html", "templates/blocks/chart.html", "briefpress/press/make.py",
        "briefpress/graphics/charts/draw.py", "briefpress/graphics/__init__.py", "briefpress/__init__.py",
    }  # fmt: skip
    assert there <= house
    idle = {
        "content/labels/fr.yaml", "styles/themes/ink.css", "templates/onepager.html", "templates/blocks/quote.html",
        "templates/mail.html",
    }  # fmt: skip
    assert idle & house == set()
    assert {"python", "pango", "harfbuzz", "zlib", "weasyprint", "pydyf", "pikepdf"} <= set(listed["versions"])
    # What only the tests need changes no page.
    assert {"pytest", "ruff", "hypothesis", "jpype1"} & set(listed["versions"]) == set()


def test_the_libraries_that_a_build_loads_are_listed(tmp_path: Path) -> None:
    """Each in the manifest, by its distribution: nothing that a page is made with is forgotten."""
    script = (
        "import sys\nfrom importlib.metadata import packages_distributions\nfrom pathlib import Path\n"
        "from briefpress.press.make import make\nfrom briefpress.press.order import Order\n"
        f"make(Order(Path({str(BRIEF)!r}), 'fr', Path({str(tmp_path)!r})), lambda _: None)\n"
        "known = packages_distributions()\n"
        "print(*{name for module in list(sys.modules) for name in known.get(module.partition('.')[0], ())})"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.lower().replace("_", "-") for name in done.stdout.split()}
    assert {"weasyprint", "vl-convert-python", "tinyhtml5"} <= loaded
    assert loaded - set(record.distributions()) - {"briefpress", "setuptools"} == set()


def test_the_modules_that_a_file_depends_on_are_listed_and_no_others() -> None:
    """Those that are loaded where the specimen is made, which has a block of every type."""
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from briefpress.press.make import make\nfrom briefpress.press.order import Order\n"
        "make(Order(Path('content/specimen'), 'fr', Path()), lambda _: None)\n"
        "print(*(module.__file__ for name, module in sys.modules.items() if name.split('.')[0] == 'briefpress'))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    # What an order says is what the manifest lists as choices.
    loaded = {Path(file) for file in done.stdout.split()} - {PACKAGE / "press" / "order.py"}
    assert {*record.stages()} == loaded


def test_the_distributions_asked_for_are_those_of_pyproject() -> None:
    import tomllib

    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {name for name in record.DISTRIBUTIONS if not any(need.startswith(name) for need in asked)} == set()


def test_a_name_that_cannot_be_written_everywhere_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BRIEF, tmp_path / "archive"))
    (folder / "pictures" / "vue d'été.svg").rename(folder / "pictures" / "plan:1.svg")
    facts = (folder / "brief.yaml").read_text("utf-8").replace("vue d'été.svg", "plan:1.svg")
    (folder / "brief.yaml").write_text(facts, "utf-8")
    built = press("build", folder, "--lang", "fr", "--out", tmp_path / "out")
    assert built.code == 1
    assert "brief.yaml:11:" in built.err
    assert "`pictures/plan:1.svg` is not a valid name of a file on every system [unsafe-name]" in built.err


# Taken apart and printed again.


@pytest.mark.parametrize("name", ["archive.en.pdf", "undated.fr.pdf"])
def test_what_is_extracted_prints_the_same_bytes(name: str, pdfs: Path, tmp_path: Path) -> None:
    told = press("extract", pdfs / name, cwd=tmp_path)
    folder = name.partition(".")[0]
    assert (told.code, told.out) == (0, f"{folder}\n")
    command = told.err.removeprefix("to print it again: ").strip()
    assert ("SOURCE_DATE_EPOCH=1700000000" in command) == (name == "undated.fr.pdf")
    assert all(choice in command for choice in CHOSEN) == (name == "undated.fr.pdf")
    whole = command.replace("briefpress build", f"{shlex.join([sys.executable, str(ROOT / 'build.py')])} build")
    done = subprocess.run(whole, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = next((tmp_path / "dist").glob("*.pdf"))
    assert made.read_bytes() == (pdfs / name).read_bytes()


def test_nothing_is_overwritten_but_what_extract_wrote(pdf: Path, tmp_path: Path) -> None:
    folder, _ = extract(pdf, tmp_path)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    assert extract(pdf, tmp_path)[0] == folder
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == files
    assert list(tmp_path.iterdir()) == [folder]

    changes: list[Callable[[], object]] = [
        lambda: (folder / "en.yaml").write_text("title: mine", "utf-8"),
        lambda: (folder / "mine.txt").write_text("mine", "utf-8"),
        lambda: (folder / "en.yaml").unlink(),
        lambda: (folder / MANIFEST).unlink(),
    ]
    for change in changes:
        change()
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        answer = press("extract", pdf, "--out", tmp_path)
        assert (answer.code, answer.out) == (1, "")
        assert "[existing-folder]" in answer.err
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
        shutil.rmtree(folder)
        extract(pdf, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="on other systems not everybody may make links")
def test_a_link_is_not_followed(pdf: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for target in (elsewhere, tmp_path / "nowhere"):
        (tmp_path / "archive").symlink_to(target)
        assert "[existing-folder]" in press("extract", pdf, "--out", tmp_path).err
        assert list(elsewhere.iterdir()) == []
        (tmp_path / "archive").unlink()


def test_a_folder_that_cannot_be_written_is_told(pdf: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = press("extract", pdf, "--out", tmp_path / "file")
    assert answer.code == 1
    assert "[unwritable]" in answer.err


# Verified.


def told(house: Path, pdf: Path, env: dict[str, str] | None = None) -> str:
    """What `verify` of that house says of a file that does not come out again."""
    is_ours = house == ROOT and not env
    answer = press("verify", pdf) if is_ours else process("verify", pdf, cwd=house, env=env, house=house)
    assert (answer.code, answer.out) == (1, "")
    return answer.err


def test_a_fresh_file_comes_out_again(pdf: Path, house: Path) -> None:
    # What no page of this brief is made from may change.
    (house / "content" / "labels" / "fr.yaml").unlink()
    (house / "templates" / "blocks" / "quote.html").write_text("{% broken", "utf-8")
    for module in ("cli/main", "formats/docx_styles", "formats/mail", "pdf/imposition", "pdf/validator", "press/build"):
        with (house / "briefpress" / f"{module}.py").open("a", encoding="utf-8") as file:
            file.write("# A comment.\n")
    (house / "styles" / "themes" / "ink.css").write_text("broken", "utf-8")
    answer = process("verify", pdf, cwd=house, house=house)
    assert (answer.code, answer.out) == (0, f"{pdf}\n")
    assert answer.err == "archive.en.pdf: comes out again, byte for byte\n"


def test_another_edition_does_too(pdfs: Path) -> None:
    assert press("verify", pdfs / "undated.fr.pdf").code == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("styles/tokens.css", "style `styles/tokens.css` has changed: "),
        ("templates/parts/section.html", "template `templates/parts/section.html` has changed: "),
        ("styles/fonts/SourceSans3-It.ttf", "font `styles/fonts/SourceSans3-It.ttf` has changed: "),
        ("content/labels/en.yaml", "labels `content/labels/en.yaml` has changed: "),
        ("maps/countries.json", "map `maps/countries.json` has changed: "),
        ("briefpress/markup/render.py", "the press: `briefpress/markup/render.py` has changed: "),
    ],
)
def test_a_house_that_has_changed_is_told_by_file(name: str, said: str, pdf: Path, house: Path) -> None:
    listed = manifest(pdf)["house"][name]
    with (house / name).open("ab") as file:
        file.write(b"\n")
    answer = told(house, pdf)
    now = digest((house / name).read_bytes())
    assert f"{said}{listed[:12]} then, {now[:12]} now [changed-house]" in answer
    assert answer.count("[changed-") == 1


def test_a_file_of_the_house_that_has_come_or_gone_is_told(pdf: Path, house: Path) -> None:
    (house / "styles" / "parts" / "new.css").write_text("p { color: red }", "utf-8")
    answer = told(house, pdf)
    assert "style `styles/parts/new.css` has changed: not used then, " in answer
    assert answer.count("[changed-house]") == 1
    (house / "styles" / "parts" / "row.css").unlink()
    assert "then, not used now [changed-house]" in told(house, pdf)


def test_a_file_of_a_house_with_other_folders_is_told(pdf: Path, tmp_path: Path) -> None:
    change = manifest_with(lambda tree: tree["house"].update({"other/x": "0" * 64}))  # type: ignore[attr-defined]
    answer = told(ROOT, changed(pdf, tmp_path / "x.pdf", change))
    assert "file `other/x` has changed: 000000000000 then, not used now [changed-house]" in answer


def test_another_version_is_told(pdf: Path, tmp_path: Path) -> None:
    other = tmp_path / "site" / "segno-99.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: segno\nVersion: 99\n", "utf-8")
    answer = told(ROOT, pdf, {"PYTHONPATH": str(other.parent)})
    listed = manifest(pdf)["versions"]["segno"]
    assert f"the version of `segno` has changed: {listed} then, 99 now [changed-version]" in answer
    assert answer.count("[changed-") == 1


def changed(pdf: Path, target: Path, change: Callable[[pikepdf.Pdf], object]) -> Path:
    """A copy of a file with something in it changed."""
    with pikepdf.open(pdf) as file:
        change(file)
        file.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return target


def manifest_with(change: Callable[[dict[str, object]], object]) -> Callable[[pikepdf.Pdf], object]:
    """A change of the manifest alone."""

    def apply(file: pikepdf.Pdf) -> None:
        stream = next(spec for spec in file.Root.AF if spec.UF == MANIFEST).EF.UF
        tree = json.loads(stream.read_bytes())
        change(tree)
        stream.write(json.dumps(tree).encode())

    return apply


def enclosed(file: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return next(spec for spec in file.Root.AF if name == spec.UF).EF.UF


def test_other_bytes_are_told(pdf: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(pdf.read_bytes() + b"\n")
    answer = told(ROOT, other)
    assert "it was changed after it was made [changed-file]" in answer
    titled = changed(pdf, tmp_path / "titled.pdf", lambda file: file.docinfo.update({"/Title": String("x")}))
    assert "[changed-file]" in told(ROOT, titled)


def test_content_that_was_changed_inside_is_told(pdf: Path, tmp_path: Path) -> None:
    other = changed(pdf, tmp_path / "other.pdf", lambda file: enclosed(file, "en.yaml").write(b"title: x"))
    answer = told(ROOT, other)
    assert "content `en.yaml`, which it encloses, is " in answer
    assert f"its manifest lists {manifest(pdf)['sources']['en.yaml'][:12]} [changed-source]" in answer
    assert "[changed-source]" in press("extract", other, "--out", tmp_path / "out").err
    assert not (tmp_path / "out").exists()


def test_content_that_was_taken_out_is_told(pdf: Path, tmp_path: Path) -> None:
    def remove(file: pikepdf.Pdf) -> None:
        file.Root.AF = Array([spec for spec in file.Root.AF if spec.UF != "data/staff.csv"])

    assert "content `data/staff.csv`, which it encloses, is missing" in told(
        ROOT, changed(pdf, tmp_path / "x.pdf", remove)
    )


# Mistrusted.


def refused(pdf: Path) -> str:
    """The code by which a file is refused."""
    with pytest.raises(Unprintable) as caught:
        read_archive(pdf)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.code


PATHS = [
    "../evil.yaml", "/etc/evil.yaml", "a/../../evil.yaml", "a\\evil.yaml", "C:evil.yaml", ".git/config", "a//b.yaml",
    "", ".", "..", MANIFEST, "x\u202elmay.exe", "a\nb.yaml", "nul.yaml", "a/con", "end.", "x" * 300, "\udcff.yaml",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_leads_out_of_the_folder_is_refused(path: str, pdf: Path, tmp_path: Path) -> None:
    other = changed(
        pdf,
        tmp_path / "x.pdf",
        manifest_with(lambda tree: tree["sources"].update({path: tree["sources"]["en.yaml"]})),  # type: ignore[attr-defined]
    )
    assert refused(other) == "foreign-pdf"
    answer = press("extract", other, "--out", tmp_path / "out")
    assert (answer.code, answer.out) == (1, "")
    assert "[foreign-pdf]" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


WRONG: list[tuple[str, object]] = [
    ("brief", ".."), ("brief", "a/b"), ("brief", ""), ("brief", ".hidden"), ("brief", None),
    ("languages", ["../x"]), ("languages", "fr"), ("choices", {}), ("sources", []),
    ("house", {"../../etc/passwd": "0" * 64}), ("house", {"/etc/passwd": "0" * 64}), ("versions", {"x": "\x1b[31m"}),
    ("more", 1),
    *(("choices", {"language": "fr", "layout": "brief", "theme": None, "standard": "a-3a+ua-1", "epoch": None, **wrong})
      for wrong in ({"language": "../../../tmp/x"}, {"layout": "../x"}, {"theme": "a/b"}, {"standard": "a-1b"},
                    {"epoch": -1}, {"epoch": 10**20}, {"epoch": "1"}, {"paper": "A5"})),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG, ids=range(len(WRONG)))
def test_a_manifest_that_the_press_does_not_write_is_refused(
    key: str, value: object, pdf: Path, tmp_path: Path
) -> None:
    other = changed(pdf, tmp_path / "x.pdf", manifest_with(lambda tree: tree.update({key: value})))
    assert refused(other) == "foreign-pdf"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff", b'{"brief": 1}', b"[" * 100_000, b'{"a": NaN}']
)
def test_a_manifest_that_is_no_json_is_refused(content: bytes, pdf: Path, tmp_path: Path) -> None:
    assert (
        refused(changed(pdf, tmp_path / "x.pdf", lambda file: enclosed(file, MANIFEST).write(content))) == "foreign-pdf"
    )


def bomb(file: pikepdf.Pdf) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    enclosed(file, "en.yaml").write(packed, filter=Name.FlateDecode)


def filled(file: pikepdf.Pdf, size: int) -> None:
    """Let a file enclose that many bytes, of which a few thousand are stored."""
    size -= sum(len(each.EF.UF.read_bytes()) for each in file.Root.AF)
    for number in range(-(-size // MAX_PICTURE)):
        stream = file.make_stream(zlib.compress(bytes(min(MAX_PICTURE, size - number * MAX_PICTURE))))
        stream.Filter = Name.FlateDecode
        file.Root.AF.append(Dictionary(UF=f"{number}.png", EF=Dictionary(UF=stream)))


@pytest.mark.parametrize(("size", "is_read"), [(MAX_ALL, True), (MAX_ALL + 1, False)])
def test_all_enclosed_files_have_a_largest_size(size: int, is_read: bool, pdf: Path, tmp_path: Path) -> None:
    other = changed(pdf, tmp_path / "x.pdf", lambda file: filled(file, size))
    assert other.stat().st_size < 2_000_000
    if is_read:
        assert read_archive(other).sources == read_archive(pdf).sources
    else:
        assert refused(other) == "huge-file"


@pytest.mark.parametrize(("size", "is_read"), [(MAX_PICTURE, True), (MAX_PICTURE + 1, False)])
def test_an_enclosed_file_has_a_largest_size(size: int, is_read: bool, pdf: Path, tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        stream = file.make_stream(zlib.compress(bytes(size)))
        stream.Filter = Name.FlateDecode
        file.Root.AF.append(Dictionary(UF="x.png", EF=Dictionary(UF=stream)))

    other = changed(pdf, tmp_path / "x.pdf", change)
    if is_read:
        assert read_archive(other).sources == read_archive(pdf).sources
    else:
        assert refused(other) == "huge-file"


def crowd(file: pikepdf.Pdf) -> None:
    file.Root.AF = Array([file.Root.AF[0]] * (MAX_FILES + 1))


def full(file: pikepdf.Pdf) -> None:
    file.Root.AF = Array([file.Root.AF[0]] * MAX_FILES)


def twins(file: pikepdf.Pdf) -> None:
    file.Root.AF = Array([*file.Root.AF, file.Root.AF[0]])


def packed(file: pikepdf.Pdf) -> None:
    enclosed(file, "en.yaml").write(b"00>", filter=Name.ASCIIHexDecode)


def predicted(file: pikepdf.Pdf) -> None:
    stream = enclosed(file, "en.yaml")
    stream.write(zlib.compress(b"x"), filter=Name.FlateDecode, decode_parms=Dictionary(Predictor=12, Columns=10**9))


def garbled(file: pikepdf.Pdf) -> None:
    enclosed(file, "en.yaml").write(b"no zlib", filter=Name.FlateDecode)


def listless(file: pikepdf.Pdf) -> None:
    file.Root.AF = 7


def empty(file: pikepdf.Pdf) -> None:
    file.Root.AF = Array([Dictionary(), 3, Name.X])


def nothing(file: pikepdf.Pdf) -> None:
    del file.Root.AF


@pytest.mark.parametrize(
    ("change", "code"),
    [(bomb, "huge-file"), (crowd, "huge-file"), *((change, "foreign-pdf") for change in
     (full, twins, packed, predicted, garbled, listless, empty, nothing))],
)  # fmt: skip
def test_what_would_do_harm_is_refused(
    change: Callable[[pikepdf.Pdf], object], code: str, pdf: Path, tmp_path: Path
) -> None:
    assert refused(changed(pdf, tmp_path / "x.pdf", change)) == code


def test_what_is_none_of_ours_is_refused(pdf: Path, tmp_path: Path) -> None:
    other = tmp_path / "x.pdf"
    pikepdf.new().save(other)
    assert refused(other) == "foreign-pdf"
    other.write_text("%PDF-1.7 and nothing more")
    assert refused(other) == "foreign-pdf"
    with pikepdf.open(pdf) as file:
        file.save(other, encryption=pikepdf.Encryption(owner="x", user=""))
    assert refused(other) == "foreign-pdf"
    assert refused(tmp_path / "nowhere.pdf") == "missing-file"
    assert refused(tmp_path) == "unreadable-file"


def test_a_file_for_the_print_shop_says_that_it_encloses_nothing(small: Path, tmp_path: Path) -> None:
    assert press("build", small, "--print", "--out", tmp_path).code == 0
    answer = press("verify", tmp_path / "small.fr.print.pdf")
    assert answer.code == 1
    assert "[foreign-pdf]" in answer.err
    assert "files for the print shop enclose nothing" in answer.err


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_refused_and_never_a_fault(data: st.DataObject, pdf: Path, tmp_path: Path) -> None:
    whole = bytearray(pdf.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 50))] = data.draw(st.binary(max_size=50))
    (tmp_path / "x.pdf").write_bytes(whole)
    assert told_of(tmp_path / "x.pdf") <= {"foreign-pdf", "changed-source", "huge-file"}


def told_of(pdf: Path) -> set[str]:
    """The codes of what is told of a file, if anything is."""
    try:
        assert read_archive(pdf).manifest.brief == "archive"
    except Unprintable as unprintable:
        return {problem.code for problem in unprintable.problems}
    return set()
