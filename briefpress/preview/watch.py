"""What was saved: the files of briefs and of the house, as the operating system tells it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from watchfiles import DefaultFilter, awatch

#: How long nothing more may be saved, in milliseconds, before what was saved is told; and how long that may take.
_QUIET = 50
_LONGEST = 2000


class _Files(DefaultFilter):
    """All files but those that editors and git put beside them for a moment."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\.#", r"^#.*#$", r"^4913$", r"\.tmp$")


async def saves(folders: Sequence[Path]) -> AsyncIterator[None]:
    """Yields whenever files were saved, added or removed in folders, once there has been silence after it."""
    there = [folder for folder in folders if folder.exists()]
    async for _ in awatch(*there, watch_filter=_Files(), debounce=_LONGEST, step=_QUIET, ignore_permission_denied=True):
        yield
