"""Words, as their language writes them.

Locales, numbers, units, dates and periods, typography, abbreviations; CommonMark in texts, with its headings, tables,
citations, footnotes and references, and what may not stand there. It knows what a text says and nothing
of where it stands.

Offers: periods, bidi.is_right_to_left, bidi.read, bidi.UNSEEN, calls.bracketed, calls.CALL, calls.called, calls.Cite,
calls.Note, calls.without_calls, citations.cited_ids, city_names.city_name, city_names.english_name,
city_names.english_names, commonmark.MARKDOWN, currencies.CURRENCIES, currencies.currencies_in,
currencies.currency_code, currencies.SIGNS, dates.DATE, dates.PartialDate, figures.JOINER, figures.NO_BREAK,
finding.Finding, finding.shown, folding.folded, glossary.abbreviations, hyphenation.hyphenated, language_names.code_of,
locale.is_language, locale.Language, locale.language_of, markdown.Body, markdown.Line, markdown.Lines, markdown.Passage,
markdown.Phrase, markdown.Statement, markdown.Subheading, markdown.Text, markdown.Title, markdown.Wording,
markdown.Words, numerals.rounded, numerals.shifted, periods.ends, periods.has_months, periods.Interval,
periods.is_reversed, periods.parse, periods.Period, periods.Point, periods.YearPart, placeholders.NamedValues,
placeholders.names_in, quantity_units.beside, quantity_units.POINTS, quantity_units.SCALES, quantity_units.UNITS,
quantity_units.YEAR, references.CrossReferences, references.Referent, small_letters.small, text_findings.LINK,
text_findings.is_link, text_findings.LINK_HINT, text_headings.headings_of, text_headings.name_headings, urls.in_letters.
"""
