import type { SecretWork, Spot } from './secret-powers.ts';

/** One thread, or whatever else does secret work on this machine. */
export type Hand = (work: SecretWork) => Promise<readonly Spot[]>;

/** Many as one: a piece goes to the hand that is free first, in the order of asking, and a hand does one at a time. */
export function sharedAmong(hands: readonly Hand[]): Hand {
  const free = [...hands];
  const waiting: ((hand: Hand) => void)[] = [];
  const freeHand = async (): Promise<Hand> => free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  return async (work) => {
    if (hands.length === 0) throw new RangeError('Nobody is there to do the work');
    const hand = await freeHand();
    try {
      return await hand(work);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(hand);
      else next(hand);
    }
  };
}
