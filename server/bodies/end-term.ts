import { Temporal } from 'temporal-polyfill';
import type { endTerm as contract } from '../../api/bodies.ts';
import { appendAudit } from '../../db/audit.ts';
import { findTerm, markLeft, type TermRow } from '../../db/bodies.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { wrongPlace } from '../wrong-place.ts';
import { assertBody } from './assert-body.ts';
import { bodyDeskOf } from './body-desk.ts';
import { todayOf } from './today.ts';

/** Records that somebody leaves a seat before the end of the term, with the last day and why. */
export async function endTerm({ db, clock }: Ports, { caller, path, body: form }: AskOf<typeof contract>) {
  const { lastDay, why, words } = form;
  if (why === 'other' && words === '') throw wrongPlace('#/body/words', 'Say why');
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const body = await assertBody(trx, (await findTerm(trx, path.termId))?.bodyId);
    const term = await findTerm(trx, path.termId);
    if (term === undefined) throw new Problem('not-found', { detail: 'There is no such term.' });
    assertCanEnd(term, lastDay);
    await markLeft(trx, term.id, { leftOn: lastDay, leftWhy: why === 'other' ? words : why });
    const about = term.personId === null ? {} : { personId: term.personId };
    const facts = { body: body.slug, name: term.name, lastDay, reason: why === 'other' ? words : why };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'end-term', facts, ...about });
    return bodyDeskOf(trx, body, await todayOf(trx, now));
  });
}

function assertCanEnd({ name, startsOn, endsOn, leftOn }: TermRow, lastDay: string): void {
  if (leftOn !== null) throw new Problem('term-ended', { detail: `${name} left on ${leftOn}; that stays recorded.` });
  const neverTaken = Temporal.PlainDate.from(startsOn).subtract({ days: 1 }).toString();
  if (lastDay < neverTaken)
    throw wrongPlace('#/body/lastDay', `The term began on ${startsOn}. For a seat never taken, give ${neverTaken}`);
  if (endsOn !== null && lastDay >= endsOn)
    throw wrongPlace('#/body/lastDay', `The term ends on ${endsOn} anyway: give an earlier day`);
}
