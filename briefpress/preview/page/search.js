/** Search in the text of all pages, whatever lines it is broken into. */

import { $ } from "./dom.js";
import { fold, foldPieces } from "./fold.js";
import { say } from "./say.js";
import { count } from "./words.js";

const folded = new WeakMap();

function foldedOf(layer) {
  if (!folded.has(layer)) folded.set(layer, foldPieces(layer.texts));
  return folded.get(layer);
}

/**
 * The places of a text on a page.
 * @returns {{index: number, start: number, end: number}[][]} For each place, the parts of pieces that it is made of.
 */
export function placesIn(layer, words) {
  const { text, pieces, offsets } = foldedOf(layer);
  const places = [];
  for (let at = text.indexOf(words); words && at >= 0; at = text.indexOf(words, at + words.length)) {
    const parts = new Map();
    for (let unit = at; unit < at + words.length; unit++) {
      const part = parts.get(pieces[unit]) ?? { index: pieces[unit], start: offsets[unit] };
      const code = layer.texts[pieces[unit]].text.codePointAt(offsets[unit]) ?? 0;
      parts.set(pieces[unit], { ...part, end: offsets[unit] + (code > 0xffff ? 2 : 1) });
    }
    places.push([...parts.values()]);
  }
  return places;
}

export class Search {
  places = [];
  current = -1;

  /** @param {import("./pages.js").Pages} pages */
  constructor(pages) {
    this.pages = pages;
    this.all = new Highlight();
    this.now = new Highlight();
    this.now.priority = 1;
    CSS.highlights.set("found", this.all);
    CSS.highlights.set("found-now", this.now);
    $("words").addEventListener("input", () => this.#search());
    $("words").addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") {
        $("words").value = "";
        this.#search();
        this.pages.stage.focus({ preventScroll: true });
      }
    });
    $("found-before").addEventListener("click", () => this.step(-1));
    $("found-next").addEventListener("click", () => this.step(1));
  }

  /** Search again, as the pages are others. */
  refresh() {
    const { current } = this;
    this.#find();
    this.current = Math.min(current, this.places.length - 1);
    this.#tell();
    this.paint();
  }

  /** Colour what was found on the pages that are drawn. */
  paint() {
    this.all.clear();
    this.now.clear();
    this.places.forEach(({ page, parts }, index) => {
      const leaf = this.pages.leaves[page];
      for (const { index: text, start, end } of leaf?.layer ? parts : []) {
        const node = leaf.figure.querySelector(`[data-text="${text}"]`)?.firstChild;
        if (!node || end > node.length) continue;
        const range = new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
        (index === this.current ? this.now : this.all).add(range);
      }
    });
  }

  /** Go to the next place (1) or the one before (-1). */
  step(way) {
    const { length } = this.places;
    if (!length) return;
    this.current = this.current < 0 && way < 0 ? length - 1 : (this.current + way + length) % length;
    const { page, parts } = this.places[this.current];
    const leaf = this.pages.leaves[page];
    const layer = this.pages.layers.get(leaf.page.layer);
    this.pages.viewport.reveal(leaf.inWindow(layer.texts[parts[0].index].box));
    this.#tell();
    this.paint();
    say(`Place ${this.current + 1} of ${length}, page ${page + 1}`);
  }

  #search() {
    this.#find();
    // From what is in view, not from the first page.
    const first = this.pages.visible[0] ?? 0;
    this.current = this.places.findIndex(({ page }) => page >= first) - 1;
    if (this.places.length) this.step(1);
    else {
      this.#tell();
      this.paint();
      if ($("words").value) say("Nothing found");
    }
  }

  #find() {
    const words = fold($("words").value);
    this.places = this.pages.leaves.flatMap((leaf, page) => {
      const layer = this.pages.layers.get(leaf.page.layer);
      return layer ? placesIn(layer, words).map((parts) => ({ page, parts })) : [];
    });
  }

  #tell() {
    const { length } = this.places;
    const isAsked = fold($("words").value) !== "";
    const at = this.current < 0 ? count(length, "place") : `${this.current + 1} of ${length}`;
    $("found").textContent = isAsked ? (length ? at : "none") : "";
    $("search").toggleAttribute("data-asked", isAsked);
    for (const id of ["found-before", "found-next"]) $(id).disabled = length === 0;
  }
}
