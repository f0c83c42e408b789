"""What CLDR says of the languages and Babel leaves out: quotation marks, the mark of ranges, the least to group.

Taken from `delimiters`, `miscPatterns` and `minimumGroupingDigits` of its release VERSION, which is that of Babel. The
keys are locales as Babel writes them; a locale that is not here is as its parent is (UTS #35, 4.2.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from babel import Locale
from babel.core import get_global

#: When Babel comes with another one, the tables are to be compared with it.
VERSION = "47"

Value = TypeVar("Value")

_ENGLISH = ("“", "”", "‘", "’")
#: Opening and closing quotation marks, and those inside others, without CLDR's spaces.
_QUOTES = {
    "ff agq": ("„", "”", "‚", "’"),
    "am az_Arab az_Cyrl fa fr_CH gsw jgo kkj mzn rm sdh wae": ("«", "»", "‹", "›"),
    "ar lld ms_Arab syr ur": ("”", "“", "’", "‘"),
    "ast blo bm br ca dyo el es_US eu ewo ie it kab kk lij mg mua nnh pt_PT sc sg sq ti": ("«", "»", "“", "”"),
    "bas be cv ky os ru sah uk": ("«", "»", "„", "“"),
    "bg lt prg": ("„", "“", "„", "“"),
    "bs_Cyrl cs de dsb et hr hsb is ksh lb luy mk nds sk sl": ("„", "“", "‚", "‘"),
    "bs": ("„", "”", "‘", "’"),
    "dua ksf no rw": ("«", "»", "‘", "’"),
    "fi he lag rn se sn sv yi": ("”", "”", "’", "’"),
    "fr ht hy oc yav": ("«", "»", "«", "»"),
    "fr_CA": ("«", "»", "”", "“"),
    "fur ia nso ti_ER tn": ("‘", "’", "“", "”"),
    "hu szl": ("„", "”", "»", "«"),
    "ja yue zh_Hant": ("「", "」", "『", "』"),
    "ka": ("„", "“", "«", "»"),
    "nl": ("‘", "’", "‘", "’"),
    "nmg pl ro": ("„", "”", "«", "»"),
    "shi shi_Latn zgh": ("«", "»", "„", "”"),
    "sr sr_Latn": ("„", "”", "’", "’"),
    "st": ("“", "’", "“", "”"),
    "tk": ("“", "”", "“", "”"),
    "ug": ("»", "«", "›", "‹"),
    "uz": ("“", "”", "’", "‘"),
}
#: What stands between the ends of a range, where it is no dash, without CLDR's spaces.
_RANGES = {
    "ca da es eu fil fy gu it ka lij ml my nl oc_ES pt_PT ro sq th tt vec vi yue yue_Hans zh zh_Hant": "-",
    "ja": "～",
    "ko": "~",
}
#: How many digits stand before the first separator at least: a number of four digits is not grouped where it is two.
_MINIMUM_GROUPING = {
    "be bg es et hu ia ie it ka lv pl pt_PT ru_UA sl sq": 2,
    "es_419 pt_AO": 1,
    "ee": 3,
}


def _by_locale(table: Mapping[str, Value]) -> dict[str, Value]:
    return {locale: value for locales, value in table.items() for locale in locales.split()}


_QUOTES_BY_LOCALE, _RANGES_BY_LOCALE = _by_locale(_QUOTES), _by_locale(_RANGES)
_MINIMUM_BY_LOCALE = _by_locale(_MINIMUM_GROUPING)


def quotes(locale: Locale) -> tuple[str, str, str, str]:
    """The quotation marks of a locale: opening, closing, and the two inside others."""
    return _nearest(_QUOTES_BY_LOCALE, locale, _ENGLISH)


def range_mark(locale: Locale) -> str:
    """What stands between the ends of a range."""
    return _nearest(_RANGES_BY_LOCALE, locale, "–")


def minimum_grouping(locale: Locale) -> int:
    """How many digits stand before the first separator of thousands, at least (minimumGroupingDigits)."""
    return _nearest(_MINIMUM_BY_LOCALE, locale, 1)


def _nearest(table: Mapping[str, Value], locale: Locale, default: Value) -> Value:
    """What is said of a locale, or of the nearest of its parents."""
    name = str(locale)
    while name and name not in table:
        name = _parent(name)
    return table.get(name, default)


def _parent(name: str) -> str:
    """The locale that one takes from what it does not say itself; "" for the root."""
    language, _, script = name.partition("_")
    # A language in another script than its own has nothing of it.
    if len(script) == 4 and not get_global("likely_subtags").get(language, "").startswith(name):
        return ""
    return str(get_global("parent_exceptions").get(name, name.rpartition("_")[0]))
