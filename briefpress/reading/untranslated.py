"""Whether the text of a translation is still that of its source.

Names, numbers, addresses and short labels are alike in many languages: only what is clearly a sentence, or most of one,
tells.
"""

from __future__ import annotations

import re

from briefpress.core.yamltree import Node

#: What is not in the language of the text: code, addresses, words that are marked as those of another language.
_FOREIGN = re.compile(r"`[^`]*`|\[[^\]]*\]\{lang=[^}]*\}|\]\([^)]*\)|<?\b(?:https?|mailto):\S+|\{\w+\}")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many words make a sentence, and so many of them are no names.
_WORDS, _COMMON = 4, 2


def is_untranslated(path: str, source: Node, target: Node) -> bool:
    """Whether the text at `path` says, word for word, what its source says, and is no name."""
    # A source is cited in its own language.
    if path.startswith("sources.") or _plain(source) != _plain(target):
        return False
    words = _WORD.findall(_FOREIGN.sub(" ", _plain(target)))
    return len(words) >= _WORDS and sum(not word[0].isupper() for word in words) >= _COMMON


def same_language(source: Node, target: Node) -> bool:
    """Whether two manuscripts are in varieties of one language, as pt and pt-BR: there most entries are alike."""
    one, other = (node.position.file.stem.partition("-")[0] for node in (source, target))
    return one == other


def _plain(node: Node) -> str:
    return " ".join(str(node.value).split())
