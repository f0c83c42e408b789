"""A mail that is ready to be sent: the brief's summary as text and HTML, the PDF attached, written as a draft.

Nothing is sent. The draft says so to mail programs by `X-Unsent: 1`; sender, date and Message-ID are theirs to give,
so that the same edition gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any

import pypdfium2
from lxml.html import HtmlElement
from markupsafe import Markup

from briefpress.core.design import Design
from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable
from briefpress.formats import allowed
from briefpress.formats.addresses import header_text
from briefpress.formats.headers import AS_ENCODED, attached, check, encoded, encoded_addresses
from briefpress.graphics.tokens import read_tokens
from briefpress.language.small_letters import small
from briefpress.markup.jinja import Templates
from briefpress.markup.names import names
from briefpress.markup.origin_marks import settled, without_marks
from briefpress.markup.stylesheets import BRIEF, HOUSE, files, stylesheets
from briefpress.markup.tree import markup, parse, serialize
from briefpress.schema.edition import Edition

#: What holds a line together or a URL in its direction, and is copied with a name, or shown as a box.
_INVISIBLE = str.maketrans("", "", "\u2060\u200e")
#: How the elements of a text are set: a mail has no stylesheet, and its readers have their own.
_STYLES = {
    "p": "margin: 0 0 16px",
    "ul": "margin: 0 0 16px; padding: 0 20px; list-style-type: '–  '",
    "ol": "margin: 0 0 16px; padding: 0 24px",
}
#: Stands where a paragraph ends (Unicode, 23.2).
_END = "\u2029"


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
    """The words of a mail with this PDF, by the templates `mail.txt` and `mail.html`; raises Unprintable."""
    check_allowed(edition)
    if design.contents is None:
        with pypdfium2.PdfDocument(data) as document:
            design = design.for_pages(len(document))
    templates = Templates(edition.folder / "templates", edition.files)
    context = _context(edition, design, name, len(data))
    text = without_marks(templates.render("mail.txt", context)).translate(_INVISIBLE)
    page = settled(templates.render("mail.html", context), with_lines=True).translate(_INVISIBLE)
    html = serialize(allowed.mail(page, edition))
    return Letter(str(context["subject"]), text.strip() + "\n", html, edition.language.code, name, data)


def check_allowed(edition: Edition) -> None:
    """Raise Unprintable where what is so marked is not to be mailed."""
    if edition.marking and edition.marking.mail == "refused":
        message = f"what is marked {edition.marking.printed} is not sent by mail: its marking says `mail: refused`"
        hint = "hand it over in another way; the PDF is printed by `build`"
        raise Unprintable([Problem("refused-mail", message, edition.places.get("marking"), hint)])


def message(letter: Letter, to: Sequence[Address], cc: Sequence[Address] = ()) -> bytes:
    """The mail as a file (RFC 5322, RFC 2045): both bodies as alternatives, the PDF beside them.

    Raises Unprintable where its headers would be read otherwise than they are meant.
    """
    mail = EmailMessage(policy=AS_ENCODED)
    recipients = {name: addresses for name, addresses in (("To", to), ("Cc", cc)) if addresses}
    mail.set_raw("Subject", encoded(letter.subject, "Subject"))
    for name, addresses in recipients.items():
        mail.set_raw(name, encoded_addresses(addresses, name))
    mail["X-Unsent"] = "1"
    # In this encoding no line can be a boundary: `=` never stands before `_`.
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for part in mail.iter_parts():
        part["Content-Language"] = letter.language
    mail.set_boundary("=_alternative")
    mail.add_attachment(letter.data, maintype="application", subtype="pdf")
    mail.set_boundary("=_mixed")
    mail["Content-Language"] = letter.language
    for part in mail.iter_attachments():
        del part["Content-Disposition"]
        part.set_raw("Content-Disposition", attached(letter.name))
    data = mail.as_bytes()
    check(data, letter.subject, recipients, letter.name)
    return data


def _context(edition: Edition, design: Design, name: str, size: int) -> dict[str, Any]:
    """The names that the templates of a mail may use; templates/README.md lists them."""
    brief, labels = edition.brief, edition.labels
    sheets = stylesheets(edition, design)
    linked = files(sheets, {BRIEF: edition.folder, f"{HOUSE}styles/": STYLES})
    tokens = read_tokens(map(edition.files.text, linked), edition.language.code)
    title = f"{brief.title} ({labels.draft})" if brief.status == "draft" else brief.title
    marking = edition.marking
    # Without a marking the title is all that there is to say.
    subject = labels.mail.subject.replace("{marking}", marking.subject or marking.printed) if marking else "{title}"
    return names(edition, design, sheets) | {
        "subject": header_text(subject.replace("{title}", title)),
        "file": name,
        "kilobytes": edition.language.number(max(1, round(size / 1000))),
        "colour": tokens.mix,
        "unlinked": _unlinked,
        "paragraphs": _paragraphs,
    }


def _unlinked(text: Any) -> Markup:
    """A phrase or passage in the styles of a mail, without its links into the PDF, which a mail does not have."""
    _, body = parse(str(text.html))
    for link in body.xpath(".//a[starts-with(@href, '#')]"):
        link.drop_tag()
    for element in body.iter(*_STYLES):
        element.set("style", _STYLES[str(element.tag)])
    html = markup(body).removeprefix("<body>").removesuffix("</body>")
    return Markup(html)  # noqa: S704 (it was escaped when it was read, and is so again)


def _paragraphs(text: Any) -> list[str]:
    """The paragraphs of a phrase or passage, its items, its rows of tables and its definitions, as plain text."""
    _, body = parse(str(text.html))
    for figures in body.iter("sub", "sup"):
        figures.text = small(figures.text or "", str(figures.tag)) or figures.text
    for element in body.xpath(".//tr/*[position() < last()] | .//dt"):
        element.tail = f" · {(element.tail or '').lstrip()}"
    for item in body.iter("li"):
        _mark(item)
    for element in body.iter("p", "li", "br", "tr", "dd"):
        element.tail = _END + (element.tail or "")
    for inner in body.xpath(".//li/ul | .//li/ol"):
        inner.text = _END
    return [plain for part in body.text_content().split(_END) if (plain := " ".join(part.split()))]


def _mark(item: HtmlElement) -> None:
    """Put before the text of an item what a page has there: its number, or a dash."""
    around = item.getparent()
    if around is None or around.tag != "ol":
        mark = "- "
    else:
        # Each item says to the next one where it stands.
        number = int(item.get("value") or around.get("start") or 1)
        around.set("start", str(number + 1))
        mark = f"{number}. "
    first = item[0] if len(item) and not (item.text or "").strip() else item
    first.text = mark + (first.text or "").lstrip()
