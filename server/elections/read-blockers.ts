import { Temporal } from 'temporal-polyfill';
import type { OfficeView } from '../../api/office.ts';
import { findBody, readHeldSeats } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type ContestRow, type Election } from '../../db/elections.ts';
import { countUndecided } from '../../db/nominations.ts';
import { countDoubledEntries } from '../../db/roll.ts';
import { findRegistrar, isListOfRoll } from '../../db/registrar.ts';
import { readTrustees } from '../../db/trustees.ts';
import { judgeTimetable, type RuleFinding } from '../timetable-rules.ts';
import { blockersOf } from './blockers.ts';

type Blocker = OfficeView['blockers'][number];

/** What stands between a draft and its opening at this moment. Empty: it can be opened. */
export async function readBlockers(db: Reader, election: Election, now: Temporal.Instant): Promise<Blocker[]> {
  const contests = await readContests(db, election.id);
  const trustees = await readTrustees(db, election.id);
  const doubled = await countDoubledEntries(db, election.id);
  const findings = await readFindings(db, election, contests, now);
  return [
    ...blockersOf(election, contests, trustees, now, doubled),
    ...findings.flatMap(({ rule, state, words }) =>
      state === 'broken' ? [{ what: ruleBlockers[rule], detail: words }] : [],
    ),
    ...(await takenSeats(db, contests)),
    ...(await undecidedNominees(db, election.id)),
    ...(await missingCredentials(db, election)),
  ];
}

const ruleBlockers: Readonly<Record<RuleFinding['rule'], Blocker['what']>> = {
  notice: 'notice-too-short',
  'motion-notice': 'notice-too-short',
  'longest-voting': 'rule-broken',
  'shortest-nominations': 'rule-broken',
};

/** What the rules of the bodies to be elected, and of the motions, say about the timetable. */
export async function readFindings(
  db: Reader,
  election: Election,
  contests: readonly ContestRow[],
  now: Temporal.Instant,
): Promise<RuleFinding[]> {
  const ids = new Set(contests.flatMap(({ bodyId }) => bodyId ?? []));
  const bodies = await Promise.all([...ids].map((id) => findBody(db, { id })));
  const motions = contests.flatMap(({ title, motion, options }) => {
    const text = motion ?? options;
    return text === null ? [] : [{ title, noticeDays: text.noticeDays }];
  });
  return judgeTimetable(
    election,
    bodies.flatMap((body) => body ?? []),
    motions,
    now,
  );
}

/** Where a person makes the credentials, there must be one for everybody on the roll as it is now. */
async function missingCredentials(db: Reader, { id, rollFrozenAt }: Election): Promise<Blocker[]> {
  const registrar = await findRegistrar(db, id);
  if (registrar === undefined || rollFrozenAt === null) return [];
  const { name, listHash } = registrar;
  if (listHash === null)
    return [{ what: 'registrar-list-missing', detail: `${name} has not made the personal links yet.` }];
  if (await isListOfRoll(db, registrar)) return [];
  const detail = `The roll has changed since ${name} made the personal links. Void them and ask for new ones.`;
  return [{ what: 'registrar-list-missing', detail }];
}

/** Whoever accepted a nomination hears yes or no before the ballot is frozen. */
async function undecidedNominees(db: Reader, electionId: string): Promise<Blocker[]> {
  const count = await countUndecided(db, electionId);
  if (count === 0) return [];
  const detail = `${count} ${count === 1 ? 'nominee waits' : 'nominees wait'} for a decision. Approve or refuse each.`;
  return [{ what: 'nominees-undecided', detail }];
}

/** A seat that somebody holds when the terms begin cannot be filled. */
async function takenSeats(db: Reader, contests: readonly ContestRow[]): Promise<Blocker[]> {
  const taken = await Promise.all(
    contests.map(async ({ namedSeats, termsStartOn }) => {
      const ids = namedSeats.flatMap(({ id }) => id ?? []);
      const held = termsStartOn === null ? [] : await readHeldSeats(db, ids, termsStartOn);
      return held.map(({ seatId, name, endsOn }) => {
        const seat = namedSeats.find(({ id }) => id === seatId)?.name ?? 'A seat';
        const until = endsOn === null ? 'without end' : `until ${dayWords(endsOn)}`;
        return `${seat} is held by ${name} ${until}, when the new terms begin already. Choose another seat or a later first day.`;
      });
    }),
  );
  return taken.flat().map((detail) => ({ what: 'seat-taken', detail }));
}

/** `30 June 2028` */
function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
