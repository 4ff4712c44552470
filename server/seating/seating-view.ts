import type { ContestSeating, SeatingPass, SeatingPlan, SeatingRule } from '../../api/seating.ts';
import type { Reader } from '../../db/connect.ts';
import { findElection, readContests, type Election } from '../../db/elections.ts';
import { readDraws, readSeatings, type Draw, type SeatingRow } from '../../db/seating.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { allPasses, capView, planOf, readSeatingFacts, toDraw, type SeatingFacts } from './seating-facts.ts';

/** Each contest for seats: as it was recorded, or as it would be if nobody more were passed over. */
export async function seatingViews(db: Reader, election: Election): Promise<ContestSeating[]> {
  const contests = await readContests(db, election.id);
  const all = await readSeatingFacts(db, election, contests);
  const rows = await readSeatings(db, election.id);
  const draws = await readDraws(db, election.id);
  const views: ContestSeating[] = [];
  for (const facts of all) {
    const mine = ({ contestId }: { readonly contestId: string }) => contestId === facts.contest.id;
    views.push(await seatingView(facts, rows.find(mine), draws.find(mine)));
  }
  return views;
}

async function seatingView(
  facts: SeatingFacts,
  row: SeatingRow | undefined,
  draw: Draw | undefined,
): Promise<ContestSeating> {
  const standing = await facts.standingWithout([]);
  const standingOf = (id: string) => standing[facts.contenders.findIndex((one) => one.id === id)] ?? 0;
  const { contest, body, sitting, contenders } = facts;
  const { id, title, termsStartOn, namedSeats } = contest;
  const nameOf = (wanted: string) => contest.candidates.find((one) => one.id === wanted)?.name ?? '';
  return {
    ...{ id, title, termsStartOn, body: body === null ? null : { slug: body.slug, name: body.name } },
    seats: namedSeats.map(({ name, endsOn }) => ({ name, endsOn })),
    cap: capView(facts),
    sitting: sitting.map(({ name, roots }) => ({ name, affiliations: roots.map((root) => root.name) })),
    contenders: contenders
      .map(({ roots, ...one }) => ({
        ...{ id: one.id, name: one.name, votes: one.votes, affiliations: roots.map((root) => root.name) },
        withdrawnAt: contest.candidates.find((candidate) => candidate.id === one.id)?.withdrawnAt?.toString() ?? null,
      }))
      .toSorted((one, other) => standingOf(other.id) - standingOf(one.id)),
    plan: row === undefined ? await planOf(facts, allPasses(facts, [])) : recordedPlan(row, nameOf),
    recorded: row === undefined ? null : { at: row.seatedAt.toString(), by: row.seatedBy },
    draw: draw === undefined ? null : drawView(draw, nameOf),
    toDraw: await toDraw(facts),
  };
}

/** What stands in the record, whatever became of the facts since. */
function recordedPlan({ record }: SeatingRow, nameOf: (id: string) => string): SeatingPlan {
  const { seated, vacant, passes, steps, words } = record;
  return {
    seated: seated.map(({ candidate, name, seatName, endsOn }) => ({ candidate, name, seat: seatName, endsOn })),
    vacant: [...vacant],
    passes: passes.map(({ candidate, why, reason }) => ({
      ...{ candidate, reason, why: why as SeatingPass['why'], name: nameOf(candidate) },
    })),
    steps: steps.map((step, place) => ({
      rule: (step as { readonly rule: SeatingRule }).rule,
      words: words[place] ?? '',
    })),
    openTies: [],
  };
}

function drawView({ drawn, note, drawnAt, recordedBy }: Draw, nameOf: (id: string) => string): ContestSeating['draw'] {
  return { names: drawn.map(nameOf), note, at: drawnAt.toString(), by: recordedBy };
}

/** One contest as it stands after something was recorded. */
export async function viewOf(
  { db }: Pick<Ports, 'db'>,
  path: { readonly electionId: string; readonly contestId: string },
): Promise<ContestSeating> {
  const election = assertFound(await findElection(db, path.electionId), 'office');
  const view = (await seatingViews(db, election)).find(({ id }) => id === path.contestId);
  if (view === undefined) throw new Error('A contest that was seated a moment ago is gone');
  return view;
}
