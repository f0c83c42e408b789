"""Two versions of a brief, compared.

In words, and as an edition that shows what was inserted, deleted and moved.
"""
