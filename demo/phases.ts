import { randomInt } from 'node:crypto';
import type { SteppedClock } from '../server/clock.ts';
import { officer, officerEmail, officerName, officerPassword, Trustee, vote, type Town } from './actors.ts';
import type { Size } from './arguments.ts';
import { makeBoard, type Board } from './board.ts';
import { dates, timetable } from './dates.ts';
import { inParallel } from './in-parallel.ts';
import { voterAddress } from './people.ts';
import { Progress, say } from './progress.ts';
import { Visitor } from './visitor.ts';

/** The election of the demonstration, on its way. */
export interface DemoElection {
  readonly id: string;
  readonly trustees: readonly Trustee[];
}

/** The first administrator follows the one-time link that the server prints. */
export async function setUp({ url }: Town, link: string): Promise<void> {
  const token = link.split('#')[1] ?? '';
  const body = { token, name: officerName, email: officerEmail, password: officerPassword };
  await new Visitor(url).call('setUp', { body });
  console.log(`  ${officerName} is the first administrator and an election officer.`);
}

/** The office makes the board, drafts the election for the seats whose terms end, and shows everybody its dates. */
export async function announce(town: Town, size: Size): Promise<DemoElection> {
  say('The office makes the board: its seats in three cohorts, and who holds them. Then it drafts the election.');
  const ines = await officer(town);
  const board = await makeBoard(ines, size.seats);
  const trustees = [
    new Trustee('Kwame Adjei', 'kwame.adjei@trustees.example'),
    new Trustee('Lyudmila Petrova', 'lyudmila.petrova@trustees.example'),
    new Trustee('Daan Visser', 'daan.visser@trustees.example'),
  ];
  const { id } = await ines.call('draftElection', { body: definition(board, trustees) });
  await ines.call('announceDates', { path: { electionId: id } });
  console.log(`  ${size.seats} seats of cohort A fall vacant on 30 June 2027, and one motion is to be decided.`);
  return { id, trustees };
}

/** The office: roll, trustees' keys, the freeze. */
export async function freeze(town: Town, clock: SteppedClock, election: DemoElection, size: Size): Promise<void> {
  clock.moveTo(dates.record);
  say(
    'At the record date, Tue 25 May 2027, 04:00 UTC, the office freezes the roll; then the trustees make their keys.',
  );
  const ines = await officer(town);
  const path = { electionId: election.id };
  const voters = await freezeRoll(ines, election.id);
  await ines.call('inviteTrustees', { path });
  for (const trustee of election.trustees) await trustee.makeKey(town, election.id);
  console.log(`  ${election.trustees.length} trustees made their keys; all of them are needed to open anything.`);
  await ines.call('openElection', { path, body: { seats: size.seats, closesOn: timetable.closes.slice(0, 10) } });
  console.log(
    `  The election is frozen: ${size.candidates} candidates, ${size.seats} seats, quorum one third of ${voters.toLocaleString('en')}.`,
  );
}

function definition({ open }: Board, trustees: readonly Trustee[]) {
  return {
    name: 'Board election 2027',
    description: 'The members choose directors of the foundation for three years from 1 July 2027.',
    timetable,
    isRegular: true,
    quorum: { numerator: 1, denominator: 3 },
    ties: 'lot' as const,
    contests: [
      {
        kind: 'people' as const,
        title: 'Board of directors',
        method: 'approval' as const,
        seats: [...open],
        termsStartOn: '2027-07-01',
        candidates: [],
      },
      {
        kind: 'motion' as const,
        title: 'One tier instead of two',
        text: 'A *contributing* member gives at least five hours a month to the mission of the foundation, or looks after what others give. There is no managing tier.',
        replaces:
          'A *contributing* member gives at least five hours a month to the mission of the foundation. A *managing* member looks after what others give.',
        base: 'for-and-against' as const,
        ...{ numerator: 1, denominator: 2, isStrict: true },
        noticeDays: 15,
        effectiveOn: '2027-08-01',
      },
    ],
    trustees: trustees.map(({ name, email }) => ({ name, email })),
    threshold: null,
    registrar: null,
  };
}

/** The roll out of the members' events, at the record date: everybody in or out, with the reason. */
async function freezeRoll(ines: Visitor, electionId: string): Promise<number> {
  const path = { electionId };
  const forecast = await ines.call('workOutRoll', { path });
  for (const { count, words } of forecast.codes)
    console.log(`  Not on the roll, ${count.toLocaleString('en')}: ${words}`);
  const { contradictions } = await ines.call('readRollReport', { path });
  for (const { what, count } of contradictions) {
    if (count > 0) console.log(`  To be looked at, ${count.toLocaleString('en')}: ${what.replaceAll('-', ' ')}`);
  }
  const frozen = await ines.call('freezeRoll', { path, body: { size: forecast.in, openItems: forecast.openItems } });
  console.log(
    `  The roll is frozen: ${frozen.in.toLocaleString('en')} voters, SHA-256 ${frozen.roll.hash.slice(0, 16)}…`,
  );
  return frozen.in;
}

