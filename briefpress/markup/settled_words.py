"""Words of a text that get an element of their own when a page is settled: abbreviations and ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import escape

from briefpress.language.glossary import abbreviations


class SettledWords:
    """The abbreviations of a glossary, with what they mean, and the endings that a language raises: 1er."""

    def __init__(self, glossary: Mapping[str, str] | None = None, ordinals: str = "") -> None:
        self._glossary = {str(escape(word)): str(escape(meaning)) for word, meaning in (glossary or {}).items()}
        patterns = [rf"(?P<abbreviation>{abbreviations(self._glossary).pattern})"] if glossary else []
        patterns += [rf"(?P<ordinal>{ordinals})"] if ordinals else []
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """The parts of a text, each with the name and the attributes of its element; "" for what has none."""
        start = 0
        for word in self._pattern.finditer(text) if self._pattern else ():
            yield text[start : word.start()], ""
            meaning = self._glossary.get(word[0])
            yield word[0], 'span class="ordinal"' if meaning is None else f'abbr title="{meaning}"'
            start = word.end()
        yield text[start:], ""
