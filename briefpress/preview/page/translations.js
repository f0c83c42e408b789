/** Entries whose source wording changed after they were translated: both wordings, and the ways to both. */

import { element } from "./dom.js";
import { placeLink } from "./links.js";

/** @param {{entry: string, source: object, here: object}[]} stale @param {object} ways To the sources. */
export function translationList(stale, ways) {
  const wording = (label, place) => [
    element("dt", {}, label, " ", placeLink(place, ways)),
    element("dd", { dir: "auto" }, place.text),
  ];
  const entries = stale.map(({ entry, source, here }) =>
    element(
      "li",
      {},
      element("h2", {}, element("code", {}, entry)),
      element("dl", {}, ...wording("Source, as it is now", source), ...wording("Translation", here)),
    ),
  );
  return [
    element("p", { class: "lead" }, "These entries were not accepted as translations of the source wording as it is now. `translate --accept` in the terminal accepts them."),
    element("ul", { class: "translations" }, ...entries),
  ];
}
