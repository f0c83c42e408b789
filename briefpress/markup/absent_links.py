"""Links on a page that prints a part of its brief, as a one-pager does: what leads nowhere there is mere words."""

from __future__ import annotations

import re

from briefpress.schema.anchors import OWN_PARTS, Anchors, fixed_anchors
from briefpress.schema.brief import Brief

_ATTRIBUTES = r'((?: [\w-]+="[^"]*")*?)'
_LINK = re.compile(rf'<a{_ATTRIBUTES} href="#([^"]*)"{_ATTRIBUTES}>((?:(?!<a ).)*?)</a>', re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')


def without_absent_links(page: str, brief: Brief) -> str:
    """The page on which those links are no links that lead to anchors of the brief which are not on it."""
    anchors = {*fixed_anchors(brief.sections), *Anchors.of(brief).targets}.difference(OWN_PARTS)
    absent = anchors.difference(_ID.findall(page))
    words = r"<span\1\3>\4</span>"
    return _LINK.sub(lambda link: link.expand(words) if link[2] in absent else link[0], page)
