/** Menus that hang below their buttons. */

import { $ } from "./dom.js";

/** @param {string[]} ids Of menus; the button of `x` is `x-open`. */
export function hangMenus(ids) {
  for (const id of ids) {
    $(id).addEventListener("beforetoggle", ({ newState }) => {
      if (newState !== "open") return;
      const { bottom, right } = $(`${id}-open`).getBoundingClientRect();
      $(id).style.top = `${bottom + 4}px`;
      $(id).style.right = `${innerWidth - right}px`;
    });
  }
}
