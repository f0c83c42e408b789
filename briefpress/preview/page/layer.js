/** What stands over the picture of a page: its text, transparent, to select, hear and click; and marks. */

import { element } from "./dom.js";
import { areJoined, areLevel } from "./fold.js";

/** How far from a piece a click still means it, in pixels of the screen. */
const REACH = 8;
const pen = document.createElement("canvas").getContext("2d");

/**
 * The layer of a page: runs of pieces that belong together, each a link to where it begins.
 * @param {{texts: object[], pictures: object[], sources: object[]}} layer
 */
export function drawLayer(layer) {
  const made = element("div", { class: "layer" });
  let run;
  layer.texts.forEach((text, index) => {
    const before = layer.texts[index - 1];
    const isOther = !before || !isOneEntry(layer.sources[before.source], layer.sources[text.source], before, text);
    if (before) (isOther ? made : run).append(...between(before, text, isOther));
    // The hyphen of a word that is divided is not copied.
    if (!isOther && /\u2010$/u.test(before.text)) run.lastElementChild.dataset.divided = "";
    // What nobody can see or hear is no link.
    if (isOther) made.append((run = runOf(/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.text) ? text.source : null)));
    run.append(piece(text, index));
  });
  layer.pictures.forEach((picture, index) => {
    const box = element("span", { class: "picture", "data-picture": index });
    place(box, picture.box);
    const around = runOf(picture.source);
    around.setAttribute("aria-label", `Picture: ${picture.alt ?? "without a description"}`);
    around.append(box);
    made.append(around);
  });
  return made;
}

/** Whether a text goes on with what stood before it: in the same entry of a file, and on the same line or the next. */
function isOneEntry(source, other, before, text) {
  if (!source || !other || source.file !== other.file || source.last !== other.last) return source === other;
  if (areLevel(before, text)) return areJoined(before, text) || source === other;
  const gap = text.box[1] - before.box[1] - before.box[3];
  return gap >= 0 && gap < before.box[3];
}

/** What is copied between two pieces: lines of one text flow on, as they are to wherever they are pasted. */
function between(before, text, isOther) {
  if (isOther && !areLevel(before, text)) return [element("br")];
  return areJoined(before, text) || /[\s\u00ad\u2010]$/u.test(before.text) ? [] : [" "];
}

function runOf(source) {
  if (source === null) return element("span", { class: "run" });
  return element("span", { class: "run", role: "link", tabindex: -1, "data-source": source });
}

/** A piece of text, as wide as it is printed whatever font the browser takes. */
function piece({ text, box }, index) {
  const made = element("span", { class: "piece", "data-text": index }, text);
  const size = box[3] || 1;
  pen.font = `${size}px sans-serif`;
  place(made, [box[0], box[1], null, size]);
  made.style.fontSize = `${size}px`;
  made.style.transform = `scaleX(${box[2] / (pen.measureText(text).width || 1)})`;
  return made;
}

function place(made, [x, y, width, height]) {
  made.style.left = `${x}px`;
  made.style.top = `${y}px`;
  if (width !== null) made.style.width = `${width}px`;
  made.style.height = `${height}px`;
}

/**
 * What is at a point of a page, or the nearest within a few pixels: `{text}` or `{picture}`, by its index, or null.
 * A text lies over a picture; what leads nowhere is never in the way of what leads somewhere.
 * @param {object} layer
 * @param {number} x In CSS pixels of the page, as `y`.
 * @param {number} scale Of the page on the screen.
 */
export function hit(layer, x, y, scale) {
  const nearest = (things) => {
    let best = null;
    let least = REACH / scale;
    things.forEach(({ box, source }, index) => {
      if (source === null) return;
      const far = distance(box, x, y);
      if (far < least || (far === least && best === null)) [best, least] = [index, far];
    });
    return { index: best, far: least };
  };
  const text = nearest(layer.texts);
  if (text.index !== null && text.far === 0) return { text: text.index };
  const picture = nearest(layer.pictures);
  if (picture.index !== null && (text.index === null || picture.far < text.far)) return { picture: picture.index };
  return text.index === null ? null : { text: text.index };
}

function distance([left, top, width, height], x, y) {
  return Math.hypot(Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height));
}

/** The run that a hit is in. */
export function runAt(made, found) {
  const name = found.text === undefined ? `picture="${found.picture}"` : `text="${found.text}"`;
  return made.querySelector(`[data-${name}]`)?.parentElement ?? null;
}

/** Outline boxes for a moment, in an element of the size of a page. */
export function outline(over, boxes) {
  over.replaceChildren(
    ...boxes.map((box) => {
      const made = element("div", { class: "mark", animationend: () => made.remove() });
      place(made, box);
      return made;
    }),
  );
}
