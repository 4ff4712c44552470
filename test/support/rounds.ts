import type { ProgrammeForm } from '../../api/rounds.ts';
import { rulesOfBoard } from './bodies.ts';
import { signedIn } from './imports.ts';
import { aMember, type MadeMember } from './members.ts';
import { mailTo } from './elections.ts';
import type { Product, Visitor } from './product.ts';

/** The working group of the tests. */
export const GROUP = '00000000-0000-4000-8000-00000000f0e1';
export const FELLOWS = { programme: 'fellows' };

export const rulesOfFellows: ProgrammeForm['rules'] = {
  cutOffs: [2, 5, 8, 11].map((month) => ({ month, day: 20 })),
  reviewUntilDay: 20,
  rounds: 4,
  threshold: { base: 'cast', numerator: 1, denominator: 2, isStrict: true },
  mostReferences: 3,
  reviewersHoldTier: true,
  recusesNominators: true,
};

export const formOfFellows: ProgrammeForm = {
  name: 'Fellows',
  about: 'For **extraordinary** service.',
  bodyId: GROUP,
  tier: 'fellow',
  zone: 'UTC',
  rules: rulesOfFellows,
};

export interface MadeReviewer extends MadeMember {
  readonly visitor: Visitor;
}

/** A working group of so many Fellows, `reviewer0@members.example` …, who hold its seats for good and are signed in. */
export async function aWorkingGroup(product: Product, count: number): Promise<MadeReviewer[]> {
  const reviewers: MadeReviewer[] = [];
  for (let number = 0; number < count; number += 1) {
    const person = { name: `Reviewer ${'ABCDEFGHIJ'.charAt(number)}`, email: `reviewer${number}@members.example` };
    const appointed = { from: '2020-01-01T00:00:00Z', body: 'Board', vote: 'x' };
    const made = await aMember(product, person, [{ kind: 'appointed', tier: 'fellow', facts: appointed }]);
    reviewers.push({ ...made, visitor: await signedIn(product, person.email) });
  }
  await product.ports.db.transaction().execute(async (trx) => {
    const madeAt = '2027-05-01T12:00:00Z';
    const body = { id: GROUP, slug: 'fellows-group', name: 'Fellows Working Group', about: '', madeAt };
    await trx
      .insertInto('body')
      .values({ ...body, rules: JSON.stringify(rulesOfBoard) })
      .execute();
    const cohort = await trx
      .insertInto('cohort')
      .values({ bodyId: GROUP, name: 'Group', position: 0, endsOn: null, termYears: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [position, { id: personId, name }] of reviewers.entries()) {
      const seat = await trx
        .insertInto('seat')
        .values({ cohortId: cohort.id, name: `Seat ${position + 1}`, position, retiredOn: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      const dates = { startsOn: '2026-01-01', endsOn: null, leftOn: null, leftWhy: null, electionId: null };
      const recorded = { cameBy: 'recorded' as const, recordedAt: madeAt, recordedBy: 'x' };
      await trx
        .insertInto('term')
        .values({ seatId: seat.id, personId, name, ...dates, ...recorded })
        .execute();
    }
  });
  return reviewers;
}

export interface Proposal {
  readonly name: string;
  readonly email?: string | null;
  readonly references?: readonly { readonly name: string; readonly email: string }[];
}

/** Proposes somebody as whoever is signed in; as nobody, by the mailed link of `from`. */
export async function propose(
  product: Product,
  visitor: Visitor,
  { name, email = null, references = [] }: Proposal,
  from: { readonly name: string; readonly email: string } | null = null,
): Promise<void> {
  const words = { nominee: { name, email }, accomplishments: `What ${name} did.`, references: [...references] };
  await visitor.call('nominateForProgramme', {
    path: FELLOWS,
    body: { ...words, nominator: from && { name: from.name, email: from.email } },
  });
  await product.settle();
  if (from !== null)
    await visitor.call('confirmProgrammeNomination', { body: { token: await tokenOf(product, from.email) } });
}

/** The token of the newest mailed link of a programme to an address. */
export async function tokenOf(product: Product, address: string): Promise<string> {
  await product.settle();
  const texts = (await mailTo(product, address)).map(({ text }) => text);
  const found = texts.map((text) => /\/rounds\/[\w-]+\/(?:nomination|reference)#(\S+)/.exec(text)?.[1]);
  const token = found.find((one) => one !== undefined);
  if (token === undefined) throw new Error(`No link of a programme was mailed to ${address}`);
  return token;
}
