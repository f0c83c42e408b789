"""The fields of a form: what each of them holds (ISO 32000-1, 12.7)."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Rectangle, Stream, String

from briefpress.dossier.stamp import visible_box
from briefpress.dossier.structure import as_list

#: How deep the fields of a form are nested at most.
_MAX_DEPTH = 20
#: Flags of fields and of annotations (tables 226, 228, 230 and 165).
_MULTILINE, _PASSWORD, _PUSH_BUTTON, _COMBO, _COMB = 1 << 12, 1 << 13, 1 << 16, 1 << 17, 1 << 24
_HIDDEN = 1 << 1
#: The state of a box that is not ticked.
OFF = "Off"
#: What stands for each letter of a password.
_BULLET = "•"
#: What is shorter than this, in points, shows nothing.
_MIN_SIDE = 1.0


@dataclass(frozen=True, eq=False)
class Field:
    """A widget and the field that it shows: itself, or what it is a part of."""

    widget: Object
    form: Object
    #: What is seen of its page, in the page's own units.
    page: Rectangle
    #: Whether a script shows what it holds in another form: 1234.5 as “1 234,50 €”.
    is_formatted: bool

    @cached_property
    def _chain(self) -> list[Object]:
        chain = [self.widget]
        while len(chain) < _MAX_DEPTH and isinstance(parent := chain[-1].get("/Parent"), Dictionary):
            chain.append(parent)
        return chain

    def value(self, key: str) -> Object | None:
        """A value of the field, or of one that it is a part of."""
        return next((field[key] for field in self._chain if key in field), None)

    def flag(self, flag: int) -> bool:
        """Whether a flag of the field is set."""
        return bool(integer(self.value("/Ff")) & flag)

    @cached_property
    def name(self) -> str:
        """Its full name, by which programs know it: `address.street`."""
        names = [text_of(field["/T"]) for field in self._chain[::-1] if "/T" in field]
        return ".".join(names) or self.label or "(without a name)"

    @cached_property
    def label(self) -> str:
        """What it is called to those who hear it."""
        return text_of(self.value("/TU"))

    @cached_property
    def kind(self) -> str:
        """`/Tx`, `/Ch`, `/Btn` or `/Sig`; what says no kind and holds a text is one."""
        return str(self.value("/FT") or ("/Tx" if isinstance(self.value("/V"), String) else ""))

    @property
    def is_box(self) -> bool:
        """Whether it is a check box or a radio button; other buttons hold nothing."""
        return self.kind == "/Btn" and not self.flag(_PUSH_BUTTON)

    @property
    def is_text(self) -> bool:
        """Whether it holds words: typed, or chosen from a list."""
        return self.kind in ("/Tx", "/Ch")

    @property
    def is_password(self) -> bool:
        """Whether what it holds is nobody's business."""
        return self.kind == "/Tx" and self.flag(_PASSWORD)

    @property
    def is_signed(self) -> bool:
        """Whether it is a signature that somebody gave."""
        return self.kind == "/Sig" and isinstance(self.value("/V"), Dictionary)

    @property
    def is_multiline(self) -> bool:
        """Whether it shows lines, and not one."""
        return self.flag(_MULTILINE) if self.kind == "/Tx" else self.is_list

    @property
    def is_list(self) -> bool:
        """Whether it shows its options, and marks those that are chosen."""
        return self.kind == "/Ch" and not self.flag(_COMBO)

    @property
    def cells(self) -> int:
        """Into how many cells, each for one letter, it is divided; 0 where it is not."""
        is_comb = self.kind == "/Tx" and self.flag(_COMB) and not self.flag(_MULTILINE | _PASSWORD)
        return max(0, integer(self.value("/MaxLen"))) if is_comb else 0

    @cached_property
    def box(self) -> Rectangle:
        """Where it stands on its page."""
        left, bottom, right, top = map(float, self.widget.get("/Rect", (0, 0, 0, 0)))
        return Rectangle(min(left, right), min(bottom, top), max(left, right), max(bottom, top))

    @property
    def is_visible(self) -> bool:
        """Whether it is ever seen, on a screen or on paper."""
        seen = self.box & self.page
        return not integer(self.widget.get("/F")) & _HIDDEN and min(seen.width, seen.height) >= _MIN_SIDE

    @cached_property
    def text(self) -> str:
        """The words that it holds, as its box is to show them; of a password, bullets."""
        if self.kind == "/Ch":
            return "\n".join(self._chosen())
        if self.kind != "/Tx":
            return ""
        lines = "\n".join(map(text_of, as_list(self.value("/V"))))
        plain = lines or without_markup(text_of(self.value("/RV")))
        if self.is_password:
            return _BULLET * len(plain)
        return plain if self.is_multiline else " ".join(plain.splitlines())

    def _chosen(self) -> Iterator[str]:
        """The chosen options as they are shown, not as they are sent; what was typed instead, as it was typed."""
        options = [_option(each) for each in as_list(self.value("/Opt"))]
        values = [text_of(each) for each in as_list(self.value("/V"))]
        indices = [integer(each) for each in as_list(self.value("/I"))]
        chosen = [options[index] for index in indices if 0 <= index < len(options)]
        if not values or [sent for sent, _ in chosen] == values:
            # Two options may be sent as the same.
            yield from (shown for _, shown in chosen)
        else:
            names = dict(reversed(options))
            yield from (names.get(value, value) for value in values if value)

    def is_marked_in(self, shown: str) -> bool:
        """Whether a list that shows these words marks what was chosen, as far as the file can say that."""
        options = [_option(each) for each in as_list(self.value("/Opt"))]
        indices = [integer(each) for each in as_list(self.value("/I"))]
        marked = "\n".join(shown for number, (_, shown) in enumerate(options) if number in indices)
        chosen = self.text.split("\n")
        return self.is_list and marked == self.text and all(option in shown for option in chosen)

    # Check boxes and radio buttons.

    @property
    def ticked(self) -> str | None:
        """The state that the field holds, as its name or one of its options; None where it is silent.

        A button of a group may hold what it is itself; what counts is what the group holds.
        """
        start = next((place for place, field in enumerate(self._chain) if "/T" in field), 0)
        value = next((field["/V"] for field in self._chain[start:] if "/V" in field), None)
        return None if value is None else text_of(value) or OFF

    @cached_property
    def states(self) -> list[str]:
        """The names of the states in which it is on."""
        appearance = self.widget.get("/AP")
        forms = [appearance.get(key) for key in ("/N", "/D")] if isinstance(appearance, Dictionary) else []
        names = [name[1:] for form in forms if isinstance(form, Dictionary) for name in form.keys()]  # noqa: SIM118
        return [name for name in dict.fromkeys(names) if name != OFF]

    @property
    def shown_state(self) -> str:
        """The state that its box shows."""
        return text_of(self.widget.get("/AS")) or OFF

    def state_of(self, value: str) -> str:
        """The state of its box where its field holds `value`: the name of a state, or an option, by its number."""
        if value in self.states:
            return value
        options = [text_of(each) for each in as_list(self.value("/Opt"))]
        numbers = [str(number) for number, option in enumerate(options) if option == value]
        return next((number for number in numbers if number in self.states), OFF)


