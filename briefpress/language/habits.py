"""What languages do otherwise than CLDR says, or beyond what it says, and the settings of any language."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from babel import Locale

from briefpress.language import cldr
from briefpress.language.figures import NO_BREAK, Figures
from briefpress.language.numerals import Numerals
from briefpress.language.quotation import Quotation
from briefpress.language.typography import NARROW, Typography
from briefpress.language.units import Units

#: The double names of the months in the Arabic of the United Nations, January first.
UN_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)

#: By language code; a language that is not here is set by the defaults.
SETTINGS = {
    # The United Nations: the number of a source in parentheses, before the full stop; notes in the order of the abjad.
    "ar": Typography(
        quotation=Quotation(("«", "»"), ("“", "”")),
        units=("مليون", "مليار", "ملايين"),
        months=UN_MONTHS,
        comma="، ",
        semicolon="؛ ",
        article="ال",
        citation_before_stop=True,
        citation_marks=("(", ")"),
        note_letters="أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    ),
    # Duden. What ends in a point and stays on its line: the day of a date, a title, and the first letter of z. B. and
    # its like.
    "ca": Typography(elision=("de ", "d’")),
    "de": Typography(
        space_before={"%": NARROW},
        units=("Euro", "Million", "Millionen", "Mio.", "Milliarde", "Milliarden", "Mrd."),
        bound_to_next=(
            *(f"{day}." for day in range(1, 32)),
            *("Abs.", "Art.", "Dr.", "Nr.", "Prof.", "S.", "d.", "i.", "o.", "s.", "u.", "v.", "z."),
        ),
        months=("Jänner",),
    ),
    "el": Typography(semicolon="· "),
    "en": Typography(units=("million", "billion", "mn", "bn", "euros", "dollars", "pounds", "francs")),
    # The Real Academia: a space between thousands, which CLDR parts by points; a hyphen between years.
    "es": Typography(
        quotation=Quotation(("«", "»"), ("“", "”")),
        thousands=NARROW,
        units=("millón", "millones", "euros"),
        bound_to_next=("n.º", "p.", "art.", "Sr.", "Sra."),
        of="de",
        citation_before_stop=True,
    ),
    "fa": Typography(
        units=("درصد", "هزار", "میلیون", "میلیارد", "یورو"),
        bound_to_next=("ص.",),
        comma="، ",
        semicolon="؛ ",
        alphabet="آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    ),
    # INTERPOL's own French: no-break space before the colon and inside guillemets, narrow before ; ! ?
    "fr": Typography(
        quotation=Quotation((f"«{NO_BREAK}", f"{NO_BREAK}»"), ("“", "”")),
        space_before={":": NO_BREAK, ";": NARROW, "!": NARROW, "?": NARROW, "%": NARROW},
        guillemets=NO_BREAK,
        semicolon=f"{NARROW}; ",
        units=("million", "millions", "milliard", "milliards", "d’EUR"),
        bound_to_next=("n°", "nº", "p.", "art.", "M.", "Mme"),
        first_day="1er",
        ordinals=r"(?<=\b1)(?:er|re)\b",
        elision=("de ", "d’"),
        citation_before_stop=True,
    ),
}


def locale_of(code: str) -> Locale:
    """Babel's locale of a code. English is that of the European Union: CLDR's `en` is American."""
    return Locale.parse({"en": "en-GB"}.get(code, code), sep="-")


@cache
def numerals(code: str) -> Numerals:
    """How a locale writes numbers. What its language puts between thousands holds in regions that write them alike."""
    language, own = code.partition("-")[0], Numerals.of(locale_of(code))
    settings = SETTINGS.get(language)
    if settings and settings.thousands and own == Numerals.of(Locale(language)):
        return replace(own, group=settings.thousands)
    return own


@cache
def typography(code: str) -> Typography:
    """The settings of a language of CLDR, by its code; those of a region are those of its language, but for numbers."""
    language, locale = code.partition("-")[0], locale_of(code)
    settings = SETTINGS.get(language, Typography())
    months = locale.months
    # As they stand in a date, and alone.
    names = [months[context]["wide"][number] for context in ("format", "stand-alone") for number in range(1, 13)]
    settings = replace(settings, months=tuple(dict.fromkeys([*map(str, names), *settings.months])))
    marks = cldr.quotes(locale)
    return replace(
        settings,
        quotation=settings.quotation or Quotation(marks[:2], marks[2:]),
        figures=Figures(
            numerals(code),
            Units.of(locale, settings.units),
            cldr.range_mark(locale),
            settings.months,
            locale.text_direction == "rtl",
        ),
    )
