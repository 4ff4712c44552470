import type { ProgrammePage, readProgramme as contract } from '../../api/rounds.ts';
import { readRoster } from '../../db/rounds.ts';
import { tierAt } from '../../membership/terms-at.ts';
import type { AskOf } from '../ask.ts';
import { htmlOf } from '../markdown.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { assertProgramme, calendarOf } from './assert-programme.ts';
import { datesView } from './dates-view.ts';
import { quarterOf } from './quarters.ts';
import { roundAfter } from './round-dates.ts';

/** A programme as everybody may see it. Whoever waits for a decision or its announcement is nowhere in it. */
export async function readProgramme(
  { db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>,
  { path }: Pick<AskOf<typeof contract>, 'path'>,
): Promise<ProgrammePage> {
  const now = clock.now();
  const programme = await assertProgramme(db, path.programme);
  const { tiers } = await readOrganisation(db, now);
  return {
    ...{ organisation: config.organisation, now: now.toString(), slug: programme.slug, name: programme.name },
    aboutHtml: htmlOf(programme.about),
    tierName: tierAt(tiers, programme.tier, now)?.terms.name ?? programme.tier,
    group: programme.bodyName,
    mostRounds: programme.rules.rounds,
    mostReferences: programme.rules.mostReferences,
    next: datesView(roundAfter(calendarOf(programme), now), programme.zone),
    years: yearsOf(await readRoster(db, programme.id)),
  };
}

function yearsOf(roster: Awaited<ReturnType<typeof readRoster>>): ProgrammePage['years'] {
  const rounds = [...Map.groupBy(roster, ({ cutOffOn }) => cutOffOn)].map(([cutOffOn, people]) => ({
    ...quarterOf(cutOffOn),
    cutOffOn,
    announcementHtml: htmlOf(people[0]?.announcement ?? ''),
    people: people.map(({ id, name }) => ({ id, name })),
  }));
  return [...Map.groupBy(rounds, ({ year }) => year)].map(([year, quarters]) => ({
    year,
    quarters: quarters.map(({ year: _, ...quarter }) => quarter),
  }));
}
