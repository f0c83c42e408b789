"""How full the pages of an edition are, and where they are blank in the midst of their text, by theme.

    PYTHONPATH=. .venv/bin/python benchmarks/fullness.py [--theme house,letter] [--layout brief] BRIEF [BRIEF ...]

Prints a line for each edition: its pages in per cent, and the gaps in its text, each with its page and its height in
millimetres. What ends by a forced break, and the last page, may be as empty as it is: they stand in parentheses.
"""

import argparse
from dataclasses import replace
from functools import partial

from briefpress.core import project
from briefpress.layout.proof import Proof
from briefpress.markup.render import render
from briefpress.press.make import lay_out
from briefpress.press.order import silent
from briefpress.reading.read import read


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--theme", default="house")
    arguments.add_argument("--layout", default="brief")
    arguments.add_argument("briefs", nargs="*")
    options = arguments.parse_args()
    for folder in project.find(options.briefs):
        for language in project.languages(folder):
            edition = read(folder, language)
            for theme in options.theme.split(","):
                design = replace(edition.brief.design, theme=theme, layout=options.layout)
                proof = lay_out(partial(render, edition), design, silent).proof
                print(f"{folder.name}.{language} {theme}: {fullness(proof)}", flush=True)


def fullness(proof: Proof) -> str:
    """The pages of a proof in per cent, and its gaps."""
    free = {each.page for each in proof.breaks if each.moved is None} | {proof.pages}
    pages = [f"({part:.0%})" if number in free else f"{part:.0%}" for number, part in enumerate(proof.filled, start=1)]
    gaps = [f"p. {blank.page} {blank.height / 96 * 25.4:.0f} mm" for blank in proof.blanks]
    return " ".join(pages) + ("; gaps: " + ", ".join(gaps) if gaps else "")


if __name__ == "__main__":
    main()
