import type { recountRoll as contract } from '../../api/roll.ts';
import { findElection } from '../../db/elections.ts';
import { readChangesAfter, readConsideredThen, type Considered } from '../../db/roll-events.ts';
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
export async function recountRoll(ports: Ports, { path }: AskOf<typeof contract>) {
  const { db } = ports;
  const election = assertFound(await findElection(db, path.electionId), 'office');
  const { recordAt, affirmBy, applyBy, rollEventsUpto: upTo, rollBasis: basis } = election;
  if (election.rollFrozenAt === null || upTo === null || basis === null)
    throw new Problem('roll-not-frozen', { detail: 'There is nothing to compare with yet.' });
  const later = byPerson(await readChangesAfter(db, upTo));
  const people = (await readConsideredThen(db, election.id)).map((now) => walkBack(now, later.get(now.id) ?? []));
  const known = new Map(people.map((person) => [person.id, person]));
  const roll: Considered[] = [];
  for await (const verdicts of workOut(ports, db, people, { recordAt, affirmBy, applyBy, upTo, basis })) {
    roll.push(...whoIsIn(verdicts).flatMap((id) => known.get(id) ?? []));
  }
  const hash = hashRoll(roll);
  return { size: roll.length, hash, isSame: hash === election.rollFrozenHash };
}

function whoIsIn(verdicts: string): string[] {
  return (JSON.parse(verdicts) as [personId: string, isIn: boolean][]).flatMap(([id, isIn]) => (isIn ? [id] : []));
}

function byPerson(events: readonly MemberEvent[]): Map<string, MemberEvent[]> {
  const groups = new Map<string, MemberEvent[]>();
  for (const event of events) groups.set(event.personId, [...(groups.get(event.personId) ?? []), event]);
  return groups;
}
