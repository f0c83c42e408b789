/** The stream of events from the press, kept open: what it says is handed on, and so is whether it can be heard. */

/** How long a stream may be away before that is told, in milliseconds: a restart of the press takes less. */
const PATIENCE = 1500;
/** After this long out of sight the stream is given up: a browser has six to one address, for all tabs together. */
const UNSEEN = 60_000;
const EVENTS = ["hello", "offers", "frame", "progress", "at", "choose", "stopped"];

/**
 * Listen to the press, for an edition at a time.
 * @param {Record<string, (data: any) => void>} hears By the names of events; also `lost` and `back`, without data.
 * @returns {(choice: string) => void} Listen for another edition, by its query string.
 */
export function listen(hears) {
  let source = null;
  let choice = "";
  let away = 0;
  let unseen = 0;

  function open() {
    source?.close();
    source = new EventSource(`events${choice}`);
    source.addEventListener("open", () => {
      clearTimeout(away);
      away = 0;
      hears.back();
    });
    source.addEventListener("error", () => {
      away ||= setTimeout(hears.lost, PATIENCE);
      // A browser tries again by itself, but not after an answer that is no stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, PATIENCE);
    });
    for (const name of EVENTS) source.addEventListener(name, (event) => hears[name](JSON.parse(event.data)));
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(unseen);
    if (document.hidden) unseen = setTimeout(() => source?.close(), UNSEEN);
    else if (source?.readyState === EventSource.CLOSED) open();
  });

  return (wanted) => {
    choice = wanted;
    open();
  };
}
