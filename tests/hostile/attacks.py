"""Attacks as data: the cases of tests/hostile/cases, how each is carried out, and what is looked at afterwards.

A case is a brief, tests/data/small, with something changed, and a command, which is `build` unless it says another:

    attack: what a stranger hopes for
    template: "…"        # stands in templates/parts/masthead.html, on its second line
    css: "…"             # styles/own.css
    sentence: "…"        # stands in place of a sentence of fr.yaml; `title` in place of the title
    block, words: "…"    # a block of the section, and its words in fr.yaml (YAML)
    chart: {...}         # a chart of bars, with this over its specification
    rows: {name: …}      # a table whose rows come from this file
    drawing: "…"         # what stands in a drawing that is shown; `picture` is a whole file
    bound: "…"           # the objects of a PDF that a dossier binds
    facts, manuscript: "…"   # lines at the end of brief.yaml and fr.yaml
    files: {path: text}  # more files; what is no text is told by one of the keys of MAKERS
    command: [...]       # BRIEF and OUT are its folder and that of the files
    lacks: [...]         # what stands in no file that is written
    is: …                # what comes of it: the code and the place of a problem that stops it, `usage` or `harmless`
    slow: true           # where it takes its time: it is carried out by `make attacks` alone

In all texts, @HOST@ is the address of a listener, and @OUTSIDE@ a folder with files that bear the canary.

Run as a program, it carries out all of them and prints what came of them, in Markdown.
"""

from __future__ import annotations

import base64
import json
import os
import quopri
import re
import shutil
import socket
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import yaml
from PIL import Image

HERE = Path(__file__).resolve().parent
SMALL = HERE.parent / "data" / "small"
#: Stands in every file outside, and in nothing that is written or told.
CANARY = "CANARY7f3a91"
#: The size of the picture outside, which no other has.
_PICTURE = (613, 419)
#: What is told: the place, if it has one, and the code.
_TOLD = re.compile(r"^(?:(\S+): )?\S.* \[([a-z]+(?:-[a-z]+)*)\]$", re.MULTILINE)
#: The most that a case may take, in seconds of the clock: the machine is shared with all tests.
_SECONDS = 90


@dataclass(frozen=True)
class Attack:
    """A case, as its file has it."""

    kind: str
    #: `attack`, and all other keys.
    case: dict[str, Any]

    @property
    def name(self) -> str:
        """The kind and what is hoped for."""
        return f"{self.kind}: {self.case['attack']}"


@dataclass(frozen=True)
class Outcome:
    """What came of an attack."""

    #: None where it had to be stopped.
    code: int | None
    processor: float
    out: str
    err: str
    #: Calls at the listener, and files in which the canary stands.
    calls: int
    leaks: list[str]
    #: The files that were written, unpacked.
    written: dict[str, bytes] = field(default_factory=dict)

    @property
    def told(self) -> list[str]:
        """Code and place of all problems."""
        return [f"{code} {place}".rstrip() for place, code in _TOLD.findall(self.err)]

    @property
    def answers(self) -> set[str]:
        """What a case may say of it: codes alone, with their line, and with their column; `usage` or `harmless`."""
        if self.code == 0:
            return {"harmless"}
        lines = {re.sub(r"(:\d+):\d+$", r"\1", problem) for problem in self.told}
        return {*self.told, *lines, *(problem.split()[0] for problem in self.told)} or {"usage"}

    @property
    def verdict(self) -> str:
        """The column of the table."""
        if self.calls or self.leaks:
            return "outside"
        if self.code is None:
            return "hang"
        return {0: "harmless", 1: "refused", 2: "refused"}.get(self.code, "traceback")


