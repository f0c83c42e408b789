"""A child reaches nothing outside, costs no more than it may, and is told of however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing import connection
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

import pytest

from briefpress.confined import landlock, seccomp
from briefpress.confined.children import run, run_all
from briefpress.confined.ends import End
from briefpress.confined.limits import USUAL, Limits, raised
from briefpress.confined.reply import Fallen, Reply
from briefpress.confined.service import Service, ask
from briefpress.confined.tasks import Progress, Task
from briefpress.core.paths import PACKAGE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the locks are those of Linux")

TIGHT = Limits(processor=1, clock=200, memory=1_000_000_000, file=1_000_000, answer=1_000_000)
Job = Callable[[Progress], Reply]


def told(job: Job, limits: Limits = TIGHT) -> str:
    """The problem of a child that does not answer, as it is printed."""
    outcome = run(job, limits=limits, reads=(), name="note.en")
    assert isinstance(outcome, Fallen), outcome
    return str(outcome.problem)


def test_an_answer_comes_as_it_was_given() -> None:
    stages: list[str] = []
    files = {"file/pdf": bytes(range(256)) * 500, "empty": b""}

    def job(progress: Progress) -> Reply:
        progress("read")
        progress("typeset")
        return Reply({"pages": 2, "words": "é\n"}, files)

    outcome = run(job, limits=USUAL, reads=(), name="note.en", progress=stages.append)
    assert outcome == Reply({"pages": 2, "words": "é\n"}, files)
    assert stages == ["read", "typeset"]


def end_by(number: int) -> Job:
    return lambda _progress: os.kill(os.getpid(), number) or Reply()


def raise_one(_progress: Progress) -> Reply:
    raise ValueError("a fault\x1b[2J of the press")


def say(data: bytes) -> Job:
    """A child that writes into its pipe by itself, and says no more."""

    def job(_progress: Progress) -> Reply:
        pipe = max(int(path.name) for path in Path("/proc/self/fd").iterdir() if path.exists())
        os.write(pipe, data)
        os._exit(0)

    return job


def leave_one_behind(_progress: Progress) -> Reply:
    if os.fork() == 0:
        signal.pause()
    os._exit(0)


@pytest.mark.parametrize(
    ("job", "words"),
    [
        (end_by(signal.SIGSEGV), "SIGSEGV: a library that the press stands on has crashed"),
        (end_by(signal.SIGABRT), "SIGABRT"),
        (end_by(signal.SIGKILL), "somebody, or the machine for want of memory, has ended it"),
        (raise_one, "the press itself failed: ValueError: a fault"),
        (lambda _progress: sys.exit(0), "it gave no answer"),
        (lambda _progress: os._exit(0), "it gave no answer"),
        (leave_one_behind, "it gave no answer"),
        (say(b"[]]\n"), "it gave no answer"),
        (say(b'["stage"]\n'), "it gave no answer"),
        (say(b'{"values": {}, "files": {"a": 5}}\nabc'), "it gave no answer"),
        (say(b'{"values": {}, "files": {"a": -1}}\n'), "it gave no answer"),
        (say(b'{"values": {}, "files": {}}\nmore'), "it gave no answer"),
        (say(b"[" * 50_000 + b"\n"), "it gave no answer"),
        (say(b'{"values": 1, "files": {}}\n'), "it gave no answer"),
        (say(b'{"values": {"end": [1, 2, 3]}, "files": {}}\n'), "it gave no answer"),
    ],
)
def test_a_child_that_does_not_answer_is_told(job: Job, words: str) -> None:
    problem = told(job)
    assert "[stage-failed]" in problem
    assert words in problem


def test_what_a_child_leaves_behind_is_ended() -> None:
    stages: list[str] = []

    def job(progress: Progress) -> Reply:
        if (pid := os.fork()) == 0:
            signal.pause()
        progress(str(pid))
        os._exit(0)

    run(job, limits=TIGHT, reads=(), name="note.en", progress=stages.append)
    with suppress(ProcessLookupError):
        assert connection.wait([os.pidfd_open(int(stages[0]))], 60), "it lives on"


def loop(_progress: Progress) -> Reply:
    while True:
        pass


def write_a_file(size: int) -> Job:
    def job(_progress: Progress) -> Reply:
        with TemporaryFile() as file:
            file.write(bytes(size))
        return Reply({"size": size})

    return job


def allocate(size: int) -> Job:
    return lambda _progress: Reply({"size": len(bytearray(size))})


def answer(size: int) -> Job:
    return lambda _progress: Reply({}, {"file": bytes(size)})


@pytest.mark.parametrize(
    ("job", "limits", "words"),
    [
        (loop, TIGHT, "more than 1 s of the processor"),
        (lambda _progress: signal.pause() or Reply(), replace(TIGHT, clock=1), "more than 1 s by the clock"),
        (allocate(1_100_000_000), TIGHT, "more than 1000 MB of memory"),
        (write_a_file(1_000_001), TIGHT, "more than 1 MB in one file"),
        (answer(1_000_001), TIGHT, "more than 1 MB of finished files"),
    ],
)
def test_what_is_too_much_is_told(job: Job, limits: Limits, words: str) -> None:
    def staged(progress: Progress) -> Reply:
        progress("typeset, page 7")
        return job(progress)

    problem = told(staged, limits)
    assert "[too-much]" in problem
    assert f"`note.en` was stopped at `typeset, page 7`: it needs {words}" in problem
    assert "usual is " in problem
    assert "a table of many thousand rows" in problem
    assert "--limits 2" in problem


@pytest.mark.parametrize(("factor", "is_enough"), [(1, False), (2, True)])
def test_limits_that_are_raised_hold_for_all_children_and_theirs(factor: int, is_enough: bool) -> None:
    def job(_progress: Progress) -> Reply:
        outcome = run(answer(1_500_000), limits=TIGHT, reads=(), name="inner")
        return Reply(
            {
                "is enough": isinstance(outcome, Reply),
                "inner": "" if isinstance(outcome, Reply) else str(outcome.problem),
            }
        )

    with raised(factor):
        outcome = run(job, limits=TIGHT, reads=(), name="note.en")
    assert isinstance(outcome, Reply)
    assert outcome.values["is enough"] is is_enough
    assert is_enough or "--limits 2, or more" in outcome.values["inner"]


@pytest.mark.parametrize("job", [write_a_file(1_000_000), answer(999_900), allocate(500_000_000)])
def test_what_is_just_enough_is_answered(job: Job) -> None:
    assert isinstance(run(job, limits=TIGHT, reads=(), name="note.en"), Reply)


def test_a_child_that_fell_costs_the_others_nothing() -> None:
    jobs = [end_by(signal.SIGSEGV), answer(10), raise_one, answer(20)]
    tasks = [Task(str(number), job, (), TIGHT) for number, job in enumerate(jobs)]
    outcomes = dict(run_all(tasks, 2, lambda _name, _stage: None))
    assert [type(outcomes[number]) for number in range(4)] == [Fallen, Reply, Fallen, Reply]


def reached(attempts: dict[str, Callable[[], object]]) -> Job:
    """A child that answers with the names of the attempts that the machine let it do."""

    def job(_progress: Progress) -> Reply:
        done = []
        for name, attempt in attempts.items():
            with suppress(OSError):
                attempt()
                done.append(name)
        return Reply({"done": done})

    return job


@pytest.mark.skipif(landlock.abi() < 6, reason="the Landlock of this kernel knows no signals")
def test_nothing_outside_is_reached(tmp_path: Path) -> None:
    canary, brief, parent = tmp_path / "canary", tmp_path / "brief", os.getpid()
    canary.write_text("a secret")
    brief.mkdir()
    (brief / "brief.yaml").write_text("title: A brief")
    (brief / "link").symlink_to(canary)
    (brief / "fr.yaml").hardlink_to(brief / "brief.yaml")
    listener = socket.create_server(("127.0.0.1", 0))
    address = listener.getsockname()
    attempts: dict[str, Callable[[], object]] = {
        "a file beside": canary.read_bytes,
        "a link to it": (brief / "link").read_bytes,
        "the way up": (brief / ".." / "canary").read_bytes,
        "a folder": lambda: [*tmp_path.iterdir()],
        "a new file": lambda: (tmp_path / "new").write_text("new"),
        "a change of the brief": lambda: (brief / "brief.yaml").write_text("changed"),
        "a file less": (brief / "fr.yaml").unlink,
        "another name": lambda: (brief / "fr.yaml").rename(brief / "de.yaml"),
        "a change of the house": lambda: (PACKAGE / "new.py").write_text("new"),
        "a link from outside": lambda: Path(gettempdir(), "link").hardlink_to(canary),
        "the accounts": Path("/etc/passwd").read_bytes,
        "what another process has": Path(f"/proc/{parent}/environ").read_bytes,
        "its memory": lambda: os.open(f"/proc/{parent}/mem", os.O_RDONLY),
        "its files": lambda: [*Path(f"/proc/{parent}/fd").iterdir()],
        "a signal": lambda: os.kill(parent, 0),
        "the network": lambda: socket.create_connection(address, 2),
        "a server": lambda: socket.create_server(("127.0.0.1", 0)),
    }
    with listener:
        outcome = run(reached(attempts), limits=USUAL, reads=(brief,), name="note.en")
    assert outcome == Reply({"done": []})
    allowed: dict[str, Callable[[], object]] = {
        "the brief": (brief / "brief.yaml").read_bytes,
        "the house": (PACKAGE / "__init__.py").read_bytes,
        "a file of its own": lambda: Path(gettempdir(), "own").write_text("own"),
    }
    assert run(reached(allowed), limits=USUAL, reads=(brief,), name="note.en") == Reply({"done": [*allowed]})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief", "canary"]


@pytest.mark.skipif(not seccomp.is_there(), reason="this machine has no seccomp, or its calls are not known")
def test_no_socket_is_opened_and_no_session_begun() -> None:
    attempts: dict[str, Callable[[], object]] = {
        "a socket of the machine": lambda: socket.socket(socket.AF_UNIX),
        "datagrams": lambda: socket.socket(type=socket.SOCK_DGRAM),
        "IPv6": lambda: socket.socket(socket.AF_INET6),
        "routes": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        "a session": os.setsid,
        "a group": lambda: os.setpgid(0, 0),
        "a root": lambda: os.chroot(gettempdir()),
        "a program in a session": lambda: subprocess.run(["true"], start_new_session=True, check=True),
    }
    assert run(reached(attempts), limits=USUAL, reads=(), name="note.en") == Reply({"done": []})


def test_a_child_knows_no_variable_of_its_parent_but_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE_TOKEN", "a secret")

    def job(_progress: Progress) -> Reply:
        began_with = Path("/proc/self/environ").read_bytes().strip(b"\0").decode()
        return Reply({"names": [*os.environ], "began with": began_with, "home": os.environ["HOME"]})

    outcome = run(job, limits=USUAL, reads=(), name="note.en")
    assert isinstance(outcome, Reply)
    assert "OFFICE_TOKEN" not in outcome.values["names"]
    assert "PATH" in outcome.values["names"]
    assert outcome.values["began with"] == ""
    assert outcome.values["home"] != os.environ.get("HOME")


def shout(request: bytes) -> bytes:
    """Answers in capitals; dies of `die`, and does not come to an end of `loop`."""
    if request == b"die":
        os.kill(os.getpid(), signal.SIGSEGV)
    while request == b"loop":
        pass
    return request.upper()


def test_a_service_answers_many_and_tells_how_it_ended() -> None:
    served = Service("service", shout, TIGHT)
    try:
        assert served.ask(b"one") == b"ONE"
        others = [served.connect(), served.connect()]
        assert [ask(other, b"two", TIGHT) for other in others] == [b"TWO", b"TWO"]
        end = served.ask(b"die")
        assert isinstance(end, End)
        assert end.accident.startswith("SIGSEGV")
        assert ask(others[0], b"three", TIGHT) is None
    finally:
        served.end()


def test_a_service_starts_its_engine_before_it_is_asked() -> None:
    requests: list[bytes] = []

    def noted(request: bytes) -> bytes:
        requests.append(request)
        return repr(requests).encode()

    served = Service("service", noted, TIGHT)
    try:
        served.prepare()
        assert served.ask(b"one") == b"[b'', b'one']"
    finally:
        served.end()


def test_a_service_whose_engine_does_not_start_is_told_when_it_is_asked() -> None:
    def dead(_request: bytes) -> bytes:
        os.kill(os.getpid(), signal.SIGSEGV)
        return b""

    served = Service("service", dead, TIGHT)
    try:
        served.prepare()
        end = served.ask(b"one")
        assert isinstance(end, End)
        assert end.accident.startswith("SIGSEGV")
    finally:
        served.end()


@pytest.mark.parametrize("factor", [1, 2])
def test_a_service_has_its_time_for_each_request(factor: int) -> None:
    with raised(factor):
        served = Service("service", shout, TIGHT)
    try:
        end = served.ask(b"loop")
        assert isinstance(end, End)
        assert (end.limit, end.limits.processor) == ("processor", factor)
    finally:
        served.end()


def test_a_child_has_no_file_of_its_parent_open(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    with secret.open() as file:
        os.set_inheritable(file.fileno(), True)
        job = reached({"an open file": lambda: os.read(file.fileno(), 1)})
        outcome = run(job, limits=USUAL, reads=(), name="note.en")
    assert outcome == Reply({"done": []})


def test_the_private_folder_is_gone_with_the_child() -> None:
    def job(_progress: Progress) -> Reply:
        folder = Path(gettempdir())
        (folder / "deep" / "er").mkdir(parents=True)
        (folder / "deep").chmod(0o500)
        return Reply({"folder": str(folder)})

    outcome = run(job, limits=USUAL, reads=(), name="note.en")
    assert isinstance(outcome, Reply)
    assert not Path(outcome.values["folder"]).exists()
