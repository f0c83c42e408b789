/** The line below the pages: the place under the pointer, news, the stage of a slow build, or that all is well. */

import { $ } from "./dom.js";
import { placeName } from "./links.js";
import { say } from "./say.js";
import { clock } from "./words.js";

/** A build that takes less is not told, in milliseconds. */
const SOON = 500;

export class Status {
  #place = null;
  #news = "";
  #idle = "";
  #stage = null;
  /** The stage that builds begin with; null: none is going on. */
  #first = null;
  /** Whether the pages of this build are there: what follows is checks, and nobody waits for them. */
  #isThere = false;
  #soon = 0;

  /** The source under the pointer or the keys, or null. */
  point(place) {
    this.#place = place;
    this.#show();
  }

  /** A sentence that is worth reading once. */
  note(sentence) {
    this.#news = sentence;
    this.#place = null;
    say(sentence);
    this.#show();
  }

  /** A frame came: news are old, so is the place of what was clicked before, and its pages are there. */
  settle({ state, built, validation }) {
    this.#news = "";
    this.#place = null;
    this.#idle = state === "good" ? ["Up to date", clock(built), verdict(validation)].filter(Boolean).join(" · ") : "";
    this.#isThere = state !== "starting";
    if (this.#isThere) this.#hurry(false);
    this.#show();
  }

  /** The stage that the press is at; null: none. */
  progress(stage) {
    this.#stage = stage;
    if (stage === this.#first || !stage) this.#isThere = false;
    this.#first = stage && (this.#first ?? stage);
    this.#hurry(stage && !this.#isThere);
    this.#show();
  }

  /** Show the line that moves, unless it is over soon; or hide it. */
  #hurry(isWaiting) {
    if (isWaiting) this.#soon ||= setTimeout(() => this.#move(true), SOON);
    else {
      clearTimeout(this.#soon);
      this.#soon = 0;
      this.#move(false);
    }
  }

  #move(isMoving) {
    $("progress").hidden = !isMoving;
    this.#show();
  }

  #show() {
    const stage = $("progress").hidden ? "" : wordsFor(this.#stage);
    $("empty").dataset.stage = wordsFor(this.#stage);
    $("status").textContent = (this.#place && placeName(this.#place)) || this.#news || stage || this.#idle;
  }
}

/** What a stage of the press is, in plain words. */
function wordsFor(stage) {
  const [name, page] = (stage ?? "").split(", ");
  const words = { read: "reading the files", render: "putting the page together", typeset: "setting the pages" }[name];
  if (!stage) return "";
  return page ? `setting ${page}` : (words ?? "looking the pages over");
}

function verdict({ state, standards }) {
  return { running: "being validated", passed: `conforms to ${standards}`, broken: "not to be printed: see the problems" }[state] ?? "";
}
