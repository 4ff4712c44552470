import type { SteppedClock } from '../server/clock.ts';
import { officer, type Town } from './actors.ts';
import { dates } from './dates.ts';
import { say } from './progress.ts';
import { Visitor } from './visitor.ts';

/** The recorded seating: one of those elected declines meanwhile, and the next takes the seat. */
export async function seatTheElected(town: Town, clock: SteppedClock, electionId: string): Promise<void> {
  clock.moveTo(dates.seating);
  const ines = await officer(town);
  const { contests } = await ines.call('readSeating', { path: { electionId } });
  const contest = contests.find(({ seats }) => seats.length > 0);
  const last = contest?.plan.seated.at(-1);
  if (contest === undefined || last === undefined) return;
  say(`The seating, Tue 22 June 2027. ${last.name} was elected, and declines: the office looks at what that changes.`);
  const passes = [{ candidate: last.candidate, why: 'declined' as const, reason: 'Has taken up another office.' }];
  const path = { electionId, contestId: contest.id };
  const plan = await ines.call('previewSeating', { path, body: { passes } });
  await ines.call('recordSeating', { path, body: { passes, seated: plan.seated.length } });
  for (const { words } of plan.steps) console.log(`  ${words}`);
  await tellBoard(town, contest.body?.slug ?? '');
}

/** Who sits from 1 July on, as everybody can read it. */
async function tellBoard({ url }: Town, slug: string): Promise<void> {
  const { body } = await new Visitor(url).call('readBody', { path: { slug } });
  say(`${body.name}, from 1 July 2027:`);
  for (const { name, terms } of body.seats) {
    const holder = terms.find(({ endsOn }) => endsOn === null || endsOn > '2027-07-01');
    const until = holder?.endsOn ?? 'another is seated';
    console.log(`  ${name}: ${holder === undefined ? 'vacant' : `${holder.name}, until ${until}`}`);
  }
}
