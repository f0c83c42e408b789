"""Draw docs/pages.png, the picture in the README: the first pages of the brief, side by side.

Run by `make picture`; needs pdftoppm (Debian: poppler-utils).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

PAGES = 3
GAP = 12


def main(pdf: str, picture: str) -> None:
    """Write the first pages of `pdf` into `picture`."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", "72", "-png", "-f", "1", "-l", str(PAGES), pdf, f"{folder}/page"]
        subprocess.run(command, check=True)
        pages = [
            ImageOps.expand(Image.open(page).convert("RGB"), 1, "#a0a0a0")
            for page in sorted(Path(folder).glob("*.png"))
        ]
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, pages[0].height + 2 * GAP), "#ebebeb")
    for number, page in enumerate(pages):
        sheet.paste(page, (GAP + number * (page.width + GAP), GAP))
    # What covers little keeps its colour: notes would be grey otherwise.
    sheet.quantize(256, Image.Quantize.FASTOCTREE).save(picture, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
