"""The text of the files that people write: content, templates and styles."""

from __future__ import annotations

from pathlib import Path

from briefpress.core.problems import Position, Problem, Unprintable

#: The largest file of content, in bytes: some three hundred printed pages.
MAX_BYTES = 1_000_000


def read_text(path: Path) -> str:
    """The text of a file of content, template or style.

    Raises Unprintable when it is missing, a folder, too large or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        hint = "check its name; `build.py new-edition` writes the files of a new language"
        raise Unprintable([Problem("missing-file", f"there is no file `{path.name}`", Position(path), hint)]) from None
    except OSError as error:
        reason = f"`{path.name}` cannot be read: {error.strerror}"
        raise Unprintable(
            [Problem("unreadable-file", reason, Position(path), "look at its kind and its rights")]
        ) from None
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise Unprintable([Problem("huge-file", message, Position(path), "content is text: was another file meant?")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        hint = "save it as UTF-8 text; a picture, a PDF or a Word file cannot stand here"
        place = position_of(path, before, len(before))
        raise Unprintable([Problem("not-text", "the file is not UTF-8 text", place, hint)]) from None


def position_of(file: Path, text: str, start: int, end: int | None = None) -> Position:
    """The place of `text[start:end]` in a file of this text; without an end, that of one character."""
    line_start = text.rfind("\n", 0, start) + 1
    length = 1 if end is None else max(1, end - start)
    return Position(file, text.count("\n", 0, start) + 1, start - line_start + 1, length)
