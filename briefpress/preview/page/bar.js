/** The bar below the pages: what is to be known of them as long as they are not those of today. */

import { $, element, icon } from "./dom.js";
import { placeLink } from "./links.js";
import { inCode, tallySigns } from "./problems.js";
import { clock } from "./words.js";

/**
 * Show the one thing that matters most; nothing, if all is well.
 * @param {{isStopped: boolean, isLost: boolean, state: string, problems: object[], built: string|null}} now
 * @param {{editor: () => string, open: Function, showProblems: () => void}} ways
 */
export function showBar(now, ways) {
  const bar = $("bar");
  const said = barOf(now, ways);
  const key = said && JSON.stringify([said.key, now.built, now.problems, ways.editor()]);
  if (bar.dataset.shown === String(key)) return;
  bar.dataset.shown = key;
  bar.hidden = !said;
  bar.className = said?.key ?? "";
  bar.replaceChildren(...(said?.holds ?? []));
}

function barOf({ isStopped, isLost, state, problems, built }, ways) {
  const sentence = (...words) => element("p", {}, ...words);
  if (isStopped) {
    const command = element("code", {}, "python build.py preview");
    return { key: "stopped", holds: [icon("waiting"), sentence("The preview was stopped. Start it again with ", command, ": this page goes on by itself.")] };
  }
  if (isLost) return { key: "lost", holds: [icon("waiting"), sentence("The preview does not answer. Trying again …")] };
  if (state !== "broken") return null;
  const pages = `These are the pages of the last good version${built ? `, from ${clock(built)}` : ""}.`;
  const show = element("button", { type: "button", class: "plain", click: ways.showProblems }, "Show problems");
  return {
    key: "broken",
    holds: [
      element("div", {}, element("p", {}, ...tallySigns(problems), element("span", {}, pages)), firstError(problems, ways)),
      show,
    ],
  };
}

/** The first error, as one line: what is left of the list where that is folded. */
function firstError(problems, ways) {
  const error = problems.find(({ severity }) => severity === "error") ?? problems[0];
  return element("p", { class: "first" }, ...(error.file ? [placeLink(error, ways), " "] : []), ...inCode(error.message));
}
