"""A new edition: the manuscript and the labels of another language, to be filled in.

Every entry of the source edition is there, in its order, empty, with the source wording above it as a comment.
"""

from __future__ import annotations

import codecs
import shlex
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core.command import COMMAND
from briefpress.core.output import write
from briefpress.core.paths import LABELS
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.project import FACTS, is_code, languages, name_of
from briefpress.core.yamlreader import parse_yaml, read_yaml
from briefpress.core.yamltree import Node
from briefpress.language.locale import Language, language_of
from briefpress.reading.additions import with_additions
from briefpress.reading.conditions import in_language
from briefpress.reading.content import Content, read_content
from briefpress.reading.splice import with_ids
from briefpress.reading.words import manuscript_of

_WIDTH = 100
#: A line as it may have been typed, which is left as it is.
_TYPED = 120
#: The labels that are always complete: a brief may be written in a language whose labels are still to be made.
_HOUSE_LANGUAGE = "fr"
#: The labels for which CLDR has what is printed without them.
_BY_CLDR = ("countries", "currencies", "months")
#: The plural categories of CLDR, and numbers by which a translator sees what each is for.
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_SAMPLES = (*(half / 2 for half in range(12)), *range(6, 200), 1_000_000)


def new_edition(folder: Path, code: str) -> list[Path]:
    """Write what is not there yet of an edition in the language of this code; returns the paths of its files.

    A manuscript that has been begun gets the entries that it lacks. Entries of brief.yaml that a manuscript could not
    name are given ids there. Raises Unprintable for a code that CLDR does not know, where there is nothing to write,
    and where it cannot be written.
    """
    known = {FACTS: folder / FACTS, "words": folder / f"{code}.yaml", "labels": LABELS / f"{code}.yaml"}
    texts = read(
        partial(_texts, folder, code),
        lambda reply: {known[name]: data for name, data in reply.files.items()},
        reads=(folder,),
        name=folder.name,
        place=Position(known[FACTS]),
        hint="make the brief shorter, or undo its last change",
        limits=LIMITS,
    )
    for path, data in texts.items():
        _write(path, data)
    return list(texts)


def _texts(folder: Path, code: str, _progress: Progress) -> Reply:
    """What is not there yet: brief.yaml with its ids, the words and the labels, by these names."""
    # By another name no manuscript would be found.
    if not is_code(code):
        hint = "write the code in small letters: de, fa, pt-BR"
        raise Unprintable([Problem("unknown-language", f"there is no language `{code}`", Position(folder), hint)])
    manuscript, labels = folder / f"{code}.yaml", LABELS / f"{code}.yaml"
    language, source = language_of(manuscript), _source(folder, code)
    # All are made before any is written: a broken source leaves no half of an edition behind.
    texts: dict[str, bytes] = {}
    if source != code:
        content = read_content(folder, source)
        texts |= _named(FACTS, content.facts.position, with_ids(content))
        if manuscript.exists():
            translation = read_content(folder, code)
            texts |= _named("words", translation.place, _with_additions(content, translation))
        else:
            words = manuscript_of(in_language(content.tree(), code))
            texts["words"] = (_manuscript_head(folder, language, content) + _blank(words)).encode()
    if not labels.exists():
        wording = next(path for name in (source, _HOUSE_LANGUAGE) if (path := LABELS / f"{name}.yaml").is_file())
        texts["labels"] = _labels(read_yaml(wording), language).encode()
    if not texts:
        place = Position(manuscript if manuscript.exists() else folder / FACTS)
        hint = "edit it, or name another language"
        raise Unprintable([Problem("existing-edition", "the edition is there already", place, hint)])
    return Reply(files=texts)


def _source(folder: Path, code: str) -> str:
    """The language that is translated from: that of brief.yaml, or the only one there is."""
    known = languages(folder)
    if node := read_yaml(folder / FACTS).get("language"):
        return str(node.value)
    others = [other for other in known if other != code] or [code]
    if len(others) > 1:
        hint = f"add `language:` and one of {', '.join(others)}"
        message = "the brief does not say from which language it is translated"
        raise Unprintable([Problem("unknown-language", message, Position(folder / FACTS), hint)])
    return others[0]


def _named(name: str, place: Position, text: str) -> dict[str, bytes]:
    """A text by its name, with the byte order mark that its file has; nothing where it is what that has."""
    if text == place.text:
        return {}
    mark = codecs.BOM_UTF8 if place.file.read_bytes().startswith(codecs.BOM_UTF8) else b""
    return {name: mark + text.encode()}


