"""The structure trees of parts, merged into that of a dossier (ISO 32000-1, 14.7).

The keys of the parent tree are raised above those of the dossier in the part's own file, before it is copied. Its pages
and annotations are copied before its tree, so that the copied tree refers to the copies; only then its ids, classes
and roles get names of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, String

from briefpress.dossier.model import BoundPart
from briefpress.dossier.objects import as_list
from briefpress.pdf.attachments import name_tree


class StructureTree:
    """The structure tree of a dossier, into which those of its parts are merged one after another."""

    def __init__(self, output: pikepdf.Pdf) -> None:
        self.output = output
        self.root = output.Root.StructTreeRoot
        self.document = self.root.K
        self.parents = _parents(self.root)
        self.roles: dict[str, Object] = dict(self.root.get("/RoleMap", Dictionary()).items())
        self.classes: dict[str, Object] = dict(self.root.get("/ClassMap", Dictionary()).items())
        self.namespaces = list(self.root.get("/Namespaces", ()))

    @property
    def next_key(self) -> int:
        """The first key that the parent tree does not have."""
        return max(self.parents, default=-1) + 1

    def raise_keys(self, file: pikepdf.Pdf) -> None:
        """Make the keys of a file unique among the parts; its tree is the next to be merged."""
        for thing, key in _keyed(file):
            thing[key] += self.next_key

    def merge(self, root: Object, part: BoundPart) -> None:
        """Add the copied structure tree of the last part, under an element `Part` with its title and language."""
        top = self.output.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document))
        top.T, top.Lang, top.K = String(part.bookmark), String(part.language), Array(as_list(root.get("/K")))
        for kid in top.K:
            kid.P = top
        self.document.K.append(top)
        offset = self.next_key
        self.parents |= {key + offset: value for key, value in _parents(root).items()}
        classes = root.get("/ClassMap", Dictionary()).items()
        self.classes |= {f"/{part.prefix}{name[1:]}": value for name, value in classes}
        self.namespaces += root.get("/Namespaces", ())
        roles = self._merge_roles(root, part.prefix)
        pages = self.output.pages[part.first_page - 1 :]
        annotations = {annotation.objgen for page in pages for annotation in page.obj.Annots}
        shared: set[tuple[int, int]] = set()
        for element in elements(top):
            _rename(element, part.prefix, roles)
            _rename_headers(element, part.prefix, shared)
            kids = as_list(element.get("/K"))
            kept = [kid for kid in kids if not _is_annotation(kid) or kid.Obj.objgen in annotations]
            if len(kept) < len(kids):
                element.K = Array(kept)

    def write(self) -> None:
        """Write what was collected from all parts."""
        root = self.root
        numbers = [item for pair in sorted(self.parents.items()) for item in pair]
        root.ParentTree = self.output.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = self.next_key
        if self.roles:
            root.RoleMap = Dictionary(self.roles)
        if self.classes:
            root.ClassMap = Dictionary(self.classes)
        if self.namespaces:
            root.Namespaces = Array(self.namespaces)
        if ids := [(element.ID, element) for element in elements(root) if "/ID" in element]:
            root.IDTree = self.output.make_indirect(name_tree(ids))

    def _merge_roles(self, root: Object, prefix: str) -> dict[str, str]:
        """Take over a role map; returns the roles that an earlier part maps otherwise, and their new names."""
        # LibreOffice maps roles to themselves: a circle, which PDF/UA forbids (ISO 14289-1, 7.1).
        roles = {name: role for name, role in root.get("/RoleMap", Dictionary()).items() if name != role}
        taken = [name for name, role in roles.items() if self.roles.get(name, role) != role]
        renamed = {name: f"/{prefix}{name[1:]}" for name in taken}
        self.roles |= {renamed.get(name, name): Name(renamed.get(str(role), str(role))) for name, role in roles.items()}
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
    waiting = as_list(root.get("/K"))[::-1]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary) or "/S" not in element or element.objgen in seen:
            continue
        if element.is_indirect:
            seen.add(element.objgen)
        yield element
        waiting += as_list(element.get("/K"))[::-1]


def _rename(element: Object, prefix: str, roles: dict[str, str]) -> None:
    if "/ID" in element:
        element.ID = _prefixed(element.ID, prefix)
    if str(element.S) in roles:
        element.S = Name(roles[str(element.S)])
    if "/C" in element:
        names = [Name(f"/{prefix}{str(name)[1:]}") if isinstance(name, Name) else name for name in as_list(element.C)]
        element.C = Array(names)


def _rename_headers(element: Object, prefix: str, shared: set[tuple[int, int]]) -> None:
    """The cells of a table name their header cells by ids (ISO 32000-1, 14.8.5.7).

    `shared` are the attributes that were renamed before: several cells may have the same.
    """
    for attributes in as_list(element.get("/A")):
        if isinstance(attributes, Dictionary) and "/Headers" in attributes and attributes.objgen not in shared:
            shared.update([attributes.objgen] if attributes.is_indirect else [])
            attributes.Headers = Array([_prefixed(name, prefix) for name in attributes.Headers])


def _prefixed(name: Object, prefix: str) -> String:
    return String(prefix.encode() + bytes(name))


def _is_annotation(kid: Object) -> bool:
    """Whether it refers to an annotation, and not to an image, which is a stream."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR" and isinstance(kid.get("/Obj"), Dictionary)


def _parents(root: Object) -> dict[int, Object]:
    return dict(NumberTree(root.ParentTree).items()) if "/ParentTree" in root else {}
