import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { appendMemberEvents, readMemberEvents } from '../../db/member-events.ts';
import { periodFrom } from '../../membership/periods.ts';
import { standingsOf } from '../../membership/standing.ts';
import { termsAt } from '../../membership/terms-at.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import { remindMembers } from '../../server/members/remind-members.ts';
import { readOrganisation } from '../../server/organisation.ts';
import { aDefinition, mailTo } from '../support/elections.ts';
import { aMember, aPeriod, type MadeMember } from '../support/members.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';

const DAYS = 3 * 365 + 60;

/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function renew(product: Product, personId: string, tier: string): Promise<void> {
  const { db, clock } = product.ports;
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const organisation = await readOrganisation(trx, now);
    const terms = termsAt(
      organisation.tiers.find(({ id }) => id === tier)!,
      now,
    )!;
    const events = await readMemberEvents(trx, personId);
    const current = standingsOf(events, organisation, now).find((one) => one.tier === tier) ?? null;
    const { from, until } = periodFrom({ terms, zone: organisation.rules.zone, at: now, current });
    const facts = { from: from.toString(), until: until?.toString() ?? null, source: 'payment' } as const;
    await appendMemberEvents(trx, [{ kind: 'period', tier, facts, personId }], now);
  });
}

interface Sent {
  readonly key: string;
  readonly personId: string | null;
  readonly state: string;
  readonly error: string | null;
  readonly facts: Record<string, unknown>;
  readonly queuedAt: Temporal.Instant;
}

async function ledger(product: Product): Promise<Sent[]> {
  return product.ports.db
    .selectFrom('mail')
    .select(['key', 'personId', 'state', 'error', 'facts', 'queuedAt'])
    .where('kind', '=', 'dues-reminder')
    .orderBy('queuedAt')
    .execute();
}

test('three years of renewals: each reminder at most once a period, none after a payment, none to who is gone', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const { clock } = product;
  const start = clock.now();
  const roll = dice(7);
  const people: { readonly member: MadeMember; readonly habit: string; gone: Temporal.Instant | null }[] = [];
  const habits = ['early', 'late', 'grace', 'gap', 'never', 'resigns', 'dies', 'terminated', 'life', 'twice'];
  for (let number = 0; number < 40; number += 1) {
    const habit = habits[number % habits.length]!;
    const until =
      habit === 'life'
        ? null
        : `${start
            .add({ hours: 24 * (10 + Math.floor(roll() * 300)) })
            .toString()
            .slice(0, 10)}T00:00:00Z`;
    const person = { name: `Member ${number}`, email: `m${number}@members.example` };
    const member = await aMember(product, person, [
      aPeriod(habit === 'life' ? 'fellow' : 'supporting', '2026-05-01T00:00:00Z', until),
    ]);
    people.push({ member, habit, gone: null });
  }
  const paidOn = new Map<string, Temporal.Instant[]>();
  const began = performance.now();
  for (let day = 1; day <= DAYS; day += 1) {
    clock.moveTo(start.add({ hours: 24 * day }));
    // The worker is away for ten days now and then.
    const isAway = day % 200 < 10;
    for (const person of people) await live(product, person, roll, paidOn);
    if (isAway) continue;
    await remindMembers(product.ports);
  }
  const seconds = (performance.now() - began) / 1000;
  const mails = await ledger(product);
  const real = mails.filter(({ state }) => state !== 'withheld');
  expect(new Set(mails.map(({ key }) => key)).size).toBe(mails.length);
  expect(real.length).toBeGreaterThan(150);
  expect(mails.some(({ state }) => state === 'withheld')).toBe(true);
  for (const { personId, facts, queuedAt } of real) {
    const person = people.find(({ member }) => member.id === personId)!;
    const until = Temporal.Instant.from(String(facts['until']));
    const step = Number(facts['step']);
    const { habit, gone } = person;
    // Not before its day, and not so late that it is news of the past.
    const day = until.add({ hours: 24 * step });
    expect(Temporal.Instant.compare(queuedAt, day), habit).toBeGreaterThanOrEqual(0);
    // None after the payment of the period that follows.
    const paid = (paidOn.get(personId!) ?? []).filter((at) => Temporal.Instant.compare(at, queuedAt) <= 0);
    const renewal = paid.find((at) => Temporal.Instant.compare(at, until.subtract({ hours: 24 * 62 })) > 0);
    expect(renewal, `${habit}: reminded after the payment`).toBeUndefined();
    if (gone !== null) expect(Temporal.Instant.compare(queuedAt, gone), habit).toBeLessThan(0);
    expect(habit).not.toBe('life');
  }
  // Each period of whoever never renews has all five steps, but those that were overtaken while the worker was away.
  for (const { member, habit } of people) {
    if (habit !== 'never') continue;
    const steps = mails.filter(({ personId }) => personId === member.id).map(({ facts }) => facts['step']);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps).toContain(0);
    expect(steps).toContain(21);
  }
  console.info(
    `${DAYS} days, ${people.length} members, ${real.length} reminders sent, ${mails.length - real.length} withheld, ${seconds.toFixed(1)} s`,
  );
}, 240_000);

