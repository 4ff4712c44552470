import { FileProblem } from './ballot-file.ts';

/** No line of a real file comes near; a file without line ends is not gathered whole. In UTF-16 units. */
const LONGEST_LINE = 1_000_000;

/** The lines of a text that comes in pieces, without their ends: LF, CR LF or CR. Without a byte order mark. */
export function* linesOf(pieces: Iterable<string>): Generator<string> {
  let [rest, line, isFirst] = ['', 0, true];
  for (const piece of pieces) {
    const text = withLineFeeds(rest + (isFirst ? piece.replace(/^\uFEFF/, '') : piece));
    if (piece !== '') isFirst = false;
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      line += 1;
      yield text.slice(start, end);
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > LONGEST_LINE)
      throw new FileProblem(line + 1, `It is longer than ${LONGEST_LINE} characters. This is no file of ballots.`);
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** A CR at the end stays: a LF may follow in the next piece. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n|\r(?=[^\n])/g, '\n') : text;
}

/** Lines one after the other, with the number of the last one taken. */
export class Lines {
  readonly #lines: Iterator<string>;
  readonly #hasComments: boolean;
  #number = 0;

  /** `hasComments`: whether a line that begins with a number sign is one. */
  constructor(lines: Iterable<string>, hasComments: boolean) {
    this.#lines = lines[Symbol.iterator]();
    this.#hasComments = hasComments;
  }

  /** From 1; 0 before the first. */
  get number(): number {
    return this.#number;
  }

  /** The next line that is neither blank nor a comment, without the blanks around it; undefined at the end. */
  next(): string | undefined {
    for (;;) {
      const next = this.#lines.next();
      if (next.done === true) return undefined;
      this.#number += 1;
      const text = next.value.trim();
      if (text !== '' && !(this.#hasComments && text.startsWith('#'))) return text;
    }
  }

  problem(reason: string): FileProblem {
    return new FileProblem(Math.max(1, this.#number), reason);
  }
}
