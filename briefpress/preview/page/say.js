/** What is said to those who do not see the page: one sentence at a time. */

import { $ } from "./dom.js";

/** Say when there is a pause. */
export const say = (sentence) => put("polite", sentence);

/** Say at once. */
export const warn = (sentence) => put("assertive", sentence);

function put(id, sentence) {
  // The same sentence again is news only if the region was empty in between.
  $(id).textContent = "";
  setTimeout(() => ($(id).textContent = sentence), 50);
}
