"""Locators: which part of a source is cited, `p. 14`, in the words of English or of the language of the text.

Labels are terms of CSL 1.0.2. A label is printed in the short form of the language, a number without one is that of a
page, as in pandoc; what is none of these is printed as it was typed.
"""

from __future__ import annotations

import re
from functools import cache

from briefpress.language.figures import NO_BREAK

#: By language: the term, its short forms for one and for several, and what else it is called.
_LABELS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("page", "p.", "pp.", "page", "pages", "pg."),
        ("chapter", "ch.", "chs.", "chap.", "chaps.", "chapter", "chapters"),
        ("section", "sec.", "secs.", "sect.", "section", "sections"),
        ("paragraph", "para.", "paras.", "par.", "paragraph", "paragraphs"),
        ("article-locator", "art.", "arts.", "article", "articles"),
        ("figure", "fig.", "figs.", "figure", "figures"),
        ("table", "table", "tables", "tab."),
        ("volume", "vol.", "vols.", "volume", "volumes"),
        ("issue", "no.", "nos.", "issue", "issues"),
        ("line", "l.", "ll.", "line", "lines"),
        ("note", "n.", "nn.", "note", "notes", "footnote", "fn."),
        ("part", "pt.", "pts.", "part", "parts"),
        ("column", "col.", "cols.", "column", "columns"),
        ("appendix", "app.", "apps.", "appendix", "annex", "annexes"),
    ),
    "de": (
        ("page", "S.", "S.", "Seite", "Seiten"),
        ("chapter", "Kap.", "Kap.", "Kapitel"),
        ("section", "Abschn.", "Abschn.", "Abschnitt", "Abschnitte"),
        ("paragraph", "Abs.", "Abs.", "Absatz", "Absätze"),
        ("article-locator", "Art.", "Art.", "Artikel"),
        ("figure", "Abb.", "Abb.", "Abbildung", "Abbildungen"),
        ("table", "Tab.", "Tab.", "Tabelle", "Tabellen"),
        ("volume", "Bd.", "Bde.", "Band", "Bände"),
        ("issue", "Nr.", "Nr.", "Nummer", "Heft"),
        ("line", "Z.", "Z.", "Zeile", "Zeilen"),
        ("note", "Anm.", "Anm.", "Fn.", "Fußnote", "Anmerkung"),
        ("part", "Teil", "Teile"),
        ("column", "Sp.", "Sp.", "Spalte", "Spalten"),
        ("appendix", "Anh.", "Anh.", "Anhang", "Anlage"),
    ),
    "fr": (
        ("page", "p.", "p.", "page", "pages"),
        ("chapter", "chap.", "chap.", "chapitre", "chapitres"),
        ("section", "sect.", "sect.", "section", "sections"),
        ("paragraph", "par.", "par.", "paragr.", "paragraphe", "paragraphes"),
        ("article-locator", "art.", "art.", "article", "articles"),
        ("figure", "fig.", "fig.", "figure", "figures"),
        ("table", "tabl.", "tabl.", "tableau", "tableaux"),
        ("volume", "vol.", "vol.", "volume", "volumes"),
        ("volume", "t.", "t.", "tome", "tomes"),
        ("issue", "n°", "n°", "numéro", "numéros"),
        ("line", "l.", "l.", "ligne", "lignes"),
        ("note", "n.", "n.", "note", "notes"),
        ("part", "partie", "parties"),
        ("column", "col.", "col.", "colonne", "colonnes"),
        ("appendix", "ann.", "ann.", "annexe", "annexes"),
    ),
    "es": (
        ("page", "p.", "pp.", "pág.", "págs.", "página", "páginas"),
        ("chapter", "cap.", "caps.", "capítulo", "capítulos"),
        ("section", "sec.", "secs.", "secc.", "sección", "secciones"),
        ("paragraph", "párr.", "párrs.", "párrafo", "párrafos"),
        ("article-locator", "art.", "arts.", "artículo", "artículos"),
        ("figure", "fig.", "figs.", "figura", "figuras"),
        ("table", "cuadro", "cuadros", "tabla", "tablas"),
        ("volume", "vol.", "vols.", "volumen", "volúmenes"),
        ("issue", "n.º", "n.os", "número", "números"),
        ("line", "l.", "ll.", "línea", "líneas"),
        ("note", "n.", "nn.", "nota", "notas"),
        ("part", "parte", "partes"),
        ("column", "col.", "cols.", "columna", "columnas"),
        ("appendix", "anexo", "anexos", "apéndice"),
    ),
    "ar": (
        ("page", "ص", "ص", "صفحة", "صفحات", "الصفحة", "الصفحات"),
        ("chapter", "الفصل", "الفصول", "فصل"),
        ("section", "الفرع", "الفروع", "القسم", "قسم"),
        ("paragraph", "الفقرة", "الفقرات", "فقرة"),
        ("article-locator", "المادة", "المواد", "مادة"),
        ("figure", "الشكل", "الأشكال", "شكل"),
        ("table", "الجدول", "الجداول", "جدول"),
        ("volume", "المجلد", "المجلدات", "مجلد"),
        ("issue", "العدد", "الأعداد"),
        ("note", "الحاشية", "الحواشي"),
        ("part", "الجزء", "الأجزاء"),
        ("appendix", "المرفق", "المرفقات"),
    ),
}
#: What all languages have besides.
_SIGNS = (("section", "§", "§§"), ("paragraph", "¶", "¶¶"))
_NUMBER = r"(?:\d[\w.]*|[ivxlcdm]+\b|[IVXLCDM]+\b)(?:\(\w+\))*"
_NUMBERS = re.compile(rf"{_NUMBER}(?:\s*(?:[-–—,&]|--)\s*{_NUMBER})*(?:\s?ff?\b\.?)?")
#: Rather a year than a page.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def locator(text: str, language: str) -> tuple[str, str]:
    """The locator that a text in a language begins with, as it is printed, or ""; and the rest of the text."""
    label = next((name for name in _names(language) if _begins(text, name)), "")
    rest = text[len(label) :].removeprefix(".").lstrip() if label else text
    numbers = _NUMBERS.match(rest)
    if not numbers or (not label and (_YEAR.fullmatch(numbers[0]) or not numbers[0][0].isdigit())):
        return "", text
    number = re.sub(r"(?<!f)[.,]+$", "", numbers[0])
    one, several = _names(language)[label] if label else _own(language)["page"]
    return _written(one, several, number), rest[len(number) :]


