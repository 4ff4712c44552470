import type { BodyRulesForm } from '../../api/bodies.ts';

/** Rules of a body that asks for nothing but what every vote needs: more than half. */
export const plainRules: BodyRulesForm = {
  notice: null,
  shortestNominationDays: 0,
  longestVotingDays: null,
  endorsements: 0,
  acknowledgements: [],
  conditions: [],
  asksPreviousService: false,
  allowsQuestions: false,
  affiliationCap: null,
  quorum: { numerator: 1, denominator: 2, isStrict: true },
  majority: { base: 'for-and-against', numerator: 1, denominator: 2, isStrict: true },
  withoutMeeting: { numerator: 1, denominator: 1, isStrict: false },
};

/** How the board of a foundation is often made: staggered terms of three years, as bylaws of such foundations have it. */
export const foundationBoard = {
  name: 'Board of directors',
  slug: 'board',
  about: 'The directors run the organisation. Its members elect them.',
  /** The last day of a term, in each of the three coming years. */
  termsEndOn: '06-30',
  termYears: 3,
  cohorts: [
    { name: 'Cohort A', seats: ['Seat A1', 'Seat A2', 'Seat A3', 'Seat A4'] },
    { name: 'Cohort B', seats: ['Seat B1', 'Seat B2', 'Seat B3', 'Seat B4'] },
    { name: 'Cohort C', seats: ['Seat C1', 'Seat C2', 'Seat C3'] },
  ],
  rules: {
    notice: { atLeastDays: 10, atMostDays: 60 },
    shortestNominationDays: 14,
    longestVotingDays: 60,
    endorsements: 0,
    acknowledgements: [
      {
        id: 'code-of-conduct',
        text: 'I keep to the code of conduct during this election.',
        isRequired: true,
        isPublic: false,
      },
      { id: 'mission', text: 'I stand for the mission of the organisation.', isRequired: false, isPublic: true },
    ],
    conditions: ['Is a voting member', 'Has disclosed employers and other interests'],
    asksPreviousService: true,
    allowsQuestions: true,
    affiliationCap: { numerator: 1, denominator: 4 },
    quorum: { numerator: 1, denominator: 2, isStrict: true },
    majority: { base: 'cast', numerator: 1, denominator: 2, isStrict: true },
    withoutMeeting: { numerator: 1, denominator: 1, isStrict: false },
  } satisfies BodyRulesForm,
};
