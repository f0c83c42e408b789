/** What a screen reader says of the pages: follows a click on them, and leads back to them. */

import { element } from "./dom.js";
import { fold, foldPieces } from "./fold.js";

export class Speech {
  /**
   * @param {HTMLElement} room
   * @param {(page: number, text: string, part: number) => void} go Called with an utterance that is to be shown on its
   *   page, and how far down that it is read, from 0 to 1.
   */
  constructor(room, go) {
    Object.assign(this, { room, go, said: [], shown: "" });
  }

  /** Show the utterances of a frame; the last ones stay until there are new ones. */
  show({ name, speech, language, direction, pages }) {
    const isOther = name !== this.name;
    this.name = name;
    if (!speech) {
      if (isOther || !pages.length) this.#wait();
      return;
    }
    const shown = JSON.stringify([speech, language]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.said = speech.map(({ page, text }) => {
      const button = element("button", { lang: language, dir: direction, click: () => this.#choose(button, page, text) }, text);
      return { page, button, folded: fold(text) };
    });
    const { scrollTop } = this.room;
    this.room.replaceChildren(
      ...pages.flatMap((_, page) => {
        const own = this.said.filter((said) => said.page === page);
        if (!own.length) return [];
        const list = element("ol", { class: "speech" }, ...own.map(({ button }) => element("li", {}, button)));
        return [element("h2", {}, `Page ${page + 1}`), list];
      }),
    );
    this.room.scrollTop = scrollTop;
  }

  /**
   * Mark what is said of a text that was clicked.
   * @param {number} part How far down the page it is read, from 0 to 1: the same words may be said several times.
   */
  follow(page, text, part) {
    const folded = fold(text.replace(/\u2010$/u, ""));
    const own = this.said.filter((said) => said.page === page);
    const far = (said) => Math.abs(own.indexOf(said) / own.length - part);
    const found = own.filter((said) => said.folded.includes(folded)).sort((one, other) => far(one) - far(other))[0];
    if (found) this.#mark(found.button);
  }

  #choose(button, page, text) {
    this.#mark(button);
    const own = this.said.filter((said) => said.page === page);
    this.go(page, text, own.findIndex((said) => said.button === button) / own.length);
  }

  #mark(button) {
    this.room.querySelector("[aria-current]")?.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    const box = this.room.getBoundingClientRect();
    const own = button.getBoundingClientRect();
    if (own.top < box.top || own.bottom > box.bottom) this.room.scrollTop += own.top - box.top - box.height / 3;
  }

  #wait() {
    this.shown = "";
    this.said = [];
    this.room.replaceChildren(element("p", { class: "none" }, "What a screen reader says comes a moment after the pages."));
  }
}

/**
 * The boxes of an utterance on a page: of all that is in it, or, as more is said than is printed, of its longest text that
 * is printed, and of what stands around that.
 * @param {number} part How far down the page it is read, from 0 to 1.
 */
export function boxesOf(layer, said, part) {
  const folded = fold(said);
  const page = foldPieces(layer.texts);
  const start = page.text.indexOf(folded);
  if (start >= 0) {
    const indexes = new Set(page.pieces.slice(start, start + folded.length));
    return [...indexes].map((index) => layer.texts[index].box);
  }
  const words = layer.texts.map(({ text }) => fold(text));
  const isHeld = (index) => words[index] && folded.includes(words[index]);
  const far = (index) => Math.abs(index / words.length - part);
  const held = [...words.keys()].filter(isHeld);
  if (!held.length) return [];
  const best = held.reduce((one, other) => {
    const longer = words[other].length - words[one].length;
    return longer > 0 || (longer === 0 && far(other) < far(one)) ? other : one;
  });
  let [from, to] = [best, best];
  while (isHeld(from - 1)) from--;
  while (isHeld(to + 1)) to++;
  return layer.texts.slice(from, to + 1).map(({ box }) => box);
}
