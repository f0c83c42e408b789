"""The command: options in, results and problems out.

It alone prints and leaves with an exit code.

Offers: main.main.
"""
