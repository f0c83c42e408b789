"""Parts bound into one file: pages, destinations, links, bookmarks and layers, each under a name of its own.

Pages are copied first and without their annotations, so that whatever leads to a page then leads to its copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, String

from briefpress.dossier.foreign import is_link, is_tagged
from briefpress.dossier.structure import Trunk, uproot


@dataclass(frozen=True)
class Gathering:
    """The pages of a part, ready to be bound."""

    file: pikepdf.Pdf
    #: What begins the names of this part in the dossier: `b`, `aa`.
    key: str
    #: What it is called: Annexe B.
    label: str
    title: str
    language: str
    #: Whether its pages bear the dossier's marking by themselves.
    is_marked: bool = False

    @property
    def prefix(self) -> str:
        """What begins its names."""
        return f"{self.key}."


class Binder:
    """Binds gatherings behind the pages of a book."""

    def __init__(self, book: pikepdf.Pdf) -> None:
        self.book = book
        self.trunk = Trunk(book)
        self.destinations = {str(name): value for name, value in _destinations(book).items()}
        self.layers: list[Object] = []
        self.hidden: list[Object] = []

    def bind(self, gathering: Gathering) -> None:
        """Add a gathering, which is used up by it."""
        file, first = gathering.file, len(self.book.pages)
        destinations = _destinations(file)
        _rename_links(file, gathering.prefix, destinations)
        if is_tagged(file):
            self.trunk.prepare(file, gathering.prefix)
        else:
            uproot(file)
        annotations = [file.make_indirect(page.obj.get("/Annots", Array())) for page in file.pages]
        for page in file.pages:
            if "/Annots" in page.obj:
                del page.obj.Annots
        self.book.pages.extend(file.pages)
        for page, marks in zip(self.book.pages[first:], annotations, strict=True):
            page.obj.Annots = self.book.copy_foreign(marks)
            page.obj.Tabs = Name.S
        for name, value in destinations.items():
            self.destinations[gathering.prefix + name] = self.book.copy_foreign(file.make_indirect(value))
        self._add_outline(gathering, self.book.pages[first].obj)
        self._add_layers(file)
        if is_tagged(file):
            root = self.book.copy_foreign(file.Root.StructTreeRoot)
            self.trunk.graft(root, f"{gathering.label} – {gathering.title}", gathering.language)

    def finish(self, *, is_tagged: bool) -> None:
        """Put down what was gathered: names, labels, layers, structure."""
        root = self.book.Root
        names = sorted(((String(name), value) for name, value in self.destinations.items()), key=_by_bytes)
        root.Names = root.get("/Names", Dictionary())
        root.Names.Dests = Dictionary(Names=Array([part for pair in names for part in pair]))
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        root.MarkInfo = Dictionary(Marked=is_tagged)
        if self.layers:
            default = Dictionary(Name=String("Default"), OFF=Array(self.hidden), Order=Array(self.layers))
            root.OCProperties = Dictionary(OCGs=Array(self.layers), D=default)
        self.trunk.write()

    def _add_outline(self, gathering: Gathering, page: Object) -> None:
        """A bookmark for the part; under it, closed, the part's own."""
        outlines, file = self.book.Root.Outlines, gathering.file
        title = String(f"{gathering.label} – {gathering.title}")
        item = self.book.make_indirect(Dictionary(Title=title, Parent=outlines, Dest=Array([page, Name.Fit])))
        item.Prev, outlines.Last.Next, outlines.Last = outlines.Last, item, item
        outlines.Count = int(outlines.Count) + 1
        if "/First" in file.Root.get("/Outlines", Dictionary()):
            inner = self.book.copy_foreign(file.make_indirect(file.Root.Outlines))
            item.First, item.Last = inner.First, inner.Last
            tops = list(_chain(inner.First, set()))
            for top in tops:
                top.Parent = item
            item.Count = -len(tops)

    def _add_layers(self, file: pikepdf.Pdf) -> None:
        """Optional content stays as visible as it was (ISO 32000-1, 8.11.4)."""
        properties = file.Root.get("/OCProperties", Dictionary())
        default = properties.get("/D", Dictionary())
        shown = {layer.objgen for layer in default.get("/ON", ())}
        off = {layer.objgen for layer in default.get("/OFF", ())}
        for layer in properties.get("/OCGs", ()):
            copied = self.book.copy_foreign(layer)
            self.layers.append(copied)
            is_off = layer.objgen in off or (default.get("/BaseState") == Name.OFF and layer.objgen not in shown)
            self.hidden += [copied] if is_off else []


def _by_bytes(pair: tuple[Object, Object]) -> bytes:
    return bytes(pair[0])


def _destinations(file: pikepdf.Pdf) -> dict[str, Object]:
    """The named destinations of a file, those of PDF 1.1 as well."""
    old = {name[1:]: value for name, value in file.Root.get("/Dests", Dictionary()).items()}
    tree = file.Root.get("/Names", Dictionary()).get("/Dests")
    return old | (dict(NameTree(tree).items()) if tree is not None else {})


def _rename_links(file: pikepdf.Pdf, prefix: str, known: Mapping[str, Object]) -> None:
    """Let annotations and bookmarks name their destinations as the dossier does."""
    annotations = [annotation for page in file.pages for annotation in page.obj.get("/Annots", ())]
    for holder in (*annotations, *outline_items(file)):
        if "/A" in holder and not is_link(holder.A):
            del holder["/A"]
        for thing, key in ((holder, "/Dest"), (holder.get("/A", Dictionary()), "/D")):
            if key in thing and isinstance(thing[key], (Name, String)):
                name = str(thing[key])[isinstance(thing[key], Name) :]
                thing[key] = String(prefix + name if name in known else name)


def outline_items(file: pikepdf.Pdf) -> Iterator[Object]:
    """All bookmarks of a file, each once."""
    seen: set[tuple[int, int]] = set()
    waiting = [file.Root.get("/Outlines", Dictionary())]
    while waiting:
        for item in _chain(waiting.pop().get("/First"), seen):
            yield item
            waiting.append(item)


def _chain(item: Object | None, seen: set[tuple[int, int]]) -> Iterator[Object]:
    """A bookmark and those after it on its level, but for those seen before: a damaged file may run in circles."""
    while isinstance(item, Dictionary) and item.objgen not in seen:
        seen.add(item.objgen)
        yield item
        item = item.get("/Next")
