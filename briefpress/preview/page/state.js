/** What the stage shows where there are no pages, and what is said of a frame: the four states of an edition. */

import { $, element } from "./dom.js";
import { problemList, tally } from "./problems.js";
import { say, warn } from "./say.js";
import { count } from "./words.js";

/** What stands in the place of the pages as long as there are none. */
export function showEmpty({ state, problems, name }, ways) {
  const isBroken = state === "broken-at-start";
  const kind = isBroken ? "problems" : "skeleton";
  const key = isBroken ? JSON.stringify(problems) + ways.editor() : kind;
  if ($("empty").dataset.shown === key) return;
  $("empty").dataset.shown = key;
  $("empty").replaceChildren(...(isBroken ? broken(problems, name, ways) : [skeleton()]));
}

function broken(problems, name, ways) {
  const lead = `There are no pages of ${name} yet. They appear by themselves once this is mended:`;
  return [element("section", { "aria-labelledby": "broken-title" },
    element("h2", { id: "broken-title" }, "This brief cannot be printed yet"),
    element("p", { class: "lead" }, lead),
    problemList(problems, ways))];
}

function skeleton() {
  const lines = Array.from({ length: 9 }, () => element("span"));
  return element("div", { class: "skeleton", "aria-hidden": "true" }, ...lines);
}

/** Say what became of the pages, in one sentence: errors at once, all else in a pause. */
export function tell(before, now) {
  const errors = errorsOf(now);
  const isOther = JSON.stringify(errors) !== JSON.stringify(errorsOf(before));
  const stay = now.state === "broken" ? " The last good pages stay." : "";
  if (errors.length && isOther) warn(`The brief cannot be printed: ${tally(errors)}.${stay}`);
  if (!errors.length && isOther && before) say("The errors are mended.");
}

const errorsOf = (frame) => frame?.problems.filter(({ severity }) => severity === "error") ?? [];

/** Say which pages are others than before. */
export function tellPages(before, now) {
  if (now.state === "broken") return;
  if (!before) return say(count(now.pages.length, "page"));
  const changed = now.pages.filter(({ key }, number) => before.pages[number]?.key !== key).length;
  const total = now.pages.length === before.pages.length ? "" : ` There are ${count(now.pages.length, "page")} now.`;
  if (changed || total) say(`Pages are up to date, ${count(changed, "page")} changed.${total}`);
}
