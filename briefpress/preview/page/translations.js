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
    element("p", { class: "lead" }, "The source wording of these entries changed after they were translated."),
    element("ul", { class: "translations" }, ...entries),
  ];
}
