/** The window onto the pages: how large they are shown, and that what is being read stays where it is. */

/** Of 100 %, at which a millimetre on paper is as wide as CSS says. */
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** Numbers of pages, from 0, as they lie side by side; null: the blank side of a sheet. */
export function rowsOf(total, mode) {
  const numbers = Array.from({ length: total }, (_, number) => number);
  if (mode === "column") return numbers.map((number) => [number]);
  // A sheet of two pages is shown as one, front and back; in all else the first page is alone on the recto.
  if (total === 2) return [numbers];
  const rows = [];
  for (let number = -1; number < total; number += 2) rows.push([numbers[number] ?? null, numbers[number + 1] ?? null]);
  return total ? rows : [];
}

export class Viewport {
  /** The factor that pages are shown at. */
  zoom = 1;

  /**
   * @param {HTMLElement} stage What scrolls.
   * @param {() => number} hidden How many pixels of its height are taken for a while, and not worth a new size.
   */
  constructor(stage, hidden) {
    this.stage = stage;
    this.hidden = hidden;
  }

  /**
   * Find the factor for pages of these sizes.
   * @param {{width: number, height: number}[]} pages
   * @param {string} mode
   * @param {"width"|"page"|number} wanted
   */
  fit(pages, mode, wanted) {
    if (typeof wanted === "number") this.zoom = wanted;
    else if (pages.length) {
      const style = getComputedStyle(this.stage);
      const margin = parseFloat(style.getPropertyValue("--margin"));
      const side = Math.max(...pages.map((page) => page.width));
      const columns = mode === "column" ? 1 : 2;
      const width = (this.stage.clientWidth - 2 * margin - (columns - 1) * margin) / (columns * side);
      const tallest = Math.max(...pages.map((page) => page.height));
      const height = (this.stage.clientHeight + this.hidden() - 2 * margin) / tallest;
      this.zoom = Math.min(4, Math.max(0.1, wanted === "page" ? Math.min(width, height) : width));
    }
    return this.zoom;
  }

  /** The next larger (1) or smaller (-1) step. */
  step(way) {
    const further = STEPS.filter((step) => way * (step - this.zoom) > 0.02);
    return (way > 0 ? further[0] : further.at(-1)) ?? this.zoom;
  }

  /**
   * What is at the top of the window, or under a point: to be held while all else changes.
   * @param {HTMLElement[]} figures In their order.
   * @param {{x: number, y: number}} [point] In the window.
   */
  anchor(figures, point) {
    const box = this.stage.getBoundingClientRect();
    const at = point ?? { x: box.left + this.stage.clientWidth / 2, y: box.top };
    const index = Math.max(
      0,
      figures.findIndex((figure) => {
        const { bottom, left, right } = figure.getBoundingClientRect();
        return bottom > at.y + 1 && (!point || (left <= at.x && right >= at.x) || bottom > at.y + box.height);
      }),
    );
    const figure = figures[index];
    if (!figure) return null;
    const { left, top, width, height } = figure.getBoundingClientRect();
    const within = (offset, size) => (offset < 0 || offset > size ? { pixels: offset } : { part: offset / size });
    return { figure, index, at, x: within(at.x - left, width), y: within(at.y - top, height) };
  }

  /** Scroll until an anchor is again where it was. */
  restore(anchor, figures) {
    if (!anchor || !figures.length) return;
    const figure = figures.includes(anchor.figure) ? anchor.figure : figures[Math.min(anchor.index, figures.length - 1)];
    const { left, top, width, height } = figure.getBoundingClientRect();
    const offset = ({ pixels, part }, size) => pixels ?? part * size;
    this.stage.scrollBy({
      left: left + offset(anchor.x, width) - anchor.at.x,
      top: top + offset(anchor.y, height) - anchor.at.y,
      behavior: "instant",
    });
  }

  /** Bring a box of the window into view, but only if it is out of it, and no further than needed. */
  reveal({ left, top, right, bottom }) {
    const box = this.stage.getBoundingClientRect();
    const edge = 32;
    const way = (from, to, low, high) => {
      if (to - from > high - low || from < low) return from < low || to > high ? from - low - edge : 0;
      return to > high ? to - high + edge : 0;
    };
    this.stage.scrollBy({
      left: way(left, right, box.left, box.left + this.stage.clientWidth),
      top: way(top, bottom, box.top, box.top + this.stage.clientHeight),
      behavior: "instant",
    });
  }
}
