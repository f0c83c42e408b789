"""The formats `md` and `txt`: the edition as text, for a chat or a terminal.

Pictures are told by their alternative texts; sources have their numbers in brackets; the marking is the first line and
the last (TLP 2.0 asks for it where messages are written).
"""

from __future__ import annotations

import textwrap
from xml.etree.ElementTree import Element, SubElement

from briefpress.formats.flow import Tree, changed, flow, is_citation, number, read, share, widths_of, write
from briefpress.markup.render import Html
from briefpress.markup.tree import classes, fill, made, parents, parts, remove, said, wrap
from briefpress.schema.edition import Edition

#: The length of a line, in characters: what a terminal of 80 shows, and a quoted mail still holds.
COLUMNS = 76
#: What headings are underlined with, by their level, and the level from which none has another line above it.
_RULES = "=-~."
_CLOSE = 3
#: A table with more columns is not given as one where it is wider than a line.
_COLUMNS = 3


def markdown(html: Html, edition: Edition) -> bytes:
    """The edition as CommonMark with tables as GitHub has them, a paragraph a line."""
    body = _told(html, edition)
    for facts in list(body.iter("dl")):
        _list(facts)
    for link in list(body.iter("a")):
        # Where such a text is read there are no places to lead to.
        link.tag = "span" if link.get("href", "").startswith("#") else "a"
    document = changed(read(body), _marked)
    return write(document, "--to=commonmark+pipe_tables-raw_html", "--wrap=none")


def text(html: Html, edition: Edition) -> bytes:
    """The edition as plain text."""
    body = _told(html, edition)
    for link in [link for link in body.iter("a") if not link.get("href", "").startswith("#")]:
        address = link.get("href", "").removeprefix("mailto:")
        shown = said(link).strip("\u2066\u2069")
        if shown in (address, address.removeprefix("https://")):
            # In full, as programs for mail know an address by its beginning, and its end by what encloses it.
            fill(link, [said(link).replace(shown, f"<{address}>")])
        else:
            link.tail = f" <{address}>{link.tail or ''}"
    document = changed(read(body), _underlined)
    lines = write(document, "--to=plain", f"--columns={COLUMNS}").decode().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).encode()


def _told(html: Html, edition: Edition) -> Element:
    """The flow with its pictures and captions as paragraphs, between the two lines of the marking."""
    body = flow(html.markup, edition.language)
    for parent, child in parents(body):
        _tell_apart(parent, child, edition)
    for place in (0, len(body) + 1):
        mark = Element("p")
        mark.text = edition.brief.marking
        body.insert(place, mark)
    return body


def _tell_apart(parent: Element, child: Element, edition: Edition) -> None:
    """What a format without styles has other means for."""
    if child.tag == "figure":
        _tell(child, edition)
    elif child.tag == "table":
        _tabulate(parent, child)
    elif child.tag == "svg" or child.get("alt") == "":
        remove(parent, child)
    elif "callout" in classes(child):
        _set_off(parent, child)
    elif "author" in classes(child):
        _sign(parent, child)
    elif "source" in classes(child):
        child[0].insert(0, _literal(f"[{number(child)}]", f" {child[0].text or ''}"))
        child[0].text = None


def _literal(text: str, tail: str = "") -> Element:
    """Text that is to stand as it is, whatever it means in a format."""
    span = Element("span", {"class": "literal"})
    span.text, span.tail = text, tail
    return span


def _set_off(parent: Element, callout: Element) -> None:
    """A callout is set in and strong."""
    wrap(parent, callout, "blockquote")
    fill(callout, [made("strong", parts(callout))])


def _sign(quote: Element, author: Element) -> None:
    """A quotation holds its author, after a dash."""
    words = quote.find("blockquote")
    assert words is not None  # noqa: S101 (templates/blocks/quote.html has it above the author)
    quote.remove(author)
    author.text = f"— {(author.text or '').lstrip()}"
    fill(words, [made("p", parts(words)), author])


