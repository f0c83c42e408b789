"""What CLDR 47 says of the languages and Babel leaves out: quotation marks, the mark of ranges, the least to group.

The keys are locales as CLDR writes them; a region that is not here is as its language is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")

_ENGLISH = ("“", "”", "‘", "’")
#: Opening and closing quotation marks, and those inside others; `“ ” ‘ ’` where a language is not here.
_QUOTES = {
    "ff agq": ("„", "”", "‚", "’"),
    "am az-Arab az-Cyrl fa fr-CH gsw jgo kkj mzn rm sdh wae": ("«", "»", "‹", "›"),
    "ar lld ms-Arab syr ur": ("”", "“", "’", "‘"),
    "ast blo bm br ca dyo el es-US eu ewo ie it kab kk lij mg mua nnh pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ"
    " pt-PT pt-ST pt-TL sc sg sq ti": ("«", "»", "“", "”"),
    "bas be cv ky os ru sah uk": ("«", "»", "„", "“"),
    "bg lt prg": ("„", "“", "„", "“"),
    "bs-Cyrl cs de dsb et hr hsb is ksh lb luy mk nds sk sl": ("„", "“", "‚", "‘"),
    "bs": ("„", "”", "‘", "’"),
    "dua ksf nb nn no rw": ("«", "»", "‘", "’"),
    "fi he lag rn se sn sv yi": ("”", "”", "’", "’"),
    "fr ht hy oc yav": ("«", "»", "«", "»"),
    "fr-CA": ("«", "»", "”", "“"),
    "fur ia nso ti-ER tn": ("‘", "’", "“", "”"),
    "hu szl": ("„", "”", "»", "«"),
    "ja yue zh-Hant": ("「", "」", "『", "』"),
    "ka": ("„", "“", "«", "»"),
    "nl": ("‘", "’", "‘", "’"),
    "nmg pl ro": ("„", "”", "«", "»"),
    "shi zgh": ("«", "»", "„", "”"),
    "sr": ("„", "”", "’", "’"),
    "st": ("“", "’", "“", "”"),
    "tk": ("“", "”", "“", "”"),
    "ug": ("»", "«", "›", "‹"),
    "uz": ("“", "”", "’", "‘"),
}
#: What stands between the ends of a range, where it is no dash. CLDR's spaces around it are left out.
_RANGES = {
    "ca da es eu fil fy gu it ka lij ml nl oc-ES sq th tt vec vi yue zh": "-",
    "ja": "～",
    "ko": "~",
}
#: How many digits stand before the first separator at least: a number of four digits is not grouped where it is two.
_MINIMUM_GROUPING = {
    "be bg es et hu ia ie it ka lv pl pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-PT pt-ST pt-TL ru-UA sl sq": 2,
    # Spanish in America is that of es-419, which groups from four digits on.
    "es-419 es-AR es-BO es-BR es-BZ es-CL es-CO es-CR es-CU es-DO es-EC es-GT es-HN es-MX es-NI es-PA es-PE es-PR"
    " es-PY es-SV es-US es-UY es-VE": 1,
    "ee": 3,
}


def _by_locale(table: Mapping[str, Value]) -> dict[str, Value]:
    return {locale: value for locales, value in table.items() for locale in locales.split()}


_QUOTES_BY_LOCALE, _RANGES_BY_LOCALE = _by_locale(_QUOTES), _by_locale(_RANGES)
_MINIMUM_BY_LOCALE = _by_locale(_MINIMUM_GROUPING)


def quotes(code: str) -> tuple[str, str, str, str]:
    """The quotation marks of a locale: opening, closing, and the two inside others."""
    return _nearest(_QUOTES_BY_LOCALE, code, _ENGLISH)


def range_mark(code: str) -> str:
    """What stands between the ends of a range."""
    return _nearest(_RANGES_BY_LOCALE, code, "–")


def minimum_grouping(code: str) -> int:
    """How many digits stand before the first separator of thousands, at least (minimumGroupingDigits)."""
    return _nearest(_MINIMUM_BY_LOCALE, code, 1)


def _nearest(table: Mapping[str, Value], code: str, default: Value) -> Value:
    """What is said of a locale, or of what is left of its code when one subtag after the other is taken away."""
    while code and code not in table:
        code = code.rpartition("-")[0]
    return table.get(code, default)
