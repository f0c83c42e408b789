"""What all other rooms stand on.

Problems and their places, files, YAML with places, which briefs there are, what a file was made from, and the writing
of finished files. It knows no brief, no page and no PDF.
"""
