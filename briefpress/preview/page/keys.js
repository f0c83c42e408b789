/** The keyboard: what each key does, and the help that lists it. */

import { $, element } from "./dom.js";
import { settings } from "./settings.js";

/** Those that are handled where they act, for the help alone. */
const ELSEWHERE = [
  [["Tab", "↑ ↓ ← →"], "go through the printed texts"],
  [["Enter"], "open the source of a text"],
  [["Esc"], "leave the texts, or the search"],
];

/**
 * @param {{keys: string[], name: string, run: () => void}[]} shortcuts Single keys.
 * @param {() => void} find What Ctrl+F does, as the browser's own search sees only the pages that are drawn.
 */
export function listen(shortcuts, find) {
  const rows = [...shortcuts.map(({ keys, name }) => [keys, name]), ...ELSEWHERE];
  $("help").querySelector("tbody").replaceChildren(
    ...rows.map(([keys, name]) =>
      element("tr", {}, element("th", { scope: "row" }, ...keys.flatMap((key) => [element("kbd", {}, key), " "])), element("td", {}, name)),
    ),
  );
  addEventListener("keydown", (event) => {
    const isWriting = event.target.matches?.("input, select");
    if (isWriting || event.altKey || $("help").open) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const run = isCommand
      ? event.key === "f" && find
      : settings.keys && shortcuts.find(({ keys }) => keys.includes(event.key))?.run;
    if (!run) return;
    event.preventDefault();
    run();
  });
  $("help-open").addEventListener("click", () => $("help").showModal());
}
