"""Words, as their language writes them.

Locales, numbers, dates, typography, CommonMark in texts, abbreviations. It knows what a text says and nothing of
where it stands.

Offers: dates.PartialDate, finding.Finding, folding.folded, glossary.abbreviations, locale.is_language, locale.Language,
locale.language_of, markdown.Line, markdown.LINK, markdown.Passage, markdown.Phrase, markdown.Wording, markdown.Words,
urls.in_letters.
"""
