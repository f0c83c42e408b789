"""Where the house's own folders are: templates, styles and labels that every brief shares."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

#: The folder that holds `templates/`, `styles/` and `content/labels/`: inside the package when it was
#: installed from a wheel, else the checkout.
HOUSE = _PACKAGE / "house" if (_PACKAGE / "house").is_dir() else _PACKAGE.parent
TEMPLATES = HOUSE / "templates"
STYLES = HOUSE / "styles"
#: The shapes of countries; see its README.md.
MAPS = HOUSE / "maps"
LABELS = HOUSE / "content" / "labels"
