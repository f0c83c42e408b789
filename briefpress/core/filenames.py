"""Names that were probably meant to be those of a brief: `en.yml`, `EN.yaml`, `en_GB.yaml`, `brief.yaml.txt`."""

from __future__ import annotations

import re
from pathlib import Path

#: What editors, mail programs and people make of a name: another ending, a second one, the mark of a copy.
_NAME = re.compile(
    r"(?:copy of |copie de |kopie von )?"
    r"(?P<stem>[a-z]{2,3}(?:[-_][a-z0-9]+)*|brief|markings)"
    r"(?: ?\(\d+\)| ?-? ?(?:copy|copie|kopie|copia)(?: ?\(\d+\))?)?"
    r"(?:\.ya?ml)?(?:\.(?:ya?ml|txt|yaml~|yam))",
    re.IGNORECASE,
)


def canonical(code: str) -> str:
    """The code of a language as BCP 47 writes it: `pt-BR`, `zh-Hant`, for `pt_br` and `ZH-hant`."""
    language, *subtags = re.split("[-_]", code)
    return "-".join([language.lower(), *map(_subtag, subtags)])


def _subtag(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag.lower()


def misnamed(folder: Path) -> dict[Path, str]:
    """The files of a folder that are read by nobody, as their names are not quite right, and the right names."""
    names: dict[Path, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        # With three letters and nothing more, it is as likely to be data: `gdp.yml`.
        if match and path.is_file() and (len(match["stem"]) != 3 or path.suffix.lower() == ".yaml"):
            stem = match["stem"].lower()
            name = f"{stem if stem in ('brief', 'markings') else canonical(match['stem'])}.yaml"
            if name != path.name:
                names[path] = name
    return names


def rename_hint(path: Path, name: str) -> str:
    """What to do about a file of a wrong name."""
    if path.with_name(name).exists() and not path.with_name(name).samefile(path):
        return f"`{name}` is read in its place: delete `{path.name}`, or move it elsewhere"
    return f"`{path.name}` is there: name it `{name}`"
