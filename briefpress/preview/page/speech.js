/** What a screen reader says of the pages: follows a click on them, and leads back to them. */

import { element } from "./dom.js";
import { fold, foldPieces } from "./fold.js";

export class Speech {
  /**
   * @param {HTMLElement} room
   * @param {(page: number, text: string) => void} go Called with an utterance that is to be shown on its page.
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

  /** Mark what is said of a text that was clicked. */
  follow(page, text) {
    const folded = fold(text);
    const own = this.said.filter((said) => said.page === page);
    const found = own.find((said) => said.folded.includes(folded)) ?? own.find((said) => folded.includes(said.folded));
    if (found) this.#mark(found.button);
  }

  #choose(button, page, text) {
    this.#mark(button);
    this.go(page, text);
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

/** The boxes of an utterance on a page: of all that is in it, or, as more is said than is printed, of its longest part. */
export function boxesOf(layer, text) {
  const said = fold(text);
  const page = foldPieces(layer.texts);
  const start = page.text.indexOf(said);
  if (start >= 0) {
    const indexes = new Set(page.pieces.slice(start, start + said.length));
    return [...indexes].map((index) => layer.texts[index].box);
  }
  const parts = layer.texts.map((piece) => ({ box: piece.box, text: fold(piece.text) }));
  const held = parts.filter((part) => part.text.length > 1 && said.includes(part.text));
  const longest = held.reduce((one, other) => (other.text.length > one.text.length ? other : one), held[0]);
  // Short words are everywhere on a page: only those beside the longest part are meant.
  const height = longest?.box[3] ?? 0;
  return held.filter(({ box, text: own }) => own.length > 12 || Math.abs(box[1] - longest.box[1]) < height).map(({ box }) => box);
}
