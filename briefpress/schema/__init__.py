"""The typed model of a brief. It knows which values are right and nothing of the files that they come from.

edition has Brief and Edition, sections and blocks their parts, labels the words that the house prints by itself, base
what all are made of, timeline and regions what is derived from facts. fields says which of them are words.
"""
