/** The headings of the pages: where one is, and a way to another. */

import { element } from "./dom.js";

export class Outline {
  /**
   * @param {HTMLElement} room
   * @param {(page: number, y: number) => void} go Called with the place of a heading.
   */
  constructor(room, go) {
    Object.assign(this, { room, go, headings: [], shown: "" });
  }

  /** Show the headings of a frame. */
  show({ outline, language, direction }) {
    const shown = JSON.stringify([outline, language]);
    if (shown === this.shown) return;
    this.shown = shown;
    const highest = Math.min(...outline.map(({ level }) => level));
    this.headings = outline.map(({ level, text, page, y }) => {
      const button = element("button", { "data-level": Math.min(4, level - highest + 1), click: () => this.go(page, y) });
      button.append(element("span", {}, text), element("span", { class: "number" }, String(page + 1)));
      return { page, y, button };
    });
    const list = element("ol", { class: "outline", lang: language, dir: direction });
    list.append(...this.headings.map(({ button }) => element("li", {}, button)));
    this.room.replaceChildren(outline.length ? list : element("p", { class: "none" }, "No headings."));
  }

  /** Mark the heading that a place is under. */
  mark(page, y) {
    const here = this.headings.findLast((heading) => heading.page < page || (heading.page === page && heading.y <= y));
    for (const heading of this.headings) {
      if (heading === here) heading.button.setAttribute("aria-current", "true");
      else heading.button.removeAttribute("aria-current");
    }
  }
}
