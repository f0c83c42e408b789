"""Parts merged into one file: pages, destinations, links, bookmarks and layers, each under a name of its own.

Pages are copied first and without their annotations, so that whatever leads to a page then leads to its copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, String

from briefpress.dossier.foreign import is_archival, is_link, is_tagged
from briefpress.dossier.model import BoundPart
from briefpress.dossier.structure import StructureTree, drop_structure_keys
from briefpress.pdf.attachments import name_tree


class Output:
    """The file of a dossier: a cover, behind which parts are merged one after another."""

    def __init__(self, cover: pikepdf.Pdf) -> None:
        self.file = cover
        self.parts: list[BoundPart] = []
        #: Whether all parts are tagged, and whether all say that they conform to PDF/A-3a.
        self.is_tagged = self.is_archival = True
        self.structure = StructureTree(cover)
        #: How many pages the cover has, and how many elements at the top of its structure.
        self.cover_pages, self.cover_elements = len(cover.pages), len(self.structure.document.K)
        self.destinations = {str(name): value for name, value in _destinations(cover).items()}
        self.layers: list[Object] = []
        self.hidden_layers: list[Object] = []
        #: What makes layers visible on a screen or on paper alone.
        self.layer_uses: list[Object] = []

    def merge(self, part: BoundPart) -> None:
        """Add a part."""
        file, first = part.file, len(self.file.pages)
        has_tags = is_tagged(file)
        self.parts.append(part)
        self.is_tagged, self.is_archival = self.is_tagged and has_tags, self.is_archival and is_archival(file)
        destinations = _destinations(file)
        _rename_links(file, part.prefix, destinations)
        if has_tags:
            self.structure.raise_keys(file)
        else:
            drop_structure_keys(file)
        self._merge_pages(file)
        for name, value in destinations.items():
            self.destinations[part.prefix + name] = self.file.copy_foreign(file.make_indirect(value))
        self._merge_outline(part, self.file.pages[first].obj)
        self._merge_layers(file)
        if has_tags:
            self.structure.merge(self.file.copy_foreign(file.Root.StructTreeRoot), part)

    def finish(self) -> None:
        """Write what was collected from all parts: names, labels, layers, structure."""
        root = self.file.Root
        root.Names = root.get("/Names", Dictionary())
        root.Names.Dests = name_tree((String(name), value) for name, value in self.destinations.items())
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        root.MarkInfo = Dictionary(Marked=self.is_tagged)
        if self.layers:
            default = Dictionary(Name=String("Default"), OFF=Array(self.hidden_layers), Order=Array(self.layers))
            if self.layer_uses:
                default.AS = Array(self.layer_uses)
            root.OCProperties = Dictionary(OCGs=Array(self.layers), D=default)
        self.structure.write()

    def _merge_pages(self, file: pikepdf.Pdf) -> None:
        first = len(self.file.pages)
        annotations = [file.make_indirect(page.obj.get("/Annots", Array())) for page in file.pages]
        for page in file.pages:
            if "/Annots" in page.obj:
                del page.obj.Annots
        self.file.pages.extend(file.pages)
        for page, own in zip(self.file.pages[first:], annotations, strict=True):
            page.obj.Annots = self.file.copy_foreign(own)
            page.obj.Tabs = Name.S

    def _merge_outline(self, part: BoundPart, page: Object) -> None:
        """A bookmark for the part; under it, closed, the part's own."""
        outlines, file = self.file.Root.Outlines, part.file
        bookmark = Dictionary(Title=String(part.bookmark), Parent=outlines, Dest=Array([page, Name.Fit]))
        bookmark = self.file.make_indirect(bookmark)
        bookmark.Prev, outlines.Last.Next, outlines.Last = outlines.Last, bookmark, bookmark
        outlines.Count = int(outlines.Count) + 1
        if "/First" in file.Root.get("/Outlines", Dictionary()):
            inner = self.file.copy_foreign(file.make_indirect(file.Root.Outlines))
            bookmark.First, bookmark.Last = inner.First, inner.Last
            tops = list(_chain(inner.First, set()))
            for top in tops:
                top.Parent = bookmark
            bookmark.Count = -len(tops)

    def _merge_layers(self, file: pikepdf.Pdf) -> None:
        """Optional content stays as visible as it was (ISO 32000-1, 8.11.4)."""
        properties = file.Root.get("/OCProperties", Dictionary())
        default = properties.get("/D", Dictionary())
        on, off = ({layer.objgen for layer in default.get(key, ())} for key in ("/ON", "/OFF"))
        for layer in properties.get("/OCGs", ()):
            copied = self.file.copy_foreign(layer)
            self.layers.append(copied)
            if layer.objgen in off or (default.get("/BaseState") == Name.OFF and layer.objgen not in on):
                self.hidden_layers.append(copied)
        self.layer_uses += [self.file.copy_foreign(file.make_indirect(use)) for use in default.get("/AS", ())]


def _destinations(file: pikepdf.Pdf) -> dict[str, Object]:
    """The named destinations of a file, those of PDF 1.1 as well."""
    old = {name[1:]: value for name, value in file.Root.get("/Dests", Dictionary()).items()}
    tree = file.Root.get("/Names", Dictionary()).get("/Dests")
    return old | (dict(NameTree(tree).items()) if tree is not None else {})


def _rename_links(file: pikepdf.Pdf, prefix: str, destinations: Mapping[str, Object]) -> None:
    """Let annotations and bookmarks name their destinations as the dossier does."""
    annotations = [annotation for page in file.pages for annotation in page.obj.get("/Annots", ())]
    for owner in (*annotations, *outline_items(file)):
        if "/A" in owner and not is_link(owner.A):
            del owner["/A"]
        for thing, key in ((owner, "/Dest"), (owner.get("/A", Dictionary()), "/D")):
            if key in thing and isinstance(thing[key], (Name, String)):
                name = str(thing[key])[isinstance(thing[key], Name) :]
                thing[key] = String(prefix + name if name in destinations else name)


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
