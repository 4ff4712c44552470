import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  contest,
  day,
  deadline,
  electionId,
  instant,
  nothing,
  phase,
  quorumRule,
  rollFacts,
  timetable,
} from './values.ts';

/** A part of the explanation of a count; `counting/section.ts` says what each member is. */
export const explanationSection = z.strictObject({
  title: z.string(),
  sentences: z.array(z.string()),
  list: z.array(z.string()),
  table: z
    .strictObject({
      caption: z.string(),
      columns: z.array(z.string()),
      rows: z.array(
        z.strictObject({
          head: z.string(),
          cells: z.array(z.string()),
          strong: z.array(z.int()),
          mark: z.enum(['in', 'tied', 'out']).nullable(),
          /** Lengths in thousandths of the width. */
          bar: z.array(z.int()),
        }),
      ),
      bars: z.enum(['amounts', 'grades']).nullable(),
      line: z.strictObject({ at: z.int(), words: z.string() }).nullable(),
    })
    .nullable(),
});
export type ExplanationSection = z.output<typeof explanationSection>;

/** One contest of a result, after the count. Places are 0-based positions in the contest's list of candidates. */
export const contestResult = z.strictObject({
  /**
   * How many votes each candidate has, in the order of the contest's candidates: approvals, votes, points; null where no
   * single figure decides.
   */
  votes: z.array(z.int()).nullable(),
  /** Everybody in the order that the count makes, the first first; equals have equal ranks: 1, 2, 2, 4. */
  ordering: z.array(z.strictObject({ candidate: z.int(), rank: z.int() })),
  /** What ballots that were opened one by one say; null where only sums were opened. */
  ballots: z
    .strictObject({
      /** How many were counted, and how many were not, since the method allows no such ballot. */
      valid: z.int(),
      invalid: z.int(),
      /** For each candidate, how many of the valid ballots give 0, 1, 2 and so on. */
      given: z.array(z.array(z.int())),
    })
    .nullable(),
  /** Each step of the count in a sentence; empty for a motion. */
  steps: z.array(z.string()),
  /** The same count in sections, with tables and bars; empty for a motion. */
  explanation: z.array(explanationSection),
  /** Whether votes went from stage to stage, so that there is a drawing of it at `flowRoute`. */
  hasFlow: z.boolean(),
  /** Who is elected, most votes first; of options the one that is adopted. Empty for a motion. */
  elected: z.array(z.int()),
  /** Whether None of the above has won, so that nobody is elected and nothing adopted. */
  noneWon: z.boolean(),
  /** Those who tie for the last `seats` seats while nothing has broken the tie: nobody of them is elected yet. */
  tied: z.strictObject({ candidates: z.array(z.int()), seats: z.int() }).nullable(),
  /** The tie for the last seats that was broken: between whom, by what, and who won it. */
  broken: z
    .strictObject({ candidates: z.array(z.int()), won: z.array(z.int()), by: z.enum(['lot', 'draw']) })
    .nullable(),
  /** All candidates in the order of the lot or the draw, the first first; null: there is none yet. */
  lot: z.array(z.int()).nullable(),
  /** The public draw, where ties are broken by one: where, when and before whom, and when it was recorded. */
  draw: z.strictObject({ note: z.string(), at: instant }).nullable(),
  /** Who took which seat until when, once it is recorded, with every decision in a sentence. */
  seating: z
    .strictObject({
      at: instant,
      seated: z.array(z.strictObject({ candidate: z.int(), seat: z.string(), endsOn: day.nullable() })),
      /** Names of seats that nobody took. */
      vacant: z.array(z.string()),
      words: z.array(z.string()),
    })
    .nullable(),
  /** What became of a motion; null for a contest of people. */
  motion: z
    .strictObject({
      adopted: z.boolean(),
      /** How many voted for it, against it, to abstain, and cast a ballot that leaves it blank. */
      forVotes: z.int(),
      against: z.int(),
      abstain: z.int(),
      blank: z.int(),
      /** What its majority is taken of, and how many had to vote for it. */
      of: z.int(),
      needed: z.int(),
      words: z.string(),
    })
    .nullable(),
});
export type ContestResult = z.output<typeof contestResult>;

export const trusteeState = z.strictObject({
  name: z.string(),
  hasKey: z.boolean(),
  hasDecrypted: z.boolean(),
});

