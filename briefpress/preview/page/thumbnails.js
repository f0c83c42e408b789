/** The pages, small: where one is, and a way to another. Drawn only when they come into sight. */

import { element } from "./dom.js";

/** How wide a page is here, in CSS pixels. */
const WIDTH = 96;

export class Thumbnails {
  /**
   * @param {HTMLElement} room
   * @param {(number: number) => void} go Called with the number of a page, from 0.
   */
  constructor(room, go) {
    Object.assign(this, { room, go, thumbs: [] });
    this.list = element("ol", { class: "thumbs" });
    room.append(this.list);
    this.watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const thumb = this.thumbs.find(({ item }) => item === target);
        if (thumb) Object.assign(thumb, { isSeen: isIntersecting });
        if (thumb && isIntersecting) this.#draw(thumb);
      }
    }, { root: room, rootMargin: "200px" });
  }

  /** Show the pages of a frame. */
  show({ pages, direction }) {
    this.list.dir = direction;
    while (this.thumbs.length > pages.length) {
      const { item } = this.thumbs.pop();
      this.watch.unobserve(item);
      item.remove();
    }
    pages.forEach((page, number) => {
      this.thumbs[number] ??= this.#add(number);
      const thumb = this.thumbs[number];
      thumb.page = page;
      thumb.paper.style.width = `${WIDTH}px`;
      thumb.paper.style.height = `${(WIDTH * page.height) / page.width}px`;
      if (thumb.isSeen) this.#draw(thumb);
    });
  }

  /** Mark the pages that are in view. */
  mark(visible) {
    this.thumbs.forEach(({ button, item }, number) => {
      const isFirst = number === visible[0];
      button.toggleAttribute("data-visible", visible.includes(number));
      if (isFirst === (button.getAttribute("aria-current") === "page")) return;
      if (!isFirst) return button.removeAttribute("aria-current");
      button.setAttribute("aria-current", "page");
      const box = this.room.getBoundingClientRect();
      const own = item.getBoundingClientRect();
      if (own.top < box.top) this.room.scrollTop += own.top - box.top - 8;
      if (own.bottom > box.bottom) this.room.scrollTop += own.bottom - box.bottom + 8;
    });
  }

  #add(number) {
    const paper = element("span", { class: "paper" });
    const button = element("button", { "aria-label": `Page ${number + 1}`, click: () => this.go(number) }, paper);
    button.append(element("span", { class: "number", "aria-hidden": "true" }, String(number + 1)));
    const item = element("li", {}, button);
    this.list.append(item);
    this.watch.observe(item);
    return { item, button, paper };
  }

  async #draw(thumb) {
    const { key } = thumb.page;
    if (thumb.key === key) return;
    thumb.key = key;
    const image = new Image();
    image.alt = "";
    image.src = `pages/${key}.png?width=${Math.ceil((WIDTH * devicePixelRatio) / 8) * 8}`;
    try {
      await image.decode();
      if (thumb.key === key) thumb.paper.replaceChildren(image);
    } catch {
      // The press no longer knows it: a newer frame is on its way.
      if (thumb.key === key) thumb.key = null;
    }
  }
}
