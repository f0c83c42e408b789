"""What is to be printed by the options of a command."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefpress.cli.readers import chosen_readers
from briefpress.core import project
from briefpress.core.design import Finish, Overrides
from briefpress.core.problems import Problem, WrongUsage
from briefpress.press.offers import Offer, offers
from briefpress.press.order import Order, Publication


def orders(options: argparse.Namespace, *, every_layout: bool = False) -> tuple[list[Order], list[Publication]]:
    """The orders of briefs, layouts, languages and finishes; and the briefs of which nothing can be ordered.

    Where no layout is named, it is the brief's own, or each that the brief names if `every_layout` is wanted. Raises
    WrongUsage for a brief that does not exist and a language that it does not have.
    """
    date, formats = epoch(), tuple(dict.fromkeys(options.format or ["pdf"]))
    base = Overrides(theme=options.theme, standard=options.standard)
    known, failed = offers(project.find(options.briefs))
    briefs = _languages(known, options.lang, are_named=bool(options.briefs))
    readers = chosen_readers(options, {folder: known[folder] for folder in briefs}, are_named=bool(options.briefs))
    ordered = [
        Order(
            folder,
            language,
            options.out,
            replace(base, layout=layout, finish=finish, audience=audience, recipient=recipient),
            date,
            options.strict,
            options.keep,
            formats,
        )
        for folder, languages in briefs.items()
        for audience, recipient in readers[folder]
        for layout in _layouts(known[folder], options.layout, every_layout=every_layout)
        for language in languages
        for finish in options.finishes or [Finish.EDITION]
    ]
    return ordered, failed


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds since 1970; raises WrongUsage where it is not a number of seconds."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value[:12]) < 253_402_300_800 and len(value) < 13):
        hint = "it is a number of seconds since 1970"
        raise WrongUsage([Problem("wrong-date", f"SOURCE_DATE_EPOCH is `{value}`", None, hint)])
    return int(value)


def _layouts(known: Offer, layout: str | None, *, every_layout: bool) -> list[str | None]:
    own, *others = known.layouts
    if layout or not every_layout:
        return [None if layout == own else layout]
    return [None, *others]


def _languages(of: Mapping[Path, Offer], wanted: Sequence[str], *, are_named: bool) -> Mapping[Path, Sequence[str]]:
    """The languages of each brief: those that are wanted and that it has, or all."""
    known = {folder: each.languages for folder, each in of.items()}
    for language in wanted:
        # Where no brief is named, those that have the language are meant.
        lacking = [folder for folder, codes in known.items() if language not in codes]
        if lacking and (are_named or len(lacking) == len(known)):
            message = f"`{lacking[0].name}` has no manuscript in `{language}`"
            names = [problem.hint for problem in project.unread(lacking[0]) if f"`{language}.yaml`" in problem.hint]
            hint = "; ".join([*names, f"languages: {', '.join(known[lacking[0]])}"])
            raise WrongUsage([Problem("unknown-language", message, None, hint)])
    if not wanted:
        return known
    return {folder: [code for code in dict.fromkeys(wanted) if code in codes] for folder, codes in known.items()}
