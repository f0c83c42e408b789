"""Slips of the pen: characters that look like others, quotation marks, ` #`.

Each function looks at the spot where PyYAML could not go on and says what slip is behind it, or None.
"""

from __future__ import annotations

import re

import yaml

from briefpress.core.characters import BLANKS, BULLETS, CLOSING, QUOTES, named
from briefpress.core.slips.spot import ENTRY, KEY, Slip, Spot
from briefpress.core.yamlscalars import COMMENT_HINT, comment_in


def blank(spot: Spot) -> Slip | None:
    """What looks like a space, or like nothing, where a line is indented or after a colon or a dash."""
    for number in spot.near():
        line = spot.lines[number]
        if only := re.fullmatch(rf"[ \t]*([{BLANKS}])[\s{BLANKS}]*", line):
            message = f"the line looks empty and holds {named(only[1])}"
            return Slip(number, only.start(1), 1, message, "delete all that is in the line")
        if lead := re.match(rf"[ \t]*([{BLANKS}])[\s{BLANKS}]*(?=\S)", line):
            name, _, code = named(lead[1]).rpartition(" ")
            is_space = lead[1].isspace()
            message = (
                f"the line is indented by {name.partition(' ')[2]}s {code}"
                if is_space
                else f"{name} {code} begins the line"
            )
            hint = "delete all before the first word and type spaces: it only looks like them"
            return Slip(number, lead.start(1), lead.end() - lead.start(1), message, hint)
        if after := re.match(rf"\s*(?:- +)*(?:-|[^\s:#\"'{{\[]+:)([{BLANKS}]+)", line):
            mark = line[: after.start(1)].split()[-1]
            message = f"after `{mark}` stands {named(after[1][0])}, not a space"
            return Slip(number, after.start(1), len(after[1]), message, "delete it and type a space")
    return None


def conflict(spot: Spot) -> Slip | None:
    """The marks of a merge that git could not do."""
    number = next((number for number, line in enumerate(spot.lines) if re.match("<{7} |={7}$|>{7} ", line)), None)
    if number is None:
        return None
    hint = "keep one of the two versions, and delete the other one and the three lines of marks"
    return Slip(number, 0, len(spot.lines[number]), "git has left two versions here: they could not be merged", hint)


def comment(spot: Spot) -> Slip | None:
    """A text that ended at ` #`: what follows it is read as if the text were over."""
    is_flow = "expected ','" in spot.problem
    # Between entries a comment is innocent.
    if not is_flow and re.match(rf"{ENTRY}|\s*- ", spot.here):
        return None
    first = min(spot.context.line if is_flow else spot.line - 1, spot.line - 1)
    texts = (token for token in reversed(spot.tokens) if isinstance(token, yaml.ScalarToken) and token.plain)
    for end in (token.end_mark for token in texts if token.end_mark.line >= first):
        rest = comment_in(spot.text, end.index)
        # In braces and brackets that were merely left open, a comment is as innocent as any.
        if rest and (not is_flow or re.search(r"[]}]|^#\S", rest["comment"])):
            column = end.column + rest.start("hash") - end.index
            message = "` #` begins a comment: the text ends here"
            return Slip(end.line, column, rest.end() - rest.start("hash"), message, COMMENT_HINT)
    return None


def line_comment(spot: Spot) -> Slip | None:
    """A comment between the lines of a text: the text ends at it."""
    scalar = spot.scalar
    between = spot.lines[spot.before + 1 : spot.line]
    is_text = scalar is not None and scalar is spot.last and scalar.style not in ("'", '"') and spot.begins_line
    if is_text and "block end" in spot.problem and any(line.strip() for line in between):
        message = "a comment stands inside the text: what follows it is no part of the text"
        hint = "move the comment above the key of the text; or, if it is text, indent it as the lines around it"
        return spot.at(message, hint)
    return None


def open_quote(spot: Spot) -> Slip | None:
    """A quotation mark that another entry closes, as its own was forgotten or is a typographic one."""
    scalar = spot.scalar
    if "end of stream" in spot.problem and "quoted scalar" in str(spot.error.context):
        line, column, end = spot.context.line, spot.context.column, len(spot.lines)
    elif scalar and scalar.style in ("'", '"') and scalar.end_mark.line > scalar.start_mark.line:
        line, column, end = scalar.start_mark.line, scalar.start_mark.column, scalar.end_mark.line
    else:
        return None
    mark, rest = spot.lines[line][column], spot.lines[line][column + 1 :].rstrip()
    if rest.endswith(CLOSING):
        message = f"the text begins with {mark} and ends with {rest[-1]}"
        return Slip(line, column, 1, message, f"{rest[-1]} is no quotation mark to YAML: end the text with {mark}")
    if end == len(spot.lines) or any(re.match(ENTRY, below) for below in spot.lines[line + 1 : end + 1]):
        hint = f"end the text with {mark}"
        # l'office: an apostrophe at the beginning, as in ’tis or 's-Hertogenbosch.
        hint += '; if it is an apostrophe, put " around the text' if mark == "'" else ""
        return Slip(line, column, 1, "a quotation mark is opened and never closed", hint)
    return None


