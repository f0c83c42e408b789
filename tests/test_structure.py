"""The house rules of the code: imports run one way, and one thing has one word everywhere."""

from __future__ import annotations

import ast
import re

import pytest
from conftest import ROOT

from briefpress.blocks import Block
from briefpress.sections import Section

#: A module may import those before it, never those after it.
ORDER = (
    "house", "problems", "standards", "textfiles", "advice", "nodes", "briefs", "inputs", "record", "deliver",
    "typography", "language", "text", "model",
    "wording", "tree", "pairing",
    "blocks", "sections", "timelines", "vegalite", "grammar", "specs",
    "verblabels", "labels", "locate", "edition", "translation", "fields", "strands", "mistakes",
    "weaving", "glossary", "geometry", "atlas", "tokens",
    "patterns", "moves", "compare", "redline",
    "regions", "content", "cascade", "ruler", "chartlook", "chartwords", "chartfit", "charts", "maps", "pictures",
    "qr", "sandbox", "render", "drawings", "raster", "fetcher", "lettering", "listener", "semantics", "proof",
    "proofing", "structure", "marks", "clusters", "bounds", "lines", "tables", "description",
    "tagging", "destinations", "tagtree", "typeset", "manifest", "enclosure", "claims", "conform", "imposition",
    "speech", "extent", "preflight",
    "verapdf", "letters", "bundle", "web", "pandoc", "flow", "plain", "wordlook", "wordparts", "word",
    "formats", "publish", "archive", "verify", "addresses", "mail", "translate", "new_edition",
    "revisions", "differences", "revised", "diff", "dossier", "intake", "front", "graft", "probe", "outside",
    "binding", "gather", "stamp", "proving", "assembly", "telling", "orders", "options", "cli",
)  # fmt: skip
#: Who may know an outside library that is to stay replaceable.
ONLY = {
    "weasyprint": {"fetcher", "lettering", "proofing", "tagging", "tagtree", "typeset"},
    "pydyf": {"marks", "destinations", "tagtree"},
    "pikepdf": {
        "conform",
        "enclosure",
        "imposition",
        "assembly",
        "binding",
        "front",
        "gather",
        "graft",
        "outside",
        "probe",
        "proving",
        "stamp",
    },
    "pypdfium2": {"probe", "raster", "stamp"},
    "vl_convert": {"charts", "raster"},
    "jinja2": {"sandbox"},
    "tinyhtml5": {"tree"},
    "uharfbuzz": {"letters"},
    "fontTools": {"letters"},
    "pypandoc": {"pandoc"},
    "docx": {"wordlook", "wordparts"},
    "segno": {"qr"},
    "yaml": {"nodes"},
    "jpype": {"verapdf"},
    "argparse": {"cli", "options", "orders"},
    "babel": {"language", "model", "text"},
}


def imports(module: str) -> set[str]:
    tree = ast.parse((ROOT / "briefpress" / f"{module}.py").read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "briefpress":
            found |= {f"briefpress.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_every_module_has_its_place() -> None:
    assert {path.stem for path in (ROOT / "briefpress").glob("*.py")} == {"__init__", *ORDER}


@pytest.mark.parametrize("module", ORDER)
def test_imports_run_one_way(module: str) -> None:
    ours = {name.split(".")[1] for name in imports(module) if name.startswith("briefpress.")} - {"__version__"}
    assert ours <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize(("library", "modules"), ONLY.items())
def test_a_library_is_known_to_few(library: str, modules: set[str]) -> None:
    knowing = {module for module in ORDER if any(name.split(".")[0] == library for name in imports(module))}
    assert knowing == modules


@pytest.mark.parametrize(("base", "folder"), [(Section, "sections"), (Block, "blocks")])
def test_the_word_in_yaml_is_the_class_the_partial_and_the_style(base: type[Section | Block], folder: str) -> None:
    words = {cls.word() for cls in base.__subclasses__()}
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


def test_the_specimen_shows_every_section_and_block() -> None:
    facts = (ROOT / "content" / "specimen" / "brief.yaml").read_text("utf-8")
    assert {cls.word() for cls in Section.__subclasses__()} == set(re.findall(r"kind: (\w+)", facts))
    assert {cls.word() for cls in Block.__subclasses__()} == set(re.findall(r"type: (\w+)", facts))


def test_colours_stand_in_the_tokens_alone() -> None:
    for sheet in (ROOT / "styles").rglob("*.css"):
        # The colours of TLP are given by FIRST, not by the house.
        if sheet.stem not in ("tokens", "page") and "themes" not in sheet.parts:
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text("utf-8")), sheet.name


def test_lock_files_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text("utf-8")
        assert "://" not in lock
        assert "--hash=sha256:" in lock


def test_every_token_is_used_and_every_used_token_is_defined() -> None:
    sheets = "".join(sheet.read_text("utf-8") for sheet in (ROOT / "styles").rglob("*.css"))
    assert set(re.findall(r"(--[a-z-]+):", sheets)) == set(re.findall(r"var\((--[a-z-]+)", sheets))
