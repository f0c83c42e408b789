"""The third stage: Html → Pdf, through WeasyPrint behind a locked fetcher.

This module, fetcher.py, listener.py, proof.py and tagging.py are the only ones that know WeasyPrint.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from briefpress.fetcher import Fetcher
from briefpress.listener import Remark, listening, refusals
from briefpress.problems import Problem, Unprintable
from briefpress.proof import Proof, draw_proof
from briefpress.render import BRIEF, HOUSE, Html
from briefpress.tagging import mark_languages

mark_languages()

#: Pictures with more pixels are refused rather than unpacked.
Image.MAX_IMAGE_PIXELS = 50_000_000


@dataclass(frozen=True)
class Pdf:
    """A set edition: the file's bytes, its proof, and what was remarked on the way."""

    data: bytes
    proof: Proof
    remarks: tuple[Remark, ...]
    #: The families that were really used.
    families: frozenset[str]


def typeset(html: Html) -> Pdf:
    """Set a page; raises Unprintable where WeasyPrint cannot go on at all."""
    fetcher = Fetcher(html.folders)
    with listening(fetcher) as remarks, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            page = weasyprint.HTML(string=html.markup, base_url=BRIEF, url_fetcher=fetcher)
            document = page.render(font_config=FontConfiguration(), stylesheets=_faces(html))
            data = document.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=False, pdf_tags=True)
        except (ArithmeticError, TypeError, RecursionError, ValueError, KeyError, IndexError) as error:
            message = f"WeasyPrint cannot set this page: {type(error).__name__}: {error}"
            hint = "undo the last change of a template or stylesheet, then make it again in smaller steps"
            raise Unprintable(
                [remark.problem for remark in remarks] + [Problem("unsettable", message, None, hint)]
            ) from error
    remarks += refusals(fetcher)
    families = frozenset(font.family for font in document.fonts.values())
    return Pdf(data, draw_proof(document, page.etree_element), tuple(remarks), families)


def _faces(html: Html) -> list[str]:
    """The house's faces, for a page that does not link them: without any face at all Pango brings the process down."""
    address = f"{HOUSE}styles/fonts.css"
    return [] if address in html.markup else [address]
