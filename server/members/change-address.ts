import type { Temporal } from 'temporal-polyfill';
import type {
  confirmAddress as confirmContract,
  requestAddressChange as requestContract,
  undoAddressChange as undoContract,
} from '../../api/me.ts';
import {
  lockAddressChange,
  markAddressChange,
  readHeldChanges,
  recordAddressChange,
  type AddressChange,
} from '../../db/address-changes.ts';
import type { Transaction } from '../../db/connect.ts';
import { findMailedLink, recordMailedLinks, useMailedLink, type MailedLink } from '../../db/mailed-links.ts';
import { changePerson, findPerson, findPersonByEmail } from '../../db/people.ts';
import type { LinkPurpose } from '../../db/schema.ts';
import { lockPerson, readOpenRollsOf, type OpenRoll } from '../../db/self-service.ts';
import { endOtherSessions } from '../../db/sessions.ts';
import { noticeAddressChange } from '../address-notice.ts';
import type { AskOf, Visitor } from '../ask.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken, newToken } from '../secrets.ts';
import { assertRecent } from './assert-recent.ts';

const confirmHours = 24;
const byMember = 'somebody who was signed in as you';

/** Mails a link to the new address. Where somebody has it already, that somebody is told, and the asker hears the same. */
export async function requestAddressChange(ports: Ports, { caller, body }: AskOf<typeof requestContract>) {
  await assertRecent(ports, caller);
  await ports.limits.take('sign-in-address', body.email);
  const now = ports.clock.now();
  const { id: personId, email: oldAddress, name } = caller.session.person;
  if (body.email === oldAddress) return {};
  const token = newToken();
  const tokenHash = hashToken(token);
  await ports.db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    const holder = await findPersonByEmail(trx, body.email);
    const isTaken = holder !== undefined && holder.id !== personId;
    const wish = { personId, oldAddress, newAddress: body.email, state: 'requested', madeBy: byMember } as const;
    const changeId = await recordAddressChange(trx, wish, now);
    const expiresAt = now.add({ hours: confirmHours });
    const link = { tokenHash, purpose: 'confirm-address', personId, facts: { changeId }, expiresAt } as const;
    if (!isTaken) await recordMailedLinks(trx, [link], now);
    const mail = { key: `address-confirm:${changeId}`, kind: 'address-confirm', toAddress: body.email } as const;
    await enqueueMails(ports, trx, [
      isTaken
        ? { ...mail, toName: holder.name, personId: holder.id, facts: { isTaken } }
        : { ...mail, toName: name, personId, secret: { token } },
    ]);
  });
  return {};
}

/** The press at the new address. It signs nobody in; while the person votes in an open election it waits for the close. */
export async function confirmAddress(ports: Ports, { caller, body }: AskOf<typeof confirmContract>) {
  const now = ports.clock.now();
  return withLink(ports, caller, { token: body.token, purpose: 'confirm-address' }, async (trx, change) => {
    if (change.state !== 'requested') throw refusal();
    const open = votingOf(await readOpenRollsOf(trx, change.personId), now);
    if (open === undefined) {
      await applyChange(ports, trx, change);
      return { state: 'done' as const, election: null, closes: null };
    }
    await markAddressChange(trx, change.id, { state: 'held', confirmedAt: now });
    const closes = { local: open.closesLocal, zone: open.zone, at: open.closesAt.toString() };
    return { state: 'held' as const, election: open.name, closes };
  });
}

/** The press at the old address, within three days: the old address is back, and every session ends. */
export async function undoAddressChange(ports: Ports, { caller, body }: AskOf<typeof undoContract>) {
  const now = ports.clock.now();
  return withLink(ports, caller, { token: body.token, purpose: 'undo-address' }, async (trx, change) => {
    const { personId, oldAddress, newAddress } = change;
    await lockPerson(trx, personId);
    const person = await findPerson(trx, personId);
    const back = { personId, email: oldAddress };
    const isBack =
      change.state === 'done' &&
      person?.email === newAddress &&
      (await changePerson(trx, back, now)).outcome === 'changed';
    if (!isBack)
      throw new Problem('nothing-to-undo', { detail: 'The address was changed again since. Write to the office.' });
    await markAddressChange(trx, change.id, { state: 'undone', undoneAt: now });
    await endOtherSessions(trx, personId, null, now);
    const facts = { by: 'the link in our mail to it', side: 'now' };
    const mail = { key: `address-undone:${change.id}`, kind: 'address-notice', toName: person.name, personId } as const;
    await enqueueMails(ports, trx, [{ ...mail, toAddress: oldAddress, facts }]);
    return {};
  });
}

/** Carries out what waited for an election to close. Run by the clock; may run any number of times. */
export async function releaseHeldChanges(ports: Pick<Ports, 'db' | 'clock' | 'queue'>): Promise<void> {
  const now = ports.clock.now();
  for (const { id } of await readHeldChanges(ports.db)) {
    await ports.db.transaction().execute(async (trx) => {
      const change = await lockAddressChange(trx, id);
      if (change?.state !== 'held') return;
      const open = votingOf(await readOpenRollsOf(trx, change.personId), now);
      if (open === undefined) await applyChange(ports, trx, change);
    });
  }
}

/** An election that is open, by the clock. */
function votingOf(rolls: readonly OpenRoll[], now: Temporal.Instant): OpenRoll | undefined {
  const at = now.epochMilliseconds;
  return rolls.findLast(
    ({ stage, opensAt, closesAt }) =>
      stage === 'frozen' && opensAt.epochMilliseconds <= at && at < closesAt.epochMilliseconds,
  );
}

/** Somebody else may have taken the address since it was asked for: then nothing changes. */
async function applyChange(
  ports: Pick<Ports, 'clock' | 'queue'>,
  trx: Transaction,
  { id, personId, newAddress }: AddressChange,
): Promise<void> {
  const now = ports.clock.now();
  await lockPerson(trx, personId);
  const oldAddress = (await findPerson(trx, personId))?.email ?? '';
  const { outcome } = await changePerson(trx, { personId, actorId: personId, email: newAddress }, now);
  await markAddressChange(trx, id, outcome === 'changed' ? { state: 'done', doneAt: now } : { state: 'refused' });
  if (outcome !== 'changed') return;
  await noticeAddressChange(ports, trx, { personId, oldAddress, newAddress, by: byMember, changeId: id });
}

async function withLink<Answer>(
  { db, clock, limits }: Ports,
  { network }: Visitor,
  { token, purpose }: { token: string; purpose: LinkPurpose },
  act: (trx: Transaction, change: AddressChange) => Promise<Answer>,
): Promise<Answer> {
  await limits.take('code-network', network);
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const link = await findMailedLink(trx, { tokenHash: hashToken(token), purpose }, now);
    if (link === undefined || !(await useMailedLink(trx, link.tokenHash, now))) throw refusal();
    return act(trx, await changeOf(trx, link));
  });
}

async function changeOf(trx: Transaction, { facts }: MailedLink): Promise<AddressChange> {
  const change = await lockAddressChange(trx, String(facts['changeId']));
  if (change === undefined) throw refusal();
  return change;
}

function refusal(): Problem {
  return new Problem('link-refused', { detail: 'A link works once, and not for ever. Ask for a new one.' });
}
