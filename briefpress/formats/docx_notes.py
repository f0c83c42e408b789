"""Sources and footnotes as Word has them: as footnotes, with the marks that they have in print.

The first mention of a source is a footnote that holds its entry, the others refer to it: so it has the number that it
has in print, and keeps its place when the document is edited. Where a layout leaves sources out, so that Word would
count otherwise, mentions lead to the list of sources: LibreOffice doubles a footnote's mark that is not counted. It is
so too where the text has footnotes of its own: they alone are counted then, by letters.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from briefpress.formats.pandoc import Node, children, footnote, is_a, node, raw, target, text_of


@dataclass
class Notes:
    """The entries of the sources by their numbers, and the numbers in the order of their first mentions."""

    entries: dict[str, Node] = field(default_factory=dict)
    order: dict[str, None] = field(default_factory=dict)
    #: Whether the text has footnotes of its own.
    has_footnotes: bool = False
    #: The bookmarks of the footnotes that are there already.
    printed: dict[str, None] = field(default_factory=dict)

    def gather(self, element: Node) -> None:
        """Keep an entry of the list of sources, as a paragraph without its number, and the order of the mentions."""
        if is_a("Div", "source", element):
            entry = copy.deepcopy(children(element)[0])
            entry["c"] = [part for part in entry["c"] if not is_a("Span", "mark", part)]
            self.entries[element["c"][0][0].removeprefix("source-")] = entry
        elif is_a("Span", "citation", element):
            self.order[text_of(children(element))] = None
        elif is_a("Span", "footnote", element):
            self.has_footnotes = True

    @property
    def is_counted(self) -> bool:
        """Whether each source has the number that Word gives to its footnote, and an entry to be put there."""
        in_order = list(self.order) == [str(number + 1) for number in range(len(self.order))]
        return in_order and self.order.keys() <= self.entries.keys() and not self.has_footnotes

    def put(self, element: Node) -> list[Node] | None:
        """What stands for the number of a source or for a footnote, in the text or before its entry."""
        if is_a("Span", "citation", element):
            return self.mention(text_of(children(element)))
        if is_a("Span", "citations", element):
            return children(element) if is_a("Span", "in-line", element) else _raised(children(element))
        if is_a("Span", "noteref", element):
            return _raised(self.footnote(element))
        if is_a("Span", "mark", element):
            return [node("Str", f"{text_of(children(element))}."), _xml("<w:r><w:tab/></w:r>")]
        return None

    def mention(self, source: str) -> list[Node]:
        """A footnote for the first mention of a source, a reference to it for any other."""
        if not self.is_counted:
            return [_xml((_LINK if source in self.entries else _MARK).format(mark=source))]
        return self.called(source, f"source_{source}", [self.entries[source]])

    def footnote(self, element: Node) -> Iterator[Node]:
        """A footnote of the text, or a reference to it, with what stands beside its mark."""
        for part in children(element):
            if is_a("Span", "call", part):
                yield from self.called(text_of(children(part)), target(part).replace("-", "_"), footnote(element))
            elif not is_a("Span", "footnote", part):
                yield part

    def called(self, mark: str, bookmark: str, paragraphs: list[Node]) -> list[Node]:
        """A footnote in a bookmark where it is called for first, and later a reference to that."""
        if bookmark in self.printed:
            return [_xml(_REFERENCE.format(bookmark=bookmark, mark=mark))]
        self.printed[bookmark] = None
        start, end = _BOOKMARK.format(number=len(self.printed), bookmark=bookmark).split("|")
        return [_xml(start), node("Note", paragraphs), _xml(end)]


def _raised(contents: Iterable[Node]) -> list[Node]:
    """What encloses and separates marks stands as high as they do."""
    return [node("Superscript", [part]) if part["t"] in ("Str", "Space") else part for part in contents]


_BOOKMARK = '<w:bookmarkStart w:id="{number}0000" w:name="{bookmark}"/>|<w:bookmarkEnd w:id="{number}0000"/>'


def _run(contents: str) -> str:
    """What stands in a line as the mark of a footnote does."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{contents}</w:r>'


_MARK = _run("<w:t>{mark}</w:t>")
#: Pandoc makes bookmarks of the ids of the entries.
_LINK = f'<w:hyperlink w:anchor="source-{{mark}}">{_MARK}</w:hyperlink>'
_REFERENCE = "".join(
    (
        _run('<w:fldChar w:fldCharType="begin"/>'),
        _run('<w:instrText xml:space="preserve"> NOTEREF {bookmark} \\f \\h </w:instrText>'),
        _run('<w:fldChar w:fldCharType="separate"/>'),
        _MARK,
        _run('<w:fldChar w:fldCharType="end"/>'),
    )
)
_xml = partial(raw, "openxml")
