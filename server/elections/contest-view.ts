import type { Contest } from '../../api/values.ts';
import { readBodyNames } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type ContestRow, type Election } from '../../db/elections.ts';
import type { MotionText } from '../../db/schema.ts';
import { candidateViews } from '../candidate-view.ts';
import { capNow } from '../affiliation-cap.ts';
import { differenceOf } from '../difference.ts';
import { htmlOf } from '../markdown.ts';

/** The contests of an election. `areHidden`: the candidates are not announced yet, and nobody is told who stands. */
export async function contestViews(
  db: Reader,
  { id: electionId, stage }: Pick<Election, 'id' | 'stage'>,
  areHidden: boolean,
): Promise<Contest[]> {
  const contests = await readContests(db, electionId);
  const bodies = await readBodyNames(
    db,
    contests.flatMap(({ bodyId }) => bodyId ?? []),
  );
  const views: Contest[] = [];
  for (const contest of contests) {
    const body = bodies.find(({ id }) => id === contest.bodyId);
    const shown = areHidden && contest.kind === 'people' ? [] : contest.candidates;
    views.push({
      ...contestView(contest, await candidateViews(db, shown)),
      affiliationCap: stage === 'draft' ? await capNow(db, contest) : contest.affiliationCap,
      body: body === undefined ? null : { slug: body.slug, name: body.name },
    });
  }
  return views;
}

function contestView(
  { id, kind, title, method, seats, namedSeats, termsStartOn, max, motion, options }: ContestRow,
  candidates: Contest['candidates'],
): Omit<Contest, 'body' | 'affiliationCap'> {
  return {
    ...{ id, kind, title, method, seats, termsStartOn, max },
    namedSeats: namedSeats.map((seat) => ({ ...seat })),
    candidates,
    motion: motion === null ? null : motionView(motion),
    options: options === null ? null : { effectiveOn: options.effectiveOn },
  };
}

function motionView({
  text,
  replaces,
  base,
  numerator,
  denominator,
  isStrict,
  effectiveOn,
}: MotionText): Contest['motion'] {
  return {
    textHtml: htmlOf(text),
    difference: replaces === '' ? null : differenceOf(replaces, text),
    ...{ base, numerator, denominator, isStrict, effectiveOn },
  };
}
