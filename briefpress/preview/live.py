"""An edition that is kept right: what was last seen of it, and what is wrong with it now.

Of its four states, two have pages: they are those of the last good version, whatever is saved after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from briefpress.confined.reply import Reply, problem_of
from briefpress.core.problems import Problem, errors
from briefpress.preview.choices import Choice
from briefpress.preview.jobs import Wanted

#: So many drawings of a page are kept, in different widths.
_WIDTHS = 4
#: What a frame says of what is not known yet.
_UNTOLD: Mapping[str, object] = {
    "title": None, "direction": "ltr", "outline": (), "speech": None, "translations": (), "times": (), "size": None,
    "built": None,
}  # fmt: skip
_NAME = re.compile(r"[0-9a-f]{32}")


class State(StrEnum):
    """How an edition stands."""

    STARTING = "starting"
    BROKEN_AT_START = "broken-at-start"
    GOOD = "good"
    #: It was good, and is no longer.
    BROKEN = "broken"


class Validation(StrEnum):
    """What the validator says of a version."""

    WAITING = "waiting"
    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    #: There are no pages to be validated.
    BROKEN = "broken"


class Live:
    """An edition: its pages, their layers, the texts that they come from, and its problems."""

    def __init__(self, choice: Choice, name: str) -> None:
        self.choice = choice
        self._name = name
        self._number = 0
        self._state = State.STARTING
        self._validation = Validation.WAITING
        #: What parts have told of it, by the keys of a frame.
        self._told: dict[str, Any] = {}
        self._problems: Sequence[Problem] = ()
        self.pdf = b""
        #: The digests of the pages of the file, from which they are drawn in other widths.
        self.written: Sequence[str] = ()
        self._pages: Sequence[Mapping[str, Any]] = ()
        self._layer_keys: Sequence[str | None] = ()
        self._layers: dict[str, bytes] = {}
        self._drawn: dict[tuple[str, int], bytes] = {}
        self._sources: dict[str, bytes] = {}
        #: Which pages are looked at, and how wide they are drawn.
        self.view = Wanted()

    @property
    def is_broken(self) -> bool:
        """Whether its newest version cannot be printed."""
        return self._state in (State.BROKEN, State.BROKEN_AT_START)

    @property
    def keys(self) -> list[str]:
        """The digests of its pages."""
        return [page["key"] for page in self._pages]

    def wanted(self) -> Wanted:
        """What is to be drawn of its next version."""
        drawn = [key for key, width in self._drawn if width == self.view.width]
        return Wanted(drawn, self.view.pages, self.view.width)

    def take(self, reply: Reply, built: str) -> None:
        """Take in a part that a child answers; raises one of reply.MALFORMED where it is none."""
        values, files = reply.values, reply.files
        match values["part"]:
            case "draft":
                self._take_draft(values, files)
            case "pages":
                self._take_pages(values, files, built)
            case "layers":
                self._take_layers(values, files)
                self._validation = Validation.RUNNING
            case "proof":
                self._take_proof(values)
            case "problems":
                self.fail(list(map(problem_of, values["problems"])))

    def fail(self, problems: Sequence[Problem]) -> None:
        """Take in that a version cannot be printed; the pages stay those of the last good one."""
        self._problems = problems
        self._state = State.BROKEN if self._pages else State.BROKEN_AT_START
        self._validation = Validation.BROKEN

    def expect(self) -> None:
        """Forget what was wrong with the last version, as another one is on its way."""
        self._problems, self._validation = (), Validation.WAITING
        self._state = State.GOOD if self._pages else State.STARTING

    def _take_pages(self, values: Mapping[str, Any], files: Mapping[str, bytes], built: str) -> None:
        pages = [
            {"key": _key(page["key"]), "width": float(page["width"]), "height": float(page["height"])}
            for page in values["pages"]
        ]
        outline = [
            {"level": int(each["level"]), "text": str(each["text"]), "page": int(each["page"]), "y": float(each["y"])}
            for each in values["outline"]
        ]
        told = {key: str(values[key] or "") for key in ("title", "direction", "standards")}
        if self._state is not State.GOOD:
            # What was wrong is mended.
            self._problems = ()
        self.pdf, self._state, self._validation = files["pdf"], State.GOOD, Validation.WAITING
        self._turn(pages)
        self.written = self.keys
        self._told |= {**told, "outline": outline, "times": _times(values["times"]), "built": built}
        self._keep_all(files)

    def _take_draft(self, values: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        keys = {int(number): _key(key) for number, key in values["pages"].items()}
        # Pages that are more or fewer than there were are shown all at once.
        if values["number"] == len(self._pages):
            self._turn([{**page, "key": keys.get(number, page["key"])} for number, page in enumerate(self._pages)])
            self._keep_all(files)

    def _turn(self, pages: Sequence[Mapping[str, Any]]) -> None:
        """Put pages in the place of those that there are; one that has not changed keeps its layer."""
        layers = {page["key"]: layer for page, layer in zip(self._pages, self._layer_keys, strict=True)}
        self._pages, self._layer_keys = pages, [layers.get(page["key"]) for page in pages]

    def _keep_all(self, files: Mapping[str, bytes]) -> None:
        """Keep the drawings among these files."""
        for name, data in files.items():
            group, _, rest = name.partition("/")
            if group == "page":
                key, _, width = rest.partition("/")
                self.keep(_key(key), int(width), data)
        self._forget()

    def _take_layers(self, values: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        keys = list(map(_key, values["layers"]))
        if len(keys) != len(self._pages):
            raise ValueError("each page has a layer")
        self._layers = {key: files[f"layer/{key}"] for key in keys}
        self._layer_keys = keys
        self._sources = {name[7:]: data for name, data in files.items() if name.startswith("source/")}
        self._problems = list(map(problem_of, values["problems"]))
        translations = [
            {"entry": str(each["entry"]), "source": _wording(each["source"]), "here": _wording(each["here"])}
            for each in values["translations"]
        ]
        self._told |= {"translations": translations, "size": int(values["size"]), "times": _times(values["times"])}
        if errors(self._problems):
            # `build` would not print it: the pages are there to show where.
            self._validation = Validation.BROKEN

    def _take_proof(self, values: Mapping[str, Any]) -> None:
        speech = [{"page": int(each["page"]), "text": str(each["text"])} for each in values["speech"]]
        self._told |= {"speech": speech, "times": _times(values["times"])}
        self._problems = list(map(problem_of, values["problems"]))
        if self._validation is not Validation.BROKEN:
            self._validation = Validation.PASSED if values["is_proved"] is True else Validation.FAILED

    def _forget(self) -> None:
        """Forget the drawings of pages that are no more."""
        keys = set(self.keys)
        self._drawn = {place: data for place, data in self._drawn.items() if place[0] in keys}

    def keep(self, key: str, width: int, data: bytes) -> None:
        """Keep the drawing of a page."""
        self._drawn[key, width] = data
        widths = [place for place in self._drawn if place[0] == key]
        for place in widths[:-_WIDTHS]:
            del self._drawn[place]

    def drawing(self, key: str, width: int) -> bytes | None:
        """The drawing of a page, where it is kept."""
        return self._drawn.get((key, width))

    def layer(self, key: str) -> bytes | None:
        """A layer, by its digest."""
        return self._layers.get(key)

    def layers(self) -> list[bytes]:
        """The layers of its pages; none where they are not known yet."""
        keys = [key for key in self._layer_keys if key]
        return [self._layers[key] for key in keys] if len(keys) == len(self._pages) else []

    def source(self, path: str) -> bytes | None:
        """A file that it was made from, as it was read."""
        return self._sources.get(path)

    def frame(self) -> dict[str, Any]:
        """All that is shown of it; each has a higher number than the last."""
        self._number += 1
        told = {key: value for key, value in self._told.items() if key != "standards"}
        return {
            "number": self._number,
            "state": self._state,
            "name": self._name,
            "language": self.choice.language,
            **_UNTOLD,
            **told,
            "pages": [{**page, "layer": layer} for page, layer in zip(self._pages, self._layer_keys, strict=True)],
            "problems": [as_json(problem) for problem in self._problems],
            "validation": {"state": self._validation, "standards": self._told.get("standards", "")},
        }


def _key(value: object) -> str:
    if not (isinstance(value, str) and _NAME.fullmatch(value)):
        raise ValueError("a digest is wanted")
    return value


def _times(times: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"stage": str(each["stage"])[:40], "seconds": float(each["seconds"])} for each in times]


def _wording(values: Mapping[str, Any]) -> dict[str, Any]:
    line, column = (values[key] and int(values[key]) for key in ("line", "column"))
    words = {key: str(values[key]) for key in ("text", "file", "path")}
    return {**words, "line": line, "column": column}


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem as a page shows it: with its line, and the path that an editor opens."""
    place = problem.position
    return {
        **problem.as_json(),
        "path": str(place.file.absolute()) if place else None,
        "length": place.length if place else None,
        "excerpt": place.whole_line or None if place else None,
    }
