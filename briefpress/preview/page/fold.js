/** Texts as a search compares them: without case, accents, soft hyphens, and the ends of lines. */

const UNSEEN = /[\p{Mn}\p{Cf}]/gu;
const ALIKE = { "’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-" };

/** A text, folded. */
export const fold = (text) => foldPieces([{ text }]).text.trim();

/**
 * Pieces of lines as one folded text, and where in them each of its characters comes from.
 * @param {{text: string, box?: number[]}[]} pieces In reading order.
 * @returns {{text: string, pieces: number[], offsets: number[]}}
 */
export function foldPieces(pieces) {
  const folded = { text: "", pieces: [], offsets: [] };
  const add = (characters, piece, offset) => {
    for (const character of characters) {
      const isSpace = /\s/u.test(character);
      if (isSpace && (folded.text === "" || folded.text.endsWith(" "))) continue;
      folded.text += isSpace ? " " : (ALIKE[character] ?? character);
      // A character beyond the first plane counts as two, here as in strings.
      for (let unit = 0; unit < character.length; unit++) {
        folded.pieces.push(piece);
        folded.offsets.push(offset);
      }
    }
  };
  pieces.forEach(({ text }, index) => {
    let offset = 0;
    for (const character of text) {
      add(character.normalize("NFKD").replace(UNSEEN, "").toLowerCase(), index, offset);
      offset += character.length;
    }
    const next = pieces[index + 1];
    if (next && !areJoined(pieces[index], next)) {
      if (/[\u00ad\u2010]$/u.test(text)) drop(folded, text.endsWith("\u2010"));
      else add(" ", index, text.length);
    }
  });
  return folded;
}

/** Without the hyphen that ends it; a soft one has left nothing. */
function drop(folded, isSeen) {
  if (!isSeen) return;
  folded.text = folded.text.slice(0, -1);
  folded.pieces.pop();
  folded.offsets.pop();
}

/** Whether two pieces follow each other without a space, as where only the font changes. */
export function areJoined(one, other) {
  if (!one.box || !other.box) return false;
  const gap = Math.max(one.box[0], other.box[0]) - Math.min(one.box[0] + one.box[2], other.box[0] + other.box[2]);
  return areLevel(one, other) && gap < 0.15 * Math.min(one.box[3], other.box[3]);
}

/** Whether two pieces stand on one line. */
export function areLevel(one, other) {
  const shared = Math.min(one.box[1] + one.box[3], other.box[1] + other.box[3]) - Math.max(one.box[1], other.box[1]);
  return shared > 0.4 * Math.min(one.box[3], other.box[3]);
}
