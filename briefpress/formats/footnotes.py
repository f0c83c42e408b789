"""Footnotes where there are no pages: at the end of the text, before the sources, as DPUB-ARIA 1.1 has endnotes."""

from __future__ import annotations

from lxml.html import HtmlElement

from briefpress.markup.tree import Part, create, parts


def put_at_end(body: HtmlElement, heading: str | None) -> None:
    """Take the footnotes of a page from where they are called for, and list them under a heading, if there is one."""
    footnotes = body.xpath(".//span[@role='doc-footnote']")
    if not footnotes:
        return
    items = [create("li", _lines(_paragraphs(note)), {"id": note.get("id", "")}) for note in footnotes]
    for note in footnotes:
        note.drop_tree()
    heads = [create("h2", [heading])] if heading else []
    contents = _lines([*heads, create("ol", _lines(items))])
    section = create("section", contents, {"class": "footnotes", "role": "doc-endnotes"})
    sources = body.find(".//*[@id='sources']")
    if sources is not None:
        sources.addprevious(section)
    else:
        body.append(section)


def _paragraphs(note: HtmlElement) -> list[HtmlElement]:
    """The paragraphs of a note, the first of which begins with its mark."""
    mark, *paragraphs = note
    first, *others = (create("p", parts(paragraph)) for paragraph in paragraphs)
    return [create("p", [mark, " ", *parts(first)]), *others]


def _lines(elements: list[HtmlElement]) -> list[Part]:
    """Elements, each on a line of its own."""
    return [part for element in elements for part in (element, "\n")]
