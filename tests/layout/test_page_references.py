"""References to pages: each names the page on which its target is, however often the pages were laid out."""

from __future__ import annotations

from pathlib import Path

import yaml

from briefpress.layout.typeset import typeset
from briefpress.markup.render import render
from briefpress.reading.read import read

SENTENCE = "The committee has read the report and asks that the measures be taken before the end of the year. "


def test_contents_name_the_pages_of_their_sections(tmp_path: Path) -> None:
    """Long notes go from the rail into the text, which moves the sections to later pages."""
    note = {"date": "2026-11", "sources": ["s"], "text": SENTENCE * 12}
    domains = [{"title": f"Domain{n}", "text": SENTENCE * 9, "notes": [note]} for n in range(4)]
    sections = [{"title": f"Part{n}", "kind": "domains", "domains": domains} for n in range(4)]
    brief = {"language": "en", "date": "2026-11-30", "title": "A paper", "contents": True}
    brief |= {"sections": sections, "sources": [{"id": "s", "text": "A source"}]}
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(brief), "utf-8")
    texts = typeset(render(read(tmp_path, "en"))).proof.texts
    pages = {run.text.split()[-1]: run.page for page in texts for run in page if run.bold and "Part" in run.text}
    words = [word for run in texts[0] for word in run.text.split()]
    assert len(set(pages.values())) == 4
    assert [words[words.index(f"Part{n}") + 1] for n in range(4)] == [str(pages[f"Part{n}"]) for n in range(4)]
