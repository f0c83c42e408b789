/** The pages on the stage. Of many frames the newest is shown; what changed is swapped once it is decoded. */

import { element, oncePainted, settled } from "./dom.js";
import { Leaf } from "./leaf.js";
import { settings } from "./settings.js";
import { rowsOf } from "./viewport.js";

export class Pages {
  /** The pages, in their order. @type {Leaf[]} */
  leaves = [];
  /** The text layers of the frame on the stage, by their keys. @type {Map<string, object>} */
  layers = new Map();
  /** The frame on the stage. */
  frame = null;
  /** The numbers of the pages in view, from 0. */
  visible = [];
  #next = null;
  #isBusy = false;
  #rows = "";

  /**
   * @param {HTMLElement} stage
   * @param {HTMLElement} canvas
   * @param {import("./viewport.js").Viewport} viewport
   * @param {{swapped: Function, complete: Function, laid: Function, scrolled: Function}} told What is to happen when
   *   the pages of a frame are swapped in; when all of it is there, its text too; when texts are laid anew; and when
   *   other pages are in view.
   */
  constructor(stage, canvas, viewport, told) {
    Object.assign(this, { stage, canvas, viewport, told });
    this.drawSoon = settled(120, () => this.survey());
    stage.addEventListener("scroll", oncePainted(() => this.look()), { passive: true });
    stage.addEventListener("scroll", this.drawSoon, { passive: true });
    new ResizeObserver(oncePainted(() => this.resize())).observe(stage);
    addEventListener("resize", oncePainted(() => this.resize()));
  }

  get figures() {
    return this.leaves.map((leaf) => leaf.figure);
  }

  /** Show a frame; if one is being shown, afterwards, and only the newest of those that came meanwhile. */
  async show(frame) {
    this.#next = frame;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#next) {
        const newest = this.#next;
        this.#next = null;
        await this.#present(newest);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #present(frame) {
    const layers = this.#fetchLayers(frame);
    const decoded = await this.#decode(frame);
    const anchor = this.viewport.anchor(this.figures);
    this.#place(frame);
    decoded.forEach((picture, number) => picture && this.leaves[number]?.put(picture));
    this.viewport.restore(anchor, this.figures);
    await this.survey();
    this.told.swapped(frame);
    this.layers = await layers;
    await this.survey();
    this.told.complete(frame);
  }

  /** The new pictures of the pages that are in view, by their numbers. */
  async #decode(frame) {
    const zoom = this.viewport.fit(frame.pages, settings.mode, settings.zoom);
    const numbers = this.leaves.length ? this.visible : [0, 1];
    const decoded = new Map();
    await Promise.all(
      numbers.map(async (number) => {
        const page = frame.pages[number];
        if (!page || this.leaves[number]?.key === page.key) return;
        const leaf = new Leaf();
        leaf.take(page, number, frame);
        leaf.resize(zoom);
        decoded.set(number, await leaf.picture());
      }),
    );
    return decoded;
  }

  /** Lay out the pages of a frame. A page that was there before stays the same figure, wherever it is now. */
  #place(frame) {
    const old = [...this.leaves];
    const take = (found) => (found < 0 ? undefined : old.splice(found, 1, null)[0]);
    const same = frame.pages.map((page) => take(old.findIndex((leaf) => leaf?.key === page.key)));
    this.leaves = frame.pages.map((page, number) => {
      const leaf = same[number] ?? (old[number] ? take(number) : new Leaf());
      leaf.take(page, number, frame);
      return leaf;
    });
    this.frame = frame;
    this.arrange();
  }

  /** Put the figures in rows, as wide as they are to be. */
  arrange() {
    const { pages, direction } = this.frame;
    this.viewport.fit(pages, settings.mode, settings.zoom);
    for (const leaf of this.leaves) leaf.resize(this.viewport.zoom);
    this.canvas.dir = direction;
    const kind = pages.length === 2 ? "sheet" : settings.mode;
    const rows = `${kind} ${settings.mode} ${this.leaves.map((leaf) => leaf.name).join()}`;
    if (rows === this.#rows) return;
    this.#rows = rows;
    const blank = () => element("div", { class: "blank" });
    const focused = document.activeElement;
    this.canvas.replaceChildren(
      ...rowsOf(this.leaves.length, settings.mode).map((numbers) =>
        element("div", { class: `row ${kind}` }, ...numbers.map((n) => (n === null ? blank() : this.leaves[n].figure))),
      ),
    );
    if (this.canvas.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** Lay out and draw again, as the room, the arrangement or the size changed; a point stays where it is. */
  resize(point) {
    if (!this.frame) return;
    const anchor = this.viewport.anchor(this.figures, point);
    this.arrange();
    this.viewport.restore(anchor, this.figures);
    this.look();
    this.drawSoon();
  }

  /** Find out which pages are in view. */
  look() {
    const box = this.stage.getBoundingClientRect();
    const places = this.figures.map((figure) => figure.getBoundingClientRect());
    const within = (edge) => (place) => place.bottom > box.top - edge && place.top < box.bottom + edge;
    const near = places.map(within(box.height));
    this.visible = places.flatMap((place, number) => (within(0)(place) ? [number] : []));
    this.told.scrolled();
    return near;
  }

  /** Draw what is in view or near it, drop what is far. @returns {Promise} Once all in view is drawn. */
  async survey() {
    const near = this.look();
    let isLaid = false;
    const drawn = this.leaves.map((leaf, number) => {
      if (!near[number]) return leaf.drop();
      const layer = this.layers.get(leaf.page.layer);
      if (layer) isLaid = leaf.lay(layer, leaf.page.layer) || isLaid;
      return leaf.draw();
    });
    if (isLaid) this.told.laid();
    await Promise.all(this.visible.map((number) => drawn[number]));
  }

  /** The text layers of a frame, of which those that are known are not asked for again. */
  async #fetchLayers(frame) {
    const keys = [...new Set(frame.pages.map((page) => page.layer).filter(Boolean))];
    const fetched = keys.map(async (key) => {
      if (this.layers.has(key)) return [key, this.layers.get(key)];
      const answer = await fetch(`layers/${key}.json`).catch(() => null);
      return answer?.ok ? [key, await answer.json()] : null;
    });
    return new Map((await Promise.all(fetched)).filter(Boolean));
  }
}
