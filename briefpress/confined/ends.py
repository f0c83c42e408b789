"""How a child ended that did not answer, as a problem of what it was made to do."""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import dataclass

from briefpress.confined.limits import CAUSES, USUAL, Limits, told
from briefpress.core.problems import Problem

#: The signals that end a process that cannot have more memory: libraries abort, or run into a trap.
_OUT_OF_MEMORY = frozenset(getattr(signal, name, None) for name in ("SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV"))
#: From this share of the memory that it may have, such a signal is taken to be for want of more: what grows asks for
#: twice what it has, and has the old beside the new.
_NEARLY_ALL = 1 / 3
_REPORT = "see CONTRIBUTING.md for how to report it"


@dataclass(frozen=True)
class End:
    """How a child ended: at a limit, by its name in `Limits`, or else by an accident, in words."""

    limit: str = ""
    limits: Limits = USUAL
    accident: str = ""

    def problem(self, name: str, stage: str) -> Problem:
        """The problem of what the child was made to do, at the stage that it had come to: `typeset, page 7`."""
        at = f" at `{stage}`" if stage else ""
        cause = CAUSES.get(stage.partition(",")[0])
        if self.limit:
            message = f"`{name}` was stopped{at}: it needs more than {told(self.limit, self.limits)}"
            hints = [self.usual, *([f"look for {cause}"] if cause else []), self.remedy]
            return Problem("too-much", message, None, "; ".join(hints))
        message = f"`{name}` ended{at}: {self.accident}"
        look = f"look for {cause or 'something very large'}"
        hint = f"undo the last change and make it again in smaller steps; {look}; {_REPORT}"
        return Problem("stage-failed", message, None, hint)

    @property
    def usual(self) -> str:
        """How much of what was limited is usual."""
        return f"usual is {getattr(self.limits.use, self.limit)}"

    @property
    def remedy(self) -> str:
        """How the limit is raised."""
        return f"what you trust, print with --limits {2 * self.limits.factor}, or more"


def limit(name: str, limits: Limits) -> End:
    """The end of a child that has reached one of its limits."""
    return End(name, limits)


def unanswered() -> End:
    """The end of a child that gave no answer, or none that can be read."""
    return End(accident="it gave no answer")


def of_values(values: object, limits: Limits) -> End:
    """The end that a child tells of itself: a limit that it knows of, or an error of the press in words."""
    match values:
        case ["memory" | "file" as name, _]:
            return limit(name, limits)
        case ["error", str() as words]:
            return End(accident=f"the press itself failed: {words[:400]}")
    return unanswered()


def of_status(code: int, peak: int, limits: Limits) -> End:
    """The end of a child with this exit code, or the negative number of a signal, and this peak of its memory."""
    # It may lack the memory to say so.
    if (code > 0 or -code in _OUT_OF_MEMORY) and peak > _NEARLY_ALL * limits.memory:
        return limit("memory", limits)
    if code >= 0:
        return unanswered()
    if -code == getattr(signal, "SIGXCPU", None):
        return limit("processor", limits)
    name = f"signal {-code}"
    with suppress(ValueError):
        name = signal.Signals(-code).name
    who = "somebody, or the machine for want of memory, has ended it" if -code == getattr(signal, "SIGKILL", 9) else ""
    return End(accident=f"{name}: {who or 'a library that the press stands on has crashed'}")
