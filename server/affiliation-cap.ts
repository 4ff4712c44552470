import { findBody, readSeats } from '../db/bodies.ts';
import type { Reader } from '../db/connect.ts';
import type { ContestRow } from '../db/elections.ts';
import type { FrozenCap } from '../db/schema.ts';

/** The limit of the contest's body as its rules are now, with the seats that the body has on the first day of the terms. */
export async function capNow(
  db: Reader,
  { bodyId, termsStartOn }: Pick<ContestRow, 'bodyId' | 'termsStartOn'>,
): Promise<FrozenCap | null> {
  if (bodyId === null || termsStartOn === null) return null;
  const share = (await findBody(db, { id: bodyId }))?.rules.affiliationCap ?? null;
  if (share === null) return null;
  const seats = await readSeats(db, { bodyIds: [bodyId] });
  const of = seats.filter(({ retiredOn }) => retiredOn === null || retiredOn >= termsStartOn).length;
  return { ...share, of };
}
