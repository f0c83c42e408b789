"""The typed model of a brief. It knows which values are right and nothing of the files that they come from.

edition has Brief and Edition, sections, blocks and tables their parts, labels the words that the house prints by itself
and output_labels those that are not on the page, base what all are made of, facts the types of facts, periods those of
times, quantities those of figures, money those of amounts, sources and names those of what is cited, glance the figures
of page one, fields which of all are words, timeline what is derived from facts.

Offers: base.Entry, base.Frozen, base.NotEmpty, base.Tagged, blocks.Block, blocks.Chart, blocks.Figure, blocks.Map,
blocks.Prose, blocks.Quote, codes.COUNTRIES, edition.Brief, edition.Edition, edition.Origin, facts.Countries,
facts.Marking, fields.entry_class, fields.is_text, fields.is_words, fields.may_stand, fields.part_class, fields.parts,
forms.Forms, glance.Measure, glance.Trend, labels.Labels, labels.Links, money.Equivalent, names.Name,
output_labels.Redline, output_labels.Speech, periods.Date, periods.Span, quantities.Measured, quantities.Quantity,
sections.Projects, sections.Section, sources.DESCRIPTION, sources.Source, table_data.Data, table_data.Filter,
table_parts.Column, table_parts.GAPS, table_parts.Grouping, table_parts.Row, table_parts.time_in, tables.Table.
"""
