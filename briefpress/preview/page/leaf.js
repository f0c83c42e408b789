/** One page on the screen: a figure with its picture, its text layer, and marks over both. */

import { element } from "./dom.js";
import { drawLayer } from "./layer.js";

let made = 0;
/** The widest picture that the press draws, in pixels. */
const WIDEST = 4000;

export class Leaf {
  /** Tells it from all others. */
  name = ++made;
  /** What is printed on it: as a frame says it. */
  page = null;
  /** The text layer on it, as data; null as long as there is none. */
  layer = null;
  #layerKey = null;
  #image = null;
  #wanted = "";

  constructor() {
    this.marks = element("div", { class: "marks", "aria-hidden": "true" });
    this.figure = element("figure", { class: "page" }, this.marks);
  }

  /** The key of the picture that is seen; null: none. */
  get key() {
    return this.figure.dataset.key ?? null;
  }

  /** Take a page. The picture and the layer of the former one stay until there are others. */
  take(page, number, frame) {
    this.page = page;
    this.figure.dataset.page = number + 1;
    this.figure.lang = frame.language;
    this.figure.dir = frame.direction;
    this.figure.setAttribute("aria-label", `Page ${number + 1} of ${frame.pages.length}`);
  }

  /** Take a size on the screen: of whole steps of 8 device pixels, so that no picture is ever blurred by scaling. */
  resize(zoom) {
    const wide = Math.min(WIDEST, Math.max(8, Math.round((this.page.width * zoom * devicePixelRatio) / 8) * 8));
    this.pixels = wide;
    this.scale = wide / devicePixelRatio / this.page.width;
    this.figure.style.width = `${wide / devicePixelRatio}px`;
    this.figure.style.height = `${this.page.height * this.scale}px`;
    this.figure.style.setProperty("--scale", this.scale);
  }

  /** The picture that it should show, decoded; or null, if the press no longer knows it. */
  async picture({ key } = this.page, pixels = this.pixels) {
    const image = new Image();
    image.alt = "";
    image.draggable = false;
    image.decoding = "sync";
    image.src = `pages/${key}.png?width=${pixels}`;
    try {
      await image.decode();
      return { image, key, pixels };
    } catch {
      return null;
    }
  }

  /** Show what it should, once that is decoded; until then what it shows. */
  async draw() {
    const wanted = `${this.page.key} ${this.pixels}`;
    if (this.#wanted === wanted) return this.drawing;
    this.#wanted = wanted;
    this.drawing = this.picture().then((picture) => {
      if (this.#wanted !== wanted) return;
      if (picture) this.put(picture);
      // The next frame asks again.
      else this.#wanted = "";
    });
    return this.drawing;
  }

  /** Put a decoded picture in the place of the one before. */
  put({ image, key, pixels }) {
    this.#wanted = `${key} ${pixels}`;
    this.drawing = undefined;
    if (this.#image) this.#image.replaceWith(image);
    else this.figure.prepend(image);
    this.#image = image;
    if (this.key !== key) this.marks.replaceChildren();
    this.figure.dataset.key = key;
  }

  /** Put a text layer in the place of the one before; whoever was on a piece of it still is. */
  lay(layer, key) {
    if (this.#layerKey === key) return false;
    const old = this.figure.querySelector(".layer");
    const drawn = drawLayer(layer);
    const at = old ? [...old.children].indexOf(document.activeElement) : -1;
    old?.remove();
    this.marks.before(drawn);
    if (at >= 0) drawn.children[Math.min(at, drawn.children.length - 1)]?.focus({ preventScroll: true });
    this.layer = layer;
    this.#layerKey = key;
    return true;
  }

  /** Drop all that can be had again, as the page is far away. */
  drop() {
    if (!this.#wanted && !this.layer) return;
    this.#image?.remove();
    this.#image = null;
    this.#wanted = "";
    this.#layerKey = null;
    this.layer = null;
    this.figure.querySelector(".layer")?.remove();
    delete this.figure.dataset.key;
  }

  /** A box of the page as a box of the window. */
  inWindow([x, y, width, height]) {
    const { left, top } = this.figure.getBoundingClientRect();
    const at = { left: left + x * this.scale, top: top + y * this.scale };
    return { ...at, right: at.left + width * this.scale, bottom: at.top + height * this.scale };
  }
}
