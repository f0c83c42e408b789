"""Which edition a page in the browser shows, as its address says it, and the order that this is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from briefpress.core import project
from briefpress.core.design import Overrides
from briefpress.core.files import is_there
from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable, WrongUsage
from briefpress.formats.make import FORMATS
from briefpress.press.offers import Offer, offer
from briefpress.press.order import Order


@dataclass(frozen=True)
class Choice:
    """What was chosen of the briefs that there are; None is the brief's own, or its first."""

    brief: str
    language: str
    layout: str | None = None
    theme: str | None = None
    audience: str | None = None
    recipient: str | None = None


def themes(folder: Path) -> list[str]:
    """The themes that a brief may have, of the house and of its own."""
    styles = (STYLES, folder / "styles")
    return sorted({path.stem for each in styles if is_there(each / "themes") for path in each.glob("themes/*.css")})


class Shelf:
    """The briefs that a preview shows, by their names, and what each has to be chosen."""

    def __init__(self, names: Sequence[str], out: Path, epoch: int | None) -> None:
        """Those of these names, or all; raises WrongUsage where there are none."""
        self._names, self._out, self._epoch = names, out, epoch
        self.folders = {project.name_of(folder): folder for folder in project.find(names)}
        self._offers: dict[str, Offer] = {}
        #: The briefs of which it is not known what they have now.
        self._changed: set[str] = set(self.folders)
        #: What is wrong with briefs of which it cannot be told.
        self.problems: dict[str, tuple[Problem, ...]] = {}

    @property
    def unknown(self) -> set[str]:
        """The briefs that have just come."""
        return set(self.folders) - set(self._offers)

    def look(self, name: str) -> None:
        """Look what a brief has now; what it had last holds where that cannot be told."""
        self._changed.discard(name)
        self.problems.pop(name, None)
        before = self._offers.get(name)
        try:
            now = offer(self.folders[name])
            # (The words of a brief.yaml that cannot be read are still there.)
            is_lost = before and before.language not in now.languages and is_there(self.folders[name] / project.FACTS)
            self._offers[name] = before if before and is_lost else now
        except Unprintable as unprintable:
            self.problems[name] = unprintable.problems

    def words_in(self, path: Path) -> dict[str, str]:
        """The brief and the language of a manuscript, as an address has them; nothing for any other file."""
        for name, folder in self.folders.items():
            offer = self._offers.get(name)
            if offer and path.parent == folder.absolute() and path.suffix == ".yaml" and path.stem in offer.languages:
                return {"brief": name, "language": path.stem}
        return {}

    def change(self) -> None:
        """Something was saved: each brief is looked at again, once it is chosen, and there may be others."""
        # (A folder that is not a brief yet is no reason to have none.)
        with suppress(WrongUsage):
            self.folders |= {project.name_of(folder): folder for folder in project.find(self._names)}
        self._changed = set(self.folders)

    def choice(self, query: Mapping[str, str]) -> Choice:
        """The choice that an address makes; what it names and there is not is the brief's own."""
        name = query.get("brief", "")
        name = name if name in self.folders else next(iter(self.folders))
        if name in self._changed:
            self.look(name)
        offer, folder = self._offers.get(name), self.folders[name]
        known: dict[str, Sequence[str]] = {
            "language": offer.languages if offer else (),
            "layout": offer.layouts[1:] if offer else (),
            "theme": themes(folder),
            "audience": offer.audiences or () if offer else (),
            "recipient": offer.recipients or () if offer else (),
        }
        chosen: dict[str, Any] = {key: query[key] for key, names in known.items() if query.get(key) in names}
        own = offer.language if offer else ""
        return Choice(**{"brief": name, "language": own, **chosen})

    def order(self, choice: Choice, formats: tuple[str, ...] = ("pdf",)) -> Order:
        """The order for a choice."""
        values = {each.name: getattr(choice, each.name) for each in fields(choice)}
        overrides = Overrides(**{key: values[key] for key in ("layout", "theme", "audience", "recipient")})
        return Order(self.folders[choice.brief], choice.language, self._out, overrides, self._epoch, formats=formats)

    def others(self, choice: Choice) -> list[Choice]:
        """The editions that may be looked at next: the other languages and layouts of the same brief."""
        if not (offer := self._offers.get(choice.brief)):
            return []
        layouts = (None, *offer.layouts[1:])
        every = (Choice(choice.brief, code, layout) for code in offer.languages for layout in layouts)
        return [each for each in every if each != choice]

    def offered(self) -> dict[str, Any]:
        """What the switches of a page offer."""
        briefs = [
            {
                "name": name,
                "languages": sorted(offer.languages, key=lambda code: code != offer.language),
                "layouts": offer.layouts,
                "themes": themes(self.folders[name]),
                "audiences": offer.audiences or [],
                "recipients": offer.recipients or [],
            }
            for name, offer in self._offers.items()
        ]
        return {"briefs": briefs, "formats": FORMATS}
