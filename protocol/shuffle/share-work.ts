import { costOf, type SecretWork, type Spot } from './secret-powers.ts';

/** One thread, or whatever else does secret work on this machine. */
export type Hand = (work: SecretWork) => Promise<readonly Spot[]>;

/** Many as one: each piece goes to the hand that has the least before it, and a hand does one at a time. */
export function sharedAmong(hands: readonly Hand[]): Hand {
  const lines = hands.map((hand) => ({ hand, ahead: 0, last: Promise.resolve<unknown>(undefined) }));
  return async (work) => {
    const [shortest] = lines.toSorted((one, other) => one.ahead - other.ahead);
    if (shortest === undefined) throw new RangeError('Nobody is there to do the work');
    const cost = costOf(work);
    shortest.ahead += cost;
    const done = shortest.last.then(async () => shortest.hand(work));
    shortest.last = done;
    return done.finally(() => {
      shortest.ahead -= cost;
    });
  };
}