export const turnout = z.strictObject({
  roll: z.int(),
  voted: z.int(),
  /** The smallest number of voters that meets the quorum; null when the rules ask for none. */
  needed: z.int().nullable(),
  reached: z.boolean(),
});

/** What everybody may see of an election. Counts are absent until the result exists: there are no partial results. */
export const electionView = z.strictObject({
  id: electionId,
  name: z.string(),
  description: z.string(),
  organisation: z.string(),
  phase,
  timetable,
  now: instant,
  /** Draft: whether the dates are public, with the nominations that they promise. */
  isAnnounced: z.boolean(),
  /** How a tie that decides something is broken: by the lot that the keys open with the result, or by a public draw. */
  ties: z.enum(['lot', 'draw']),
  contests: z.array(contest),
  quorum: quorumRule.nullable(),
  turnout,
  /** `server`: the server holds the only key. `people`: the named trustees. */
  keyHolder: z.enum(['server', 'people']),
  trustees: z.array(trusteeState),
  /** How many of them open the result, together with the server's key; null: all of them. */
  threshold: z.int().nullable(),
  /**
   * After the close, where ballots are mixed before they are opened, until enough have: how many have mixed them, how many
   * must, and who has, by their number; the server's follows that of the last trustee.
   */
  mixing: z.strictObject({ done: z.int(), needed: z.int(), by: z.array(z.int()) }).nullable(),
  /** After the close: two programs counted the ballots and came to different results, so that none is published yet. */
  isHeldBack: z.boolean(),
  /** Who made the credentials; null: the server. `replaced`: each void one with the spare that took its place. */
  registrar: z
    .strictObject({
      name: z.string(),
      spares: z.int(),
      replaced: z.array(z.strictObject({ voided: z.string(), spare: z.string(), at: instant })),
    })
    .nullable(),
  /** The fingerprint of `election.json`, base64 without padding. */
  fingerprint: z.string(),
  roll: rollFacts,
  head: z.strictObject({ height: z.int(), hash: z.string(), ballots: z.int() }),
  result: z.array(contestResult).nullable(),
  resultAt: instant.nullable(),
  certifiedAt: instant.nullable(),
  certifiedBy: z.string().nullable(),
});
export type ElectionView = z.output<typeof electionView>;

const electionPath = z.strictObject({ electionId });

export const readElections = endpoint({
  summary: 'Every election that is no draft, newest first',
  method: 'GET',
  route: '/api/elections',
  caller: 'anyone',
  path: nothing,
  query: nothing,
  body: nothing,
  reply: z.strictObject({
    organisation: z.string(),
    now: instant,
    elections: z.array(z.strictObject({ id: electionId, name: z.string(), phase, opens: deadline, closes: deadline })),
  }),
  status: 200,
  problems: [],
});
export type ElectionList = z.output<(typeof readElections)['reply']>;

export const readElection = endpoint({
  summary: 'One election: who stands, turnout and quorum while voting, then the result',
  method: 'GET',
  route: '/api/elections/:electionId',
  caller: 'anyone',
  path: electionPath,
  query: nothing,
  body: nothing,
  reply: electionView,
  status: 200,
  problems: ['not-found'],
});

export const findTracker = endpoint({
  summary: 'Where a tracker stands on the public board',
  method: 'GET',
  route: '/api/elections/:electionId/board',
  caller: 'anyone',
  path: electionPath,
  query: z.strictObject({ tracker: z.string().max(100) }),
  body: nothing,
  reply: z.strictObject({
    found: z.enum(['counts', 'replaced', 'not-found']),
    /** The height of the ballot's event on the board, and that event's hash. */
    height: z.int().nullable(),
    event: z.string().nullable(),
    /** The height of the ballot that replaced it. */
    replacedBy: z.int().nullable(),
  }),
  status: 200,
  problems: ['not-found'],
});
export type TrackerPlace = z.output<(typeof findTracker)['reply']>;

/** The record itself is not JSON: `GET /api/elections/:electionId/record` streams the `.bel` archive. */
export const recordRoute = '/api/elections/:electionId/record';

/** How the votes of a contest went from stage to stage, as a picture. */
export const flowRoute = '/elections/:electionId/contests/:contestId/flow.svg';

/** The opened ballots of a contest as `ballots.blt`, `.abif` or `.csv`, for other counting programs. */
export const ballotFileRoute = '/elections/:electionId/contests/:contestId/ballots.:ending';
