import type { Visitor } from './visitor.ts';

/** The board of the demonstration: the seats of cohort A are elected, those of B and C have two and one years to go. */
export interface Board {
  /** Seats whose terms end before the new ones begin. */
  readonly open: readonly string[];
}

const rules = {
  notice: { atLeastDays: 10, atMostDays: 60 },
  shortestNominationDays: 10,
  longestVotingDays: 60,
  endorsements: 0,
  acknowledgements: [
    {
      id: 'code-of-conduct',
      text: 'I will keep to the code of conduct, during the election and in office.',
      isRequired: true,
      isPublic: true,
    },
  ],
  conditions: ['A member of the foundation in good standing', 'Not employed by the foundation'],
  asksPreviousService: true,
  allowsQuestions: true,
  affiliationCap: { numerator: 1, denominator: 4 },
  quorum: { numerator: 1, denominator: 2, isStrict: true },
  majority: { base: 'for-and-against' as const, numerator: 1, denominator: 2, isStrict: true },
  withoutMeeting: { numerator: 1, denominator: 1, isStrict: false },
};

/** Makes the board; `seats` of it are to be elected. Seven directors stay. */
export async function makeBoard(ines: Visitor, seats: number): Promise<Board> {
  const named = (cohort: string, count: number) =>
    Array.from({ length: count }, (_, place) => `Seat ${cohort}${place + 1}`);
  const { cohorts } = await ines.call('makeBody', {
    body: {
      name: 'Board of directors',
      slug: 'board',
      about: 'The directors of the foundation, elected by its members for three years.',
      rules,
      cohorts: [
        { name: 'Cohort A', seats: named('A', seats), endsOn: '2027-06-30', termYears: 3 },
        { name: 'Cohort B', seats: named('B', 4), endsOn: '2028-06-30', termYears: 3 },
        { name: 'Cohort C', seats: named('C', 3), endsOn: '2029-06-30', termYears: 3 },
      ],
    },
  });
  const [open = [], two = [], three = []] = cohorts.map((cohort) => cohort.seats.map(({ id }) => id));
  await hold(ines, open.slice(0, outgoing.length), outgoing, '2024-07-01');
  await hold(ines, two, staying.slice(0, 4), '2025-07-01');
  await hold(ines, three, staying.slice(4), '2026-07-01');
  return { open };
}

const outgoing = ['Solveig Aaltonen', 'Teodoro Ibarra', 'Amara Diallo-Whitcombe', 'Kenji Morikawa'];
const staying = [
  ...['Leocadia Brunner', 'Obinna Eze-Harding', 'Saoirse Kinsella', 'Matthias Thorvald'],
  ...['Priyanka Vellore', 'Wilhelmina Okafor-Reyes', 'Casimir Dubrovsky'],
];

async function hold(ines: Visitor, seats: readonly string[], names: readonly string[], from: string): Promise<void> {
  for (const [place, seatId] of seats.entries()) {
    const name = names[place];
    if (name === undefined) continue;
    await ines.call('recordTerm', { path: { seatId }, body: { name, email: null, from, until: null } });
  }
}
