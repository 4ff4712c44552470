import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { TermsForm, TiersView } from '../../api/tiers.ts';
import { installPreset } from '../../server/install-preset.ts';
import { someMembers } from '../support/members.ts';
import { anAdministrator, refusalOf, START, startProduct, type Product } from '../support/product.ts';

const friends: TermsForm = {
  name: 'Friends',
  about: 'For friends.',
  currency: 'USD',
  fee: { kind: 'sliding', suggested: 5000, minimum: 1000, presets: [1000, 5000, 20_000] },
  lifetimeFee: null,
  period: { kind: 'rolling', months: 12 },
  graceDays: 30,
  renewalOpensDays: 60,
  votes: false,
  mustAffirm: false,
  mayMissVotes: false,
  approval: 'none',
  attestation: '',
  visibility: 'public',
  mergedInto: null,
  from: null,
};

function formOf(view: TiersView, id: string): TermsForm {
  const tier = view.tiers.find((one) => one.id === id)!;
  const { attestation, ...terms } = tier.terms.findLast((_, place) => place >= 0)!.terms;
  return { ...terms, attestation: attestation?.text ?? '', from: null };
}

function namesAt(view: TiersView, id: string): string[] {
  return view.tiers.find((tier) => tier.id === id)!.terms.map(({ terms }) => terms.name);
}

test('a new installation has the tiers and rules of the preset', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  const { tiers, rules } = await administrator.call('readTiers', {});
  expect(tiers.map(({ id }) => id)).toEqual(['basic', 'supporting', 'contributing', 'managing', 'fellow']);
  expect(rules[0]?.rules).toMatchObject({ zone: 'UTC', graceVotes: false, missedVotes: 4, resignationNoticeDays: 10 });
  const refusal = await refusalOf(administrator.call('usePreset', {}));
  expect(refusal.problem.title).toBe('There is such a tier already');
});

test('an older installation without tiers takes the preset once', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  await withoutTiers(product);
  expect((await administrator.call('readTiers', {})).tiers).toEqual([]);
  const both = await Promise.allSettled([administrator.call('usePreset', {}), administrator.call('usePreset', {})]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await administrator.call('readTiers', {})).tiers).toHaveLength(5);
});

/** As it is where the first administrator was made before there were tiers: the tables let nothing be deleted otherwise. */
async function withoutTiers({ ports }: Product): Promise<void> {
  await ports.db.transaction().execute(async (trx) => {
    await sql`alter table tier_terms disable trigger user`.execute(trx);
    await sql`alter table membership_rules disable trigger user`.execute(trx);
    await trx.deleteFrom('tierTerms').execute();
    await trx.deleteFrom('membershipRules').execute();
    await trx.deleteFrom('tier').execute();
  });
}

test('a tier is made, and given other terms from a day on; what it meant before stays', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  await administrator.call('makeTier', { body: { ...friends, id: 'friends' } });
  const path = { tier: 'friends' };
  await administrator.call('changeTerms', { path, body: { ...friends, name: 'Good friends', from: '2027-09-01' } });
  const view = await administrator.call('readTiers', {});
  expect(namesAt(view, 'friends')).toEqual(['Friends', 'Good friends']);
  const friendsTier = view.tiers.find(({ id }) => id === 'friends')!;
  expect(friendsTier.terms.map(({ effectiveAt }) => effectiveAt)).toEqual([START.toString(), '2027-09-01T00:00:00Z']);
  expect(friendsTier.terms[0]?.madeBy).toBe('Ines Halvorsen <ines@lantern.example>');
  const { entries } = await administrator.call('readLog', { query: {} });
  expect(entries.slice(0, 2).map(({ action }) => action)).toEqual(['change-terms', 'make-tier']);
});

test('days begin in the zone of the organisation', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  const { rules } = await administrator.call('readTiers', {});
  const { zone: _, ...rest } = rules[0]!.rules;
  await administrator.call('changeRules', { body: { ...rest, zone: 'Pacific/Auckland', from: null } });
  await administrator.call('makeTier', { body: { ...friends, id: 'friends', from: '2027-07-01' } });
  const view = await administrator.call('readTiers', {});
  expect(view.tiers.find(({ id }) => id === 'friends')?.terms[0]?.effectiveAt).toBe('2027-06-30T12:00:00Z');
});

test('a text to declare has a version of its own; the same text keeps it', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  const path = { tier: 'contributing' };
  const form = formOf(await administrator.call('readTiers', {}), 'contributing');
  await administrator.call('changeTerms', { path, body: { ...form, graceDays: 10, from: '2027-06-01' } });
  await administrator.call('changeTerms', { path, body: { ...form, attestation: 'Ten hours.', from: '2027-07-01' } });
  await administrator.call('changeTerms', { path, body: { ...form, attestation: '', from: '2027-08-01' } });
  await administrator.call('changeTerms', { path, body: { ...form, from: '2027-09-01' } });
  const view = await administrator.call('readTiers', {});
  const versions = view.tiers
    .find(({ id }) => id === 'contributing')
    ?.terms.map(({ terms }) => terms.attestation?.version);
  expect(versions).toEqual([1, 1, 2, undefined, 1]);
});

