"""What there is to be ordered of a brief, by its brief.yaml and its files: languages, layouts, readers.

A child reads that, so that this process looks at nothing but the names of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core import project
from briefpress.core.problems import Position, Unprintable
from briefpress.press.order import Publication, State

_HINT = "make it shorter, or undo its last change; if it is not yours, do not trust it"


@dataclass(frozen=True)
class Offer:
    """What a brief has: the codes of its languages, its layouts, the first its own, and the ids of its readers."""

    #: The language that it is written in, and all that it has.
    language: str
    languages: Sequence[str]
    layouts: Sequence[str]
    #: None where they cannot be read, which each edition says.
    audiences: Sequence[str] | None
    recipients: Sequence[str] | None


def offers(folders: Iterable[Path]) -> tuple[dict[Path, Offer], list[Publication]]:
    """What each brief has to be ordered; and those of which that cannot be read, which keeps no other from it."""
    known: dict[Path, Offer] = {}
    failed = []
    for folder in folders:
        try:
            known[folder] = offer(folder)
        except Unprintable as unprintable:
            name = folder.absolute().name
            failed.append(Publication(name, State.FAILED, problems=unprintable.problems))
    return known, failed


def offer(folder: Path) -> Offer:
    """What a brief has to be ordered; raises Unprintable."""
    place = Position(folder / project.FACTS)
    job = partial(_offer, folder)
    return read(job, _offer_of, reads=(folder,), name=folder.name, place=place, hint=_HINT, limits=LIMITS)


def _offer(folder: Path, _progress: Progress) -> Reply:
    readers = (project.readers(folder, key) for key in ("audiences", "recipients"))
    own, languages = project.first_language(folder), project.languages(folder)
    return Reply(asdict(Offer(own, languages, project.layouts(folder), *readers)))


def _offer_of(reply: Reply) -> Offer:
    known = Offer(**reply.values)
    for names in ([known.language], known.languages, known.layouts, known.audiences or [], known.recipients or []):
        if not all(isinstance(name, str) for name in names):
            raise TypeError("names are texts")
    return known
