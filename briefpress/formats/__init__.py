"""An edition that travels otherwise than as a PDF.

HTML, Word, Markdown, text, pictures, a mail, a transcript: each is made from the Html or the Pdf of the pipeline.
It offers `make.FORMATS`, `make.make_formats`, `mail.compose` and `mail.message`, `addresses.addresses`, and
`transcript.utterances`.
"""
