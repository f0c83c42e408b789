/** A source beside the pages: its text with numbers, and the line that was asked for. */

import { element } from "./dom.js";
import { placeName } from "./links.js";
import { say } from "./say.js";

export class Source {
  place = null;
  /** The printed words that were clicked. */
  #words = "";
  #text = null;

  /**
   * @param {HTMLElement} room
   * @param {() => string} choice The edition, as a query string.
   */
  constructor(room, choice) {
    Object.assign(this, { room, choice });
    this.#say("Click a printed text to see the line that it comes from.");
  }

  /** Show a place. @param {{file: string, path: string, line: number|null, column: number|null}} place */
  async show(place, words = "") {
    this.place = place;
    this.#words = words;
    const text = await this.#fetch(place.path);
    // Another place may have been asked for meanwhile.
    if (this.place !== place) return;
    if (text === null) return this.#say(`${place.file} cannot be shown here.`);
    this.#draw(place, text);
    this.#mark(place);
    say(`Line ${place.line} of ${place.file}`);
  }

  /** Read again, as files may have changed; what is in view stays in view. */
  async refresh() {
    const { place } = this;
    if (!place || this.#text === null) return;
    const text = await this.#fetch(place.path);
    if (this.place !== place || text === null || text === this.#text) return;
    const { scrollTop } = this.lines;
    this.#draw(place, text);
    this.lines.scrollTop = scrollTop;
  }

  /** Go along with the words that were clicked, where lines were added or removed above them. */
  follow(layers) {
    const isSame = ({ path }) => path === this.place?.path;
    for (const { texts, sources } of this.#words ? layers : []) {
      const piece = texts.find(({ text, source }) => text === this.#words && source !== null && isSame(sources[source]));
      if (!piece) continue;
      const place = sources[piece.source];
      if (place.line !== this.place.line) this.show(place, this.#words);
      return;
    }
  }

  async #fetch(path) {
    const query = new URLSearchParams(this.choice());
    query.set("path", path);
    const answer = await fetch(`source?${query}`).catch(() => null);
    return answer?.ok ? (await answer.json()).text : null;
  }

  #draw(place, text) {
    if (this.#text !== text || this.path !== place.path) {
      this.#text = text;
      this.path = place.path;
      const lines = text.replace(/\n$/, "").split(/\r\n|\r|\n/);
      this.lines = element("ol", { class: "lines", tabindex: 0, "aria-label": place.file, dir: "ltr" });
      this.lines.append(...lines.map((line) => element("li", {}, element("code", {}, line))));
      this.head = element("h2", { class: "file" });
      this.room.replaceChildren(this.head, this.lines);
    }
    this.head.replaceChildren(element("bdi", {}, placeName(place)));
  }

  #mark({ line }) {
    this.lines.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const marked = this.lines.children[(line ?? 1) - 1];
    if (!marked) return;
    marked.setAttribute("aria-current", "true");
    const box = this.lines.getBoundingClientRect();
    const own = marked.getBoundingClientRect();
    if (own.top < box.top || own.bottom > box.bottom) this.lines.scrollTop += own.top - box.top - box.height / 3;
  }

  #say(sentence) {
    this.#text = null;
    this.room.replaceChildren(element("p", { class: "none" }, sentence));
  }
}
