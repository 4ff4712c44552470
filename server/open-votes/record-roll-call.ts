import type { Temporal } from 'temporal-polyfill';
import type { Mark, recordRollCall as contract } from '../../api/open-votes.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import {
  appendMarks,
  lockOpenVote,
  readMarks,
  readVoteAddresses,
  recordOpening,
  type OpenVote,
} from '../../db/open-votes.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertVote, officeViewOf } from './office-view.ts';
import { dayHere, openingFor } from './opening.ts';
import { textHashOf } from './signed-text.ts';

/**
 * Records who said what in a meeting; whoever is not named is absent. Done again, it puts marks right: what changes is a
 * new row beside the old one, and whoever it concerns gets a mail.
 */
export async function recordRollCall(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  return ports.db.transaction().execute(async (trx) => {
    const vote = assertVote(await lockOpenVote(trx, path.voteId));
    const now = ports.clock.now();
    await assertMeetingCame(trx, vote, now);
    const opening = await openingFor(trx, vote, now);
    if (vote.openedAt === null) await recordOpening(trx, vote.id, opening, now);
    const called = new Map<string, Mark>(opening.members.map(({ personId }) => [personId, 'absent']));
    for (const { personId, mark } of body.marks) {
      if (!called.has(personId))
        throw new Problem('not-in-body', { detail: 'Name only those who held a seat on the day of the meeting.' });
      called.set(personId, mark);
    }
    const changed = await recordChanges(ports, trx, vote, called, { person: caller.session.person.id, now });
    const facts = { vote: vote.id, title: vote.title, changed };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'record-roll-call', facts });
    return officeViewOf(ports, trx, vote.id);
  });
}

async function assertMeetingCame(trx: Transaction, vote: OpenVote, now: Temporal.Instant): Promise<void> {
  if (vote.putAt === null) throw new Problem('vote-not-open', { detail: 'Put it to the vote first.' });
  if (vote.meetingOn === null)
    throw new Problem('vote-not-open', { detail: 'It is voted on without a meeting, by each member.' });
  if (vote.meetingOn > (await dayHere(trx, now)))
    throw new Problem('vote-not-open', { detail: `Its meeting is on ${vote.meetingOn}.` });
}

/** Writes the marks that are new, and tells each whom they are of. How many they are. */
async function recordChanges(
  ports: Ports,
  trx: Transaction,
  vote: OpenVote,
  called: ReadonlyMap<string, Mark>,
  officer: { readonly person: string; readonly now: Temporal.Instant },
): Promise<number> {
  const before = await readMarks(trx, vote.id);
  const last = new Map(before.map(({ personId, mark }) => [personId, mark]));
  const changes = [...called].filter(([personId, mark]) => last.get(personId) !== mark);
  const [textHash, at, madeBy] = [textHashOf(vote), officer.now.toString(), officer.person];
  const rows = changes.map(([personId, mark]) => ({
    ...{ voteId: vote.id, personId, mark, madeBy },
    signature: ports.tokens.signMark({ vote: vote.id, textHash, person: personId, mark, at, madeBy }),
  }));
  await appendMarks(trx, rows, officer.now);
  const people = new Map((await readVoteAddresses(trx, vote.id)).map((person) => [person.personId, person]));
  const mails = changes.flatMap(([personId, mark]) => {
    const person = people.get(personId);
    const turn = before.filter((row) => row.personId === personId).length;
    if (person === undefined) return [];
    const key = `open-vote-recorded:${vote.id}:${personId}:${turn}`;
    const facts = { vote: vote.id, mark };
    const kind = 'open-vote-recorded' as const;
    return [{ key, kind, toAddress: person.email, toName: person.name, personId, facts }];
  });
  if (mails.length > 0) await enqueueMails(ports, trx, mails);
  return changes.length;
}