def _with_additions(source: Content, translation: Content) -> str:
    """The manuscript with the entries that it lacks."""
    # By the ids that are still to be written, too.
    facts = parse_yaml(source.facts.position.file, with_ids(source))
    return with_additions(replace(source, facts=facts), replace(translation, facts=facts), _blank)


def _write(path: Path, data: bytes) -> None:
    try:
        write(path, data)
    except OSError as error:
        hint = "check who may write into this folder"
        problem = Problem("unwritable", f"the file cannot be written: {error.strerror}", Position(path), hint)
        raise Unprintable([problem]) from None


def _manuscript_head(folder: Path, language: Language, content: Content) -> str:
    name, code = shlex.quote(name_of(folder)), language.code
    lines = [
        f'The manuscript in {language.english_name()}: write the words of each entry in place of "".',
        "The source wording stands above it; quotation marks, spaces and dashes are set by the press.",
        f"What is still missing: {COMMAND} build {name} --lang {code}",
        f"When it has been read against its source: {COMMAND} translate --accept {code} --brief {name}",
    ]
    if content.facts.get("language") is None:
        lines.append(
            f"So that the press watches over the translation, brief.yaml must say: language: {content.language}"
        )
    return "".join(f"# {line}\n" for line in lines)


def _labels(words: Node, language: Language) -> str:
    """The label file: all that is required, empty; what is optional, as a comment with what CLDR has."""
    required = {name: node for name, node in _mapping(words).items() if name not in _BY_CLDR}
    head = [
        f"The words that the house prints by itself, in {language.english_name()}. Keep what stands in {{braces}}.",
        "Of the plural forms, `other` is needed; another one that reads like it may be removed.",
        "",
        "Optional, where the usage of the house is not that of CLDR, which is shown here. Where no currency has",
        "a name, all are printed as their codes.",
        *_by_cldr(words, language),
    ]
    lines = "".join(f"# {line}".rstrip() + "\n" for line in head)
    return f"{lines}\n{_blank(Node(required, words.position), language=language)}"


def _by_cldr(words: Node, language: Language) -> Iterator[str]:
    """The optional labels, each with what is printed without it: entries of the source wording, or an example."""
    for name, known, example in (
        ("countries", language.locale.territories, "IQ"),
        ("currencies", language.locale.currencies, "EUR"),
    ):
        yield f"{name}:"
        codes = _mapping(words.get(name)) or {example: words}
        yield from (f"  {code}: {known.get(code, code)}" for code in codes)
    yield "months:"
    yield from (f"  - {language.locale.months['format']['wide'][month]}" for month in range(1, 13))


def _mapping(node: Node | None) -> Mapping[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}


def _blank(words: Node, indent: str = "", language: Language | None = None) -> str:
    """The entries of `words`, empty, each under its wording; plural forms are those of `language`."""
    if language and "other" in _mapping(words) and set(_mapping(words)) <= set(_CATEGORIES):
        return _plural_forms(_mapping(words), indent, language)
    lines = []
    for name, node in _mapping(words).items():
        if _mapping(node):
            lines.append(f"{indent}{name}:\n{_blank(node, indent + '  ', language)}")
        else:
            lines.append(_comment(str(node.value), indent) + f'{indent}{name}: ""\n')
    return "".join(lines)


def _plural_forms(forms: Mapping[str, Node], indent: str, language: Language) -> str:
    """An entry for each plural category that the language has, which may be others than those of the source."""
    lines = []
    for category in _CATEGORIES:
        samples = [f"{number:.7g}" for number in _SAMPLES if language.plural(number) == category][:4]
        if category in language.locale.plural_form.tags or category == "other":
            use = f"for numbers such as {', '.join(samples)}" if samples else "for some large or decimal numbers"
            wording = str(forms.get(category, forms["other"]).value)
            lines.append(f'{indent}# {use}:\n{_comment(wording, indent)}{indent}{category}: ""\n')
    return "".join(lines)


def _comment(wording: str, indent: str) -> str:
    """A wording as a comment."""
    parts = [part for line in wording.splitlines() for part in _filled(line)]
    return "".join(f"{indent}# {part}".rstrip() + "\n" for part in parts)


def _filled(line: str) -> list[str]:
    """A line that is too long as several, broken at spaces alone, so that a URL can be copied."""
    is_short = len(line) <= _TYPED
    return [line] if is_short else textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