def quotes(spot: Spot) -> Slip | None:
    """Typographic quotation marks around what needs those of YAML."""
    for each in re.finditer(rf"(?:^|[:,\-{{\[]\s+|[{{\[])([{''.join(QUOTES)}])", spot.here[: spot.column]):
        opening, start = each[1], each.start(1)
        partners = QUOTES[opening]
        closing = next((char for char in spot.here[start + 1 :] if char in partners), partners[0])
        message = f"{opening} {closing} are no quotation marks to YAML: the text is not quoted"
        return Slip(spot.line, start, 1, message, f'put " in place of {opening} and {closing}')
    return None


def inner_quote(spot: Spot) -> Slip | None:
    """What follows a closing quotation mark or bracket on its line."""
    last = spot.tokens[-1] if spot.tokens else None
    if last is None or last.end_mark.line != spot.line or not re.search("expected|mapping", spot.problem):
        return None
    style = last.style if isinstance(last, yaml.ScalarToken) else None
    if style == "'":
        hint = "type '' for an apostrophe between ' ', or put \" around the text"
        return spot.at("the text ends at the second ', and more follows", hint)
    is_value = bool(spot.here[: last.start_mark.column].strip())
    if style == '"' and spot.char != "," and (is_value or spot.char != ":"):
        hint = "put ' around the whole text, or a backslash before each \" inside it"
        return spot.at('the text ends at the second ", and more follows', hint)
    if isinstance(last, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and "<scalar>" in spot.problem:
        pair = "[ ]" if isinstance(last, yaml.FlowSequenceEndToken) else "{ }"
        hint = f"put quotation marks around the whole text: to YAML, {pair} is a list of its own"
        return spot.at("after the bracket the text goes on", hint)
    return None


def sign(spot: Spot) -> Slip | None:
    """A key without its colon or the space after it, a dash or a bullet that begins no item, round brackets."""
    if not re.search("expected ':'|mapping values|block end|document start", spot.problem):
        return None
    for number in spot.near():
        # The line before is at fault only where its text goes on in this one.
        if number == spot.line or (spot.scalar and spot.scalar.plain and spot.scalar.start_mark.line == number):
            for look in (_glued, _no_colon, _bullet, _dash, _round):
                if slip := look(number, spot.lines[number]):
                    return slip
    return None


def _glued(number: int, line: str) -> Slip | None:
    key = re.match(rf"{KEY}:(?=[^\s/:])", line)
    if not key:
        return None
    message = f"a space is missing after `{key['key']}:`"
    return Slip(number, key.start("key"), len(key["key"]) + 1, message, f"write `{key['key']}: `, with a space")


def _no_colon(number: int, line: str) -> Slip | None:
    key = re.match(rf"{KEY} ?(?P<sign>[：﹕ː∶;=]|->|=>)\s*", line)
    if not key:
        return None
    char = key["sign"]
    message = f"after `{key['key']}` stands {f'`{char}`' if char.isascii() else named(char)}, not a colon"
    length = key.end("sign") - key.start("key")
    return Slip(number, key.start("key"), length, message, f"write `{key['key']}: `, with a colon and a space")


def _bullet(number: int, line: str) -> Slip | None:
    bullet = re.match(rf"\s*([*{BULLETS}])\s*\S", line)
    if not bullet:
        return None
    return Slip(number, bullet.start(1), 1, f"{named(bullet[1])} begins no item of a list", "type `- ` in its place")


def _dash(number: int, line: str) -> Slip | None:
    dash = re.match(r"\s*(-)[^\s\-]\S*:\s", line)
    return dash and Slip(number, dash.start(1), 1, "a space is missing after `-`", "type `- `, a hyphen and a space")


def _round(number: int, line: str) -> Slip | None:
    bracket = re.search(r"(?:^|[:\-\[,])\s+(\()[\w-]+\s*:\s", line)
    hint = "type { in place of ( and } in place of )"
    return bracket and Slip(number, bracket.start(1), 1, "( ) hold no keys and values", hint)


def star(spot: Spot) -> Slip | None:
    """A list of Markdown's where YAML wants hyphens."""
    bullet = re.match(r"\s*(\*) +\S", spot.here)
    if bullet and "alphabetic" in spot.problem and spot.column == bullet.end(1):
        return Slip(spot.line, bullet.start(1), 1, "`*` begins no item of a list", "type `- ` in its place")
    return None
