"""A child that stays when it has done its job, and has its forks do what is asked of it next.

What its job has left in its memory is theirs: what was parsed, compiled and measured once. They are as confined as it
is, and nothing of what they do stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait

from briefpress.confined.children import Child
from briefpress.confined.reply import Reply, values_of
from briefpress.confined.tasks import Progress, Task


def stay(requests: Connection, task_of: Callable[[bytes], Task], progress: Progress) -> Iterator[Reply]:
    """The answers of a fork for each request, until nobody can ask any more; a new request ends the fork of the last.

    Each has the number of its request as `request`, from 1. The last of each says how its fork has ended, as `over`.
    """
    forks: list[Child] = []
    number = 0
    try:
        while True:
            ready = wait([requests, *(each for fork in forks for each in fork.waits_for)])
            if requests in ready:
                request = requests.recv_bytes()
                number += 1
                _end(forks)
                forks.append(Child(task_of(request), lambda _name, stage: progress(stage)))
                continue
            for reply in _heard(forks, ready):
                yield Reply({**reply.values, "request": number}, reply.files)
    except (EOFError, OSError):
        return
    finally:
        _end(forks)


def _heard(forks: list[Child], ready: Sequence[object]) -> Iterator[Reply]:
    """What the fork at work has answered, and how it has ended."""
    for fork in list(forks):
        is_over = fork.hear(is_ready=fork.pipe in ready)
        yield from fork.replies()
        if is_over:
            forks.clear()
            yield Reply({"over": values_of(fork.fallen.problem)})


def _end(forks: list[Child]) -> None:
    while forks:
        forks.pop().end()
