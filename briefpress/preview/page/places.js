/** Ways to places on the pages: of a heading, an utterance, or a line of a source. */

import { outline } from "./layer.js";

export class Places {
  #asked = { key: "", turn: 0 };
  /** What was asked for before there were pages. */
  #early = null;

  /**
   * @param {import("./pages.js").Pages} pages
   * @param {(sentence: string) => void} note
   */
  constructor(pages, note) {
    Object.assign(this, { pages, note });
  }

  /** Bring a height of a page to the top of the window. */
  goTo(number, y) {
    const { leaves, stage } = this.pages;
    if (!leaves[number]) return;
    const { top } = leaves[number].inWindow([0, y, 0, 0]);
    stage.scrollBy({ top: top - stage.getBoundingClientRect().top - 16, behavior: "instant" });
  }

  /** There are pages: show what was asked for before. */
  catchUp() {
    const early = this.#early;
    this.#early = null;
    if (early) this.at(early);
  }

  /** Bring boxes of a page into view, unless they are, and outline them for a moment. */
  show(number, boxes) {
    const leaf = this.pages.leaves[number];
    if (!leaf || !boxes.length) return;
    const all = boxes.map((box) => leaf.inWindow(box));
    const edge = (name, pick) => pick(...all.map((box) => box[name]));
    this.pages.viewport.reveal({
      left: edge("left", Math.min),
      top: edge("top", Math.min),
      right: edge("right", Math.max),
      bottom: edge("bottom", Math.max),
    });
    outline(leaf.marks, boxes);
  }

  /** Show where a line of a source is printed: its places in the order of the pages, one each time that it is asked for. */
  at({ file, line, places }) {
    if (!this.pages.leaves.length) {
      this.#early = { file, line, places };
      return;
    }
    const name = `line ${line} of ${file.split("/").at(-1)}`;
    if (!places.length) {
      this.note(`L${name.slice(1)} prints nothing in this edition.`);
      return;
    }
    const key = `${file}:${line}`;
    this.#asked = { key, turn: this.#asked.key === key ? this.#asked.turn + 1 : 0 };
    const turn = this.#asked.turn % places.length;
    const { page, boxes } = places[turn];
    this.show(page, boxes);
    this.note(`L${name.slice(1)}, on page ${page + 1}${places.length > 1 ? `: place ${turn + 1} of ${places.length}` : ""}.`);
  }
}
