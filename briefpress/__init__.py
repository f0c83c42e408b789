"""A press for printable briefs; the names in `__all__` are its public interface, see docs/api.md."""

import os
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "Edition", "Order", "Overrides", "Problem", "Publication", "Unprintable",
    "build", "check", "read", "render", "typeset",
]  # fmt: skip

# Fontconfig reads this once, when WeasyPrint is imported: no installed font can slip into a page. That no fonts are
# configured is then just what is wanted.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
warnings.filterwarnings("ignore", "No fonts configured in FontConfig", UserWarning)

if TYPE_CHECKING:
    from briefpress.core.design import Overrides
    from briefpress.core.problems import Problem, Unprintable
    from briefpress.layout.typeset import typeset
    from briefpress.markup.render import render
    from briefpress.press.build import build, check
    from briefpress.press.order import Order, Publication
    from briefpress.reading.read import read
    from briefpress.schema.edition import Edition
else:
    #: Where the public names are. A module is loaded when one is first used: WeasyPrint alone takes most of a second.
    _MODULES = {
        "Edition": "schema.edition",
        "Order": "press.order",
        "Overrides": "core.design",
        "Problem": "core.problems",
        "Publication": "press.order",
        "Unprintable": "core.problems",
        "build": "press.build",
        "check": "press.build",
        "read": "reading.read",
        "render": "markup.render",
        "typeset": "layout.typeset",
    }

    def __getattr__(name):
        """Load a public name (PEP 562)."""
        if name not in _MODULES:
            raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
