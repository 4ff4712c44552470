import type { recountRoll as contract } from '../../api/roll.ts';
import { findElection } from '../../db/elections.ts';
import { readChangesAfter, readConsideredThen } from '../../db/roll-events.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { walkBack } from '../../membership/roll.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashRoll } from '../roll-hash.ts';
import { workOut } from './work-out.ts';

/**
 * Works a frozen roll out once more: from the events that counted then, the rules as they were, who was whose duplicate,
 * and names and addresses walked back to the freeze. Nothing that the roll itself keeps is read but who was considered.
 */
export async function recountRoll({ db }: Ports, { path }: AskOf<typeof contract>) {
  const election = assertFound(await findElection(db, path.electionId), 'office');
  const { recordAt, affirmBy, rollEventsUpto: upTo, rollBasis: basis } = election;
  if (election.rollFrozenAt === null || upTo === null || basis === null)
    throw new Problem('roll-not-frozen', { detail: 'There is nothing to compare with yet.' });
  const later = byPerson(await readChangesAfter(db, upTo));
  const people = (await readConsideredThen(db, election.id)).map((now) => walkBack(now, later.get(now.id) ?? []));
  const roll: { name: string; email: string }[] = [];
  const known = new Map(people.map((person) => [person.id, person]));
  for await (const verdicts of workOut(db, people, { recordAt, affirmBy, upTo, basis })) {
    for (const { personId, isIn } of verdicts) {
      const person = known.get(personId);
      if (isIn && person !== undefined) roll.push(person);
    }
  }
  const hash = hashRoll(roll);
  return { size: roll.length, hash, isSame: hash === election.rollFrozenHash };
}

function byPerson(events: readonly MemberEvent[]): Map<string, MemberEvent[]> {
  const groups = new Map<string, MemberEvent[]>();
  for (const event of events) groups.set(event.personId, [...(groups.get(event.personId) ?? []), event]);
  return groups;
}
