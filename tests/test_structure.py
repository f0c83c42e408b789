"""The house rules of the code: imports run one way, and one thing has one word everywhere."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT

from briefpress.schema.blocks import Block
from briefpress.schema.sections import Section

#: A room may import those before it, never those after it.
ROOMS = (
    "core", "confined", "language", "data", "graphics", "schema", "reading", "markup", "tagging", "layout", "pdf",
    "formats", "press", "archive", "dossier", "redline", "editor", "preview", "cli",
)  # fmt: skip
#: Which rooms may know an outside library that is to stay replaceable.
ONLY = {
    "weasyprint": {"tagging", "layout"},
    "pydyf": {"tagging"},
    "pikepdf": {"pdf", "dossier"},
    "pypdfium2": {"layout", "pdf", "formats", "dossier", "preview"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
    "vl_convert": {"graphics"},
    "jinja2": {"markup"},
    "tinyhtml5": {"markup"},
    "lxml": {"markup", "formats", "redline"},
    "email_validator": {"schema", "formats"},
    "uharfbuzz": {"formats"},
    "fontTools": {"graphics", "tagging", "formats"},
    "pypandoc": {"core"},
    "docx": {"formats"},
    "segno": {"graphics"},
    "cssselect2": {"graphics", "markup"},
    "yaml": {"core"},
    "jpype": {"pdf"},
    "argparse": {"cli"},
    "babel": {"language", "schema"},
    "openpyxl": {"data"},
}
MODULES = sorted((ROOT / "briefpress").rglob("*.py"))


def name(path: Path) -> str:
    """The dotted name of a module: `briefpress.core.files`; a package's own is that of its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room(module: str) -> str:
    """The room that a module of the press stands in; "" for the package itself."""
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> set[str]:
    """The modules and names that a module imports, wherever in it, by their dotted names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


IMPORTS = {name(path): imports(path) for path in MODULES}


def test_every_module_stands_in_a_room() -> None:
    outside = {module for module in IMPORTS if room(module) not in ROOMS}
    assert outside == {"briefpress", "briefpress.__main__"}
    assert {folder.parent.name for folder in (ROOT / "briefpress").glob("*/__init__.py")} == set(ROOMS)


@pytest.mark.parametrize("place", ROOMS)
def test_imports_run_one_way(place: str) -> None:
    ours = {used for module, names in IMPORTS.items() if room(module) == place for used in names}
    rooms = {room(used) for used in ours if used.startswith("briefpress.")} - {"__version__"}
    assert rooms <= set(ROOMS[: ROOMS.index(place) + 1])


@pytest.mark.parametrize("place", ROOMS)
def test_a_room_says_what_others_take_from_it(place: str) -> None:
    """Its docstring ends with `Offers: ` and the names, by their modules."""
    docstring = ast.get_docstring(ast.parse((ROOT / "briefpress" / place / "__init__.py").read_text("utf-8"))) or ""
    offered = set(re.findall(r"[\w.]*\w", docstring.partition("\n\nOffers: ")[2]))
    others = {used for module, names in IMPORTS.items() if room(module) != place for used in names}
    own = f"briefpress.{place}."
    assert offered == {used.removeprefix(own) for used in others if used.startswith(own)}


def test_no_imports_run_in_a_circle() -> None:
    within = {
        module: {other for other in IMPORTS if any(used == other or used.startswith(f"{other}.") for used in names)}
        for module, names in IMPORTS.items()
    }
    # A package is no module that others wait for.
    packages = {name(path) for path in MODULES if path.stem == "__init__"}
    graph = {module: others - {module} - packages for module, others in within.items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize(("library", "rooms"), ONLY.items())
def test_a_library_is_known_to_few(library: str, rooms: set[str]) -> None:
    knowing = {room(module) for module, names in IMPORTS.items() if any(n.split(".")[0] == library for n in names)}
    assert knowing == rooms


@pytest.mark.parametrize(("base", "folder"), [(Section, "sections"), (Block, "blocks")])
def test_the_word_in_yaml_is_the_class_the_partial_and_the_style(base: type[Section | Block], folder: str) -> None:
    words = set(base.members())
    assert {path.stem for path in (ROOT / "templates" / folder).glob("*.html")} == words
    assert {path.stem for path in (ROOT / "styles" / folder).glob("*.css")} <= words
    for word in words:
        partial = (ROOT / "templates" / folder / f"{word}.html").read_text("utf-8")
        if base is Block:
            assert re.search(rf'class="[^"]*\b{word}\b', partial), f"templates/{folder}/{word}.html has no class {word}"


def test_the_parts_have_the_same_names_in_templates_and_styles() -> None:
    parts = {path.stem for path in (ROOT / "templates" / "parts").glob("*.html")}
    # `row` is the grid of all parts; `running` is styled with the page's margins.
    assert {path.stem for path in (ROOT / "styles" / "parts").glob("*.css")} == parts - {"running"} | {"row"}


def test_the_specimen_or_an_example_shows_every_section_and_block() -> None:
    folders = (ROOT / "content" / "specimen", *(ROOT / "examples").iterdir())
    facts = "".join(path.read_text("utf-8") for folder in folders for path in folder.glob("brief.yaml"))
    assert set(Section.members()) <= set(re.findall(r"kind: (\w+)", facts))
    assert set(Block.members()) <= set(re.findall(r"\btype: (\w+)", facts))


def test_colours_stand_in_the_tokens_alone() -> None:
    for sheet in (ROOT / "styles").rglob("*.css"):
        # The colours of TLP are given by FIRST, not by the house.
        if sheet.stem not in ("tokens", "dark", "page") and "themes" not in sheet.parts:
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text("utf-8")), sheet.name


def test_lock_files_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text("utf-8")
        assert "://" not in lock
        assert "--hash=sha256:" in lock


def test_every_token_is_used_and_every_used_token_is_defined() -> None:
    sheets = "".join(sheet.read_text("utf-8") for sheet in (ROOT / "styles").rglob("*.css"))
    # Some are for drawings alone.
    modules = "".join(module.read_text("utf-8") for module in (ROOT / "briefpress" / "graphics").rglob("*.py"))
    drawn = {f"--{name}" for name in re.findall(r'\.(?:mix|percentage)\("([a-z-]+)"', modules)}
    declared = set(re.findall(r"(--[a-z-]+):", sheets))
    assert set(re.findall(r"var\((--[a-z-]+)", sheets)) | drawn == declared
