/** How the pages were made: the validator's verdict, when, how large, and how long each stage took. */

import { element, icon } from "./dom.js";
import { clock } from "./words.js";

const VERDICTS = {
  waiting: ["waiting", "The validator has not read it yet."],
  running: ["waiting", "The validator is reading it."],
  passed: ["good", "The validator found nothing wrong."],
  failed: ["error", "The validator found faults: see the problems."],
  draft: ["warning", "A draft claims no standard, and is not validated."],
  broken: ["error", "There is nothing to validate until the errors are mended."],
};

const seconds = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const kilobytes = new Intl.NumberFormat("en", { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });

/** The facts of a frame, as elements. */
export function buildFacts({ name, pages, validation, times, size, built }) {
  const [sign, verdict] = VERDICTS[validation.state] ?? VERDICTS.waiting;
  const facts = [
    ["Edition", name],
    ["Built", clock(built)],
    ["Pages", pages.length],
    ["Size of the PDF", size ? kilobytes.format(size / 1000) : null],
    ["Standards", validation.standards],
  ].filter(([, value]) => value);
  return [
    element("p", { class: `verdict ${sign}` }, icon(sign), element("span", {}, verdict)),
    element("dl", { class: "facts" }, ...facts.flatMap(([term, value]) => [element("dt", {}, term), element("dd", {}, String(value))])),
    ...(times.length ? [timeTable(times)] : []),
  ];
}

function timeTable(times) {
  const total = times.reduce((sum, time) => sum + time.seconds, 0);
  const longest = Math.max(...times.map((time) => time.seconds));
  const row = ({ stage, seconds: taken }) => {
    const bar = element("span", { class: "time" });
    bar.style.width = `${(100 * taken) / longest}%`;
    return element("tr", {}, element("th", { scope: "row" }, stage), element("td", {}, bar), element("td", {}, seconds.format(taken)));
  };
  const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Stage"), element("td"), element("th", { scope: "col" }, "Seconds")));
  const foot = element("tfoot", {}, element("tr", {}, element("th", { scope: "row" }, "together"), element("td"), element("td", {}, seconds.format(total))));
  return element("table", { class: "times" }, element("caption", {}, "Times"), head, element("tbody", {}, ...times.map(row)), foot);
}
