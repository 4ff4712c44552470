import { Temporal } from 'temporal-polyfill';
import type { ContestResult } from '../../api/elections.ts';
import type { Moment } from '../../api/values.ts';
import type { AnnouncedContest, AnnouncedElection } from '../../emails/announcements.ts';
import { readHeldSeats } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type ContestRow, type Election } from '../../db/elections.ts';
import { contestWords } from '../contest-words.ts';
import { votersNeeded } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { readResult } from '../result.ts';
import { timetableView } from '../timetable.ts';

const momentWords: Readonly<Record<Moment, string>> = {
  nominationsOpen: 'Nominations open',
  nominationsClose: 'Nominations close',
  candidates: 'Candidates are announced',
  applyBy: 'Apply to be a member until',
  affirmBy: 'Affirm that you intend to vote until',
  record: 'Record date: members at this moment may vote',
  opens: 'Voting opens',
  closes: 'Voting closes',
  seating: 'Seats are taken',
};

/** Everything that can be announced of an election at this moment. */
export async function announcedElection(
  { db, config, clock }: Pick<Ports, 'db' | 'config' | 'clock'>,
  election: Election,
): Promise<AnnouncedElection> {
  const { organisation, helpAddress: help, publicUrl, mailFrom: sender } = config;
  const contests = await readContests(db, election.id);
  const results = await readResult(db, election, contests);
  const timetable = timetableView(election);
  const link = `${publicUrl}/elections/${election.id}`;
  const mayName = election.stage !== 'draft' || isPast(election.candidatesAt, clock.now());
  return {
    ...{ organisation, election: election.name, description: election.description, link, help, sender },
    timetable: momentsOf(timetable),
    ...{ opens: timetable.opens, closes: timetable.closes },
    takesNominations: timetable.nominationsOpen !== null,
    contests: await Promise.all(
      contests.map((contest, place) => announcedContest(db, contest, results?.[place], mayName ? link : undefined)),
    ),
    ...{ roll: election.rollSize, voted: election.voted, needed: votersNeeded(election) },
  };
}

function isPast(at: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return at !== null && Temporal.Instant.compare(at, now) <= 0;
}

/** In the order of time. */
function momentsOf(timetable: ReturnType<typeof timetableView>): AnnouncedElection['timetable'] {
  const moments = Object.keys(momentWords) as Moment[];
  return moments
    .flatMap((moment) => {
      const deadline = timetable[moment];
      return deadline === null ? [] : [{ words: momentWords[moment], deadline }];
    })
    .toSorted((one, other) => Temporal.Instant.compare(one.deadline.at, other.deadline.at));
}

/** `link`: the election's page, once candidates may be named. */
async function announcedContest(
  db: Reader,
  contest: ContestRow,
  result: ContestResult | undefined,
  link: string | undefined,
): Promise<AnnouncedContest> {
  const { kind, title, namedSeats, termsStartOn, candidates } = contest;
  const seatIds = namedSeats.flatMap(({ id }) => id ?? []);
  const last = termsStartOn === null ? null : Temporal.PlainDate.from(termsStartOn).subtract({ days: 1 }).toString();
  const outgoing = last === null ? [] : await readHeldSeats(db, seatIds, last);
  const standing = candidates.filter(({ withdrawnAt, isDefault }) => withdrawnAt === null && !isDefault);
  return {
    ...{ kind: kind === 'people' ? 'people' : 'motion', title, outgoing },
    seats: namedSeats.map(({ name, endsOn }) => ({ name, endsOn })),
    candidates:
      link === undefined || kind !== 'people'
        ? []
        : standing.map(({ id, name }) => ({ name, link: `${link}/candidates/${id}` })),
    outcome: result === undefined ? null : outcomeOf(contest, result),
  };
}

function outcomeOf(contest: ContestRow, result: ContestResult): AnnouncedContest['outcome'] {
  const { candidates } = contest;
  const { votes, ordering, elected, tied } = result;
  const nameOf = (place: number) => candidates[place]?.name ?? '';
  const tie =
    tied === null
      ? null
      : `A tie is still to be broken: ${tied.candidates.map(nameOf).join(', ')} ${votes === null ? 'are equal' : 'have equal votes'}.`;
  return {
    elected: elected.map(nameOf),
    order: ordering.map(({ candidate, rank }) => ({
      ...{ name: nameOf(candidate), rank },
      votes: votes === null ? null : (votes[candidate] ?? 0),
    })),
    words: contestWords(contest, result) ?? tie,
  };
}
