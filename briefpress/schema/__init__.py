"""The typed model of a brief. It knows which values are right and nothing of the files that they come from.

brief has Brief, edition what is printed of it in one language, sections, blocks, tables, timelines, steps, cards and
places their parts, base what all are made of, fields which of all are words, anchors where links lead, geography what
maps show of the world, timeline_scale what is derived from times. Facts have their types in facts; codes are those of
countries and currencies, periods those of times, quantities and money those of figures, results and glance what is said
in figures, sources and names what is cited, markings who may read it. printed_values prints figures and times. labels
has the words that the house prints by itself, page_labels those of parts of a page, value_labels those of figures and
times, output_labels those that are not on the page, forms their plurals, own_labels those of one brief. declared makes
classes of what schema files declare.

Offers: anchors.Anchors, anchors.fixed_anchors, anchors.LINK_WITHIN, anchors.NUMBERED_PARTS, anchors.OWN_PARTS,
base.Chosen, base.Declared, base.Editions, base.Entry, base.Frozen, base.NotEmpty, base.OneOrMore, base.Tagged,
blocks.Block, blocks.Chart, blocks.Figure, blocks.Map, blocks.Prose, blocks.Quote, brief.Brief, brief.Origin,
brief.Region, cards.Card, codes.COUNTRIES, contacts.Contact, counts.counted, declared.brief_model,
declared.declared_part, declared.labels_model, declared_types.BOOLEAN, declared_types.FACTS, declared_types.FORMATS,
declared_types.NUMBER, declared_types.number_type, declared_types.text_type, declared_types.WHOLE, declared_types.WORDS,
descriptions.description, descriptions.summary, edition.Edition, emails.valid_email, facts.Countries,
fields.entry_class, fields.is_passage, fields.is_picture, fields.is_text, fields.is_words, fields.may_stand,
fields.part_class, fields.parts, fields.takes_false, forms.Forms, geography.geography, geography.Geography,
glance.Measure, glance.Trend, key_rules.has, labels.Labels, markings.Marking, markings.MarkingName, markings.Markings,
markings.UNMARKED, masthead.MastheadLabels, masthead.Meeting, names.is_rather_institution, names.Name, not_found.tells,
numbering.ANNEX, numbering.FIGURE, numbering.lettered, numbering.listed, numbering.NUMBER, numbering.numbered,
numbering.Numbered, numbering.Numbering, numbering.NumberLabels, numbering.SECTION, numbering.TABLE,
output_labels.Redline, output_labels.Speech, own_labels.overridden, own_labels.OwnLabels, own_labels.with_marking,
own_labels.without_origin, page_labels.Links, page_labels.Maps, periods.Date, periods.Span, places.City, places.Place,
places.River, printed_values.Values, quantities.Measured, recommendations.Recommendation,
recommendations.RecommendationLabels, results.Result, sections.Domains, sections.Mandate, sections.Projects,
sections.Section, sources.DESCRIPTION, sources.DOI, sources.Source, steps.Step, table_data.Data, table_data.Filter,
table_findings.TableFinding, table_parts.Column, table_parts.Grouping, table_parts.Remark, table_parts.Row,
table_parts.time_in, tables.Table, timelines.Activity, timelines.Milestone, timelines.Timeline, values.Value,
values.Variants, widths.abreast, widths.WIDTHS.
"""
