import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClerk, aStaffMember, whole } from '../support/imports.ts';
import { aMember, aPeriod, someMembers } from '../support/members.ts';
import { aDefinition, aDraft, mailTo } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let administrator: Visitor;
let clerk: Visitor;
beforeAll(async () => {
  product = await startProduct();
  administrator = await anAdministrator(product);
  clerk = await aClerk(product, administrator);
});
afterAll(() => product[Symbol.asyncDispose]());

const reason = 'She told us';
const keep = { name: 'survivor', email: 'survivor', city: 'survivor', country: 'survivor', reason } as const;

async function aPair(name: string, domain: string) {
  const one = await aMember(product, { name, email: `first@${domain}` }, [
    aPeriod('supporting', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'),
  ]);
  const other = await aMember(product, { name, email: `second@${domain}` }, [
    aPeriod('contributing', '2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
  ]);
  return { survivorId: one.id, duplicateId: other.id };
}

test('probable duplicates stand in a queue, the surest first; two people are kept apart for good', async () => {
  await aMember(product, { name: 'Yuki Hoshino', email: 'yuki@queue.example' }, []);
  await aMember(product, { name: 'Y. Hoshino', email: 'yuki+psf@queue.example' }, []);
  await aMember(product, { name: 'Jonas Lindqvist', email: 'jonas@queue.example' }, []);
  const twin = await aMember(product, { name: 'Lindqvist, Jonas', email: 'jl@elsewhere.example' }, []);
  const { pairs } = await clerk.call('readDuplicates', { query: {} });
  expect(pairs.map(({ one, other, why }) => [one.email, other.email, why])).toEqual([
    ['yuki@queue.example', 'yuki+psf@queue.example', 'plus-address'],
    ['jonas@queue.example', 'jl@elsewhere.example', 'name'],
  ]);
  const path = { survivorId: pairs[1]!.one.id, duplicateId: twin.id };
  await clerk.call('keepApart', { path });
  expect((await clerk.call('readDuplicates', { query: {} })).pairs.map(({ why }) => why)).toEqual(['plus-address']);
});

test('a merge reads two records as one, both addresses open the one account, and undoing restores both', async () => {
  const pair = await aPair('Katya Morozenko', 'merge.example');
  const emails = ['first@merge.example', 'second@merge.example'];
  const before = await whole(product, emails);
  const preview = await clerk.call('readPair', { path: pair });
  expect(preview.refusal).toBe(null);
  expect(preview.merged.standings.map(({ tier, state }) => [tier, state])).toEqual(
    expect.arrayContaining([
      ['contributing', 'active'],
      ['supporting', expect.any(String)],
    ]),
  );
  const merged = await clerk.call('mergeMembers', { path: pair, body: { ...keep, email: 'duplicate' } });
  expect([merged.email, merged.standings.length]).toEqual(['second@merge.example', 2]);
  const found = await clerk.call('findMembers', { query: { search: 'first@merge' } });
  expect(found.members.map(({ id }) => id)).toEqual([pair.survivorId]);
  for (const email of emails) {
    const visitor = product.visitor();
    const { requestId } = await visitor.call('requestSignIn', { body: { email } });
    await product.settle();
    const [mail] = await mailTo(product, email);
    const me = await visitor.call('signInByCode', {
      body: { requestId, code: /^ {4}(\d{6})$/m.exec(mail!.text)![1]! },
    });
    expect([me.id, me.email]).toEqual([pair.survivorId, 'second@merge.example']);
  }
  const again = await refusalOf(clerk.call('mergeMembers', { path: pair, body: keep }));
  expect(again.problemName).toBe('not-mergeable');
  const undone = await clerk.call('undoMerge', { path: { mergeId: merged.merges[0]!.id }, body: { reason } });
  expect(undone.email).toBe('first@merge.example');
  expect(await whole(product, emails)).toEqual(before);
});

test('a merge can be undone for 30 days, and not after', async () => {
  const pair = await aPair('Grace Mensah', 'thirty.example');
  const merged = await clerk.call('mergeMembers', { path: pair, body: keep });
  const start = product.clock.now();
  product.clock.moveTo(start.add({ hours: 24 * 30 }));
  const fresh = await aStaffMember(product, await signedIn(), 'clerk');
  const refusal = await refusalOf(
    fresh.call('undoMerge', { path: { mergeId: merged.merges[0]!.id }, body: { reason } }),
  );
  expect([refusal.problemName, refusal.problem.detail]).toEqual([
    'not-mergeable',
    'A merge can be undone for 30 days.',
  ]);
  clerk = fresh;
});

async function signedIn(): Promise<Visitor> {
  const visitor = product.visitor();
  const body = { email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await visitor.call('signInByPassword', { body });
  return visitor;
}

test('merges in a row lead to the last survivor, and come apart in any order', async () => {
  const one = await aMember(product, { name: 'Ada One', email: 'one@row.example' }, []);
  const two = await aMember(product, { name: 'Ada Two', email: 'two@row.example' }, []);
  const three = await aMember(product, { name: 'Ada Three', email: 'three@row.example' }, []);
  const first = await clerk.call('mergeMembers', { path: { survivorId: two.id, duplicateId: one.id }, body: keep });
  await clerk.call('mergeMembers', { path: { survivorId: three.id, duplicateId: two.id }, body: keep });
  const into = async () => {
    const rows = await product.ports.db
      .selectFrom('person')
      .select(['id', 'mergedInto'])
      .where('email', 'like', '%@row.example')
      .execute();
    return new Map(rows.map((row) => [row.id, row.mergedInto]));
  };
  expect((await into()).get(one.id)).toBe(three.id);
  await clerk.call('undoMerge', { path: { mergeId: first.merges[0]!.id }, body: { reason } });
  expect((await into()).get(one.id)).toBe(null);
  const { merges } = await clerk.call('readMember', { path: { personId: three.id } });
  await clerk.call('undoMerge', { path: { mergeId: merges[0]!.id }, body: { reason } });
  expect([...(await into()).values()]).toEqual([null, null, null]);
});

test('two who merge the same pair the other way round at once: one of them wins', async () => {
  const { survivorId, duplicateId } = await aPair('Arjun Pillai', 'race.example');
  const results = await Promise.allSettled([
    clerk.call('mergeMembers', { path: { survivorId, duplicateId }, body: keep }),
    clerk.call('mergeMembers', { path: { survivorId: duplicateId, duplicateId: survivorId }, body: keep }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a record with a role in the office cannot stand aside', async () => {
  const clerks = await clerk.call('findMembers', { query: { search: 'clerk@lantern.example' } });
  const { id } = await aMember(product, { name: 'The clerk', email: 'private@lantern.example' }, []);
  const path = { survivorId: id, duplicateId: clerks.members[0]!.id };
  const refusal = await refusalOf(clerk.call('mergeMembers', { path, body: keep }));
  expect(refusal.problem.detail).toMatch(/role in the office/);
});

test('two who stand on the roll of an election that is not over are not merged, and have two entries until it is', async () => {
  await using fresh = await startProduct();
  const officer = await anAdministrator(fresh);
  const staff = await aClerk(fresh, officer);
  const members = await someMembers(fresh, 4);
  const electionId = await aDraft(fresh, officer, 4);
  await fresh.settle();
  const path = { survivorId: members[0]!.id, duplicateId: members[1]!.id };
  const { entries } = await officer.call('readRoll', { path: { electionId }, query: {} });
  expect(entries.length).toBe(4);
  const refusal = await refusalOf(staff.call('mergeMembers', { path, body: keep }));
  expect(refusal.problem.detail).toMatch(/Both are on the roll of Board election 2027/);
});

test('no merge gives one person two votes: whoever was two is once on the roll that is made afterwards', async () => {
  await using fresh = await startProduct();
  const officer = await anAdministrator(fresh);
  const staff = await aClerk(fresh, officer);
  const members = await someMembers(fresh, 6);
  const path = { survivorId: members[0]!.id, duplicateId: members[1]!.id };
  await staff.call('mergeMembers', { path, body: { ...keep, email: 'duplicate' } });
  await staff.call('mergeMembers', { path: { survivorId: members[2]!.id, duplicateId: members[0]!.id }, body: keep });
  const { id: electionId } = await officer.call('draftElection', { body: aDefinition() });
  expect((await officer.call('workOutRoll', { path: { electionId } })).in).toBe(4);
  const onRoll = await officer.call('readVerdicts', { path: { electionId }, query: { show: 'in' } });
  expect(onRoll.verdicts.map(({ personId }) => personId).toSorted()).toEqual(
    [members[2], members[3], members[4], members[5]].map((member) => member!.id).toSorted(),
  );
  await fresh.settle();
  const found = await staff.call('findMembers', { query: { tier: 'contributing', state: 'active' } });
  expect(found.total).toBe(4);
});
