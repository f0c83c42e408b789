/** The problems of an edition: what is wrong, where, and what to do about it. Errors first. */

import { element, icon } from "./dom.js";
import { placeLink } from "./links.js";
import { count } from "./words.js";

/** Errors before warnings, otherwise as they come. */
const sorted = (problems) => [...problems].sort((one, other) => isWarning(one) - isWarning(other));
const isWarning = ({ severity }) => severity === "warning";

/** How many there are: "2 errors, 1 warning"; "" for none. */
export function tally(problems) {
  const warnings = problems.filter(isWarning).length;
  const errors = problems.length - warnings;
  const parts = [errors && count(errors, "error"), warnings && count(warnings, "warning")];
  return parts.filter(Boolean).join(", ");
}

/** The tally with its signs, for the eye. */
export function tallySigns(problems) {
  const warnings = problems.filter(isWarning).length;
  const errors = problems.length - warnings;
  const part = (number, severity) =>
    number ? [element("span", { class: severity }, icon(severity), count(number, severity))] : [];
  return [...part(errors, "error"), ...part(warnings, "warning")];
}

/** The list of problems. @param {{editor: () => string, open: Function}} ways To their sources. */
export function problemList(problems, ways) {
  return element("ul", { class: "problems" }, ...sorted(problems).map((problem) => item(problem, ways)));
}

function item(problem, ways) {
  const { code, severity, message, hint, file } = problem;
  const page = element("a", { href: `problems.html#${code}`, target: "_blank", rel: "noopener", class: "code" }, code);
  page.title = "What this means, in a new tab";
  return element(
    "li",
    { class: severity },
    element("p", { class: "where" }, element("strong", {}, icon(severity), severity), file ? placeLink(problem, ways) : null),
    element("p", { class: "message", dir: "auto" }, ...inCode(message), " [", page, "]"),
    excerpt(problem),
    hint ? element("p", { class: "hint", dir: "auto" }, ...inCode(hint)) : null,
  );
}

/** The line in question, with what is meant in it marked as a caret does. */
function excerpt({ excerpt: line, line: number, column, length }) {
  if (line === null) return null;
  const start = column === null ? line.length : column - 1;
  const end = start + Math.max(1, length ?? 1);
  const shown = element("code", { dir: "ltr" }, line.slice(0, start));
  if (column !== null) shown.append(element("mark", {}, line.slice(start, end) || " "), line.slice(end));
  return element("div", { class: "excerpt", tabindex: 0, role: "group", "aria-label": `Line ${number}` },
    element("span", { class: "number", "aria-hidden": "true" }, String(number)), shown);
}

/** A sentence whose words between backticks are code. */
export function inCode(sentence) {
  return sentence.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}
