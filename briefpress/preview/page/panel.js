/** The side panel: what is to be known of an edition beside its pages. */

import { buildFacts } from "./build.js";
import { $, element, icon } from "./dom.js";
import { problemList, tally, tallySigns } from "./problems.js";
import { warn } from "./say.js";
import { isWide, keep, settings } from "./settings.js";
import { Tabs } from "./tabs.js";
import { translationList } from "./translations.js";

/** Fold or unfold what stands beside the pages: `aside` or `panel`. */
export function fold(id, isFolded) {
  place(id, isFolded);
  if (isWide) keep({ [id]: !isFolded });
}

/** Have a part beside the pages that a button folds, as it was last time. */
export function foldable(id) {
  place(id, !settings[id]);
  $(`${id}-toggle`).addEventListener("click", () => fold(id, !$(id).hidden));
}

function place(id, isFolded) {
  $(id).hidden = isFolded;
  $(`${id}-toggle`).setAttribute("aria-expanded", !isFolded);
}

const nothing = (state) =>
  state === "starting"
    ? element("p", { class: "none" }, "Not known yet.")
    : element("p", { class: "none good" }, icon("good"), "No problems.");

export class Panel {
  /** What each part was drawn from: what did not change is left alone, with the focus and the scroll position in it. */
  #drawn = new Map();

  /** @param {{editor: () => string, open: (place: object) => void}} ways To the sources. */
  constructor(ways) {
    this.ways = ways;
    this.tabs = new Tabs($("panel").querySelector("[role=tablist]"), (id) => ($("panel").dataset.shown = id));
    $("counts").addEventListener("click", () => this.showProblems());
  }

  /** The id of the tab that is seen; null, if the panel is folded. */
  get seen() {
    return $("panel").hidden ? null : this.tabs.id;
  }

  /** Show what a frame says. */
  show(frame) {
    const { state, problems, translations } = frame;
    this.#draw("problems", [problems, state === "starting", this.ways.editor()], () => [
      problems.length ? problemList(problems, this.ways) : nothing(state),
    ]);
    this.#count("problems", problems.length);
    // There they stand in the place of the pages.
    this.tabs.have("problems", state !== "broken-at-start");
    this.#draw("translations", [translations, this.ways.editor()], () => translationList(translations, this.ways));
    this.#count("translations", translations.length);
    this.tabs.have("translations", translations.length > 0);
    this.#draw("build", [frame.validation, frame.times, frame.built, frame.name], () => buildFacts(frame));
    this.#draw("counts", problems, () => tallySigns(problems));
    $("counts").hidden = !problems.length;
  }

  /** Unfold it at a tab. */
  open(id) {
    this.tabs.show(id);
    fold("panel", false);
  }

  /** Unfold it at the problems, and go there. */
  showProblems() {
    this.open("problems");
    $("tab-problems").focus();
  }

  /** Say why a file was not made. */
  refuse(problems) {
    const lead = "The file was not made, as `build` would not write it either.";
    $("problems").replaceChildren(element("p", { class: "lead" }, lead), problemList(problems, this.ways));
    this.#drawn.delete("problems");
    this.open("problems");
    warn(`The file was not made: ${tally(problems) || "the preview does not answer"}.`);
  }

  #draw(id, from, make) {
    const key = JSON.stringify(from);
    if (this.#drawn.get(id) === key) return;
    this.#drawn.set(id, key);
    $(id).replaceChildren(...make());
  }

  #count(id, number) {
    $(`tab-${id}`).querySelector(".count").textContent = number || "";
  }
}
