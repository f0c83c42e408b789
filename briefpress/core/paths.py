"""Where the house's own folders are: templates, styles, maps and labels that every brief shares."""

from pathlib import Path

#: The package itself, which holds the rooms.
PACKAGE = Path(__file__).resolve().parent.parent

#: The folder that holds `templates/`, `styles/` and `content/labels/`: inside the package when it was
#: installed from a wheel, else the checkout.
HOUSE = PACKAGE / "house" if (PACKAGE / "house").is_dir() else PACKAGE.parent
TEMPLATES = HOUSE / "templates"
STYLES = HOUSE / "styles"
#: The shapes of countries; see its README.md.
MAPS = HOUSE / "maps"
LABELS = HOUSE / "content" / "labels"
#: Its own markings, where it has some: a file that is not there in a house of TLP alone.
MARKINGS = HOUSE / "content" / "markings.yaml"
#: The folders of the house whose files a brief is made with.
SHARED = (TEMPLATES, STYLES, MAPS, LABELS)
