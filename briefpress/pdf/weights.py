"""PDFs of others: what is raised of what is in them, and how much that may be.

What is compressed a thousandfold is weighed while it is inflated. qpdf, by which pikepdf reads, has limits for a whole
process: a stream that is heavier is damaged to it, be it of objects, of cross-references, of contents or a picture, and
however many filters it goes through.
"""

from __future__ import annotations

from pikepdf import PikepdfError, settings

#: What is raised while a file is read that qpdf accepts although it is malformed.
MALFORMED_PDF = (PikepdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
#: Entries of one array or dictionary.
_ENTRIES = 1_000_000


def limit_streams(size: int) -> None:
    """Have streams of this many bytes at most, once they are inflated."""
    settings.set_qpdf_limits(
        flate_max_memory=size,
        run_length_max_memory=size,
        dct_max_memory=size,
        png_max_memory=size,
        tiff_max_memory=size,
        parser_max_container_size=_ENTRIES,
    )
