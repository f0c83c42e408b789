"""The appearances that fields have, and what they show as a reader's program draws them: the letters in their boxes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Matrix, Name, Object, Rectangle, Stream
from pypdfium2 import raw

from briefpress.dossier.objects import dictionary, numbers, rectangle

#: By how much a letter may stand out of its box, in points.
_SLACK = 1.0


def appearance(widget: Object, state: str | None = None) -> Stream | None:
    """The form XObject that a widget shows, in this state or in its own."""
    form = dictionary(widget.get("/AP")).get("/N")
    if isinstance(form, Dictionary):
        form = form.get(f"/{state}" if state else str(widget.get("/AS", Name.Off)))
    return form if isinstance(form, Stream) and _has_area(form) else None


def _has_area(form: Stream) -> bool:
    sides = numbers(form.get("/BBox"))
    return len(sides) == 4 and sides[0] != sides[2] and sides[1] != sides[3]


def complete(form: Stream, acroform: Object) -> None:
    """Give an appearance what programs add by themselves: its type, and the fonts that the form alone has."""
    form.Type, form.Subtype = Name.XObject, Name.Form
    fonts = acroform.get("/DR", Dictionary()).get("/Font")
    resources = form.get("/Resources", Dictionary())
    if fonts is not None and "/Font" not in resources:
        resources.Font = fonts
        form.Resources = resources


def texts(forms: Sequence[Object]) -> list[str | None]:
    """The text that each form XObject shows; None where it shows letters that nobody can read from the file."""
    if not forms:
        return []
    data = BytesIO()
    with pikepdf.new() as file:
        for form in forms:
            box = _matrix(form).transform(rectangle(form.BBox))
            page = file.add_blank_page(page_size=(max(box.width, 3), max(box.height, 3)))
            page.obj.MediaBox = box.as_array()
            page.obj.Resources = Dictionary(XObject=Dictionary(A=file.copy_foreign(form)))
            page.obj.Contents = file.make_stream(b"/A Do")
        file.save(data)
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        return [_text(page) for page in document]


def _matrix(form: Object) -> Matrix:
    return Matrix(*numbers(form.get("/Matrix", Matrix().as_array())))


def _text(page: pypdfium2.PdfPage) -> str | None:
    box = Rectangle(*page.get_mediabox())
    text = page.get_textpage()
    letters = list(_letters(text, box))
    text.close()
    page.close()
    is_readable = all(letter and unicodedata.category(letter) not in ("Co", "Cn") for letter in letters)
    return "".join(letters) if is_readable else None


def _letters(text: pypdfium2.PdfTextPage, box: Rectangle) -> Iterator[str]:
    """The letters inside of a box, those without a character as ""."""
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            # A space or line end that no letter stands for.
            yield " "
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        x, y = (left + right) / 2, (bottom + top) / 2
        if box.llx - _SLACK <= x <= box.urx + _SLACK and box.lly - _SLACK <= y <= box.ury + _SLACK:
            code = raw.FPDFText_GetUnicode(text, index)
            yield "" if code in (0, 0xFFFD, 0xFFFE) else chr(code)


def has_letters(form: Object, text: str) -> bool:
    """Whether every program can show these letters in a form XObject: by fonts of the file, or those that all have."""
    fonts = form.get("/Resources", Dictionary()).get("/Font", Dictionary())
    is_latin = text.encode("cp1252", "ignore").decode("cp1252") == text
    return is_latin or all(map(_is_embedded, fonts.values()))


def _is_embedded(font: Object) -> bool:
    """Whether a font stands in the file, or is drawn by it (ISO 32000-1, 9.6 and 9.7)."""
    inner = font.get("/DescendantFonts", [font])[0]
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    return font.get("/Subtype") == Name.Type3 or any(key in inner.get("/FontDescriptor", Dictionary()) for key in files)


def is_same(shown: str, text: str) -> bool:
    """Whether two texts are of the same letters, however they are spaced, joined or, from right to left, ordered."""
    one, other = (_plain(each) for each in (shown, text))
    is_turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in other)
    return Counter(one) == Counter(other) if is_turned else one == other


def has_text(shown: str, text: str) -> bool:
    """Whether a text stands in what is shown, apart from other words and figures: “50” in “€ 50”, not in “1.50”."""
    words = (" ".join(unicodedata.normalize("NFKC", each).split()) for each in (text, shown))
    return bool(re.search(rf"(?<![\w.,]){re.escape(next(words))}(?![\w.,])", next(words)))


def is_beginning(shown: str, text: str) -> bool:
    """Whether a text begins with another one and goes on."""
    return _plain(text).startswith(_plain(shown))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text)
    return "".join(
        letter for letter in letters if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf")
    )