def short_form(term: str, language: str) -> str:
    """The short form of a term in a language, before one number: p."""
    return _own(language)[term][0]


def located(term: str, number: str, language: str) -> str:
    """A part of a source as a language writes it, by a term of CSL: pp. 14–19, Bd. 2."""
    return _written(*_own(language)[term], number)


def _written(one: str, several: str, number: str) -> str:
    form = several if re.search(r"[-–—,&]|ff?\b", number) else one
    return f"{form}{NO_BREAK}" + re.sub(r"(?<=\w)\s*(?:--|[-—])\s*(?=\w)", "–", number)


def _begins(text: str, name: str) -> bool:
    """Whether a text begins with a name and a number."""
    return bool(re.match(rf"{re.escape(name)}\.?\s*(?=\d|[ivxlcdmIVXLCDM]+\b)", text, re.IGNORECASE)) and (
        not name[-1].isalpha() or not text[len(name) :][:1].isalpha()
    )


@cache
def _names(language: str) -> dict[str, tuple[str, str]]:
    """The short forms in the language that each name of a label stands for, long names first."""
    own = _own(language)
    names = {}
    for term, one, several, *others in _LABELS["en"]:
        names.update(dict.fromkeys((one, several, *others), own.get(term, (one, several))))
    for _, one, several, *others in (*_LABELS.get(language.partition("-")[0], ()), *_SIGNS):
        names.update(dict.fromkeys((one, several, *others), (one, several)))
    return {name.removesuffix("."): names[name] for name in sorted(names, key=len, reverse=True)}


@cache
def _own(language: str) -> dict[str, tuple[str, str]]:
    """The short forms of the language for each term; of English where it has none."""
    labels = _LABELS.get(language.partition("-")[0], _LABELS["en"])
    return {term: (one, several) for term, one, several, *_ in reversed(labels)}
