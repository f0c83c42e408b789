/** The files that `build` would write: fetched first, so that a refusal is shown and not saved. */

import { $, element } from "./dom.js";

const NAMES = {
  pdf: "PDF",
  docx: "Word",
  html: "Web page",
  md: "Markdown",
  txt: "Plain text",
  png: "Pictures of the pages",
};

/** The name that a Content-Disposition gives (RFC 6266); the encoded form goes before the plain one. */
export function nameIn(disposition) {
  const encoded = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded) return decodeURIComponent(encoded.trim());
  return /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1].trim() ?? "brief";
}

/**
 * Offer formats in the menu.
 * @param {string[]} formats
 * @param {() => string} choice The edition, as a query string.
 * @param {{begun: Function, done: Function, refused: Function}} told
 */
export function offerDownloads(formats, choice, told) {
  $("downloads").replaceChildren(
    ...formats.map((format) => {
      const fetchIt = () => {
        $("downloads").hidePopover();
        download(format, choice(), told);
      };
      return element("button", { type: "button", click: fetchIt }, NAMES[format] ?? format, element("span", {}, `.${format}`));
    }),
  );
}

async function download(format, choice, told) {
  const query = new URLSearchParams(choice);
  query.set("format", format);
  told.begun(NAMES[format] ?? format);
  const answer = await fetch(`download?${query}`).catch(() => null);
  if (!answer?.ok) {
    const said = await answer?.json().catch(() => null);
    return told.refused(said?.problems ?? []);
  }
  const name = nameIn(answer.headers.get("Content-Disposition") ?? "");
  const address = URL.createObjectURL(await answer.blob());
  element("a", { href: address, download: name }).click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  told.done(name);
}
