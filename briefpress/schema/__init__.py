"""The typed model of a brief.

Its sections, blocks, facts and words, and the labels of its language. It knows which values are right and nothing of
the files that they come from.
"""
