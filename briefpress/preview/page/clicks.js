/** Pointer and keys over the pages: what is under them is shown, and a click or Enter leads to its source. */

import { oncePainted } from "./dom.js";
import { hit, runAt } from "./layer.js";

/** A pointer that moved further between down and up has selected, in pixels. */
const STILL = 4;

export class Clicks {
  /**
   * @param {import("./pages.js").Pages} pages
   * @param {{open: Function, over: Function}} told `open` gets a source, the number of the page, the text that was
   *   clicked or the description of the picture, and how far down the page it is read, from 0 to 1; `over` the source under the pointer or the keys, or null.
   */
  constructor(pages, told) {
    Object.assign(this, { pages, told, hovered: null });
    const { stage } = pages;
    let last = null;
    const hover = oncePainted(() => this.#hover(last));
    stage.addEventListener("pointermove", (event) => {
      last = event;
      if (event.pointerType !== "touch") hover();
    });
    stage.addEventListener("pointerleave", () => this.#show(null));
    stage.addEventListener("pointerdown", (event) => (this.down = event));
    stage.addEventListener("click", (event) => this.#click(event));
    stage.addEventListener("keydown", (event) => this.#key(event));
    stage.addEventListener("focusin", (event) => this.#focus(event.target));
    stage.addEventListener("focusout", () => this.told.over(null));
  }

  /** Make one run the stop of the Tab key: one on the first page in view, unless the reader is on one. */
  offerStop() {
    if (this.hovered && !this.hovered.isConnected) this.#show(null);
    const { canvas, visible, leaves } = this.pages;
    const stops = [...canvas.querySelectorAll(".run[tabindex='0']")];
    if (canvas.contains(document.activeElement)) return;
    const first = visible.map((number) => leaves[number]?.figure.querySelector(".run[role]")).find(Boolean);
    if (!first || (stops.length === 1 && stops[0].closest("figure") === first.closest("figure"))) return;
    for (const stop of stops) stop.tabIndex = -1;
    first.tabIndex = 0;
  }

  #leafOf(node) {
    const figure = node?.closest?.("figure.page");
    return figure && this.pages.leaves.find((leaf) => leaf.figure === figure);
  }

  #found(event) {
    const leaf = this.#leafOf(event.target);
    if (!leaf?.layer) return null;
    const { left, top } = leaf.figure.getBoundingClientRect();
    const { scale } = leaf;
    const found = hit(leaf.layer, (event.clientX - left) / scale, (event.clientY - top) / scale, scale);
    return found && { leaf, found, run: runAt(leaf.figure, found) };
  }

  #hover(event) {
    this.#show(this.#found(event)?.run ?? null);
  }

  #show(run) {
    if (run === this.hovered) return;
    this.hovered?.removeAttribute("data-hover");
    this.hovered = run;
    run?.setAttribute("data-hover", "");
    this.told.over(run && this.#sourceOf(run));
  }

  #sourceOf(run) {
    return this.#leafOf(run)?.layer.sources[run.dataset.source] ?? null;
  }

  #click(event) {
    const { down } = this;
    const hasMoved = down && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > STILL;
    if (hasMoved || !getSelection().isCollapsed) return;
    const at = this.#found(event);
    if (!at) return;
    const { texts, pictures, sources } = at.leaf.layer;
    const thing = at.found.text === undefined ? pictures[at.found.picture] : texts[at.found.text];
    const part = (at.found.text ?? texts.length) / texts.length;
    this.told.open(sources[thing.source], this.pages.leaves.indexOf(at.leaf), thing.text ?? thing.alt, part);
  }

  #key(event) {
    const run = event.target.closest?.(".run");
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
    const forth = this.pages.frame.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forth === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const acts = {
      Enter: () => this.#open(run),
      Escape: () => this.pages.stage.focus({ preventScroll: true }),
      ArrowDown: () => this.#step(run, 1),
      [forth]: () => this.#step(run, 1),
      ArrowUp: () => this.#step(run, -1),
      [back]: () => this.#step(run, -1),
      Home: () => this.#step(run, -Infinity),
      End: () => this.#step(run, Infinity),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  #open(run) {
    const leaf = this.#leafOf(run);
    const index = Number(run.querySelector(".piece")?.dataset.text ?? leaf.layer.texts.length);
    const text = leaf.layer.texts[index]?.text ?? leaf.layer.pictures[run.firstElementChild.dataset.picture].alt;
    this.told.open(this.#sourceOf(run), this.pages.leaves.indexOf(leaf), text, index / leaf.layer.texts.length);
  }

  /** Go so many runs on: on the page, and from its last one to the next page; to the end of the page, if to infinity. */
  #step(run, way) {
    const runs = [...run.closest("figure").querySelectorAll(".run[role]")];
    const to = Math.abs(way) === Infinity ? (way < 0 ? 0 : runs.length - 1) : runs.indexOf(run) + way;
    const leaf = this.pages.leaves[this.pages.leaves.indexOf(this.#leafOf(run)) + way];
    const others = [...(leaf?.figure.querySelectorAll(".run[role]") ?? [])];
    const next = runs[to] ?? others.at(way > 0 ? 0 : -1);
    if (!next) return;
    run.tabIndex = -1;
    next.tabIndex = 0;
    next.focus({ preventScroll: true });
  }

  #focus(target) {
    if (!target.matches(".run")) return;
    this.told.over(this.#sourceOf(target));
    if (!target.matches(":focus-visible")) return;
    const { left, top, right, bottom } = target.querySelector(".piece, .picture").getBoundingClientRect();
    this.pages.viewport.reveal({ left, top, right, bottom });
  }
}
