import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendMemberEvents } from '../../db/member-events.ts';
import { changePerson } from '../../db/people.ts';
import type { Happening } from '../../membership/events.ts';
import { eligibilityForElections } from '../../server/eligibility-for-elections.ts';
import { aDefinition, aRecordDate, freeze, freezeRoll, mailTo, OPENS } from '../support/elections.ts';
import { aMember, aPeriod, type MadeMember } from '../support/members.ts';
import { ensurePeople } from '../../db/people.ts';
import { recordRules } from '../../db/tiers.ts';
import { presetRules } from '../../membership/preset.ts';
import { anAdministrator, refusalOf, START, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
});
afterAll(() => product[Symbol.asyncDispose]());

const RECORD = '2027-05-01T04:00';
const AT = '2027-05-01T04:00:00Z';
const NEXT = '2027-05-01T04:00:01Z';

async function aRollDraft(changes: Parameters<typeof aDefinition>[0] = {}, by: Visitor = officer): Promise<string> {
  const { id } = await by.call('draftElection', { body: aDefinition({ record: RECORD, ...changes }) });
  return id;
}

async function verdictOf(electionId: string, search: string) {
  const { verdicts } = await officer.call('readVerdicts', { path: { electionId }, query: { search } });
  expect(verdicts).toHaveLength(1);
  const { isIn, amended, reasons } = verdicts[0]!;
  return { isIn, amended, why: reasons.filter(({ holds }) => holds === isIn).map(({ words }) => words) };
}

async function happens(person: MadeMember, happening: Happening): Promise<void> {
  await product.ports.db
    .transaction()
    .execute((trx) => appendMemberEvents(trx, [{ ...happening, personId: person.id }], product.clock.now()));
}

