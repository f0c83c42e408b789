"""For whom editions are printed: the audiences and the recipients that a command names, of those of each brief."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from briefpress.core.problems import Problem, WrongUsage, choices
from briefpress.press.offers import Offer

#: The word for each that a brief declares.
_ALL = "all"
_KEYS = ("audience", "recipient")


def add_readers(verb: argparse.ArgumentParser) -> None:
    """The options of a verb that prints many editions."""
    for key in _KEYS:
        which = f"the edition for this {key} of the brief, or for `all`; may be given several times"
        verb.add_argument(f"--{key}", action="append", default=[], metavar="ID", help=which)


def add_reader(verb: argparse.ArgumentParser) -> None:
    """The options of a verb that prints one edition."""
    for key in _KEYS:
        verb.add_argument(f"--{key}", metavar="ID", help=f"the edition for this {key} of the brief")


def chosen_readers(
    options: argparse.Namespace, offers: Mapping[Path, Offer], *, are_named: bool
) -> dict[Path, list[tuple[str | None, str | None]]]:
    """For whom each brief is printed: the audience and the recipient of each of its editions.

    Where no brief is named, those are meant that have the readers. Raises WrongUsage for readers that a brief has not.
    """
    of_audiences = {folder: offer.audiences for folder, offer in offers.items()}
    of_recipients = {folder: offer.recipients for folder, offer in offers.items()}
    audiences = _of_each("audience", options.audience, of_audiences, are_named=are_named)
    recipients = _of_each("recipient", options.recipient, of_recipients, are_named=are_named)
    return {folder: list(product(audiences[folder], recipients[folder])) for folder in offers}


def _of_each(
    key: str, words: Sequence[str], names: Mapping[Path, Sequence[str] | None], *, are_named: bool
) -> dict[Path, Sequence[str | None]]:
    known = {folder: ids for folder, ids in names.items() if ids is not None}
    _check(words, known, key, are_named=are_named)
    return {folder: _chosen(known[folder], words) if words and folder in known else [None] for folder in names}


def _chosen(known: Sequence[str], wanted: Sequence[str]) -> Sequence[str | None]:
    return known if _ALL in wanted else [name for name in dict.fromkeys(wanted) if name in known]


def _check(words: Sequence[str], known: Mapping[Path, Sequence[str]], key: str, *, are_named: bool) -> None:
    for word in words:
        lacking = [folder for folder, names in known.items() if not (names if word == _ALL else word in names)]
        if lacking and (are_named or len(lacking) == len(known)):
            name = f"no {key}s" if word == _ALL else f"no {key} `{word}`"
            hint = choices(word, known[lacking[0]], f"{key}s")
            raise WrongUsage([Problem("unknown-id", f"the brief `{lacking[0].name}` has {name}", None, hint)])
