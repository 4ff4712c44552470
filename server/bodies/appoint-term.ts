import type { appointTerm as contract } from '../../api/bodies.ts';
import { readAffiliations } from '../../db/affiliations.ts';
import { appendAudit } from '../../db/audit.ts';
import { readSeats, readTerms, type Body, type SeatRow } from '../../db/bodies.ts';
import type { Transaction } from '../../db/connect.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { termEnd } from '../term-end.ts';
import { wrongPlace } from '../wrong-place.ts';
import { mostOf } from './affiliation-shares.ts';
import { assertSeat } from './assert-body.ts';
import { bodyDeskOf } from './body-desk.ts';
import { isThere } from './body-view.ts';
import { whenOf } from './in-seat.ts';
import { keepTerm, placeTerm, type Placed } from './place-term.ts';
import { todayOf } from './today.ts';

/** Records an appointment to a vacant seat: for the rest of its term, or until a day before, such as the next election. */
export async function appointTerm({ db, clock }: Ports, { caller, path, body: form }: AskOf<typeof contract>) {
  const [now, actor] = [clock.now(), actorOf(caller)];
  return db.transaction().execute(async (trx) => {
    const { seat, body } = await assertSeat(trx, path.seatId);
    const term = await placeTerm(trx, seat, body, form);
    assertWithinTerm(seat, term);
    await assertBelowCap(trx, body, term);
    await keepTerm(trx, seat, term, { cameBy: 'appointed', note: form.note, recordedBy: actor, now });
    const { personId, name, startsOn, endsOn } = term;
    const facts = { body: body.slug, seat: seat.name, name, startsOn, endsOn, reason: form.note };
    const about = personId === null ? {} : { personId };
    await appendAudit(trx, { at: now, actor, action: 'appoint-term', facts, ...about });
    return bodyDeskOf(trx, body, await todayOf(trx, now));
  });
}

/** A vacancy is filled for the rest of the term at most: its end stays with the cohort's. */
function assertWithinTerm(seat: SeatRow, { startsOn, endsOn }: Placed): void {
  const last = termEnd(seat, startsOn);
  if (last === null || (endsOn !== null && endsOn <= last)) return;
  throw wrongPlace('#/body/until', `The term of ${seat.name} ends on ${last}: an appointment cannot go beyond it`);
}

/** Whoever would bring more of the body under one affiliation than its rules allow cannot be seated. */
async function assertBelowCap(trx: Transaction, body: Body, { personId, startsOn, name }: Placed): Promise<void> {
  const seats = (await readSeats(trx, { bodyIds: [body.id] })).filter((seat) => isThere(seat, startsOn));
  const most = mostOf(body.rules.affiliationCap, seats.length);
  if (most === null || personId === null) return;
  const sitting = (await readTerms(trx, [body.id])).filter((term) => whenOf(term, startsOn) === 'now');
  const people = [personId, ...sitting.flatMap((term) => term.personId ?? [])];
  const affiliations = await readAffiliations(trx, [...new Set(people)]);
  for (const { rootId, root } of affiliations.filter((one) => one.personId === personId)) {
    const held = sitting.filter((term) =>
      affiliations.some((one) => one.personId === term.personId && one.rootId === rootId),
    );
    if (held.length < most) continue;
    const names = held.map((term) => term.name).sort();
    const already =
      names.length === 0 ? '' : ` ${names.join(', ')} of ${root} ${names.length === 1 ? 'is' : 'are'} there already.`;
    const detail = `At most ${most} of ${seats.length} seats may be held with one affiliation.${already} ${name} cannot be seated.`;
    throw new Problem('affiliation-cap', { detail });
  }
}
