/** Ways to a place in a source: a link for an editor, or none, for what is shown on the page. */

import { element } from "./dom.js";

const parts = (path) => path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
/** A path as a part of an address: with a slash before the drive of Windows, whose colon is kept. */
const rooted = (path) => parts(path).replace(/^([A-Za-z])%3A/, "/$1:");

const EDITORS = {
  vscode: ({ path, line, column }) => `vscode://file${rooted(path)}:${line}:${column}`,
  idea: ({ path, line, column }) => `idea://open?file=${encodeURIComponent(path)}&line=${line}&column=${column}`,
  zed: ({ path, line, column }) => `zed://file${rooted(path)}:${line}:${column}`,
};

/** The address that opens a place in an editor; null where places are shown on the page. */
export function editorLink(editor, { path, line, column }) {
  return EDITORS[editor]?.({ path, line: line ?? 1, column: column ?? 1 }) ?? null;
}

/** `file:line:column`, as far as they are known. */
export const placeName = ({ file, line, column }) => [file, line, column].filter((part) => part != null).join(":");

/**
 * A link to a place, by its name.
 * @param {{file: string, path: string|null, line: number|null, column: number|null}} place
 * @param {{editor: () => string, open: (place: object) => void}} ways
 */
export function placeLink(place, ways) {
  const name = element("bdi", {}, placeName(place));
  if (!place.path) return element("span", { class: "place" }, name);
  const address = editorLink(ways.editor(), place);
  if (address) return element("a", { class: "place", href: address }, name);
  return element("button", { class: "place", type: "button", click: () => ways.open(place) }, name);
}