def read_fields(file: pikepdf.Pdf) -> list[Field]:
    """The fields of a form, page by page, a field once for each of its widgets."""
    form = file.Root.get("/AcroForm", Dictionary())
    return [
        _field(annotation, form, visible_box(page))
        for page in file.pages
        for annotation in page.obj.get("/Annots", ())
        if isinstance(annotation, Dictionary) and annotation.get("/Subtype") == "/Widget"
    ]


def _field(widget: Object, form: Object, page: Rectangle) -> Field:
    actions = Field(widget, form, page, is_formatted=False).value("/AA")
    return Field(widget, form, page, is_formatted=isinstance(actions, Dictionary) and "/F" in actions)


def text_of(value: Object | None) -> str:
    """A value as text, whatever a program wrote it as: lines end by a line feed, and nothing in it is invisible."""
    if value is None or isinstance(value, (Array, Dictionary)):
        return ""
    text = str(String(value.read_bytes()) if isinstance(value, Stream) else value)[isinstance(value, Name) :]
    # A language may be written between escapes (7.9.2.2).
    text = re.sub("\x1b[^\x1b]*\x1b", "", text).replace("\r\n", "\n").replace("\t", "    ")
    text = re.sub("[\r\v\f\u0085\u2028\u2029]", "\n", text)
    kept = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def without_markup(rich: str) -> str:
    """The words of rich text (XHTML, 12.7.3.4), a line for each paragraph."""
    lines = re.sub(r"</p\s*>|<br\s*/?>", "\n", re.sub(r"\s+", " ", rich))
    return "\n".join(line.strip() for line in html.unescape(re.sub("<[^>]*>", "", lines)).split("\n")).strip()


def _option(option: Object) -> tuple[str, str]:
    """An option as it is sent and as it is shown."""
    words = [text_of(each) for each in as_list(option)] or [""]
    return words[0], words[-1]


def integer(value: Object | None) -> int:
    """A number, 0 where it is none."""
    return int(value) if isinstance(value, (int, Decimal)) else 0
