"""The options of the command and of each of its verbs."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from briefpress import __version__
from briefpress.cli import streams
from briefpress.cli.readers import add_reader, add_readers
from briefpress.confined.locks import described
from briefpress.core import project
from briefpress.core.command import COMMAND
from briefpress.core.design import STANDARDS, Finish, Standard
from briefpress.core.problems import WrongUsage, near
from briefpress.core.shown import shown
from briefpress.editor.files import FILES
from briefpress.formats.make import FORMATS
from briefpress.preview.editors import EDITORS


class _Parser(argparse.ArgumentParser):
    """A parser that quotes what was typed as all messages do."""

    def error(self, message: str) -> NoReturn:
        """Leave with a usage line and the message."""
        super().error(shown(message))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leave; raises Unprintable where the help could not be printed."""
        streams.check_results()
        super().exit(status, message)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command; leaves with exit code 2 and a usage line where they are wrong.

    Raises WrongUsage for a verb that was mistyped.
    """
    description = "Print briefs: YAML, templates and styles in, PDF out."
    parser = _Parser(prog=COMMAND, description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=f"briefpress {__version__}\n{described()}")
    # Of verbs that have no such options.
    parser.set_defaults(out=Path(), format=None, finishes=None, strict=False, keep=False, json=False)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for name, (add_options, purpose) in _VERBS.items():
        verb_parser = verbs.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        add_options(verb_parser)
        _confined(verb_parser)
    first = next(iter(arguments), "")
    if first not in {*_VERBS, "-h", "--help", "--version"}:
        for verb in near(first, _VERBS):
            _refuse_unless_brief(first, verb)
        arguments = ["build", *arguments]
    options = parser.parse_args(arguments)
    if options.verb == "build" and options.finishes and options.format not in (None, ["pdf"]):
        parser.error("what is made for the print shop is a PDF: leave --format out, or --print and --booklet")
    return options


def _refuse_unless_brief(name: str, verb: str) -> None:
    """Raise WrongUsage where a name that is close to a verb is not that of a brief."""
    try:
        project.find([name])
    except WrongUsage as wrong:
        hint = f"did you mean the verb `{verb}`? "
        raise WrongUsage(replace(problem, hint=hint + problem.hint) for problem in wrong.problems) from None


def _editions(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    add("briefs", nargs="*", metavar="BRIEF", help="a folder of content/, or the path of one; all by default")
    add("--lang", action="append", default=[], metavar="L", help="only this language; may be given several times")
    add_readers(verb)
    _design(verb)


def _design(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    add("--layout", metavar="NAME", help="the layout, a template of templates/, instead of the brief's own")
    add("--theme", metavar="NAME", help="the theme, a stylesheet of styles/themes/, instead of the brief's own")
    standards = f"the standard that the file meets, instead of the brief's own: {', '.join(STANDARDS)}"
    add("--standard", type=_standard, metavar="NAME", help=standards)


def _confined(verb: argparse.ArgumentParser) -> None:
    times = "let what is made or read use N times the usual time and memory, if you trust it"
    verb.add_argument("--limits", type=_positive, default=1, metavar="N", help=times)
    untrusted = "refuse to run where this machine lacks one of the locks that --version lists"
    verb.add_argument("--untrusted", action="store_true", help=untrusted)


def _result(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    add("--strict", action="store_true", help="let warnings stop the press as errors do")
    _json(verb)


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="print results and problems as JSON on stdout")


def _check(verb: argparse.ArgumentParser) -> None:
    _editions(verb)
    number = "how many editions at once; as many as there are cores by default"
    verb.add_argument("--jobs", type=_positive, metavar="N", help=number)
    keep = (
        "keep drawings that look different from what they should, as printed and as drawn otherwise, beside the files"
    )
    verb.add_argument("--keep", action="store_true", help=keep)
    _result(verb)


def _build(verb: argparse.ArgumentParser) -> None:
    _check(verb)
    formats = f"the formats of the files, separated by commas: {', '.join(FORMATS)}; pdf by default"
    verb.add_argument("--format", type=_formats, action="extend", metavar="NAMES", help=formats)
    _out(verb)
    for finish, form in ((Finish.PRINT, "with bleed and crop marks"), (Finish.BOOKLET, "as sheets for folding")):
        file = f"make a file for the print shop instead, {form}: DIR/NAME.{finish}.pdf"
        verb.add_argument(f"--{finish}", dest="finishes", action="append_const", const=finish, help=file)
    verb.add_argument("--force", action="store_true", help="print even what has not changed")


def _mail(verb: argparse.ArgumentParser) -> None:
    _editions(verb)
    add = verb.add_argument
    to = "an address, or several separated by commas; may be given several times"
    add("--to", action="append", required=True, metavar="ADDRESS", help=to)
    add("--cc", action="append", default=[], metavar="ADDRESS", help="who gets a copy, likewise")
    _out(verb, "the folder of the files, DIR/NAME.eml beside DIR/NAME.pdf")
    _json(verb)


def _translate(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--accept", required=True, metavar="LANG", help="the language of the translations")
    verb.add_argument("--brief", metavar="BRIEF", help="the brief; needed where there are several")
    verb.add_argument("ids", nargs="*", metavar="ID", help="an entry such as sections.bureau.intro, or all under it")


def _new_edition(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("brief", metavar="BRIEF", help="a folder of content/, or the path of one")
    verb.add_argument("lang", metavar="LANG", help="the code of the language: de, pt-BR")


def _diff(verb: argparse.ArgumentParser) -> None:
    _result(verb)
    version = "a folder of content/, the path of one, a PDF of the press, or REVISION:FOLDER as git has it"
    verb.add_argument("old", metavar="OLD", help=f"{version}; or a revision alone, of the folder NEW")
    verb.add_argument("new", metavar="NEW", help=version)
    verb.add_argument("--lang", metavar="L", help="the language; that of the source wording by default")
    add_reader(verb)
    _design(verb)
    _out(verb)


def _extract(verb: argparse.ArgumentParser) -> None:
    _file(verb)
    out = "the folder that the brief's folder is written into; the current one by default"
    verb.add_argument("--out", type=Path, default=Path(), metavar="DIR", help=out)


def _file(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="FILE.pdf", help="an edition that the press made")
    _json(verb)


def _dossier(verb: argparse.ArgumentParser) -> None:
    _result(verb)
    verb.add_argument("dossier", type=Path, metavar="DOSSIER.yaml", help="the file that names the parts of the dossier")
    _out(verb)


def _schema(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    names = f"what the file is: {', '.join(FILES)}; brief by default"
    add("file", nargs="?", choices=FILES, default="brief", metavar="FILE", help=names)
    add("--brief", metavar="BRIEF", help="the brief whose ids it is to know, for its brief.yaml or its manuscripts")
    add("--out", type=Path, metavar="PATH.json", help="write it there instead of printing it")


def _preview(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    add("briefs", nargs="*", metavar="BRIEF", help="a folder of content/, or the path of one; all by default")
    line = "show where this line of a file is printed: in the preview that is open, or in a new one"
    add("--at", type=_line, metavar="FILE:LINE", help=line)
    editors = f"what opens a source at a click: {', '.join(EDITORS)}; none shows it on the page"
    add("--editor", choices=EDITORS, default="none", metavar="NAME", help=editors)
    add("--port", type=_port, default=0, metavar="N", help="the port on this machine; that of the last time by default")
    add("--no-open", dest="opens", action="store_false", help="print the address, and open no browser")
    _out(verb, "the folder of finished files, beside which the address is kept")


def _line(text: str) -> tuple[Path, int]:
    match = re.fullmatch(r"(.+?):([1-9][0-9]{0,8})(:[0-9]+)?", text)
    if not match:
        raise argparse.ArgumentTypeError(f"`{text}` is not a file and a line, as in content/office/en.yaml:41")
    return Path(match[1]), int(match[2])


def _port(text: str) -> int:
    port = _positive(text)
    if port > 65_535:
        raise argparse.ArgumentTypeError(f"`{text}` is not a port: they go to 65535")
    return port


def _out(verb: argparse.ArgumentParser, folder: str = "the folder of the files") -> None:
    verb.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help=f"{folder}; dist by default")


def _formats(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in FORMATS:
            raise argparse.ArgumentTypeError(f"there is no format `{name}`; formats: {', '.join(FORMATS)}")
    return names


def _standard(name: str) -> Standard:
    if name not in STANDARDS:
        raise argparse.ArgumentTypeError(f"there is no standard `{name}`; standards: {', '.join(STANDARDS)}")
    return STANDARDS[name]


def _positive(text: str) -> int:
    if not re.fullmatch("0*[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"`{text}` is not a positive number")
    return int(text)


#: What adds the options of each verb, and what the verb does.
_VERBS = {
    "build": (_build, "print the editions of briefs (the default verb)"),
    "preview": (_preview, "show the pages in a browser, right again whenever a file is saved"),
    "check": (_check, "go through every stage and the validator; write nothing"),
    "listen": (_editions, "print what a screen reader would say, a line an utterance"),
    "mail": (_mail, "write the draft of a mail with the PDF attached; nothing is sent"),
    "translate": (_translate, "accept translations as up to date with the source wording"),
    "new-edition": (_new_edition, "begin an edition in another language"),
    "diff": (_diff, "print a redline edition: what differs between two versions of a brief"),
    "extract": (_extract, "write back the folder that a PDF was made from"),
    "verify": (_file, "say whether a PDF comes out again, byte for byte, from what it encloses; if not, what differs"),
    "dossier": (_dossier, "bind briefs and foreign files into one PDF"),
    "schema": (_schema, "print the JSON Schema of a file, by which editors know its keys"),
}
