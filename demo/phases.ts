import { randomInt } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { SteppedClock } from '../server/clock.ts';
import { officer, officerEmail, officerName, officerPassword, Trustee, vote, type Town } from './actors.ts';
import type { Size } from './arguments.ts';
import { candidate, voterAddress } from './people.ts';
import { Progress, say } from './progress.ts';
import { Visitor } from './visitor.ts';

/** The election of the demonstration, on its way. */
export interface DemoElection {
  readonly id: string;
  readonly trustees: readonly Trustee[];
}

const opens = Temporal.Instant.from('2027-06-01T14:00:00Z');
const record = Temporal.Instant.from('2027-05-25T04:00:00Z');
const closes = Temporal.Instant.from('2027-06-15T14:00:00Z');

/** The first administrator follows the one-time link that the server prints. */
export async function setUp({ url }: Town, link: string): Promise<void> {
  const token = link.split('#')[1] ?? '';
  const body = { token, name: officerName, email: officerEmail, password: officerPassword };
  await new Visitor(url).call('setUp', { body });
  console.log(`  ${officerName} is the first administrator and an election officer.`);
}

/** The office: definition, roll, trustees' keys, opening. */
export async function draft(town: Town, clock: SteppedClock, size: Size): Promise<DemoElection> {
  say('The office drafts the election. At the record date, Tue 25 May 2027, 04:00 UTC, it freezes the roll.');
  clock.moveTo(record);
  const ines = await officer(town);
  const trustees = [
    new Trustee('Kwame Adjei', 'kwame.adjei@trustees.example'),
    new Trustee('Lyudmila Petrova', 'lyudmila.petrova@trustees.example'),
    new Trustee('Daan Visser', 'daan.visser@trustees.example'),
  ];
  const { id } = await ines.call('draftElection', { body: definition(size, trustees) });
  const path = { electionId: id };
  const voters = await freezeRoll(ines, id);
  await ines.call('inviteTrustees', { path });
  for (const trustee of trustees) await trustee.makeKey(town, id);
  console.log(`  ${trustees.length} trustees made their keys; all of them are needed to open anything.`);
  await ines.call('openElection', { path, body: { seats: size.seats, closesOn: '2027-06-15' } });
  console.log(
    `  The election is frozen: ${size.candidates} candidates, ${size.seats} seats, quorum one third of ${voters.toLocaleString('en')}.`,
  );
  return { id, trustees };
}

function definition({ candidates, seats }: Size, trustees: readonly Trustee[]) {
  return {
    name: 'Board election 2027',
    description: 'The members choose directors of the foundation for three years from 1 July 2027.',
    zone: 'UTC',
    opens: '2027-06-01T14:00',
    closes: '2027-06-15T14:00',
    record: '2027-05-25T04:00',
    affirmBy: '2027-05-24T14:00',
    isRegular: true,
    quorum: { numerator: 1, denominator: 3 },
    contests: [
      {
        title: 'Board of directors',
        method: 'approval' as const,
        seats,
        candidates: Array.from({ length: candidates }, (_, number) => candidate(number)),
      },
    ],
    trustees: trustees.map(({ name, email }) => ({ name, email })),
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
  clock.moveTo(opens);
  await mailsSent(town, election.id);
  say('Members vote: ballot mail, sign-in code, choices sealed on their own device, cast, receipt.');
  const voters = shuffled(size.voters).slice(0, size.ballots);
  const progress = new Progress('ballots on the board,', size.ballots);
  for (const [part, share] of turnoutByHalfDay.entries()) {
    clock.moveTo(opens.add({ hours: part * 12, minutes: 7 }));
    const group = voters.splice(
      0,
      part === turnoutByHalfDay.length - 1 ? voters.length : Math.round(share * size.ballots),
    );
    await inParallel(group, 8, async (voter) => {
      await vote(town, election.id, voterAddress(voter), [approvals(size.candidates)]);
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

function shuffled(count: number): number[] {
  const numbers = Array.from({ length: count }, (_, number) => number);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** The close, the quorum, the trustees' parts, the result. */
export async function openTheResult(town: Town, clock: SteppedClock, { id, trustees }: DemoElection): Promise<void> {
  say('Voting closes, Tue 15 June 2027, 14:00 UTC, by the clock alone.');
  clock.moveTo(closes);
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
  for (const [place, { votes, elected, tied }] of (result ?? []).entries()) {
    const name = (number: number) => contests[place]?.candidates[number]?.name ?? '';
    for (const number of elected) console.log(`  ${name(number)}, ${votes[number] ?? 0} approvals: elected`);
    if (tied !== null)
      console.log(
        `  ${tied.candidates.map(name).join(', ')} tie for ${tied.seats} of the seats: the votes do not decide.`,
      );
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