/** Fourteen simulated days of voting. Between the groups the clock moves on; within one it stands still. */
export async function voteAll(town: Town, clock: SteppedClock, election: DemoElection, size: Size): Promise<void> {
  say('Voting opens, Tue 1 June 2027, 14:00 UTC. Every voter gets a personal link by mail.');
  clock.moveTo(dates.opens);
  await mailsSent(town, election.id);
  say('Members vote: ballot mail, sign-in code, choices sealed on their own device, cast, receipt.');
  const voters = shuffled(size.voters).slice(0, size.ballots);
  const progress = new Progress('ballots on the board,', size.ballots);
  for (const [part, share] of turnoutByHalfDay.entries()) {
    clock.moveTo(dates.opens.add({ hours: part * 12, minutes: 7 }));
    const group = voters.splice(
      0,
      part === turnoutByHalfDay.length - 1 ? voters.length : Math.round(share * size.ballots),
    );
    await inParallel(group, 8, async (voter) => {
      await vote(town, election.id, voterAddress(voter), [approvals(size.candidates), answer()]);
      progress.step();
    });
  }
}

/** How turnout spreads over the half days of two weeks: most on the first day, many on the last. */
const turnoutByHalfDay = [16, 9, 6, 4, 3, 2, 4, 2, 3, 2, 2, 1, 2, 4, 3, 2, 2, 2, 2, 1, 2, 2, 3, 3, 3, 4, 5, 6].map(
  (weight) => weight / 100,
);

/** Waits until the worker has sent the ballot mails, showing how far it is. */
async function mailsSent(town: Town, electionId: string): Promise<void> {
  const ines = await officer(town);
  const { turnout } = await readElection(town, electionId);
  const progress = new Progress('ballot mails,', turnout.roll);
  for (;;) {
    const { mail } = await ines.call('readOfficeElection', { path: { electionId } });
    progress.to(mail.sent);
    if (mail.sent === turnout.roll) return;
    if (mail.failed > 0) throw new Error(`${mail.failed} ballot mails failed`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** Some candidates are better known than others. At least one approval, about five on average. */
function approvals(candidates: number): number[] {
  const marks = Array.from({ length: candidates }, (_, place) => (randomInt(100) < 8 + ((place * 29) % 31) ? 1 : 0));
  const one = randomInt(candidates);
  return marks.map((mark, place) => (place === one ? 1 : mark));
}

/** For, against or abstain; some leave it blank. */
function answer(): number[] {
  const chance = randomInt(100);
  return [chance < 58, chance >= 58 && chance < 82, chance >= 82 && chance < 93].map(Number);
}

function shuffled(count: number): number[] {
  const numbers = Array.from({ length: count }, (_, number) => number);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}

/** The close, the quorum, the trustees' parts, the result. */
export async function openTheResult(town: Town, clock: SteppedClock, { id, trustees }: DemoElection): Promise<void> {
  say('Voting closes, Tue 15 June 2027, 14:00 UTC, by the clock alone.');
  clock.moveTo(dates.closes);
  const { turnout } = await phaseOf(town, id, ['closed', 'void'], (view) => view.head.height > view.head.ballots);
  console.log(
    `  ${turnout.voted.toLocaleString('en')} of ${turnout.roll.toLocaleString('en')} voted; ${turnout.needed ?? 0} were needed.`,
  );
  if (!turnout.reached) {
    console.log('  The quorum was missed: the election is void, and its ballots are never opened.');
    return;
  }
  for (const trustee of trustees) {
    await trustee.addPart(town, id);
    console.log(`  ${trustee.name} checked the board and added a part.`);
  }
  const { result, contests } = await phaseOf(town, id, ['tallied'], () => true);
  say('The result:');
  for (const [place, { votes, elected, broken, motion }] of (result ?? []).entries()) {
    const name = (number: number) => contests[place]?.candidates[number]?.name ?? '';
    for (const number of elected) console.log(`  ${name(number)}, ${votes?.[number] ?? 0} approvals: elected`);
    if (broken !== null)
      console.log(`  ${broken.candidates.map(name).join(', ')} had equal votes; the lot of the trustees decided.`);
    if (motion !== null) console.log(`  ${contests[place]?.title ?? ''}: ${motion.words}`);
  }
}

type View = Awaited<ReturnType<typeof readElection>>;
const readElection = ({ url }: Town, electionId: string) =>
  new Visitor(url).call('readElection', { path: { electionId } });

async function phaseOf(
  town: Town,
  id: string,
  phases: readonly View['phase'][],
  isThere: (view: View) => boolean,
): Promise<View> {
  for (let tries = 0; tries < 600; tries += 1) {
    const view = await readElection(town, id);
    if (phases.includes(view.phase) && isThere(view)) return view;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`The election did not become ${phases.join(' or ')} within a minute`);
}

/** The office reads the result back and certifies it. */
export async function certify(town: Town, { id }: DemoElection): Promise<void> {
  const { phase, result } = await readElection(town, id);
  if (phase === 'void') return;
  const elected = (result ?? []).reduce((sum, contest) => sum + contest.elected.length, 0);
  const ines = await officer(town);
  await ines.call('certifyElection', { path: { electionId: id }, body: { elected } });
  say('The office certifies the result.');
}
