/** One piece of a letter's text: words, or a link that may be pressed. */
export type Piece = { readonly words: string; readonly href?: string };

/** Makes links to this very site pressable, and leaves every other address as plain text. */
export function piecesOf(text: string, origin: string): readonly Piece[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/u)
    .filter((words) => words !== '')
    .map((words) => {
      const [href, rest] = splitEnd(words);
      return isOwn(href, origin) ? { href, words: href, rest } : { words, rest: '' };
    })
    .flatMap(({ rest, ...piece }) => (rest === '' ? [piece] : [piece, { words: rest }]));
}

/** A full stop or bracket after an address belongs to the sentence. */
function splitEnd(words: string): readonly [string, string] {
  const end = /[.,;:!?)\]]+$/u.exec(words)?.[0] ?? '';
  return [words.slice(0, words.length - end.length), end];
}

function isOwn(words: string, origin: string): boolean {
  if (!/^https?:\/\//u.test(words)) return false;
  try {
    return new URL(words).origin === origin;
  } catch {
    return false;
  }
}
