/** What was asked on the command line. */
export interface Asked {
  readonly file: string;
  readonly asJson: boolean;
  /** A record of the same election that somebody kept earlier. */
  readonly since: string | undefined;
  /** Receipts and signed heads. */
  readonly receipts: readonly string[];
}

export const USAGE =
  'Usage: npm run verify -- FILE.bel [--json] [--since OLDER.bel] [--receipt FILE]…\n' +
  '  --since    an older copy of the record: is this one the same, grown?\n' +
  '  --receipt  a receipt or a signed head of the board: is it of this board?\n';

/** Undefined when the words are not understood. */
export function askedIn(words: readonly string[]): Asked | undefined {
  const [files, since, receipts]: [string[], string[], string[]] = [[], [], []];
  let asJson = false;
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] ?? '';
    if (word === '--json') asJson = true;
    else if (word === '--since' || word === '--receipt') {
      place += 1;
      const value = words[place];
      if (value === undefined || value.startsWith('--')) return undefined;
      (word === '--since' ? since : receipts).push(value);
    } else if (word.startsWith('--')) return undefined;
    else files.push(word);
  }
  const [file] = files;
  if (file === undefined || files.length > 1 || since.length > 1) return undefined;
  return { file, asJson, since: since[0], receipts };
}
