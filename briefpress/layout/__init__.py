"""Html becomes a Pdf, set by WeasyPrint behind a locked fetcher.

With its proof: what was laid out, as plain data. It knows pages, no brief.
"""
