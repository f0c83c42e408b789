"""A mail that is ready to be sent: the brief's summary as text and HTML, the PDF attached, written as a draft.

Nothing is sent. The draft says so to mail programs by `X-Unsent: 1`; sender, date and Message-ID are theirs to give,
so that the same edition gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from markupsafe import Markup

from briefpress.core.design import Design
from briefpress.core.paths import STYLES
from briefpress.formats.addresses import shown
from briefpress.graphics.tokens import read_tokens
from briefpress.markup.jinja import Templates
from briefpress.markup.render import names
from briefpress.markup.stylesheets import BRIEF, HOUSE, files, stylesheets
from briefpress.schema.edition import Edition

#: A link into the PDF, which a mail has not.
_INNER = re.compile(r'<a href="#[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
#: What holds a line together or an address in its direction, and is copied with a name, or shown as a box.
_UNSEEN = str.maketrans("", "", "\u2060\u200e")


@dataclass(frozen=True)
class Letter:
    """What is written in a mail, and the file that is attached to it."""

    subject: str
    text: str
    html: str
    language: str
    name: str
    data: bytes


def compose(edition: Edition, design: Design, name: str, data: bytes) -> Letter:
    """The words of a mail, by the templates `mail.txt` and `mail.html`; raises Unprintable."""
    templates = Templates(edition.folder / "templates")
    given = _names(edition, design, name, len(data))
    text, html = (templates.render(f"mail.{kind}", given).translate(_UNSEEN) for kind in ("txt", "html"))
    return Letter(str(given["subject"]), text.strip() + "\n", html + "\n", edition.language.code, name, data)


def message(letter: Letter, to: Sequence[Address], cc: Sequence[Address] = ()) -> bytes:
    """The mail as a file (RFC 5322, RFC 2045): both bodies as alternatives, the PDF beside them."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = letter.subject
    made["To"] = to
    if cc:
        made["Cc"] = cc
    made["X-Unsent"] = "1"
    # In this encoding no line can be a boundary: `=` never stands before `_`.
    made.set_content(letter.text, cte="quoted-printable")
    made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for part in made.iter_parts():
        part["Content-Language"] = letter.language
    made.set_boundary("=_alternative")
    made.add_attachment(letter.data, maintype="application", subtype="pdf", filename=letter.name)
    made.set_boundary("=_mixed")
    made["Content-Language"] = letter.language
    return made.as_bytes()


def _names(edition: Edition, design: Design, name: str, size: int) -> dict[str, Any]:
    """The names that the templates of a mail may use; templates/README.md lists them."""
    brief, labels = edition.brief, edition.labels
    sheets = stylesheets(edition, design)
    tokens = read_tokens(files(sheets, {BRIEF: edition.folder, f"{HOUSE}styles/": STYLES}), edition.language.code)
    title = f"{brief.title} ({labels.draft})" if brief.status == "draft" else brief.title
    subject = labels.mail.subject.replace("{marking}", brief.marking).replace("{title}", title)
    return names(edition, design, sheets) | {
        "subject": shown(subject),
        "file": name,
        "kilobytes": edition.language.number(max(1, round(size / 1000))),
        "colour": tokens.mix,
        "unlinked": _unlinked,
        "paragraphs": _paragraphs,
    }


def _unlinked(text: Any) -> Markup:
    """A phrase or passage without its links into the PDF."""
    return Markup(_INNER.sub(r"\1", str(text.html)))  # noqa: S704 (it was escaped when it was read)


def _paragraphs(text: Any) -> list[str]:
    """The paragraphs of a phrase or passage, and the items of its lists, as plain text."""
    parts = re.split(r"</p>|</li>|<br */?>", str(text.html))
    return [plain for part in parts if (plain := Markup(part).striptags())]  # noqa: S704 (escaped)
