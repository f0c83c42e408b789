/** How the pages are shown: size and arrangement, with their switches; and what of them is in view. */

import { $, settled } from "./dom.js";
import { keep, settings } from "./settings.js";

const SIZES = { "fit-width": "width", "fit-page": "page" };
const MODES = { "mode-column": "column", "mode-spreads": "spreads" };

export class View {
  /** What the press is told of it, by the last message. */
  #posted = "";
  #postSoon = settled(150, () => this.#post());

  /** @param {import("./pages.js").Pages} pages */
  constructor(pages) {
    this.pages = pages;
    for (const [id, zoom] of Object.entries(SIZES)) $(id).addEventListener("click", () => this.resize(zoom));
    for (const [id, mode] of Object.entries(MODES)) $(id).addEventListener("click", () => this.arrange(mode));
    $("zoom-in").addEventListener("click", () => this.step(1));
    $("zoom-out").addEventListener("click", () => this.step(-1));
    pages.stage.addEventListener("wheel", (event) => this.#pinch(event), { passive: false });
  }

  /** The press is to be told anew, as it knows this page by this name. */
  register(client) {
    this.client = client;
    this.#posted = "";
    this.#postSoon();
  }

  /** Take a size; what is in the middle of the window, or at a point of it, stays there. */
  resize(zoom, point) {
    const box = this.pages.stage.getBoundingClientRect();
    keep({ zoom });
    this.pages.resize(point ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 });
    if (zoom === "page") this.#centre();
    this.show();
  }

  /** Have the page in the middle of the window there as a whole. */
  #centre() {
    const { stage, figures } = this.pages;
    const box = stage.getBoundingClientRect();
    const middle = box.top + box.height / 2;
    const page = figures.map((figure) => figure.getBoundingClientRect()).find(({ bottom }) => bottom > middle);
    if (page) stage.scrollBy({ top: (page.top + page.bottom) / 2 - middle, behavior: "instant" });
  }

  /** Take the next larger (1) or smaller (-1) size. */
  step(way) {
    this.resize(this.pages.viewport.step(way));
  }

  /** Show one column, or spreads. */
  arrange(mode) {
    keep({ mode });
    this.pages.resize();
    this.show();
  }

  /** Say what is in view, and how large. */
  show() {
    const { visible, leaves, viewport } = this.pages;
    const [first, last] = [visible[0] + 1, visible.at(-1) + 1];
    const numbers = first === last ? `Page ${first}` : `Pages ${first}–${last}`;
    $("folio").textContent = visible.length ? `${numbers} of ${leaves.length}` : "";
    $("zoom").textContent = `${Math.round(viewport.zoom * 100)} %`;
    for (const [id, zoom] of Object.entries(SIZES)) $(id).setAttribute("aria-pressed", settings.zoom === zoom);
    for (const [id, mode] of Object.entries(MODES)) $(id).setAttribute("aria-pressed", settings.mode === mode);
    this.#postSoon();
  }

  #pinch(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const zoom = Math.min(4, Math.max(0.1, this.pages.viewport.zoom * Math.exp(-event.deltaY / 300)));
    this.resize(zoom, { x: event.clientX, y: event.clientY });
  }

  /** Tell the press what to draw first. */
  #post() {
    const { visible, leaves } = this.pages;
    const width = leaves[visible[0]]?.pixels;
    if (!this.client || !width) return;
    const body = JSON.stringify({ client: this.client, pages: visible, width });
    if (body === this.#posted) return;
    this.#posted = body;
    // The pages come without it, only later.
    fetch("view", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => {});
  }
}
