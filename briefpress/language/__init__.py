"""Words, as their language writes them.

Locales, numbers, dates, typography, CommonMark in texts, abbreviations. It knows what a text says and nothing of
where it stands.
"""
