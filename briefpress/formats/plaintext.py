"""The formats `md` and `txt`: the edition as text, for a chat or a terminal.

Images are replaced by their alternative texts; sources have their numbers in brackets; the marking is the first line
and the last (TLP 2.0 asks for it where messages are written).
"""

from __future__ import annotations

import textwrap
from functools import partial

from lxml.html import HtmlElement

from briefpress.formats.allowed import page
from briefpress.formats.bracketed_calls import NO_BRACKETS, bracketed, called, cited, in_markdown, in_text
from briefpress.formats.flow import JOINERS, flow, number
from briefpress.formats.footnotes import put_at_end
from briefpress.formats.pandoc import Node, children, is_a, node, read, replaced, text_of, write
from briefpress.formats.quotations import EDITORIAL, begun, lined, quote_note, sign, unlined
from briefpress.formats.tables import OVER, size_columns, unfold
from briefpress.markup.render import Html
from briefpress.markup.tree import Part, create, fill, markup, parts, plain_text, wrap
from briefpress.schema.edition import Edition

#: The length of a line, in characters: what a terminal of 80 shows, and a quoted mail still holds.
LINE = 76
#: Word joiners are not wanted here, and brackets of the press are its own.
_CHARACTERS = JOINERS | NO_BRACKETS
#: What ends the title of a link, or begins something in it: pandoc escapes none of it.
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in '&<>"\\`'}
#: What keeps a URL in its direction, and would be copied with it.
_DIRECTIONS = str.maketrans("", "", "\u200e\u2066\u2069")
#: What headings are underlined with, by their level, and the level from which none has another line above it.
_RULES = "=-~.:'"
_CLOSE = 3
#: A table that is wider than a line is written as one only if it has no more columns.
_MOST_COLUMNS = 3


def to_markdown(html: Html, edition: Edition) -> bytes:
    """The edition as CommonMark with tables as GitHub has them, a paragraph a line."""
    body = _simplified(page(html, edition, _CHARACTERS), edition)
    for table in list(body.iter("table")):
        _simplify_table(table, is_markdown=True)
    # Those within others first.
    for facts in reversed(list(body.iter("dl"))):
        _itemize(facts)
    # Emphasis within emphasis would end it.
    for element in body.xpath(".//em//em"):
        element.drop_tag()
    for link in body.xpath(".//a[starts-with(@href, '#')]"):
        # Where such a text is read there are no places to lead to.
        link.drop_tag()
    for numbered in list(body.iter("ol")):
        _tell_apart(numbered)
    document = replaced(read(markup(body)), partial(_raw, "markdown"))
    text = write(document, "--to=commonmark+pipe_tables+footnotes-raw_html", "--wrap=none").decode()
    return in_markdown(text).encode()


def to_text(html: Html, edition: Edition) -> bytes:
    """The edition as plain text."""
    root = page(html, edition, _CHARACTERS)
    put_at_end(root, edition.labels.footnotes)
    body = _simplified(root, edition)
    for table in list(body.iter("table")):
        _simplify_table(table, is_markdown=False)
    # A telephone number stands in its own text.
    for link in body.xpath(".//a[not(starts-with(@href, '#') or starts-with(@href, 'tel:'))]"):
        url = link.get("href", "").removeprefix("mailto:")
        if plain_text(link).translate(_DIRECTIONS) in (url, url.removeprefix("https://")):
            # In full, as programs for mail know a URL by its beginning, and its end by what encloses it.
            fill(link, [f"<{url}>"])
        else:
            link.tail = f" <{url}>{link.tail or ''}"
    document = replaced(read(markup(body)), lambda element: unlined(element) or _underlined(element))
    lines = in_text(lined(write(document, "--to=plain", f"--columns={LINE}").decode())).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).encode()


def _simplified(root: HtmlElement, edition: Edition) -> HtmlElement:
    """The flow with its images and captions as paragraphs, between the two lines of the marking, if there is one."""
    body = flow(root, edition.language)
    for mark in body.xpath(".//*[@class='mark']"):
        _bracket(mark)
    for element in list(body.iterdescendants()):
        _simplify(element, edition)
    if marking := edition.marking:
        body.insert(0, create("p", [marking.printed]))
        body.append(create("p", [marking.printed]))
    return body


def _simplify(element: HtmlElement, edition: Edition) -> None:
    """Say by other means what needs styles."""
    if element.tag == "figure":
        _describe(element, edition)
    elif element.tag == "svg" or element.get("alt") == "":
        element.drop_tree()
    elif element.tag == "img":
        _word(element, "span", edition)
    elif "callout" in element.classes:
        wrap(element, "blockquote")
    elif any(name in element.classes for name in EDITORIAL):
        quote_note(element)
    elif "author" in element.classes:
        sign(element)
    elif "source" in element.classes:
        fill(element[0], [f"{bracketed(number(element))} ", *parts(element[0])])


def _bracket(mark: HtmlElement) -> None:
    """The sign of a remark or a footnote, which would be read as a part of what it stands on."""
    before, parent = mark.getprevious(), mark.getparent()
    is_on_cell = before is not None or bool(parent is not None and (parent.text or "").strip())
    mark.tag = "span"
    fill(mark, [" " * is_on_cell + bracketed(plain_text(mark))])


