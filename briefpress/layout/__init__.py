"""Html becomes a Pdf, set by WeasyPrint behind a locked fetcher.

With its proof: what was laid out, as plain data. It knows pages, no brief.

Offers: fetcher.Fetcher, fetcher.Refused, fetcher.TYPES, kept.another_expected, log.loaded, log.refusals, proof.Box,
proof.Moved, proof.Picture, proof.Proof, proof.Remark, proof.Run, proof.Text, typeset.laid_out, typeset.Pages,
typeset.Pdf, typeset.typeset.
"""

from briefpress.layout import libraries

# Before any module of this room asks for WeasyPrint.
libraries.load()
