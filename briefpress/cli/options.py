"""The options of the command and of each of its verbs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefpress import __version__
from briefpress.core import project
from briefpress.core.design import Finish
from briefpress.core.problems import COMMAND, WrongUsage, near
from briefpress.core.standards import STANDARDS, Standard
from briefpress.formats.make import FORMATS

#: What is run when no verb is named.
DEFAULT = "build"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command; leaves with exit code 2 and a usage line where they are wrong.

    Raises WrongUsage for a verb that was mistyped.
    """
    description = "Print briefs: YAML, templates and styles in, PDF out."
    parser = argparse.ArgumentParser(prog=COMMAND, description=description)
    parser.add_argument("--version", action="version", version=f"briefpress {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    editions, jobs, output = _editions(), _jobs(), _output()
    build = "print the editions of briefs (the default verb)"
    _build(verbs.add_parser("build", parents=[editions, jobs, output], help=build))
    check = "go through every stage and the validator; write nothing"
    verbs.add_parser("check", parents=[editions, jobs, output], help=check)
    verbs.add_parser("listen", parents=[editions], help="print what a screen reader would say, a line an utterance")
    draft = "write the draft of a mail with the PDF attached; nothing is sent"
    _mail(verbs.add_parser("mail", parents=[editions], help=draft, description=f"{draft.capitalize()}."))
    _translate(verbs.add_parser("translate", help="accept translations as up to date with the source wording"))
    _new_edition(verbs.add_parser("new-edition", help="begin an edition in another language"))
    diff = "print a redline edition: what differs between two versions of a brief"
    _diff(verbs.add_parser("diff", parents=[output], help=diff))
    _extract(verbs.add_parser("extract", help="write back the folder that a PDF was made from"))
    verify = "say whether a PDF comes out again, byte for byte, from what it encloses"
    _file(verbs.add_parser("verify", help=verify, description=f"{verify.capitalize()}; if not, what differs."))
    _dossier(verbs.add_parser("dossier", parents=[output], help="bind briefs and foreign files into one PDF"))
    own = {*verbs.choices, "-h", "--help", "--version"}
    if arguments and arguments[0] not in own and (meant := near(arguments[0], verbs.choices)):
        _refuse_unless_brief(arguments[0], meant[0])
    options = parser.parse_args(arguments if arguments and arguments[0] in own else [DEFAULT, *arguments])
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


def _editions() -> argparse.ArgumentParser:
    """Which editions, and the choices made for them."""
    editions = argparse.ArgumentParser(add_help=False)
    add = editions.add_argument
    add("briefs", nargs="*", metavar="BRIEF", help="a folder of content/, or the path of one; all by default")
    add("--lang", action="append", default=[], metavar="L", help="only this language; may be given several times")
    _design(editions)
    return editions


def _design(parser: argparse.ArgumentParser) -> None:
    """What editions look like and which standard they meet."""
    add = parser.add_argument
    add("--layout", metavar="NAME", help="the layout, a template of templates/, instead of the brief's own")
    add("--theme", metavar="NAME", help="the theme, a stylesheet of styles/themes/, instead of the brief's own")
    standards = f"the standard that the file meets, instead of the brief's own: {', '.join(STANDARDS)}"
    add("--standard", type=_standard, metavar="NAME", help=standards)


def _jobs() -> argparse.ArgumentParser:
    """How many are at work."""
    jobs = argparse.ArgumentParser(add_help=False)
    number = "how many editions at once; as many as there are cores by default"
    jobs.add_argument("--jobs", type=_positive, metavar="N", help=number)
    return jobs


def _output() -> argparse.ArgumentParser:
    """What is done about warnings, and how results are printed."""
    output = argparse.ArgumentParser(add_help=False)
    add = output.add_argument
    add("--strict", action="store_true", help="let warnings stop the press as errors do")
    add("--json", action="store_true", help="print results and problems as JSON on stdout")
    return output


def _build(verb: argparse.ArgumentParser) -> None:
    formats = f"the formats of the files, separated by commas: {', '.join(FORMATS)}; pdf by default"
    verb.add_argument("--format", type=_formats, action="extend", metavar="NAMES", help=formats)
    _out(verb)
    for finish, form in ((Finish.PRINT, "with bleed and crop marks"), (Finish.BOOKLET, "as sheets for folding")):
        file = f"make a file for the print shop instead, {form}: DIR/NAME.{finish}.pdf"
        verb.add_argument(f"--{finish}", dest="finishes", action="append_const", const=finish, help=file)
    verb.add_argument("--force", action="store_true", help="print even what has not changed")


def _mail(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    to = "an address, or several separated by commas; may be given several times"
    add("--to", action="append", required=True, metavar="ADDRESS", help=to)
    add("--cc", action="append", default=[], metavar="ADDRESS", help="who gets a copy, likewise")
    _out(verb, "the folder of the files, DIR/NAME.eml beside DIR/NAME.pdf")


def _translate(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--accept", required=True, metavar="LANG", help="the language of the translations")
    verb.add_argument("--brief", metavar="BRIEF", help="the brief; needed where there are several")
    verb.add_argument("ids", nargs="*", metavar="ID", help="an entry such as sections.bureau.intro, or all under it")


def _new_edition(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("brief", metavar="BRIEF", help="a folder of content/, or the path of one")
    verb.add_argument("lang", metavar="LANG", help="the code of the language: de, pt-BR")


def _diff(verb: argparse.ArgumentParser) -> None:
    version = "a folder of content/, the path of one, a PDF of the press, or REVISION:FOLDER as git has it"
    verb.add_argument("old", metavar="OLD", help=f"{version}; or a revision alone, of the folder NEW")
    verb.add_argument("new", metavar="NEW", help=version)
    verb.add_argument("--lang", metavar="L", help="the language; that of the source wording by default")
    _design(verb)
    _out(verb)


def _extract(verb: argparse.ArgumentParser) -> None:
    _file(verb)
    out = "the folder that the brief's folder is written into; the current one by default"
    verb.add_argument("--out", type=Path, default=Path(), metavar="DIR", help=out)


def _file(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="FILE.pdf", help="an edition that the press made")


def _dossier(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("dossier", type=Path, metavar="DOSSIER.yaml", help="the file that names the parts of the dossier")
    _out(verb)


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
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a positive number")
    return int(text)
