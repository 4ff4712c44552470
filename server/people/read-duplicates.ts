import type { DuplicateWhy, readDuplicates as contract } from '../../api/duplicates.ts';
import { readProbablePairs } from '../../db/merges.ts';
import { findKnown } from '../../db/members.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

const perPage = 25;

/** Pairs that are probably one person. Nothing is ever merged by itself. */
export async function readDuplicates({ db }: Ports, { query }: AskOf<typeof contract>) {
  const { total, pairs } = await readProbablePairs(db, { page: query.page, perPage });
  const people = await findKnown(
    db,
    pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]),
  );
  return {
    total,
    perPage,
    pairs: pairs.flatMap(({ oneId, otherId, why }) => {
      const [one, other] = [people.get(oneId), people.get(otherId)];
      // The record that came first is proposed to stay.
      const isOrdered = one !== undefined && other !== undefined && BigInt(one.number) < BigInt(other.number);
      if (one === undefined || other === undefined) return [];
      return [{ one: brief(isOrdered ? one : other), other: brief(isOrdered ? other : one), why: why as DuplicateWhy }];
    }),
  };
}

function brief({
  id,
  number,
  name,
  email,
  city,
}: {
  id: string;
  number: string;
  name: string;
  email: string;
  city: string;
}) {
  return { id, number, name, email, city };
}
