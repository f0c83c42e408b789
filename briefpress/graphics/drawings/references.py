"""What elements of a drawing refer to: the templates that `use` draws, and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element as Plain

from briefpress.core.problems import Unprintable
from briefpress.graphics.drawings.cascade import Styles
from briefpress.graphics.drawings.computed import Style
from briefpress.graphics.drawings.losses import Loss, Losses
from briefpress.graphics.drawings.source import SVG, Element

#: The data URL of a picture that a drawing names; raises Unprintable.
Load = Callable[[str], str]

_VARIED = Loss("what <use> takes is drawn without the values that its variables have here", "css")
#: So much of a URL is looked for in the text of a drawing, in characters.
_SHOWN = 60


@dataclass
class References:
    """The references of a drawing, whose elements have these ids."""

    ids: Mapping[str, Plain]
    losses: Losses
    load: Load
    #: The variables around the elements that have ids.
    around: dict[Plain, Mapping[str, str]] = field(default_factory=dict)
    #: Each `use` with its template and its variables.
    _uses: list[tuple[Element, Plain, Mapping[str, str]]] = field(default_factory=list)

    def lead(self, out: Plain, element: Element, style: Style) -> bool:
        """Lead a `use` to its template; False where there is none."""
        before, _, name = out.get("href", "").partition("#")
        template = self.ids.get(name)
        if template is None:
            where = f"`{before}`, another file" if before else f"`#{name}`, which is not in the drawing"
            self.losses.lose(Loss(f"what <use> takes from {where}, is not drawn", "link"), element)
            return False
        out.set("href", f"#{name}")
        self._uses.append((element, template, style.variables))
        for shape in template.iter() if style["stroke-dasharray"] != "none" else ():
            if "pathLength" in shape.attrib:
                self.losses.lose_dashes(element, shape.get("pathLength", ""), by_use=True)
        if template.tag in (f"{SVG}symbol", f"{SVG}svg"):
            for side in ("width", "height"):
                out.set(side, out.get(side, template.get(side, "100%")))
        return True

    def embed(self, out: Plain, element: Element) -> bool:
        """Put a picture into the drawing; False where it cannot be."""
        if not (url := out.get("href", "")):
            return False
        try:
            out.set("href", self.load(url))
        except Unprintable as unprintable:
            place = self.losses.source.place(element, "" if url.startswith("data:") else url[:_SHOWN])
            for problem in unprintable.problems:
                self.losses.add(replace(problem, position=place))
            return False
        return True

    def compare(self, styles: Styles) -> None:
        """Tell of each `use` whose template would look otherwise with the variables that it has there."""
        for use, template, variables in self._uses:
            around = self.around.get(template, variables)
            if around != variables and styles.depends(template, around, variables):
                self.losses.lose(_VARIED, use)
