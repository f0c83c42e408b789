"""Words, as their language writes them.

Locales, numbers, dates, typography, CommonMark in texts, abbreviations. It knows what a text says and nothing of
where it stands.

Offers: bidi.UNSEEN, bidi.is_right_to_left, bidi.read, calls.CALL, calls.called, calls.Cite, citations.cited_ids,
commonmark.MARKDOWN,
dates.PartialDate, figures.JOINER, figures.NO_BREAK, finding.Finding, folding.folded, glossary.abbreviations,
locale.Language, locale.is_language, locale.language_of, markdown.Body, markdown.Line, markdown.Passage,
markdown.Phrase, markdown.Statement, markdown.Subheading, markdown.Wording, markdown.Words, numerals.rounded,
numerals.shifted, periods, periods.Interval, periods.Period, periods.Point, periods.YearPart, periods.is_reversed,
periods.parse, quantity_units.POINTS, quantity_units.SCALES, quantity_units.UNITS, quantity_units.YEAR,
quantity_units.beside, small_letters.small, text_findings.LINK, urls.in_letters.
"""
