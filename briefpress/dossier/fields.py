"""The fields of a form: what each of them holds (ISO 32000-1, 12.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pikepdf
from pikepdf import AnnotationFlag, Dictionary, FormFieldFlag, Object, Rectangle, String

from briefpress.dossier.objects import annotations_of, as_list, dictionary, integer, rectangle, text_of, without_markup
from briefpress.dossier.stamp import visible_box

#: How deep the fields of a form are nested at most.
_MAX_DEPTH = 20
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
    is_formatted: bool = False

    @cached_property
    def _chain(self) -> list[Object]:
        chain = [self.widget]
        while len(chain) < _MAX_DEPTH and isinstance(parent := chain[-1].get("/Parent"), Dictionary):
            chain.append(parent)
        return chain

    def value(self, key: str) -> Object | None:
        """A value of the field, or of one that it is a part of."""
        return next((field[key] for field in self._chain if key in field), None)

    def has(self, *flags: FormFieldFlag) -> bool:
        """Whether one of these flags of the field is set."""
        return any(integer(self.value("/Ff")) & flag for flag in flags)

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
        return self.kind == "/Btn" and not self.has(FormFieldFlag.btn_pushbutton)

    @property
    def is_text(self) -> bool:
        """Whether it holds words: typed, or chosen from a list."""
        return self.kind in ("/Tx", "/Ch")

    @property
    def is_password(self) -> bool:
        """Whether what it holds is nobody's business."""
        return self.kind == "/Tx" and self.has(FormFieldFlag.tx_password)

    @property
    def is_signed(self) -> bool:
        """Whether it is a signature that somebody gave."""
        return self.kind == "/Sig" and isinstance(self.value("/V"), Dictionary)

    @property
    def is_multiline(self) -> bool:
        """Whether it shows lines, and not one."""
        return self.has(FormFieldFlag.tx_multiline) if self.kind == "/Tx" else self.is_list

    @property
    def is_list(self) -> bool:
        """Whether it shows its options, and marks those that are chosen."""
        return self.kind == "/Ch" and not self.has(FormFieldFlag.ch_combo)

    @property
    def cells(self) -> int:
        """Into how many cells, each for one letter, it is divided; 0 where it is not."""
        is_comb = self.kind == "/Tx" and self.has(FormFieldFlag.tx_comb)
        if not is_comb or self.has(FormFieldFlag.tx_multiline, FormFieldFlag.tx_password):
            return 0
        return max(0, integer(self.value("/MaxLen")))

    @cached_property
    def box(self) -> Rectangle:
        """Where it stands on its page."""
        return rectangle(self.widget.get("/Rect"))

    @property
    def is_visible(self) -> bool:
        """Whether it is ever seen, on a screen or on paper."""
        seen = self.box & self.page
        return not integer(self.widget.get("/F")) & AnnotationFlag.hidden and min(seen.width, seen.height) >= _MIN_SIDE

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

    @cached_property
    def _options(self) -> list[tuple[str, str]]:
        """As they are sent and as they are shown."""
        words = ([text_of(each) for each in as_list(option)] or [""] for option in as_list(self.value("/Opt")))
        return [(each[0], each[-1]) for each in words]

    @cached_property
    def _marked(self) -> list[int]:
        """The places of the options that are marked."""
        return [integer(each) for each in as_list(self.value("/I"))]

    def _chosen(self) -> Iterator[str]:
        """The chosen options as they are shown, not as they are sent; what was typed instead, as it was typed."""
        options = self._options
        values = [text_of(each) for each in as_list(self.value("/V"))]
        chosen = [options[index] for index in self._marked if 0 <= index < len(options)]
        if not values or [sent for sent, _ in chosen] == values:
            # Two options may be sent as the same.
            yield from (shown for _, shown in chosen)
        else:
            names = dict(reversed(options))
            yield from (names.get(value, value) for value in values if value)

    def is_marked_in(self, shown: str) -> bool:
        """Whether a list that shows these words marks what was chosen, as far as the file can say that."""
        marked = "\n".join(shown for number, (_, shown) in enumerate(self._options) if number in self._marked)
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
        appearance = dictionary(self.widget.get("/AP"))
        forms = [dictionary(appearance.get(key)) for key in ("/N", "/D")]
        names = [name[1:] for form in forms for name in form.keys()]  # noqa: SIM118
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
    """The fields of a form, page by page, a field once for each of its widgets, before its scripts are taken out."""
    form = file.Root.get("/AcroForm", Dictionary())
    fields = [
        Field(each, form, visible_box(page))
        for page in file.pages
        for each in annotations_of(page)
        if each.get("/Subtype") == "/Widget"
    ]
    return [replace(each, is_formatted="/F" in dictionary(each.value("/AA"))) for each in fields]
