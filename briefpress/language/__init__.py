"""Words, as their language writes them.

Locales, numbers, dates, typography, CommonMark in texts, abbreviations. It knows what a text says and nothing of
where it stands.

Offers: bidi.UNSEEN, bidi.is_right_to_left, bidi.read, calls.CALL, calls.called, calls.Cite, citations.cited_ids,
dates.PartialDate, finding.Finding, folding.folded, glossary.abbreviations, locale.Language, locale.is_language,
locale.language_of, markdown.Line, markdown.Passage, markdown.Phrase, markdown.Wording, markdown.Words,
text_findings.LINK, urls.in_letters.
"""