/** What one member does on one day. */
async function live(
  product: Product,
  person: { readonly member: MadeMember; readonly habit: string; gone: Temporal.Instant | null },
  roll: () => number,
  paidOn: Map<string, Temporal.Instant[]>,
): Promise<void> {
  const { db, clock } = product.ports;
  const now = clock.now();
  const { id } = person.member;
  const die = roll();
  if (person.gone !== null || person.habit === 'life' || person.habit === 'never') return;
  const until = ends.get(id) ?? (await endOf(product, id));
  ends.set(id, until);
  const days = (now.epochMilliseconds - until.epochMilliseconds) / 86_400_000;
  const isDue = {
    early: days > -60 && die < 0.05,
    late: days > -8 && die < 0.2,
    grace: days > 5 && die < 0.2,
    gap: days > 60 && die < 0.1,
    twice: days > -20 && die < 0.1,
    resigns: days > -25,
    dies: days > -28,
    terminated: days > -20,
  }[person.habit];
  if (isDue !== true) return;
  const at = now.add({ hours: 240 }).toString();
  const leave = {
    resigns: { kind: 'resigned', tier: null, facts: { at } },
    dies: { kind: 'died', facts: { on: now.toString().slice(0, 10) } },
    terminated: { kind: 'termination-noticed', facts: { at, hearingAt: at, reason: 'x' } },
  } as const;
  if (person.habit === 'resigns' || person.habit === 'dies' || person.habit === 'terminated') {
    const happening = leave[person.habit];
    await db.transaction().execute((trx) => appendMemberEvents(trx, [{ ...happening, personId: id }], now));
    person.gone = now;
    return;
  }
  await renew(product, id, 'supporting');
  paidOn.set(id, [...(paidOn.get(id) ?? []), now]);
  ends.delete(id);
}

const ends = new Map<string, Temporal.Instant>();

async function endOf(product: Product, personId: string): Promise<Temporal.Instant> {
  const { db, clock } = product.ports;
  const now = clock.now();
  const organisation = await readOrganisation(db, now);
  const standing = standingsOf(await readMemberEvents(db, personId), organisation, now)[0];
  return standing?.until ?? now.add({ hours: 24 * 4000 });
}

test('a member who paid while the mail waited is not reminded, and the ledger says why', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const member = await aMember(product, { name: 'Piotr Wasilewski', email: 'piotr@members.example' }, [
    aPeriod('supporting', '2026-05-25T00:00:00Z', '2027-05-26T00:00:00Z'),
  ]);
  await beat(product.ports);
  await renew(product, member.id, 'supporting');
  await product.settle();
  expect(await mailTo(product, member.email)).toEqual([]);
  const [mail] = await ledger(product);
  expect(mail).toMatchObject({
    state: 'withheld',
    error: 'Renewed, or a newer reminder took its place, before it was sent',
  });
});

test('three workers at once remind everybody, and nobody twice', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const emails = Array.from({ length: 30 }, (_, number) => `n${number}@members.example`);
  for (const email of emails)
    await aMember(product, { name: 'N', email }, [
      aPeriod('supporting', '2026-05-25T00:00:00Z', '2027-05-26T00:00:00Z'),
    ]);
  await Promise.all([remindMembers(product.ports), remindMembers(product.ports), remindMembers(product.ports)]);
  await product.settle();
  for (const email of emails) expect((await mailTo(product, email)).length).toBe(1);
  const [mail] = await mailTo(product, emails[0]!);
  expect(mail!.subject).toBe('Your Supporting membership ends on 25 May 2027');
  expect(mail!.text).toContain('/dues?tier=supporting');
});

test('only those whose affirmation is all that is missing are asked for it, at each step of the series once', async () => {
  await using product = await startProduct();
  const officer = await anAdministrator(product);
  const period = aPeriod('contributing', '2026-12-01T00:00:00Z', '2028-01-01T00:00:00Z');
  await aMember(product, { name: 'Missing Only This', email: 'asked@members.example' }, [period]);
  await aMember(product, { name: 'Has Affirmed', email: 'done@members.example' }, [
    period,
    { kind: 'affirmed', facts: { year: 2027, how: 'staff' } },
  ]);
  await aMember(product, { name: 'Fellow', email: 'none@members.example' }, [
    aPeriod('basic', '2026-01-01T00:00:00Z', null),
  ]);
  const { id } = await officer.call('draftElection', {
    body: aDefinition({ record: '2027-05-30T12:00', affirmBy: '2027-05-29T12:00' }),
  });
  await officer.call('announceDates', { path: { electionId: id } });
  for (const day of [
    '2027-05-01T12:00:00Z',
    '2027-05-01T13:00:00Z',
    '2027-05-15T13:00:00Z',
    '2027-05-16T13:00:00Z',
    '2027-05-26T13:00:00Z',
    '2027-05-28T13:00:00Z',
    '2027-05-29T13:00:00Z',
  ]) {
    product.clock.moveTo(Temporal.Instant.from(day));
    await product.settle();
    await product.settle();
  }
  const mails = await mailTo(product, 'asked@members.example');
  expect(mails.length).toBe(3);
  expect(mails[0]!.subject).toContain('Last days');
  expect(await mailTo(product, 'done@members.example')).toEqual([]);
  expect(await mailTo(product, 'none@members.example')).toEqual([]);
});
