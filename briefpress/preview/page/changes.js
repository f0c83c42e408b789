/** What changed between two sets of pages, to be shown for a moment: words, or the look of a page. */

/**
 * @param {{key: string, layer: object}[]} before Pages with their text layers.
 * @param {{key: string, layer: object}[]} now
 * @returns {Map<number, number[]|null>} By the numbers of pages that changed: the indexes of their texts that did; null
 *   for a page that looks different with the same words.
 */
export function changesOf(before, now) {
  const changes = new Map();
  const old = wordsOf(before);
  const words = wordsOf(now);
  const known = new Set(before.flatMap(({ layer }) => layer.texts.map(({ text }) => text)));
  const [from, to] = differing(old, words);
  for (const { page, index } of words.slice(from, to)) {
    const { text } = now[page].layer.texts[index];
    // Lines that only moved are not told, unless a word was but left out.
    if (known.has(text) && to - from > 2) continue;
    if (!changes.get(page)?.includes(index)) changes.set(page, [...(changes.get(page) ?? []), index]);
  }
  now.forEach(({ key, layer }, page) => {
    const former = before[page];
    if (former && former.key !== key && textOf(former.layer) === textOf(layer)) changes.set(page, null);
  });
  return changes;
}

const textOf = (layer) => layer.texts.map(({ text }) => text).join("\n");

/** All words, each with its page and the index of its text. */
function wordsOf(pages) {
  return pages.flatMap(({ layer }, page) =>
    layer.texts.flatMap(({ text }, index) => text.split(/\s+/u).filter(Boolean).map((word) => ({ word, page, index }))),
  );
}

/** The range of words that differs; where words were only left out, those on both sides of the gap. */
function differing(old, words) {
  const shorter = Math.min(old.length, words.length);
  let from = 0;
  while (from < shorter && old[from].word === words[from].word) from++;
  let back = 0;
  while (back < shorter - from && old.at(-1 - back).word === words.at(-1 - back).word) back++;
  const to = words.length - back;
  if (old.length === words.length && from === to) return [0, 0];
  return from === to ? [Math.max(0, from - 1), Math.min(words.length, to + 1)] : [from, to];
}
