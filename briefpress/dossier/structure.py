"""The structure trees of parts, merged into that of a dossier (ISO 32000-1, 14.7).

A part is made ready in its own file, before it is copied: its keys of the parent tree are raised above those of the
dossier, its ids, classes and roles get names of their own. Its pages and annotations must have been copied when its
tree is, so that the copied tree refers to the copies.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, String


class StructureTree:
    """The structure tree of a dossier, into which those of its parts are merged one after another."""

    def __init__(self, output: pikepdf.Pdf) -> None:
        self.output = output
        self.root = output.Root.StructTreeRoot
        self.document = self.root.K
        #: The parent tree as it will be written: keys and values in turn.
        self.parents = list(_parents(self.root))
        self.roles: dict[str, Object] = dict(self.root.get("/RoleMap", Dictionary()).items())
        self.classes: dict[str, Object] = dict(self.root.get("/ClassMap", Dictionary()).items())
        self.namespaces = list(self.root.get("/Namespaces", ()))
        self.ids: list[Object] = [element for element in elements(self.root) if "/ID" in element]

    @property
    def next_key(self) -> int:
        """The first key that the parent tree does not have."""
        return int(self.parents[-2]) + 1 if self.parents else 0

    def prepare(self, file: pikepdf.Pdf, prefix: str) -> None:
        """Make the keys and names of a tagged file unique among the parts; `prefix` begins its names."""
        root, offset = file.Root.StructTreeRoot, self.next_key
        for thing, key in _keyed(file):
            thing[key] += offset
        root.ParentTree = Dictionary(
            Nums=Array([item for key, value in _pairs(root) for item in (key + offset, value)])
        )
        renamed = self._rename_roles(root, prefix)
        present = {annotation.objgen for page in file.pages for annotation in page.obj.get("/Annots", ())}
        shared: set[tuple[int, int]] = set()
        for element in elements(root):
            _rename(element, prefix, renamed)
            _rename_headers(element, prefix, shared)
            _prune(element, present)
        classes = root.get("/ClassMap", Dictionary()).items()
        root.ClassMap = Dictionary({f"/{prefix}{name[1:]}": value for name, value in classes})
        root.IDTree = Dictionary()

    def merge(self, root: Object, title: str, language: str) -> None:
        """Add the copied structure tree of a part, under an element `Part` with its title and language."""
        part = Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document, T=String(title), Lang=String(language))
        part = self.output.make_indirect(part)
        part.K = Array(_as_list(root.get("/K")))
        for top in part.K:
            top.P = part
        self.document.K.append(part)
        self.parents += _parents(root)
        self.roles |= root.get("/RoleMap", Dictionary()).items()
        self.classes |= root.ClassMap.items()
        self.namespaces += root.get("/Namespaces", ())
        self.ids += [element for element in elements(part) if "/ID" in element]

    def write(self) -> None:
        """Write what was collected from all parts."""
        root = self.root
        root.ParentTree = self.output.make_indirect(Dictionary(Nums=Array(self.parents)))
        root.ParentTreeNextKey = self.next_key
        if self.roles:
            root.RoleMap = Dictionary(self.roles)
        if self.classes:
            root.ClassMap = Dictionary(self.classes)
        if self.namespaces:
            root.Namespaces = Array(self.namespaces)
        if self.ids:
            by_id = sorted(self.ids, key=lambda element: bytes(element.ID))
            names = Array([item for element in by_id for item in (element.ID, element)])
            root.IDTree = self.output.make_indirect(Dictionary(Names=names))

    def _rename_roles(self, root: Object, prefix: str) -> dict[str, str]:
        """Write the role map anew; returns the roles that an earlier part maps otherwise, and their new names."""
        roles = dict(root.get("/RoleMap", Dictionary()).items())
        taken = [name for name, role in roles.items() if self.roles.get(name, role) != role]
        renamed = {name: f"/{prefix}{name[1:]}" for name in taken}
        root.RoleMap = Dictionary(
            {renamed.get(name, name): Name(renamed.get(str(role), str(role))) for name, role in roles.items()}
        )
        return renamed


def drop_structure_keys(file: pikepdf.Pdf) -> None:
    """Take the keys of the parent tree out of a file whose structure is not taken over."""
    for thing, key in list(_keyed(file)):
        del thing[key]


def _keyed(file: pikepdf.Pdf) -> Iterator[tuple[Object, str]]:
    """What has keys of the parent tree: pages, annotations, forms and images."""
    for thing in file.objects:
        for key in ("/StructParents", "/StructParent") if isinstance(thing, (Dictionary, pikepdf.Stream)) else ():
            if isinstance(thing.get(key), int):
                yield thing, key


def elements(root: Object) -> Iterator[Object]:
    """The structure elements under a root or an element, each once, whatever a damaged file contains."""
    seen: set[tuple[int, int]] = set()
    waiting = _as_list(root.get("/K"))[::-1]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary) or "/S" not in element or element.objgen in seen:
            continue
        if element.is_indirect:
            seen.add(element.objgen)
        yield element
        waiting += _as_list(element.get("/K"))[::-1]


def _rename(element: Object, prefix: str, roles: dict[str, str]) -> None:
    if "/ID" in element:
        element.ID = _prefixed(element.ID, prefix)
    if str(element.S) in roles:
        element.S = Name(roles[str(element.S)])
    if "/C" in element:
        names = [Name(f"/{prefix}{str(name)[1:]}") if isinstance(name, Name) else name for name in _as_list(element.C)]
        element.C = Array(names)


def _rename_headers(element: Object, prefix: str, shared: set[tuple[int, int]]) -> None:
    """The cells of a table name their header cells by ids (ISO 32000-1, 14.8.5.7).

    `shared` are the attributes that were renamed before: several cells may have the same.
    """
    for attributes in _as_list(element.get("/A")):
        if isinstance(attributes, Dictionary) and "/Headers" in attributes and attributes.objgen not in shared:
            shared.update([attributes.objgen] if attributes.is_indirect else [])
            attributes.Headers = Array([_prefixed(name, prefix) for name in attributes.Headers])


def _prefixed(name: Object, prefix: str) -> String:
    return String(prefix.encode() + bytes(name))


def _prune(element: Object, present: set[tuple[int, int]]) -> None:
    """Drop references to annotations that were left out."""
    kids = _as_list(element.get("/K"))
    kept = [kid for kid in kids if not _is_annotation(kid) or kid.Obj.objgen in present]
    if len(kept) < len(kids):
        element.K = Array(kept)


def _is_annotation(kid: Object) -> bool:
    """Whether it refers to an annotation, and not to an image, which is a stream."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR" and isinstance(kid.get("/Obj"), Dictionary)


def _as_list(value: Object | None) -> list[Object]:
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def _pairs(root: Object) -> Iterator[tuple[int, Object]]:
    yield from NumberTree(root.ParentTree).items() if "/ParentTree" in root else ()


def _parents(root: Object) -> Iterator[Object | int]:
    for key, value in _pairs(root):
        yield from (key, value)
