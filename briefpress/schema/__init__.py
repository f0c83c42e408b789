"""The typed model of a brief. It knows which values are right and nothing of the files that they come from.

edition has Brief and Edition, sections and blocks their parts, labels the words that the house prints by itself, base
what all are made of and which of it are words, timeline what is derived from facts.

Offers: base.Countries, base.COUNTRIES, base.Date, base.Entry, base.entry_class, base.Frozen, base.is_words,
base.Marking, base.may_stand, base.part_class, base.parts, base.Span, base.Tagged,
blocks.Block, blocks.Chart, blocks.Figure, blocks.Map, blocks.Table, edition.Brief, edition.Edition, edition.Origin,
labels.Forms, labels.Labels, labels.Links, labels.Redline, labels.Speech, sections.Projects.
"""
