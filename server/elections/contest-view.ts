import type { Contest } from '../../api/values.ts';
import { readBodyNames } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { readContests, type CandidateRow, type ContestRow } from '../../db/elections.ts';
import type { MotionText } from '../../db/schema.ts';
import { differenceOf } from '../difference.ts';
import { htmlOf } from '../markdown.ts';

/** The contests of an election. `areHidden`: the candidates are not announced yet, and nobody is told who stands. */
export async function contestViews(db: Reader, electionId: string, areHidden: boolean): Promise<Contest[]> {
  const contests = await readContests(db, electionId);
  const bodies = await readBodyNames(
    db,
    contests.flatMap(({ bodyId }) => bodyId ?? []),
  );
  return contests.map((contest) => {
    const body = bodies.find(({ id }) => id === contest.bodyId);
    return {
      ...contestView(contest, areHidden && contest.kind === 'people'),
      body: body === undefined ? null : { slug: body.slug, name: body.name },
    };
  });
}

function contestView(
  { id, kind, title, method, seats, namedSeats, termsStartOn, max, candidates, motion }: ContestRow,
  areHidden: boolean,
): Omit<Contest, 'body'> {
  return {
    ...{ id, kind, title, method, seats, termsStartOn, max },
    namedSeats: namedSeats.map((seat) => ({ ...seat })),
    candidates: areHidden ? [] : candidates.map(candidateView),
    motion: motion === null ? null : motionView(motion),
  };
}

function candidateView({ id, name, affiliation, statement, withdrawnAt }: CandidateRow): Contest['candidates'][number] {
  return {
    ...{ id, name, affiliation, statementHtml: htmlOf(statement), photo: null },
    withdrawnAt: withdrawnAt?.toString() ?? null,
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