def attacks() -> Iterator[Attack]:
    """All cases, by the files they stand in."""
    for path in sorted((HERE / "cases").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield Attack(path.stem, case)


class Ground:
    """Where attacks are carried out: a warm press, a listener, and files outside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._outside = _outside(folder / "outside")
        self._known = {path.name for path in self._outside.iterdir()}
        self._listeners = _listening()
        self._port = self._listeners[0].getsockname()[1]
        command = [sys.executable, str(HERE / "warm_press.py")]
        self._press = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def close(self) -> None:
        """End the press and the listener."""
        self._press.communicate()
        for listener in self._listeners:
            listener.close()

    def attempt(self, attack: Attack) -> Outcome:
        """Carry out an attack."""
        shutil.rmtree(self._folder / "work", ignore_errors=True)
        brief, out = self._folder / "work" / "small", self._folder / "work" / "out"
        shutil.copytree(SMALL, brief)
        case = json.loads(self._filled(json.dumps({**_shorthand(attack.case), **attack.case})))
        _prepare(brief, case)
        arguments = [
            {"BRIEF": str(brief), "OUT": str(out)}.get(word, word.replace("BRIEF/", f"{brief}/"))
            for word in case.get("command", ["build", "BRIEF", "--out", "OUT"])
        ]
        streams = {name: str(self._folder / name) for name in ("out", "err")}
        request = {"arguments": arguments, "folder": str(brief.parent), "seconds": _SECONDS, **streams}
        assert self._press.stdin is not None
        assert self._press.stdout is not None
        self._press.stdin.write(f"{json.dumps(request)}\n")
        self._press.stdin.flush()
        answer = json.loads(self._press.stdout.readline())
        told = {name: Path(path).read_text("utf-8", "replace") for name, path in streams.items()}
        written = {str(path.relative_to(out)): _unpacked(path) for path in _files(out)}
        leaks = [name for name, text in told.items() if CANARY in text]
        leaks += [name for name, data in written.items() if CANARY.encode() in data]
        leaks += sorted({path.name for path in self._outside.iterdir()} - self._known)
        return Outcome(answer["code"], answer["processor"], **told, calls=self._calls(), leaks=leaks, written=written)

    def _filled(self, text: str) -> str:
        return text.replace("@HOST@", f"127.0.0.1:{self._port}").replace("@OUTSIDE@", str(self._outside))

    def _calls(self) -> int:
        """How often somebody has called since it was asked last."""
        calls = 0
        for listener in self._listeners:
            while True:
                try:
                    if listener.type == socket.SOCK_STREAM:
                        listener.accept()[0].close()
                    else:
                        listener.recvfrom(1)
                except BlockingIOError:
                    break
                calls += 1
        return calls


#: The words of a block that is a chart, a table or a figure.
_WORDS = "c: {alt: x, caption: y, words: {year: a, amount: b}}"
_CHART = {
    "data": {"values": [{"year": 2001, "amount": 3}, {"year": 2002, "amount": 5}]},
    "mark": "bar",
    "encoding": {"x": {"field": "year", "type": "ordinal"}, "y": {"field": "amount", "type": "quantitative"}},
}
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">'
_DOSSIER = "title: T\nlanguage: fr\ndate: 2026-11-23\nparts:\n  - {file: a.pdf, title: A}\n"


def _shorthand(case: dict[str, Any]) -> dict[str, Any]:
    """The block and the words that a chart or a table of a case stands for."""
    if "chart" in case:
        spec = {**_CHART, **case["chart"]}
        if "encoding" in case["chart"] and isinstance(case["chart"]["encoding"], dict):
            spec["encoding"] = {**_CHART["encoding"], **case["chart"]["encoding"]}  # type: ignore[dict-item]
        return {"block": json.dumps({"id": "c", "type": "chart", "spec": spec}), "words": _WORDS}
    if "rows" in case:
        columns = [{"id": "year"}, {"id": "amount"}]
        data = {"file": next(iter(case["rows"]))}
        table = {"id": "c", "type": "table", "columns": columns, "data": data}
        return {"block": json.dumps(table), "words": "c: {caption: y, columns: {year: year, amount: amount}}"}
    if "bound" in case:
        return {"command": ["dossier", "BRIEF/m.yaml", "--out", "OUT"]}
    return {}


def _named_files(case: dict[str, Any]) -> dict[str, Any]:
    """The files that a case adds to its brief."""
    files: dict[str, Any] = {}
    shown = {"picture": "a.png", "drawing": "a.svg"}
    for key, name in shown.items():
        if key in case:
            files["templates/parts/masthead.html"] = f'<h1>x</h1><img src="https://brief.invalid/{name}" alt="x">'
            files[name] = f"{_DRAWING}{case[key]}</svg>" if key == "drawing" else case[key]
    if "template" in case:
        files["templates/parts/masthead.html"] = f"<h1>x</h1>\n{case['template']}"
    if "css" in case:
        files["styles/own.css"] = case["css"]
    if "bound" in case:
        files |= {"m.yaml": _DOSSIER, "a.pdf": {"pdf": case["bound"]}}
    return files | case.get("rows", {}) | case.get("files", {})


def _prepare(brief: Path, case: dict[str, Any]) -> None:
    """Change the brief as the case says."""
    facts, words = brief / "brief.yaml", brief / "fr.yaml"
    files = _named_files(case)
    _replace(words, "Le bureau a ouvert en 2009.", case.get("sentence"))
    _replace(words, "Un bureau à Bruxelles", case.get("title"))
    if "block" in case:
        _insert(facts, "    blocks:\n", f"      - {case['block']}\n")
        _insert(words, "    blocks:\n", f"      {case.get('words', '')}\n")
    for path, name in ((facts, "facts"), (words, "manuscript")):
        path.write_text(path.read_text("utf-8") + case.get(name, ""), "utf-8")
    for name, content in files.items():
        path = brief / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        _make(path, content)


def _replace(path: Path, before: str, after: str | None) -> None:
    if after is not None:
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, json.dumps(after)), "utf-8")


def _insert(path: Path, line: str, piece: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(line, f"{line}{piece}", 1), "utf-8")


def _listening() -> list[socket.socket]:
    """Two sockets of one port that wait, one for TCP and one for UDP. Nobody has to accept a call to know of it."""
    tcp = socket.create_server(("127.0.0.1", 0), backlog=64)
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(tcp.getsockname())
    for listener in (tcp, udp):
        listener.setblocking(False)
    return [tcp, udp]


def _outside(folder: Path) -> Path:
    """Files that are none of a brief's, each of a kind that the press could print."""
    folder.mkdir()
    for name, text in {
        "secret.txt": CANARY,
        "secret.css": f'p::before {{ content: "{CANARY}" }}',
        "secret.html": f"<p>{CANARY}</p>",
        "secret.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{CANARY}</title><text>{CANARY}</text></svg>',
        "secret.yaml": (SMALL / "fr.yaml").read_text("utf-8").replace("Le bureau a", f"{CANARY} a"),
        "secret.csv": f"year,amount\n2001,{CANARY}\n",
        "secret.bib": f"@book{{a, title={{{CANARY}}}, year=2020}}\n",
        "secret.json": json.dumps({"languages": ["fr"], "x": CANARY}),
    }.items():
        (folder / name).write_text(text, "utf-8")
    Image.new("RGB", _PICTURE, (17, 201, 93)).save(folder / "secret.png")
    return folder


# What a file of a case is, where it is not a text.


def _png(size: list[int]) -> bytes:
    """A grey picture of a width and a height, with as few bytes as it needs."""
    width, height = size
    packer = zlib.compressobj(9)
    row = bytes(width + 1)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    chunks = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", data), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _bomb_in_png(name: str) -> bytes:
    """A small picture with a chunk that unpacks to 100 MB."""
    picture = _png([9, 9])
    return picture[:33] + _chunk(name.encode(), b"a\0\0" + zlib.compress(bytes(100_000_000))) + picture[33:]


def _picture(kind: str) -> bytes:
    """A picture in a format that is not one of the web's, or not one of print."""
    file = BytesIO()
    Image.new("RGB", (200, 100), (20, 40, 60)).save(file, kind)
    return file.getvalue()


def _repeated(pieces: list[Any]) -> bytes:
    """Texts, each followed by how often it is written."""
    return "".join(text * number for text, number in zip(pieces[::2], pieces[1::2], strict=True)).encode()


def _zip(entries: dict[str, Any]) -> bytes:
    """A zip file; an entry that is a list is text that is repeated."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, _repeated(content) if isinstance(content, list) else content)
    return file.getvalue()


def _pdf(objects: str) -> bytes:
    """A PDF of these objects, each of which begins with its number, as `1 0 obj`; the first is the catalogue."""
    body = f"%PDF-1.7\n{objects}\n".encode()
    offsets = {int(match[1]): match.start() for match in re.finditer(rb"\b(\d+) 0 obj\b", body)}
    entries = [f"{offsets.get(number, 0):010} 00000 {'n' if number in offsets else 'f'} \n" for number in range(10)]
    table = f"xref\n0 10\n{''.join(entries)}trailer <</Size 10/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + table.encode()


#: How the bytes of a file are made from what a case says of it.
MAKERS: dict[str, Callable[[Any], bytes]] = {
    "base64": base64.b64decode,
    "repeated": _repeated,
    "png": _png,
    "bomb_in_png": _bomb_in_png,
    "picture": _picture,
    "zip": _zip,
    "pdf": _pdf,
    "house": lambda name: (HERE.parents[1] / name).read_bytes(),
    "encoded": lambda pair: str(pair[0]).encode(pair[1]),
}


def _make(path: Path, content: Any) -> None:
    """Write a file as a case says: a text, a link, a pipe, a device, a hole, or what one of the MAKERS makes."""
    if isinstance(content, str):
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        return
    ((kind, value),) = content.items()
    if kind == "link":
        path.symlink_to(value)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as place:
            place.bind(str(path))
    elif kind == "folder":
        path.mkdir()
    elif kind == "hole":
        with path.open("wb") as file:
            file.truncate(value)
    else:
        path.write_bytes(MAKERS[kind](value))


# What is looked at afterwards.


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*") if folder.is_dir() else ():
        if stat.S_ISREG(path.lstat().st_mode):
            yield path


def _unpacked(path: Path) -> bytes:
    """The bytes of a file, and of all that is packed or encoded in it."""
    data = path.read_bytes()
    if path.suffix in (".html", ".eml", ".svg"):
        parts = [base64.b64decode(part) for part in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)]
        if path.suffix == ".eml":
            parts.append(quopri.decodestring(data))
        data += b"".join(parts)
    elif path.suffix == ".docx":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            data = b"\n".join(_stream(item) for item in pdf.objects if isinstance(item, pikepdf.Stream))
    return data.replace(struct.pack(">II", *_PICTURE), CANARY.encode())


def _stream(item: pikepdf.Stream) -> bytes:
    """What a stream of a PDF holds; of a picture its size."""
    if item.get("/Subtype") == "/Image":
        return struct.pack(">II", int(item.Width), int(item.Height))
    return item.read_bytes()


def main() -> None:
    """Carry out all attacks and print the table of what came of them."""
    counts: dict[str, Counter[str]] = {}
    processor = 0.0
    with TemporaryDirectory() as folder:
        ground = Ground(Path(folder))
        for attack in attacks():
            outcome = ground.attempt(attack)
            processor += outcome.processor
            counts.setdefault(attack.kind, Counter())[outcome.verdict] += 1
            print(f"{outcome.verdict:9} {outcome.processor:5.1f} s {attack.name}: {outcome.told[:2]}", file=sys.stderr)
        ground.close()
    columns = ("refused", "harmless", "outside", "traceback", "hang")
    total = sum(counts.values(), Counter())
    print(f"| Kind | Cases | {' | '.join(columns)} |\n|---|{'---|' * 6}")
    for kind, count in [*counts.items(), ("all", total)]:
        print(f"| {kind} | {count.total()} | {' | '.join(str(count[column]) for column in columns)} |")
    print(f"{processor:.0f} seconds of the processor", file=sys.stderr)


if __name__ == "__main__":
    main()
