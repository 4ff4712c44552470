import { moneyText } from './money.ts';

/** What a drive counts, how far it is and where it wants to come to: people, or minor units of a currency. */
export interface Progress {
  readonly reached: number;
  readonly amount: number;
  /** New members of this tier are counted; null: money is. */
  readonly tierName: string | null;
  readonly currency: string | null;
}

/** The fractions that people say, in thousandths. */
const fractions: readonly (readonly [number, string])[] = [
  [100, 'a tenth'],
  [200, 'a fifth'],
  [250, 'a quarter'],
  [333, 'a third'],
  [400, 'two fifths'],
  [500, 'half'],
  [600, 'three fifths'],
  [667, 'two thirds'],
  [750, 'three quarters'],
  [800, 'four fifths'],
  [900, 'nine tenths'],
];

/** `76 of 100 new Supporting members: about three quarters of the way.` */
export function progressWords(progress: Progress): string {
  const { reached, amount, tierName, currency } = progress;
  const counted =
    currency === null
      ? `${whole(reached)} of ${whole(amount)} new ${tierName ?? ''} ${amount === 1 ? 'member' : 'members'}`
      : `${moneyText({ minor: reached, currency })} of ${moneyText({ minor: amount, currency })}`;
  return `${counted}: ${wayWords(reached, amount)}.`;
}

/** How far that is, as people say it: `half of the way`, `about three quarters of the way`, `the goal is reached`. */
export function wayWords(reached: number, amount: number): string {
  if (reached > amount) return 'more than the goal';
  if (reached === amount) return 'the goal is reached';
  if (reached <= 0) return 'the first step is still to come';
  if (reached * 20 < amount) return 'at the beginning of the way';
  if (reached * 20 > amount * 19) return 'almost all of the way';
  const thousandths = Math.round((reached * 1000) / amount);
  const [nearest, words] = fractions.reduce((best, one) =>
    Math.abs(one[0] - thousandths) < Math.abs(best[0] - thousandths) ? one : best,
  );
  return `${nearest === thousandths ? '' : 'about '}${words} of the way`;
}

function whole(count: number): string {
  return count.toLocaleString('en');
}