let people = 0;
/** Somebody new, with this history. */
function somebody(name: string, ...happenings: Happening[]): Promise<MadeMember> {
  people += 1;
  return aMember(
    product,
    { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@roll${people}.example` },
    happenings,
  );
}

const isMember = aPeriod('contributing', '2026-06-01T00:00:00Z', '2027-06-01T00:00:00Z');

test('each person is in or out at the record date, with the reason and its date', async () => {
  const cases: [string, Happening[], boolean, RegExp][] = [
    ['Oda Member', [isMember], true, /Contributing member until 31 May 2027/],
    ['Oda Lifelong', [aPeriod('contributing', '2020-01-01T00:00:00Z', null)], true, /Contributing member for life/],
    ['Oda Fellow', [fellow], true, /Fellow member for life/],
    ['Oda Ending', [aPeriod('contributing', '2026-05-01T00:00:00Z', NEXT)], true, /member until/],
    ['Oda Ended', [aPeriod('contributing', '2026-05-01T00:00:00Z', AT)], false, /ended on .* It can still be renewed/],
    ['Oda Lapsed', [aPeriod('contributing', '2025-05-01T00:00:00Z', '2026-05-01T00:00:00Z')], false, /was not renewed/],
    ['Oda Later', [aPeriod('contributing', NEXT, '2028-05-01T00:00:00Z')], false, /begins on 1 May 2027/],
    ['Oda Basic', [aPeriod('basic', '2026-05-01T00:00:00Z', null)], false, /Basic membership gives no vote/],
    ['Oda Nobody', [], false, /Not a member of a tier that votes/],
    ['Oda Unpaid', [{ kind: 'applied', tier: 'supporting', facts: {} }], false, /member/],
    ['Oda Gone', [isMember, { kind: 'resigned', tier: null, facts: { at: AT } }], false, /Left .* on 1 May 2027/],
    ['Oda Dead', [isMember, { kind: 'died', facts: { on: '2027-04-01' } }], false, /Has died/],
  ];
  for (const [name, happenings] of cases) await somebody(name, ...happenings);
  const electionId = await aRollDraft();
  const state = await officer.call('workOutRoll', { path: { electionId } });
  expect(state).toMatchObject({ state: 'forecast', isRecordPast: true, since: 0 });
  for (const [name, , isIn, why] of cases) {
    const verdict = await verdictOf(electionId, name);
    expect([name, verdict.isIn]).toEqual([name, isIn]);
    expect(verdict.why.join(' '), name).toMatch(why);
  }
  expect(state.in + state.out).toBe(cases.length + 1); // and the officer
  const lapsed = await officer.call('readVerdicts', { path: { electionId }, query: { code: 'lapsed' } });
  expect(lapsed.verdicts.map(({ name }) => name)).toEqual(['Oda Lapsed']);
  expect(state.codes.find(({ code }) => code === 'lapsed')?.count).toBe(1);
  const isIn = await officer.call('readVerdicts', { path: { electionId }, query: { show: 'in' } });
  expect(isIn.total).toBe(state.in);
});

const fellow: Happening = {
  kind: 'appointed',
  tier: 'fellow',
  facts: { from: '2015-01-01T00:00:00Z', body: 'Board', vote: '9 of 11' },
};

test('who must affirm and did not is out; whoever voted in the last regular election need not', async () => {
  await using own = await startProduct();
  const clerk = await anAdministrator(own);
  const member = (name: string, ...more: Happening[]) =>
    aMember(own, { name, email: `${name}@members.example` }, [isMember, ...more]);
  const voted = await member('voted');
  const missed = await member('missed');
  await member('affirmed', { kind: 'affirmed', facts: { year: 2027, how: 'site' } });
  await ended(own, clerk, { voted: [voted], missed: [missed] });
  const { id } = await clerk.call('draftElection', {
    body: aDefinition({ record: '2027-05-01T04:00', affirmBy: '2027-05-01T04:00' }),
  });
  await clerk.call('workOutRoll', { path: { electionId: id } });
  const { verdicts } = await clerk.call('readVerdicts', { path: { electionId: id }, query: { show: 'in' } });
  expect(verdicts.map(({ name }) => name)).toEqual(['voted']);
  const out = await clerk.call('readVerdicts', { path: { electionId: id }, query: { code: 'not-affirmed' } });
  expect(out.verdicts.map(({ name }) => name)).toEqual(['missed']);
  // Recorded at noon, after the cut-off at four.
  const late = await clerk.call('readVerdicts', { path: { electionId: id }, query: { code: 'affirmed-too-late' } });
  expect(late.verdicts.map(({ name }) => name)).toEqual(['affirmed']);
});

/** A regular election that was over before the record date, written as it would lie in the database. */
async function ended(
  { ports }: Product,
  clerk: Visitor,
  { voted, missed }: { voted: MadeMember[]; missed: MadeMember[] },
): Promise<void> {
  const { id } = await clerk.call('draftElection', {
    body: aDefinition({
      record: '2026-05-01T04:00',
      opens: '2026-06-01T14:00',
      closes: '2026-06-15T14:00',
      isRegular: true,
    }),
  });
  await ports.db.transaction().execute(async (trx) => {
    const entry = (person: MadeMember, votedAt: string | null) => ({
      ...{ electionId: id, personId: person.id, name: person.name, email: person.email, votedAt },
    });
    const entries = [
      ...voted.map((one) => entry(one, '2026-06-02T00:00:00Z')),
      ...missed.map((one) => entry(one, null)),
    ];
    await trx.insertInto('rollEntry').values(entries).execute();
    const stage = { stage: 'certified', electionText: '{}', headHash: 'x' } as const;
    const roll = { rollFrozenAt: AT, rollFrozenSize: 2, rollFrozenHash: 'x' };
    await trx
      .updateTable('election')
      .set({ ...stage, ...roll })
      .where('id', '=', id)
      .execute();
  });
}

test('the freeze is refused before the record date, without members, with another number, and twice', async () => {
  await using own = await startProduct();
  const clerk = await anAdministrator(own);
  const ahead = await aRollDraft({ record: '2027-06-01T14:00' }, clerk);
  const freezing = async (electionId: string, size: number, openItems = 0) =>
    (await refusalOf(clerk.call('freezeRoll', { path: { electionId }, body: { size, openItems } }))).problemName;
  expect(await freezing(ahead, 0)).toBe('record-date-ahead');
  const electionId = await aRollDraft({}, clerk);
  expect(await freezing(electionId, 0)).toBe('roll-empty');
  await aMember(own, { name: 'Oda', email: 'oda@members.example' }, [isMember]);
  expect(await freezing(electionId, 2)).toBe('readback-differs');
  // The membership ends while voting is open: one open item, which the officer must have seen.
  expect(await freezing(electionId, 1)).toBe('roll-changed');
  const state = await clerk.call('readRollState', { path: { electionId } });
  expect(state).toMatchObject({ state: 'none', roll: { size: 0, hash: '', frozenAt: null } });
  const frozen = await freezeRoll(clerk, electionId);
  expect(frozen).toMatchObject({ state: 'frozen', in: 1, roll: { size: 1, frozenSize: 1, amendments: [] } });
  expect(await freezing(electionId, 1)).toBe('roll-frozen');
  expect((await refusalOf(clerk.call('workOutRoll', { path: { electionId } }))).problemName).toBe('roll-frozen');
});

test('the dates that decided a frozen roll stay as they are; everything else of the draft may change', async () => {
  const electionId = await aFrozenRoll(2);
  const path = { electionId };
  const {
    definition,
    view: { roll: before },
  } = await officer.call('readOfficeElection', { path });
  for (const change of [{ record: '2027-05-01T05:00' }, { affirmBy: '2027-04-01T00:00' }]) {
    const body = { ...definition, timetable: { ...definition.timetable, ...change } };
    const refusal = await refusalOf(officer.call('redraftElection', { path, body }));
    expect(refusal.problemName).toBe('roll-frozen');
  }
  const { view } = await officer.call('redraftElection', { path, body: { ...definition, name: 'Another name' } });
  expect(view).toMatchObject({ name: 'Another name', roll: before });
});

test.each([
  [{ record: '2027-06-01T14:01' }, '#/body/timetable/record'],
  [{ record: '2027-05-01T04:00', affirmBy: '2027-05-01T04:01' }, '#/body/timetable/affirmBy'],
  [{ record: '2027-02-30T04:00' }, '#/body/timetable/record'],
])('a definition with %j is refused', async (changes, pointer) => {
  const { problem } = await refusalOf(officer.call('draftElection', { body: aDefinition(changes) }));
  expect(problem.errors?.[0]?.pointer).toBe(pointer);
});

test('another record date takes the forecast away', async () => {
  const electionId = await aRollDraft();
  const path = { electionId };
  await officer.call('workOutRoll', { path });
  const { definition } = await officer.call('readOfficeElection', { path });
  await officer.call('redraftElection', {
    path,
    body: { ...definition, timetable: { ...definition.timetable, record: '2027-05-01T05:00' } },
  });
  expect(await officer.call('readRollState', { path })).toMatchObject({ state: 'none', in: 0, out: 0 });
});

/** A frozen roll of so many voters, and theirs alone. */
async function aFrozenRoll(voters: number): Promise<string> {
  const record = await aRecordDate(product, voters);
  const { id } = await officer.call('draftElection', { body: aDefinition({ record }) });
  await freezeRoll(officer, id);
  return id;
}

test('a frozen roll is made again from the events with the same hash, whatever was recorded since', async () => {
  await using own = await startProduct();
  const clerk = await anAdministrator(own);
  const made = [];
  for (const name of ['Ada', 'Bea', 'Cem', 'Dov', 'Eli'])
    made.push(await aMember(own, { name, email: `${name.toLowerCase()}@members.example` }, [isMember]));
  const [ada, bea, cem, dov, eli] = made as [MadeMember, MadeMember, MadeMember, MadeMember, MadeMember];
  const { db } = own.ports;
  // Merged before the freeze: one of them stands aside.
  await db.updateTable('person').set({ mergedInto: dov.id }).where('id', '=', eli.id).execute();
  const electionId = await aRollDraft({}, clerk);
  const { roll } = await freezeRoll(clerk, electionId);
  expect(roll.size).toBe(4);
  const recount = () => clerk.call('recountRoll', { path: { electionId } });
  expect(await recount()).toEqual({ size: 4, hash: roll.hash, isSame: true });
  await db.transaction().execute(async (trx) => {
    const now = own.clock.now();
    await changePerson(trx, { personId: ada.id, name: 'Ada Renamed', email: 'ada@elsewhere.example' }, now);
    await changePerson(trx, { personId: bea.id, email: 'ada@members.example' }, now);
    await changePerson(trx, { personId: ada.id, name: 'Ada Renamed Again' }, now);
    await appendMemberEvents(
      trx,
      [
        { ...aPeriod('contributing', '2027-05-01T00:00:00Z', '2028-05-01T00:00:00Z'), personId: ada.id },
        { kind: 'died', personId: bea.id, facts: { on: '2027-01-01' } },
        { kind: 'resigned', personId: dov.id, tier: null, facts: { at: '2027-01-01T00:00:00Z' } },
        { kind: 'withdrawn', personId: cem.id, facts: { event: await firstEvent(trx, cem.id), reason: 'A mistake' } },
      ],
      now,
    );
  });
  // The old merge is undone, and two who are both on the roll are merged.
  await db.updateTable('person').set({ mergedInto: null }).where('id', '=', eli.id).execute();
  await db.updateTable('person').set({ mergedInto: cem.id }).where('id', '=', bea.id).execute();
  expect(await recount()).toEqual({ size: 4, hash: roll.hash, isSame: true });
  const { view, blockers } = await clerk.call('readOfficeElection', { path: { electionId } });
  expect(view.roll.hash).toBe(roll.hash);
  expect(blockers.map(({ what }) => what)).toEqual(['roll-doubled']);
});

async function firstEvent(db: Pick<Product['ports']['db'], 'selectFrom'>, personId: string): Promise<string> {
  const row = await db
    .selectFrom('memberEvent')
    .select('id')
    .where('personId', '=', personId)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

test('what is recorded while the roll is frozen counts whole or not at all', async () => {
  await using own = await startProduct();
  const clerk = await anAdministrator(own);
  for (let number = 0; number < 40; number += 1)
    await aMember(own, { name: `Member ${number}`, email: `m${number}@members.example` }, [isMember]);
  const electionId = await aRollDraft({}, clerk);
  const { in: size, openItems } = await clerk.call('workOutRoll', { path: { electionId } });
  const arriving = Array.from({ length: 30 }, (_, number) =>
    // Retroactive, or after the record date: the second kind never changes the roll.
    aMember(own, { name: `Late ${number}`, email: `late${number}@members.example` }, [
      aPeriod('contributing', NEXT, '2028-01-01T00:00:00Z'),
    ]),
  );
  const [frozen] = await Promise.all([
    clerk.call('freezeRoll', { path: { electionId }, body: { size, openItems } }),
    ...arriving,
  ]);
  const recount = await clerk.call('recountRoll', { path: { electionId } });
  expect(recount).toEqual({ size: 40, hash: frozen.roll.hash, isSame: true });
});

test('a forecast is frozen only while it is true: an event that was still being written, a new person, other rules', async () => {
  await using own = await startProduct();
  const { db, clock } = own.ports;
  const clerk = await anAdministrator(own);
  const waiting = await aMember(own, { name: 'Sorcha Quintela', email: 'sorcha@members.example' }, []);
  await aMember(own, { name: 'Member', email: 'm@members.example' }, [isMember]);
  const electionId = await aRollDraft({}, clerk);
  const path = { electionId };
  const forecast = async () => (await clerk.call('workOutRoll', { path })).in;
  const freeze = (size: number) => refusalOf(clerk.call('freezeRoll', { path, body: { size, openItems: 0 } }));

  const writing = await db.startTransaction().execute();
  await appendMemberEvents(writing, [{ ...isMember, personId: waiting.id }], clock.now());
  await aMember(own, { name: 'Later', email: 'later@members.example' }, [isMember]);
  expect(await forecast()).toBe(2);
  await writing.commit().execute();
  expect((await freeze(2)).problemName).toBe('readback-differs');

  expect(await forecast()).toBe(3);
  await db.transaction().execute((trx) => ensurePeople(trx, [{ name: 'New', email: 'new@members.example' }], START));
  const { verdicts } = await clerk.call('readVerdicts', { path, query: {} });
  expect(verdicts.map(({ name }) => name)).not.toContain('New');
  expect((await freeze(4)).problemName).toBe('readback-differs');

  await db.transaction().execute((trx) =>
    recordRules(
      trx,
      {
        effectiveAt: START.subtract({ hours: 24 }),
        rules: { ...presetRules, qualifyingDays: 36_000 },
        madeBy: 'Ines',
      },
      START,
    ),
  );
  expect((await freeze(3)).problemName).toBe('roll-empty');
});

test('no verdict of a frozen roll is ever changed or taken out', async () => {
  const electionId = await aFrozenRoll(2);
  const { db } = product.ports;
  const mine = db.updateTable('rollVerdict').set({ isIn: false }).where('electionId', '=', electionId);
  await expect(mine.execute()).rejects.toThrow(/append-only/);
  await expect(db.deleteFrom('rollVerdict').where('electionId', '=', electionId).execute()).rejects.toThrow(
    /append-only/,
  );
});

test('a draft is a secret until its dates are shown; then each member sees whether they will be in', async () => {
  const member = await somebody('Runa Waiting', isMember);
  const outsider = await somebody('Runa Outside');
  const electionId = await aRollDraft({ name: 'Spring election' });
  const mine = async (person: MadeMember) =>
    (await eligibilityForElections(product.ports.db, person.id, product.clock.now())).find(
      (one) => one.electionId === electionId,
    );
  expect(await mine(member)).toBeUndefined();
  const shown = await officer.call('announceDates', { path: { electionId } });
  expect(shown.datesAnnouncedAt).not.toBeNull();
  expect(await mine(member)).toMatchObject({ name: 'Spring election', isFrozen: false, isIn: true, canAsk: false });
  expect(await mine(outsider)).toMatchObject({ isFrozen: false, isIn: false, canAsk: false, exception: null });
  await freezeRoll(officer, electionId);
  await happens(member, { kind: 'died', facts: { on: '2027-01-01' } });
  expect(await mine(member)).toMatchObject({ isFrozen: true, isIn: true });
  const out = await mine(outsider);
  expect(out).toMatchObject({ isFrozen: true, isIn: false, canAsk: true });
  expect(out!.reasons.map(({ code }) => code)).toEqual(['no-membership']);
  expect(out!.record.at).toBe(Temporal.Instant.from(AT).toString());
});

test('names that look like formulas, headers or HTML do no harm in mails', async () => {
  const record = await aRecordDate(product, 1);
  const evil = '=HYPERLINK("http://evil.example","x") <script>alert(1)</script>';
  const now = product.clock.now();
  const { db } = product.ports;
  const { id: personId } = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'voter0@members.example')
    .executeTakeFirstOrThrow();
  await db.transaction().execute((trx) => changePerson(trx, { personId, name: evil }, now));
  const { id } = await officer.call('draftElection', {
    body: aDefinition({ record, name: '=cmd|’/c calc’!A1 <b>' }),
  });
  await freezeRoll(officer, id);
  await freeze(officer, id);
  product.clock.moveTo(OPENS);
  await product.settle();
  const mails = await mailTo(product, 'voter0@members.example');
  const mail = mails.find(({ subject }) => subject.includes('=cmd'));
  expect(mail!.subject).toMatch(/^Your ballot: =cmd/);
  expect(mail!.subject).not.toMatch(/[\r\n]/);
  expect(mail!.html).not.toContain('<script>');
  expect(mail!.html).not.toContain('<b>');
});

test('the name of an election cannot carry a second header into a mail', async () => {
  await officer.call('signInByPassword', {
    body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' },
  });
  for (const name of ['Board\r\nBcc: all@members.example', 'Board\u0000', 'Board\u202e', '   ', 'x'.repeat(161)]) {
    const { problemName, problem } = await refusalOf(officer.call('draftElection', { body: aDefinition({ name }) }));
    expect([problemName, problem.errors?.[0]?.pointer]).toEqual(['malformed-request', '#/body/name']);
  }
});