def _describe(figure: HtmlElement, edition: Edition) -> None:
    """An image and its caption as paragraphs."""
    figure.tag = "div"
    # The alternative text is that of the picture in each of its widths.
    for choice in figure.findall("picture"):
        choice.drop_tag()
    for image in figure.findall("img"):
        _word(image, "p", edition)
    for caption in figure.findall("figcaption"):
        caption.tag = "p"


def _word(image: HtmlElement, tag: str, edition: Edition) -> None:
    """The alternative text of an image in its place, as an element of this name."""
    text = edition.labels.speech.figure.replace("{text}", image.get("alt", ""))
    image.clear(keep_tail=True)
    image.tag = tag
    fill(image, [bracketed(text)])


def _simplify_table(table: HtmlElement, *, is_markdown: bool) -> None:
    """A table under its caption, a line a row; one of many columns that is wider than a line as a list a row.

    Where heads stood over others, they are joined, which in Markdown does not make it wide: a line may be longer there.
    """
    is_joined = len(table.findall("thead/tr")) > 1
    table.attrib.clear()
    for caption in table.findall("caption"):
        caption.tag = "p"
        table.addprevious(caption)
    unfold(table)
    head, *rows = [list(row) for row in table.iter("tr")]
    counted = rows if is_markdown and is_joined else [head, *rows]
    widths = [max(len(plain_text(cell)) or 1 for cell in column) for column in zip(*counted, strict=True)]
    # A table of pandoc's is indented by two spaces, and its columns stand three spaces apart.
    is_wide = 1 + sum(width + 3 for width in widths) > LINE
    if is_wide and len(widths) > _MOST_COLUMNS:
        table.tag = "div"
        fill(table, [part for row in rows for part in _as_list(head, row)])
        return
    if is_wide:
        size_columns(table, LINE, gaps=8)
    for cell in [*head, *(cell for row in rows for cell in row)]:
        _put_on_one_line(cell)


def _put_on_one_line(cell: HtmlElement) -> None:
    """A cell without blocks, whose place is taken by dots, as a line of a table has none."""
    cell.text = (cell.text or "").lstrip()
    blocks = list(cell.iterdescendants("p", "div"))
    for block in blocks:
        ends = " · " if block.tag == "p" and block is not blocks[-1] else ""
        block.tag, block.text, block.tail = "span", (block.text or "").lstrip(), ends + (block.tail or "").strip()


def _as_list(head: list[HtmlElement], row: list[HtmlElement]) -> list[HtmlElement]:
    """A row of a table as a title and a list of terms, which are the header cells."""
    (first, *terms), (name, *cells) = map(plain_text, head), row
    if OVER in name.classes:
        return [create("p", parts(name))]
    title = create("p", [create("strong", begun(f"{first} · ", parts(name)))])
    facts = create("dl")
    for term, cell in zip(terms, cells, strict=True):
        if not parts(cell):
            continue
        facts.extend([create("dt", [term]), create("dd", parts(cell))])
    return [title, facts]


def _itemize(facts: HtmlElement) -> None:
    """CommonMark has no lists of terms: a term is strong, and begins an item."""
    items: list[list[Part]] = []
    for element in list(facts.iter("dt", "dd")):
        if element.tag == "dt":
            for strong in list(element.iter("strong")):
                strong.drop_tag()
            items.append([create("strong", parts(element))])
        elif any(child.tag in ("p", "ul", "ol", "div") for child in element):
            items[-1].append(create("div", parts(element)))
        else:
            items[-1].append(create("span", begun(" · ", parts(element))))
    facts.tag = "ul"
    fill(facts, [create("li", item) for item in items])


def _tell_apart(numbered: HtmlElement) -> None:
    """CommonMark begins another list where other marks follow the numbers: 1. and then 3), in turns."""
    before = numbered.getprevious()
    if before is not None and (before.tag == "ol" or "next-list" in before.classes):
        is_other = before.tag == "ol" or "other" not in before.classes
        wrap(numbered, "div", {"class": "next-list other" if is_other else "next-list"})


def _raw(form: str, element: Node) -> list[Node] | None:
    """What calls for sources and footnotes, and what is to stand as it is."""
    if is_a("Span", "citations", element):
        space = "" if is_a("Span", "in-line", element) else " "
        return [node("Str", f"{space}{bracketed(cited(element))}")]
    if is_a("Span", "noteref", element):
        return [called(form, element)]
    if form == "markdown" and element["t"] == "Link":
        attributes, words, (url, title) = element["c"]
        return [node("Link", [attributes, words, [url, " ".join(title.split()).translate(_ENTITIES)]])]
    if is_a("Div", "next-list", element):
        (start, style, _), items = children(element)[0]["c"]
        marks = node("OneParen" if is_a("Div", "other", element) else "Period", None)
        # An empty line keeps pandoc from writing one of its own, which would be seen.
        return [node("Plain", []), node("OrderedList", [[start, style, marks], items])]
    return None


def _underlined(element: Node) -> list[Node] | None:
    if element["t"] != "Header":
        return _raw("plain", element)
    level, _, title = element["c"]
    if level > len(_RULES):
        return None
    lines = textwrap.wrap(text_of(title), LINE)
    rule = _RULES[level - 1] * max(map(len, lines))
    return [node("RawBlock", ["plain", "\n".join([*[""] * (level < _CLOSE), *lines, rule])])]
