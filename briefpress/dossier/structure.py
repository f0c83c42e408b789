"""The structure trees of parts, grafted onto that of a dossier (ISO 32000-1, 14.7).

A part is made ready in its own file, before it is copied: its keys of the parent tree go up to where those of the
dossier end, its ids, classes and roles get names of their own. Its pages and annotations must have been copied when
its tree is, so that what the tree says of them is said of the copies.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, String


class Trunk:
    """The structure tree of a dossier, onto which those of its parts are grafted one after another."""

    def __init__(self, book: pikepdf.Pdf) -> None:
        self.book = book
        self.root = book.Root.StructTreeRoot
        self.document = self.root.K
        #: The parent tree as it will be written: keys and values in turn.
        self.parents = list(_parents(self.root))
        self.next = int(self.parents[-2]) + 1 if self.parents else 0
        self.roles: dict[str, Object] = dict(self.root.get("/RoleMap", Dictionary()).items())
        self.classes: dict[str, Object] = dict(self.root.get("/ClassMap", Dictionary()).items())
        self.namespaces = list(self.root.get("/Namespaces", ()))
        self.ids: list[Object] = [element for element in elements(self.root) if "/ID" in element]

    def prepare(self, file: pikepdf.Pdf, prefix: str) -> None:
        """Make what a tagged file numbers and names its own among the parts; `prefix` begins its names."""
        root = file.Root.StructTreeRoot
        for thing, key in _keyed(file):
            thing[key] += self.next
        root.ParentTree = Dictionary(
            Nums=Array([part for key, value in _pairs(root) for part in (key + self.next, value)])
        )
        renamed = self._renamed_roles(root, prefix)
        present = {annotation.objgen for page in file.pages for annotation in page.obj.get("/Annots", ())}
        shared: set[tuple[int, int]] = set()
        for element in elements(root):
            _rename(element, prefix, renamed)
            _rename_heads(element, prefix, shared)
            _prune(element, present)
        classes = root.get("/ClassMap", Dictionary()).items()
        root.ClassMap = Dictionary({f"/{prefix}{name[1:]}": value for name, value in classes})
        root.IDTree = Dictionary()

    def graft(self, root: Object, title: str, language: str) -> None:
        """Add the copied structure tree of a part, under an element `Part` that bears its title and language."""
        part = Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document, T=String(title), Lang=String(language))
        part = self.book.make_indirect(part)
        part.K = Array(_listed(root.get("/K")))
        for top in part.K:
            top.P = part
        self.document.K.append(part)
        self.parents += _parents(root)
        self.next = int(self.parents[-2]) + 1 if self.parents else 0
        self.roles |= root.get("/RoleMap", Dictionary()).items()
        self.classes |= root.ClassMap.items()
        self.namespaces += root.get("/Namespaces", ())
        self.ids += [element for element in elements(part) if "/ID" in element]

    def write(self) -> None:
        """Put down what was gathered of all parts."""
        root = self.root
        root.ParentTree = self.book.make_indirect(Dictionary(Nums=Array(self.parents)))
        root.ParentTreeNextKey = self.next
        if self.roles:
            root.RoleMap = Dictionary(self.roles)
        if self.classes:
            root.ClassMap = Dictionary(self.classes)
        if self.namespaces:
            root.Namespaces = Array(self.namespaces)
        if self.ids:
            root.IDTree = self.book.make_indirect(Dictionary(Names=Array(self._by_id())))

    def _by_id(self) -> Iterator[Object]:
        for element in sorted(self.ids, key=lambda element: bytes(element.ID)):
            yield from (element.ID, element)

    def _renamed_roles(self, root: Object, prefix: str) -> dict[str, str]:
        """The roles that an earlier part maps to something else, and their new names; the map is written anew."""
        mapped = dict(root.get("/RoleMap", Dictionary()).items())
        taken = [name for name, role in mapped.items() if self.roles.get(name, role) != role]
        renamed = {name: f"/{prefix}{name[1:]}" for name in taken}
        said = {renamed.get(name, name): Name(renamed.get(str(role), str(role))) for name, role in mapped.items()}
        root.RoleMap = Dictionary(said)
        return renamed


def uproot(file: pikepdf.Pdf) -> None:
    """Take the keys of a parent tree out of a file whose structure is not taken over."""
    for thing, key in list(_keyed(file)):
        del thing[key]


def _keyed(file: pikepdf.Pdf) -> Iterator[tuple[Object, str]]:
    """What has keys of the parent tree: pages, annotations, forms and pictures."""
    for thing in file.objects:
        for key in ("/StructParents", "/StructParent") if isinstance(thing, (Dictionary, pikepdf.Stream)) else ():
            if isinstance(thing.get(key), int):
                yield thing, key


def elements(root: Object) -> Iterator[Object]:
    """The structure elements under a root or an element, each once, whatever a damaged file says."""
    seen: set[tuple[int, int]] = set()
    waiting = _listed(root.get("/K"))[::-1]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary) or "/S" not in element or element.objgen in seen:
            continue
        if element.is_indirect:
            seen.add(element.objgen)
        yield element
        waiting += _listed(element.get("/K"))[::-1]


def _rename(element: Object, prefix: str, roles: dict[str, str]) -> None:
    if "/ID" in element:
        element.ID = _prefixed(element.ID, prefix)
    if str(element.S) in roles:
        element.S = Name(roles[str(element.S)])
    if "/C" in element:
        names = [Name(f"/{prefix}{str(name)[1:]}") if isinstance(name, Name) else name for name in _listed(element.C)]
        element.C = Array(names)


def _rename_heads(element: Object, prefix: str, shared: set[tuple[int, int]]) -> None:
    """The cells of a table name their heads by ids (ISO 32000-1, 14.8.5.7); `shared` are the attributes seen so far."""
    for attributes in _listed(element.get("/A")):
        if isinstance(attributes, Dictionary) and "/Headers" in attributes and attributes.objgen not in shared:
            shared.update([attributes.objgen] if attributes.is_indirect else [])
            attributes.Headers = Array([_prefixed(name, prefix) for name in attributes.Headers])


def _prefixed(name: Object, prefix: str) -> String:
    return String(prefix.encode() + bytes(name))


def _prune(element: Object, present: set[tuple[int, int]]) -> None:
    """Forget the annotations that were left out."""
    kids = _listed(element.get("/K"))
    kept = [kid for kid in kids if not _is_annotation(kid) or kid.Obj.objgen in present]
    if len(kept) < len(kids):
        element.K = Array(kept)


def _is_annotation(kid: Object) -> bool:
    """Whether it refers to an annotation, and not to a picture, which is a stream."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR" and isinstance(kid.get("/Obj"), Dictionary)


def _listed(value: Object | None) -> list[Object]:
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def _pairs(root: Object) -> Iterator[tuple[int, Object]]:
    yield from NumberTree(root.ParentTree).items() if "/ParentTree" in root else ()


def _parents(root: Object) -> Iterator[Object | int]:
    for key, value in _pairs(root):
        yield from (key, value)
