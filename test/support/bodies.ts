import type { BodyRules } from '../../db/schema.ts';
import type { Ports } from '../../server/ports.ts';

/** The board of the tests: eleven seats in three cohorts of four, four and three. */
export const BOARD = '00000000-0000-4000-8000-00000000b0a4';

export const rulesOfBoard: BodyRules = {
  notice: null,
  shortestNominationDays: 0,
  longestVotingDays: null,
  endorsements: 0,
  acknowledgements: [],
  conditions: [],
  asksPreviousService: false,
  allowsQuestions: false,
  affiliationCap: { numerator: 1, denominator: 4 },
  quorum: { numerator: 1, denominator: 2, isStrict: true },
  majority: { base: 'for-and-against', numerator: 1, denominator: 2, isStrict: true },
  withoutMeeting: { numerator: 1, denominator: 1, isStrict: false },
};

const cohorts = [
  { name: 'A', seats: 4, endsOn: '2027-06-30' },
  { name: 'B', seats: 4, endsOn: '2028-06-30' },
  { name: 'C', seats: 3, endsOn: '2029-06-30' },
];

/** The first seats of the board: from 1 to 4 their terms end together. */
export function seatIds(count: number): string[] {
  return Array.from({ length: count }, (_, place) => seatId(place));
}

function seatId(place: number): string {
  return `00000000-0000-4000-8000-5ea7${String(place).padStart(8, '0')}`;
}

export async function aBoard({ db }: Pick<Ports, 'db'>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const rules = JSON.stringify(rulesOfBoard);
    const about = 'The directors of the organisation.';
    await trx
      .insertInto('body')
      .values({ id: BOARD, slug: 'board', name: 'Board of directors', about, rules, madeAt: '2027-05-01T12:00:00Z' })
      .execute();
    let place = 0;
    for (const [position, { name, seats, endsOn }] of cohorts.entries()) {
      const cohort = await trx
        .insertInto('cohort')
        .values({ bodyId: BOARD, name: `Cohort ${name}`, position, endsOn, termYears: 3 })
        .returning('id')
        .executeTakeFirstOrThrow();
      const first = place;
      place += seats;
      const rows = Array.from({ length: seats }, (_, number) => ({
        ...{ id: seatId(first + number), cohortId: cohort.id, name: `Seat ${name}${number + 1}`, position: number },
        retiredOn: null,
      }));
      await trx.insertInto('seat').values(rows).execute();
    }
  });
}
