"""An edition that travels otherwise than as a PDF.

HTML, Word, Markdown, text, pictures, a mail, a transcript: each is made from the Html or the Pdf of the pipeline.

Offers: addresses.addresses, mail.check_allowed, mail.compose, mail.message, make.FORMATS, make.make_formats,
transcript.utterances, transcript.utterances_on_pages.
"""
