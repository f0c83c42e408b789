/** What a reader likes: editor, arrangement, size, what is unfolded. Kept in the browser, for all briefs alike. */

const KEY = "briefpress.preview";
/** On a narrow screen what stands beside the pages takes their room, and is folded whenever the page is opened. */
export const isWide = matchMedia("(min-width: 900px)").matches;

/** `editor` null: the one that the press was told of; `zoom`: "width", "page" or a factor. */
export const settings = {
  editor: null,
  mode: "column",
  zoom: "width",
  keys: true,
  ...stored(),
  aside: isWide && (stored().aside ?? true),
  panel: isWide && (stored().panel ?? true),
};

/** Set and keep some of them. */
export function keep(changes) {
  Object.assign(settings, changes);
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...stored(), ...changes }));
  } catch {
    // A browser that keeps nothing for us works as well, until it is reloaded.
  }
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
