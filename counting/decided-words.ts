/** What became of a contest whose ballot ends with an answer for none of them. */
export interface Decided {
  /** The name of that answer. */
  readonly none: string;
  /** The name of what won; undefined: that answer. */
  readonly won: string | undefined;
  /** Whether it is between texts, so that nobody is elected. */
  readonly isOfTexts: boolean;
}

/** The same in a sentence; undefined where somebody is elected, which has words of its own. */
export function decidedWords({ none, won, isOfTexts }: Decided): string | undefined {
  if (won === undefined) return isOfTexts ? `${none} wins: nothing is adopted.` : `${none} wins: nobody is elected.`;
  return isOfTexts ? `Adopted: ${won}.` : undefined;
}

interface Asked {
  readonly kind: string;
  readonly candidates: readonly { readonly name: string; readonly isDefault: boolean }[];
}

/** The same of a published result; undefined also while a tie stands, and where the ballot has no such answer. */
export function publishedWords(
  { kind, candidates }: Asked,
  { elected: [winner], noneWon }: { readonly elected: readonly number[]; readonly noneWon: boolean },
): string | undefined {
  const none = candidates.find(({ isDefault }) => isDefault);
  if (none === undefined || (winner === undefined && !noneWon)) return undefined;
  const won = winner === undefined ? undefined : candidates[winner]?.name;
  return decidedWords({ none: none.name, won, isOfTexts: kind === 'options' });
}
