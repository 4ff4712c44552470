import type { Definition, draftElection as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { appendElection, recordContests, type ElectionDefinition } from '../../db/elections.ts';
import { recordTrustees } from '../../db/trustees.ts';
import type { Temporal } from 'temporal-polyfill';
import { generateUuid } from '../../protocol/uuid.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { instantOf } from '../zone.ts';

/** Makes a draft. */
export async function draftElection({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const id = generateUuid();
  const definition = definitionOf(body);
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await appendElection(trx, id, definition, now);
    await recordParts(trx, id, body);
    await appendAudit(trx, {
      at: now,
      actor: actorOf(caller),
      action: 'draft-election',
      electionId: id,
      facts: { name: body.name },
    });
  });
  return { id };
}

/** The columns of the form, its local times resolved to instants. */
export function definitionOf(form: Definition): ElectionDefinition {
  const { name, description, zone, opens, closes, isRegular, quorum } = form;
  if (quorum !== null && quorum.numerator > quorum.denominator)
    throw wrongPlace('#/body/quorum', 'A quorum is at most all of the roll');
  const opensAt = instantOf(opens, zone, '#/body/opens');
  const closesAt = instantOf(closes, zone, '#/body/closes');
  if (opensAt.epochMilliseconds >= closesAt.epochMilliseconds)
    throw wrongPlace('#/body/closes', 'Voting must close after it opens');
  const when = { opensLocal: opens, closesLocal: closes, opensAt, closesAt, ...rollDatesOf(form, opensAt) };
  return { name, description, zone, ...when, isRegular, quorum };
}

/** Who votes is settled when voting opens, and what settles it is settled before. */
function rollDatesOf({ record, affirmBy: affirm, zone }: Definition, opensAt: Temporal.Instant) {
  const recordAt = instantOf(record, zone, '#/body/record');
  const affirmBy = affirm === null ? null : instantOf(affirm, zone, '#/body/affirmBy');
  if (recordAt.epochMilliseconds > opensAt.epochMilliseconds)
    throw wrongPlace('#/body/record', 'The record date is at the opening or before it');
  if (affirmBy !== null && affirmBy.epochMilliseconds > recordAt.epochMilliseconds)
    throw wrongPlace('#/body/affirmBy', 'Members affirm until the record date or earlier');
  return { recordLocal: record, recordAt, affirmLocal: affirm, affirmBy };
}

/** Contests and trustees of the form; refuses what the protocol cannot carry. */
export async function recordParts(trx: Transaction, electionId: string, form: Definition): Promise<void> {
  const contests = form.contests.map((contest, place) => {
    const most = Math.max(1, contest.candidates.length);
    const max = contest.method === 'approval' ? most : (contest.max ?? contest.seats);
    if (max > most && contest.candidates.length > 0) {
      throw wrongPlace(
        `#/body/contests/${place}/max`,
        `There are only ${contest.candidates.length} candidates to choose from`,
      );
    }
    return { title: contest.title, method: contest.method, seats: contest.seats, max, candidates: contest.candidates };
  });
  const addresses = form.trustees.map((trustee) => trustee.email);
  const twice = addresses.findIndex((address, place) => addresses.indexOf(address) !== place);
  if (twice >= 0) throw wrongPlace(`#/body/trustees/${twice}/email`, 'This trustee is listed twice');
  await recordContests(trx, electionId, contests);
  await recordTrustees(trx, electionId, form.trustees);
}

function wrongPlace(pointer: string, detail: string): Problem {
  return new Problem('malformed-request', { detail, errors: [{ pointer, detail }] });
}
