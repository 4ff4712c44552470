import type { Method, MethodRules, MetTie, Outcome, Step } from '../counting/method.ts';
import type { Path, Win } from '../counting/pairwise-steps.ts';
import type { TransferAct, VotesMoved } from '../counting/transfer-steps.ts';

/**
 * A count as one line of JSON for other programs. In it every candidate is a number from 1, in the order of the file, and a
 * list by candidate is an object whose keys are these numbers; nothing else differs from the steps in `counting/`.
 */
export function countJson(method: Method, { seats }: MethodRules, { elected, steps, ties }: Outcome): string {
  return JSON.stringify({
    method: method.name,
    seats,
    elected: ids(elected),
    steps: steps.map(stepJson),
    ties: ties.map(tieJson),
  });
}

/** The step of a kind; members of one kind that several share are found too. */
type StepOf<Kind extends Step['kind'], Each = Step> = Each extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Each
    : never
  : never;

/** How each value of each step is written: a step that gets another value does not compile before it stands here. */
type Ways = {
  readonly [Kind in Step['kind']]: {
    readonly [Key in Exclude<keyof StepOf<Kind>, 'kind'>]-?: (value: Exclude<StepOf<Kind>[Key], undefined>) => unknown;
  };
};

const ways: Ways = {
  'invalid-ballots': { ballots: same },
  withdrawn: { candidates: ids },
  'seats-for-all': { seats: same, candidates: same },
  elected: { candidate: id, votes: same, seatsLeft: same },
  tied: { candidates: ids, votes: same, seatsLeft: same },
  'tie-broken': { candidates: ids, votes: same, won: ids },
  tie: { tie: tieJson },
  'no-votes': { candidates: ids },
  'not-elected': { candidates: ids },
  stage: {
    ...{ number: same, act: actJson, quota: same, totals: byId, nonTransferable: same, lostToRounding: same },
    ...{ moved: (moved) => moved.map(movedJson), elected: ids, excluded: ids, keepFactors: byId },
  },
  pairwise: { candidates: ids, over: matrix },
  'beats-everybody': { candidate: id, among: ids },
  records: { candidates: ids, wins: byId, draws: byId, losses: byId },
  'strongest-paths': { measure: same, candidates: ids, strengths: matrix },
  'stronger-path': { measure: same, there: pathJson, back: orNull(pathJson) },
  'pair-kept': { measure: same, pair: winJson },
  'pair-dropped': { measure: same, pair: winJson, chain: ids, alike: same },
  'worst-defeats': { measure: same, candidates: ids, defeats: (defeats) => byId(defeats.map(orNull(winJson))) },
  'double-points': { candidates: ids, points: byId },
  'fewest-firsts': { candidates: ids, firsts: byId, excluded: orNull(id) },
  'below-quorum': { candidate: id, votes: same, against: same, needed: same },
  'below-majority': { candidate: id, votes: same, against: same, needed: same },
  'option-wins': { candidate: id },
  'default-wins': { candidate: id },
  'options-lose': { candidates: ids },
  scores: { round: same, scores: byId, running: ids },
  matches: { round: same, candidates: ids, lost: same },
  'top-scores': { round: same, candidates: ids, ballots: same },
  finalists: { round: same, candidates: ids },
  runoff: { round: same, candidates: ids, votes: same, alike: same, winner: orNull(id) },
  allocation: { round: same, candidate: id, quota: same, spent: same, edge: same },
  grades: { names: same, tallies: byId },
  medians: { names: same, grades: byId },
  'median-tie': {
    ...{ candidates: ids, grade: same, order: (order) => order.map(ids) },
    differ: (differ) => differ.map(({ above, below, ...rest }) => ({ above: id(above), below: id(below), ...rest })),
  },
};

function stepJson(step: Step): unknown {
  const way = ways[step.kind] as Readonly<Record<string, (value: unknown) => unknown>>;
  const values = Object.entries(step).flatMap(([key, value]) => {
    if (key === 'kind') return [[key, value]];
    return value === undefined ? [] : [[key, way[key]?.(value)]];
  });
  return Object.fromEntries(values) as unknown;
}

function same(value: unknown): unknown {
  return value;
}

function id(place: number): number {
  return place + 1;
}

function ids(places: readonly number[]): readonly number[] {
  return places.map(id);
}

function byId(values: readonly unknown[]): unknown {
  return Object.fromEntries(values.map((value, place) => [id(place), value]));
}

function matrix(rows: readonly (readonly number[])[]): unknown {
  return byId(rows.map(byId));
}

function orNull<Value>(way: (value: Value) => unknown): (value: Value | null) => unknown {
  return (value) => (value === null ? null : way(value));
}

function tieJson({ candidates, chosen, ...rest }: MetTie): unknown {
  return { ...rest, candidates: ids(candidates), chosen: ids(chosen) };
}

function winJson({ winner, loser, ...rest }: Win): unknown {
  return { winner: id(winner), loser: id(loser), ...rest };
}

function pathJson({ candidates, weakest }: Path): unknown {
  return { candidates: ids(candidates), weakest: winJson(weakest) };
}

function movedJson({ from, to, votes }: VotesMoved): unknown {
  return { from: orNull(id)(from), to: orNull(id)(to), votes };
}

function actJson(act: TransferAct): unknown {
  switch (act.what) {
    case 'first-preferences':
      return act;
    case 'surplus':
      return { ...act, candidate: id(act.candidate) };
    case 'shares':
    case 'exclusion':
      return { ...act, candidates: ids(act.candidates) };
  }
}
