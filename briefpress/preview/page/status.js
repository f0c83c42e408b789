/** The line below the pages: the place under the pointer, news, the stage of a slow build, or that all is well. */

import { $ } from "./dom.js";
import { placeName } from "./links.js";
import { say } from "./say.js";

/** A build that takes less is not told, in milliseconds. */
const SOON = 500;

export class Status {
  #place = null;
  #news = "";
  #stage = null;
  #soon = 0;
  #idle = "";

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

  /** A frame came: news are old. */
  settle({ state, built }) {
    this.#news = "";
    this.#idle = state === "good" ? `Up to date${built ? ` · ${built}` : ""}` : "";
    this.#show();
  }

  /** The stage that the press is at; null: none. */
  progress(stage) {
    this.#stage = stage;
    if (stage) this.#soon ||= setTimeout(() => this.#slow(true), SOON);
    else {
      clearTimeout(this.#soon);
      this.#soon = 0;
      this.#slow(false);
    }
    this.#show();
  }

  #slow(isSlow) {
    $("progress").hidden = !isSlow;
    this.#show();
  }

  #show() {
    const stage = $("progress").hidden ? "" : (this.#stage ?? "");
    $("empty").dataset.stage = this.#stage ?? "";
    $("status").textContent = (this.#place && placeName(this.#place)) || this.#news || stage || this.#idle;
  }
}
