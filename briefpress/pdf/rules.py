"""What the rules of PDF/A and PDF/UA mean for those who write a brief, a template or a stylesheet.

The standards are ISO 19005 and ISO 14289; veraPDF names the clause and the number of its test.
"""

from __future__ import annotations

import re

#: The clauses of a rule, by a pattern of its name: what is wrong, and what to do.
_MEANINGS = (
    (r"UA-1 7\.2-(2|2[1-5]|29|3[0-4])$", "the language of a text is not known", "give the element `lang`"),
    (r"UA-1 7\.2-(15|4[1-3])$", "rows of a table differ in their number of cells", "count `colspan` and `rowspan`"),
    (r"UA-[12] 7\.2-", "parts of a list, a table or a text stand where a screen reader does not look for them",
     "let `li` stand in `ul` or `ol`, `tr` in a table, `th` and `td` in `tr`, and nothing else beside them"),
    (r"UA-[12] 7\.1-", "a part of the page is neither text nor decoration", "write it with elements of HTML"),
    (r"UA-[12] (7\.3|8\.2\.5\.28)", "a picture has no alternative text", "say in `alt:` what it shows"),
    (r"UA-[12] (7\.4|8\.2\.5\.12)", "a heading skips a level", "take the next level, and size it in the stylesheet"),
    (r"UA-[12] (7\.5|8\.2\.5\.26)", "a cell of a table has no head", "write `th` with `scope` for the heads"),
    (r"UA-[12] (7\.18|8\.9)", "a link or a field does not say what it is", "give the link words, or a `title`"),
    (r"UA-[12] (7\.21|8\.4\.5)|A-\w+ 6\.2\.(10|11)-", "a font cannot be read aloud or kept whole in the file",
     "take a TTF file of the font that its maker gives out"),
    (r"A-\w+ 6\.2\.(4|5)", "a colour depends on a device: CMYK, the colours of print, or a foreign profile",
     "save the picture as RGB, and write colours as `#rrggbb`"),
    (r"A-\w+ 6\.2\.(7|8)", "a picture is smoothed or compressed in a way that archives do not take",
     "give it `image-rendering: crisp-edges` in the stylesheet, or save it anew as PNG or JPEG"),
    (r"A-\w+ 6\.2\.(9|10)\b", "something is seen through in a way that archives do not take",
     "take away `opacity`, or draw it in plain colours"),
)  # fmt: skip


def meaning(rule: str) -> tuple[str, str]:
    """What is wrong where a rule is broken (`PDF/UA-1 7.2-20`), and what to do."""
    for pattern, wrong, remedy in _MEANINGS:
        if re.search(pattern, rule):
            return wrong, remedy
    return "the finished file is not as its standard asks", "undo the last change of the templates and styles"
