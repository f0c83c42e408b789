"""The headers of a draft say what was meant, whatever a title, a name or a file is called."""

from __future__ import annotations

import email
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from conftest import press
from fast_mail_parser import parse_email

from briefpress.core.problems import Unprintable
from briefpress.formats.mail import Letter, message

HEADERS = ["Subject", "To", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"]
#: Texts that a header holds as they are.
TEXTS = [
    "=?utf-8?q?Note=0ABcc:_spy=40evil.example?=",
    "=?utf-8?b?YQpCY2M6IGNAZC5leGFtcGxl?=",
    "=?iso-8859-1?q?=0D=0A=0D=0A<script>?= =?utf-8?q?b?=",
    "Note =?utf-8?q?a=00b?= fin",
    "a =?x?= b",
    "=?utf-8?q?é?=",
    "Résumé: Bcc: a@b.example",
    'a; name=x', 'a"; filename="b.exe', "a%0d%0aBcc: c@d.example", "utf-8''a%0Ab", "a\\b (c) 'd', e@f.example: =_mixed",
    "a" * 59, "a" * 60, "a" * 61, "mot " * 80 + "fin", "é" * 300, "الخبر" * 40,
]  # fmt: skip


def parsed(data: bytes) -> EmailMessage:
    made = email.message_from_bytes(data, policy=default)
    assert isinstance(made, EmailMessage)
    return made


def draft(subject: str = "a", name: str = "a.pdf", to: str = "") -> bytes:
    return message(Letter(subject, "a\n", "<p>a</p>\n", "fr", name, b"%PDF"), [Address(to, addr_spec="a@b.example")])


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    # No system has longer names than this.
    name = text.encode()[:250].decode(errors="ignore") + ".pdf"
    data = draft(text, name, text)
    made, other = parsed(data), parse_email(data)
    assert sorted(made.keys()) == sorted(HEADERS)
    assert {name.lower() for name in other.headers} == {name.lower() for name in HEADERS}
    assert made["Subject"] == other.subject == text
    # Python reads a space between two encoded words of a name, where RFC 2047 (6.2) has none.
    assert ["".join(address.display_name.split()) for address in made["To"].addresses] == ["".join(text.split())]
    assert [part.get_filename() for part in made.iter_attachments()] == [name]
    assert [part.filename for part in other.attachments] == [name]
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998


#: Ends of lines, some of which only some programs know, and what turns the direction of a line.
@pytest.mark.parametrize(
    "given",
    [
        *(
            {"subject": f"a{end}Bcc: c@d.example"}
            for end in ("\r\n", "\r", "\n ", "\v", "\f", "\x1c", "\x85", "\u2028")
        ),
        {"subject": "a\x00b"},
        {"name": "a\r\nb.pdf"},
        {"name": "a\u202efdp.exe"},
        {"to": "a\u2029b"},
    ],
)
def test_what_would_be_read_otherwise_is_no_draft(given: dict[str, str]) -> None:
    with pytest.raises(Unprintable) as caught:
        draft(**given)
    assert [problem.code for problem in caught.value.problems] == ["unsafe-text"]


def test_a_title_adds_no_recipient(small: Path, tmp_path: Path) -> None:
    words = small / "fr.yaml"
    title = f'"{TEXTS[0]}"'
    words.write_text(words.read_text("utf-8").replace("Un bureau à Bruxelles", title, 1), "utf-8")
    run = press("mail", small, "--to", "a@b.example", "--out", tmp_path)
    assert run.code == 0, run.err
    made = parsed((tmp_path / "small.fr.eml").read_bytes())
    assert sorted(made.keys()) == sorted(HEADERS)
    assert TEXTS[0] in made["Subject"]
