import { Temporal } from 'temporal-polyfill';
import type { ContestDefinition, Definition, TimetableDefinition } from '../../api/office.ts';
import { prepareElection, sealBallot } from '../../protocol/ballot.ts';
import { linkProof } from '../../protocol/link-proof.ts';
import { seatIds } from './bodies.ts';
import { someMembers } from './members.ts';
import { aName } from './names.ts';
import type { Product, Visitor } from './product.ts';

export const OPENS = Temporal.Instant.from('2027-06-01T14:00:00Z');
export const CLOSES = Temporal.Instant.from('2027-06-15T14:00:00Z');

/** What a test changes of the definition; moments of the timetable beside the rest. */
export type Changes = Partial<Omit<Definition, 'timetable'>> & Partial<TimetableDefinition>;

const timetable: TimetableDefinition = {
  zone: 'UTC',
  nominationsOpen: null,
  nominationsClose: null,
  candidates: null,
  applyBy: null,
  affirmBy: null,
  record: '2027-05-01T12:00',
  opens: '2027-06-01T14:00',
  closes: '2027-06-15T14:00',
  seating: null,
};

/** Two seats of the board that every product of the tests has (`bodies.ts`), four candidates. */
export function aDefinition(changes: Changes = {}): Definition {
  const moments = Object.keys(timetable);
  const entries = Object.entries(changes);
  return {
    name: 'Board election 2027',
    description: 'Four directors for three years.',
    isRegular: false,
    quorum: { numerator: 1, denominator: 3 },
    ties: 'lot',
    contests: [aContest()],
    trustees: [],
    threshold: null,
    registrar: null,
    ...Object.fromEntries(entries.filter(([name]) => !moments.includes(name))),
    timetable: { ...timetable, ...Object.fromEntries(entries.filter(([name]) => moments.includes(name))) },
  };
}

export type PeopleContest = Extract<ContestDefinition, { kind: 'people' }>;

export function aContest(changes: Partial<PeopleContest> = {}): PeopleContest {
  return {
    kind: 'people',
    title: 'Board of directors',
    method: 'approval',
    seats: seatIds(2),
    termsStartOn: '2027-07-01',
    candidates: Array.from({ length: 4 }, (_, place) => ({
      name: aName(place + 40),
      affiliation: 'independent',
      statement: '',
    })),
    ...changes,
  };
}

export type OptionsDefinition = Extract<ContestDefinition, { kind: 'options' }>;

/** A change that needs 3 to 1, and another text. */
export function anOptionsContest(changes: Partial<OptionsDefinition> = {}): OptionsDefinition {
  return {
    kind: 'options',
    title: 'The charter',
    options: [
      { name: 'Change the charter', text: 'The charter says *eight* directors.', numerator: 3, denominator: 1 },
      { name: 'Ask a committee', text: '', numerator: 1, denominator: 1 },
    ],
    noticeDays: 0,
    effectiveOn: null,
    ...changes,
  };
}

let drafts = 0;

/**
 * A record date of its own for each draft, and the members who are voters at that moment and at no other: so many
 * elections of one product have each their own voters.
 */
export async function aRecordDate(product: Product, voters: number): Promise<string> {
  drafts += 1;
  const record = Temporal.PlainDateTime.from('2027-05-01T12:00').subtract({ minutes: drafts });
  const [from, until] = [record, record.add({ minutes: 1 })].map(
    (local) => `${local.toString({ smallestUnit: 'second' })}Z`,
  );
  await someMembers(product, voters, { from: from!, until: until!, affirmed: null });
  return record.toString({ smallestUnit: 'minute' });
}

/** A draft whose roll is frozen. */
export async function aDraft(
  product: Product,
  officer: Visitor,
  voters: number,
  changes: Changes = {},
): Promise<string> {
  const record = await aRecordDate(product, voters);
  const { id } = await officer.call('draftElection', { body: aDefinition({ record, ...changes }) });
  await freezeRoll(officer, id);
  return id;
}

/** Freezes a roll as an officer does: works it out, looks, reads back. */
export async function freezeRoll(officer: Visitor, electionId: string) {
  const path = { electionId };
  const forecast = await officer.call('workOutRoll', { path });
  return officer.call('freezeRoll', { path, body: { size: forecast.in, openItems: forecast.openItems } });
}

/** A frozen election at the moment of its opening, its ballot mails in the mailbox. */
export async function anOpenElection(
  product: Product,
  officer: Visitor,
  voters: number,
  changes: Changes = {},
): Promise<string> {
  const id = await aDraft(product, officer, voters, changes);
  await freeze(officer, id);
  product.clock.moveTo(OPENS);
  await product.settle();
  return id;
}

export async function freeze(officer: Visitor, electionId: string): Promise<void> {
  const { definition, view } = await officer.call('readOfficeElection', { path: { electionId } });
  const seats = view.contests.reduce((sum, contest) => sum + contest.seats, 0);
  await officer.call('openElection', {
    path: { electionId },
    body: { seats, closesOn: definition.timetable.closes.slice(0, 10) },
  });
}

/** What the mailbox holds for one address, newest first. */
export async function mailTo(product: Product, address: string) {
  const rows = await product.ports.db
    .selectFrom('mailboxMessage')
    .select(['subject', 'text', 'html', 'sentAt'])
    .where('toAddress', '=', address)
    .orderBy('serial', 'desc')
    .execute();
  return rows;
}

/** The credential in the newest ballot mail of a voter, of this election where several are open. */
export async function credentialOf(product: Product, address: string, electionId = '[^#\\s]+'): Promise<string> {
  const link = new RegExp(`/vote/${electionId}#(\\S+)`);
  const mails = await mailTo(product, address);
  const credential = mails.map(({ text }) => link.exec(text)?.[1]).find((found) => found !== undefined);
  if (credential === undefined) throw new Error(`No ballot mail for ${address}`);
  return credential;
}

export interface Voter {
  readonly visitor: Visitor;
  readonly address: string;
  readonly credential: string;
}

/** A voter who opened the ballot mail and signed in with the mailed code. */
export async function aVoter(product: Product, electionId: string, number: number): Promise<Voter> {
  const address = `voter${number}@members.example`;
  const credential = await credentialOf(product, address, electionId);
  const visitor = product.visitor();
  const link = linkProof(electionId, credential);
  const { requestId } = await visitor.call('requestBallotCode', { path: { electionId }, body: { link } });
  await product.settle();
  const mails = await mailTo(product, address);
  const code = mails.map(({ text }) => /^ {4}(\d{6})$/m.exec(text)?.[1]).find((found) => found !== undefined) ?? '';
  await visitor.call('signInByCode', { body: { requestId, code } });
  return { visitor, address, credential };
}

/** A sealed ballot with these marks, one list for each contest. */
export async function sealed(electionId: string, voter: Voter, choices: number[][]): Promise<string> {
  const { election } = await voter.visitor.call('readBallotPaper', { path: { electionId } });
  return sealBallot(prepareElection(election), { credential: voter.credential, choices });
}

export async function cast(electionId: string, voter: Voter, choices: number[][]) {
  const ballot = await sealed(electionId, voter, choices);
  return voter.visitor.call('castBallot', { path: { electionId }, body: { ballot } });
}
