"""How long the stages of a job take."""

from __future__ import annotations

import time
from itertools import pairwise

from briefpress.press.order import Progress


class Clock:
    """Tells the stages of a job, and how long each has taken."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._marks = [("begin", time.perf_counter())]

    def __call__(self, stage: str) -> None:
        """Begin a stage."""
        self._marks.append((stage, time.perf_counter()))
        self._progress(stage)

    def times(self) -> list[dict[str, object]]:
        """The seconds of each stage until now; pages are a part of typesetting."""
        spent: dict[str, float] = {}
        for (stage, begun), (_, ended) in pairwise([*self._marks, ("", time.perf_counter())]):
            name = stage.partition(",")[0]
            spent[name] = spent.get(name, 0) + ended - begun
        return [{"stage": name, "seconds": round(seconds, 3)} for name, seconds in spent.items() if name != "begin"]
