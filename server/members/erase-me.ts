import type { eraseMe as contract } from '../../api/me.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { erasePerson, type Erasing } from '../../db/erasure.ts';
import { appendMemberEvents, readMemberEvents } from '../../db/member-events.ts';
import { findDetails, readFormerAddresses, readRecordsOf } from '../../db/my-data.ts';
import { lockPerson, readOpenRollsOf } from '../../db/self-service.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertRecent } from './assert-recent.ts';

/**
 * Erases the caller at their own wish. Refused while they stand on the roll of an election that is not over, and while
 * they have a role; the member number is read back, because nothing brings the person back.
 */
export async function eraseMe(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  await assertRecent(ports, caller);
  const { db, clock } = ports;
  const now = clock.now();
  const { id, roles } = caller.session.person;
  if (roles.length > 0)
    throw new Problem('not-erasable-yet', { detail: 'You have a role. An administrator must take it away first.' });
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, id);
    const { number } = await findDetails(trx, id);
    if (body.number.replace(/^#/, '').trim() !== number) {
      const detail = 'This is not your member number. It stands on this page.';
      throw new Problem('readback-differs', { detail, errors: [{ pointer: '#/body/number', detail }] });
    }
    await assertOnNoRoll(trx, id);
    const erasing = await erasingOf(trx, id, number);
    await appendMemberEvents(trx, [{ kind: 'erased', facts: {}, personId: id, actorId: id }], now);
    await erasePerson(trx, erasing, now);
    await appendAudit(trx, { at: now, actor: erasing.pseudonym, action: 'erase-myself', personId: id });
    return { pseudonym: erasing.pseudonym };
  });
}

async function assertOnNoRoll(trx: Transaction, id: string): Promise<void> {
  const rolls = await readOpenRollsOf(trx, id);
  if (rolls.length === 0) return;
  const names = rolls.map(({ name }) => name).join(', ');
  throw new Problem('not-erasable-yet', {
    elections: rolls.map(({ name }) => name),
    detail: `You are on the roll of ${names}. You can be erased when that is over.`,
  });
}

/** Everything by which the person was ever called here: under every record, before every change. */
async function erasingOf(trx: Transaction, id: string, number: string): Promise<Erasing> {
  const records = await readRecordsOf(trx, id);
  const ids = [id, ...records.map((record) => record.id).filter((other) => other !== id)];
  const changed = (await readMemberEvents(trx, id)).flatMap((event) => (event.kind === 'changed' ? [event.facts] : []));
  const before = (fields: readonly string[]) =>
    changed.flatMap(({ field, before: old, after }) => (fields.includes(field) ? [old, after] : []));
  const filled = (words: readonly string[]) => [...new Set(words.filter((word) => word !== ''))];
  return {
    ids,
    names: filled([...records.map(({ name }) => name), ...before(['name'])]),
    addresses: filled([
      ...records.map(({ email }) => email),
      ...(await readFormerAddresses(trx, ids)),
      ...before(['email']),
    ]),
    pseudonym: `Former member ${number}`,
    address: `former-member-${number}@erased.invalid`,
  };
}
