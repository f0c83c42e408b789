"""The programs that drawings come from, and what to do in them so that less is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Programs, and what shows that they drew a file.
_PROGRAMS = {
    "draw.io": r"mxfile|drawio|diagrams\.net|data-cell-id",
    "Mermaid": r"mermaid|flowchart-v2|class=\"(?:flowchart|sequenceDiagram|gantt)|nodeLabel",
    "Inkscape": r"inkscape|sodipodi|<(?:svg:)?flowRoot",
    "Illustrator": r"Adobe Illustrator|ns\.adobe\.com|class=\"st\d",
    "PowerPoint": r"class=\"MsftOfcThm|xmlns:ms|microsoft",
}
#: What to do, by what is lost and the program; "" is any other.
_HINTS: Mapping[str, Mapping[str, str]] = {
    "words": {
        "draw.io": (
            "in draw.io select all labels, switch off Word Wrap and Formatted Text under Format > Text, "
            "and export as SVG again; or export as PNG at 300 dpi"
        ),
        "Mermaid": (
            'begin the diagram with %%{init: {"htmlLabels": false, "flowchart": {"htmlLabels": false}}}%% '
            "and export it again; or export it as PNG with a scale of 4"
        ),
        "Inkscape": (
            "in Inkscape select the text, choose Text > Convert to Text (for text on a path: Path > Object to Path), "
            "and save as Plain SVG"
        ),
        "Illustrator": (
            "in Illustrator choose Type > Create Outlines, then File > Export > Export As > SVG "
            "with Styling: Presentation Attributes"
        ),
        "PowerPoint": "save the slide as PNG: File > Export > Change File Type > PNG",
        "": (
            "turn the text into plain text or into outlines in the program that drew it and export it again, "
            "or export it as PNG at 300 dpi"
        ),
    },
    "effect": {
        "Inkscape": "in Inkscape remove the effect, or make a picture of the object: Edit > Make a Bitmap Copy",
        "Illustrator": "in Illustrator choose Object > Flatten Transparency, or Object > Rasterize at 300 ppi",
        "draw.io": "in draw.io switch off Shadow and Sketch under Format > Style; or export as PNG at 300 dpi",
        "": "remove it in the program that drew it, or export the drawing as PNG at 300 dpi",
    },
    "css": {
        "Illustrator": "in Illustrator export with Styling: Presentation Attributes",
        "Inkscape": "in Inkscape save as Optimized SVG with Convert CSS attributes to XML attributes",
        "": "write plain values as attributes of the elements, or export the drawing as PNG at 300 dpi",
    },
    "link": {
        "Inkscape": "in Inkscape choose Extensions > Images > Embed Images; then save again",
        "Illustrator": "in Illustrator export with Images: Embed",
        "": "embed it in the drawing, or put it beside the drawing and name it without a folder",
    },
    "motion": {"": "export one state of the drawing as a picture that stands still"},
    "size": {"": "export it with its size, or give <svg> a viewBox"},
}


def program_of(text: str) -> str:
    """The program that drew a file; "" for one that is not known."""
    return next((name for name, pattern in _PROGRAMS.items() if re.search(pattern, text)), "")


def hint(topic: str, program: str) -> str:
    """What to do about a loss."""
    return _HINTS[topic].get(program, _HINTS[topic][""])
