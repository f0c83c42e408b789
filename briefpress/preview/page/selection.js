/**
 * Selecting printed text. Between lines there is nothing to point at, and a browser would take all up to the end of the
 * page: while one drags, an element that cannot be selected lies there, right after what is selected last (as in pdf.js).
 */

import { element } from "./dom.js";

export function watchSelection(stage) {
  const gap = element("span", { class: "gap" });
  let before = null;

  stage.addEventListener("pointerdown", ({ target, pointerType }) => {
    const layer = target.closest?.(".page")?.querySelector(".layer");
    if (layer && pointerType === "mouse") layer.append(gap);
  });
  for (const end of ["pointerup", "blur"]) {
    addEventListener(end, () => {
      gap.remove();
      before = null;
    });
  }
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!gap.isConnected || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const isStartMoved = before && ["END_TO_END", "START_TO_END"].some((how) => range.compareBoundaryPoints(Range[how], before) === 0);
    before = range.cloneRange();
    const node = isStartMoved ? range.startContainer : range.endContainer;
    const piece = node.parentElement?.closest(".piece");
    // At the very start of a piece, what is selected ends before it.
    if (piece) piece[isStartMoved || range.endOffset === 0 ? "before" : "after"](gap);
  });
  stage.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/plain", copied(getSelection()));
    event.preventDefault();
  });
}

/** What is selected, as it is to be pasted: without what only divides words, or keeps them together. */
function copied(selection) {
  const parts = Array.from({ length: selection.rangeCount }, (_, number) => selection.getRangeAt(number).cloneContents());
  for (const part of parts) {
    for (const br of part.querySelectorAll("br")) br.replaceWith("\n");
    for (const piece of part.querySelectorAll("[data-divided]")) piece.textContent = piece.textContent.replace(/\u2010$/u, "");
  }
  return parts.map((part) => part.textContent).join("\n").replaceAll(/[\u00ad\u2060]/gu, "");
}