def _tell(figure: Element, edition: Edition) -> None:
    figure.tag = "div"
    for picture in figure.findall("img"):
        shown = edition.labels.speech.figure.replace("{text}", picture.get("alt", ""))
        picture.clear()
        picture.tag = "p"
        picture.extend([_literal("[", shown), _literal("]")])
    for caption in figure.findall("figcaption"):
        caption.tag = "p"


def _tabulate(parent: Element, table: Element) -> None:
    """A table under its caption, a line a row; one of many columns that is wider than a line as a list a row."""
    table.attrib.clear()
    for caption in table.findall("caption"):
        remove(table, caption)
        caption.tag = "p"
        parent.insert(list(parent).index(table), caption)
    heads, *rows = [list(row) for row in table.iter("tr")]
    widths = widths_of(table)
    is_wide = sum(widths) + 2 * len(widths) > COLUMNS
    if is_wide and len(widths) > _COLUMNS:
        table.clear()
        table.tag = "div"
        for name, *cells in rows:
            _spell_out(table, name, heads, cells)
        return
    if is_wide:
        share(table, COLUMNS, spaces=8)
    for cell in [*heads, *(cell for row in rows for cell in row)]:
        _one_line(cell)


def _one_line(cell: Element) -> None:
    """A cell without blocks, whose place is taken by dots, as a line of a table has none."""
    cell.text = (cell.text or "").lstrip()
    blocks = [block for block in cell.iter() if block.tag in ("p", "div")]
    for block in blocks:
        ends = " · " if block.tag == "p" and block is not blocks[-1] else ""
        block.tag, block.text, block.tail = "span", (block.text or "").lstrip(), ends + (block.tail or "").strip()


def _spell_out(table: Element, name: Element, heads: list[Element], cells: list[Element]) -> None:
    facts, title = Element("dl"), Element("p")
    name.tag, name.attrib, name.tail = "strong", {}, None
    name.text = f"{said(heads[0])} · {(name.text or '').lstrip()}"
    title.append(name)
    for head, cell in zip(heads[1:], cells, strict=True):
        term = SubElement(facts, "dt")
        term.text, term.tail = said(head), None
        cell.tag, cell.attrib, cell.tail = "dd", {}, None
        facts.append(cell)
    table.extend([title, facts])


def _list(facts: Element) -> None:
    """CommonMark has no lists of terms: a term is strong, and begins an item."""
    pairs = [element for element in facts.iter() if element.tag in ("dt", "dd")]
    facts.clear()
    facts.tag = "ul"
    for element in pairs:
        element.tail = None
        if element.tag == "dt":
            element.tag = "strong"
            SubElement(facts, "li").append(element)
        elif any(child.tag in ("p", "ul", "ol", "div") for child in element):
            element.tag = "div"
            facts[-1].append(element)
        else:
            element.tag, element.text = "span", f" · {(element.text or '').lstrip()}"
            facts[-1].append(element)


def _cited(element: Tree, form: str) -> list[Tree] | None:
    """The numbers of sources, in brackets, and what is to stand as it is."""
    if element["t"] == "Span" and "citations" in element["c"][0][1]:
        numbers = [part["c"][1][0]["c"] for part in element["c"][1] if is_citation(part)]
        return [{"t": "RawInline", "c": [form, f" [{', '.join(numbers)}]"]}]
    if element["t"] == "Span" and "literal" in element["c"][0][1]:
        return [{"t": "RawInline", "c": [form, _words(element["c"][1])]}]
    return None


def _marked(element: Tree) -> list[Tree] | None:
    return _cited(element, "markdown")


def _underlined(element: Tree) -> list[Tree] | None:
    if element["t"] == "Header" and element["c"][0] <= len(_RULES):
        level, lines = element["c"][0], textwrap.wrap(_words(element["c"][2]), COLUMNS)
        rule = _RULES[level - 1] * max(map(len, lines))
        return [{"t": "RawBlock", "c": ["plain", "\n".join([*[""] * (level < _CLOSE), *lines, rule])]}]
    return _cited(element, "plain")


def _words(inlines: list[Tree]) -> str:
    found = ""
    for part in inlines:
        held = part.get("c")
        found += held if isinstance(held, str) else _words(held[-1]) if isinstance(held, list) else " "
    return found