const sliding = { kind: 'sliding', suggested: 5000, minimum: 1000, presets: [1000, 5000] } as const;
const contradictions = [
  ['an amount that is offered below the minimum', { fee: { ...sliding, presets: [500, 5000] } }, 'fee/presets'],
  ['a suggestion that is not offered', { fee: { ...sliding, suggested: 4000 } }, 'fee/suggested'],
  ['an amount twice', { fee: { ...sliding, presets: [5000, 5000] } }, 'fee/presets'],
  ['a negative minimum', { fee: { ...sliding, minimum: -1 } }, 'fee/minimum'],
  ['a minimum of nothing', { fee: { ...sliding, minimum: 0 } }, 'fee/minimum'],
  ['an amount that is no whole number of cents', { fee: { kind: 'fixed', amount: 10.5 } }, 'fee/amount'],
  ['more than can be paid', { fee: { kind: 'fixed', amount: 1e12 } }, 'fee/amount'],
  ['a currency that is none', { currency: 'XQQ' }, 'currency'],
  ['a currency in small letters', { currency: 'usd' }, 'currency'],
  ['a tier that is not there to be merged into', { mergedInto: 'enemies' }, 'mergedInto'],
  ['itself to be merged into', { mergedInto: 'friends' }, 'mergedInto'],
  [
    'a year that begins on no day',
    { period: { kind: 'fixed', startsOn: '02-30', rolloverDays: 0 } },
    'period/startsOn',
  ],
  ['months without end', { period: { kind: 'rolling', months: 1000 } }, 'period/months'],
  ['a fee for life without a fee', { fee: { kind: 'none' }, lifetimeFee: 100_000 }, 'lifetimeFee'],
  ['a fee for those who are appointed', { approval: 'appointment' }, 'approval'],
  ['a day of the past', { from: '2027-04-30' }, 'from'],
  ['a day that there is not', { from: '2027-06-31' }, 'from'],
] as const;

test('terms that contradict themselves are refused at their place, and nothing is made', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  for (const [title, change, field] of contradictions) {
    const body = { ...friends, ...change, id: 'friends' } as typeof friends & { id: string };
    const refusal = await refusalOf(administrator.call('makeTier', { body }));
    const pointers = refusal.problem.errors?.map(({ pointer }) => pointer);
    expect([title, refusal.problem.status, pointers]).toEqual([
      title,
      400,
      expect.arrayContaining([`#/body/${field}`]),
    ]);
  }
  expect((await administrator.call('readTiers', {})).tiers).toHaveLength(5);
});

test('tiers cannot be merged in a circle, now or later', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  await administrator.call('makeTier', { body: { ...friends, id: 'friends' } });
  await administrator.call('makeTier', { body: { ...friends, id: 'allies' } });
  const merge = (tier: string, mergedInto: string, from: string) =>
    administrator.call('changeTerms', { path: { tier }, body: { ...friends, mergedInto, from } });
  await merge('friends', 'allies', '2027-09-01');
  const refusal = await refusalOf(merge('allies', 'friends', '2027-07-01'));
  expect(refusal.problem.detail).toBe('That would merge tiers in a circle.');
  await merge('allies', 'supporting', '2027-07-01');
});

test('two who change the same tier from the same day: one is told to choose another', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  const change = (name: string) =>
    administrator.call('changeTerms', {
      path: { tier: 'basic' },
      body: { ...friends, name, fee: { kind: 'none' }, from: '2027-09-01' },
    });
  const both = await Promise.allSettled([change('One'), change('Other')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(namesAt(await administrator.call('readTiers', {}), 'basic')).toHaveLength(2);
});

test('rules that cannot be are refused, and others hold from their day on', async () => {
  await using product = await startProduct();
  const administrator = await anAdministrator(product);
  const { rules } = await administrator.call('readTiers', {});
  const base = { ...rules[0]!.rules, from: null };
  const late = await refusalOf(administrator.call('changeRules', { body: { ...base, hearingDays: 20 } }));
  expect(late.problem.errors?.[0]?.pointer).toBe('#/body/hearingDays');
  const nowhere = await refusalOf(administrator.call('changeRules', { body: { ...base, zone: 'Nowhere/Land' } }));
  expect(nowhere.problem.errors?.[0]?.pointer).toBe('#/body/zone');
  const after = await administrator.call('changeRules', { body: { ...base, graceVotes: true, from: '2028-01-01' } });
  expect(after.rules.map(({ effectiveAt, rules: { graceVotes } }) => [effectiveAt.slice(0, 10), graceVotes])).toEqual([
    ['2001-01-01', false],
    ['2028-01-01', true],
  ]);
});

test('1,459 members are made for a test in well under a second', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const began = performance.now();
  const members = await someMembers(product, 1459);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(new Set(members.map(({ id }) => id)).size).toBe(1459);
});

test('the preset can be installed by two at once without being there twice', async () => {
  await using product = await startProduct();
  await anAdministrator(product);
  const again = product.ports.db.transaction().execute((trx) => installPreset(trx, 'somebody', START));
  await expect(again).rejects.toThrow();
});
