/** Elements, made in one call: what they have and what they hold. Texts are set as texts, never as markup. */

/**
 * An element.
 * @param {string} name
 * @param {Record<string, any>} has Attributes; a function is a listener for the event of that name; null, undefined
 *   and false are left out, true is an attribute without a value.
 * @param {...(Node|string|null)} holds
 */
export function element(name, has = {}, ...holds) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(has)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...holds.filter((held) => held !== null));
  return made;
}

/** One of the icons that index.html holds as symbols; decoration beside a name. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** The element of an id. */
export const $ = (id) => document.getElementById(id);

/** Calls `run` once things have been quiet for some milliseconds. */
export function settled(milliseconds, run) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
}

/** Calls `run` at most once a painted frame. */
export function oncePainted(run) {
  let asked = 0;
  return () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      run();
    });
  };
}
