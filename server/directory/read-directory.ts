import type { Listed, readDirectory as contract } from '../../api/directory.ts';
import { readDirectoryCandidates } from '../../db/directory.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { readActive } from './active-members.ts';
import { listedOf } from './listed.ts';

const perPage = 50;

/** Members who chose to be shown, as active members see them. Whoever is no active member any more is not shown. */
export async function readDirectory(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { caller, query }: AskOf<typeof contract>,
) {
  const now = clock.now();
  const me = caller.session.person.id;
  if (!(await readActive(db, [me], now)).has(me)) {
    const detail = 'The directory is for active members. Your own page says how your membership stands.';
    throw new Problem('members-only', { detail });
  }
  const search = query.search.normalize('NFC').trim();
  const members: Listed[] = [];
  for (let { from } = query; ;) {
    const some = await readDirectoryCandidates(db, { search, from, most: perPage });
    const active = await readActive(
      db,
      some.map(({ id }) => id),
      now,
    );
    for (const candidate of some) {
      from += 1;
      const standings = active.get(candidate.id);
      if (standings !== undefined) members.push(listedOf(candidate, standings));
      if (members.length === perPage) return { members, next: from };
    }
    if (some.length < perPage) return { members, next: null };
  }
}
