import { Temporal } from 'temporal-polyfill';
import type { ContestResult, ElectionView } from '../../api/elections.ts';
import { countOpened } from '../../counting/counts.ts';
import { findMethod, type DebianRules, type Opened } from '../../counting/methods.ts';
import type { CheckReport } from './check.worker.ts';
import { same } from './same.ts';

/**
 * Whether the result page says what this browser counted from the record; null while there is no result. Who withdrew
 * after the freeze, and how a public draw fell, are not in the record: these two are taken from the page.
 */
export function sameResult(view: ElectionView, report: CheckReport): boolean | null {
  const { result } = view;
  if (result === null) return null;
  if (result.length !== report.contests.length) return false;
  return result.every((theirs, place) => same(countedHere(view, report, place), whatDecides(theirs)));
}

/** Whether the page has the order of the lot that follows from the record; null while there is no result. */
export function sameLot({ result }: ElectionView, report: CheckReport): boolean | null {
  if (result === null) return null;
  return result.every(({ lot }, place) => same(lot, lotPlaces(report, place)));
}

type WhatDecides = Pick<ContestResult, 'votes' | 'ordering' | 'ballots' | 'elected' | 'noneWon' | 'tied'> & {
  readonly broken: { readonly candidates: readonly number[]; readonly won: readonly number[] } | null;
  readonly isAdopted: boolean | undefined;
};

function whatDecides({ votes, ordering, ballots, elected, noneWon, ...rest }: ContestResult): WhatDecides {
  const { tied, broken, motion } = rest;
  return {
    ...{ votes, ordering, ballots, elected: sorted(elected), noneWon, tied, isAdopted: motion?.adopted },
    broken: broken === null ? null : { candidates: broken.candidates, won: broken.won },
  };
}

/** Undefined when the record's rules do not say how to count. */
function countedHere(view: ElectionView, report: CheckReport, place: number): WhatDecides | undefined {
  const [counted, rule] = [report.contests[place], report.rules?.contests[place]];
  const opened = openedOf(counted);
  if (counted === undefined || opened === undefined || rule === undefined) return undefined;
  if (rule.kind === 'motion') {
    return {
      votes: [...(counted.sums ?? [])],
      ordering: [],
      ballots: null,
      elected: [],
      noneWon: false,
      tied: null,
      broken: null,
      isAdopted: counted.motion?.adopted,
    };
  }
  const method = findMethod(rule.method);
  if (method === undefined) return undefined;
  const { max = 0, candidates = [] } = view.contests[place] ?? {};
  const withdrawn = candidates.flatMap(({ withdrawnAt }, at) =>
    withdrawnAt !== null && isBefore(withdrawnAt, view.certifiedAt) ? [at] : [],
  );
  const lot = report.rules?.ties === 'lot' ? lotPlaces(report, place) : (view.result?.[place]?.lot ?? null);
  const rules = {
    ...{ max, candidates: candidates.length, withdrawn, lot: lot ?? undefined },
    seats: rule.kind === 'people' ? rule.seats.length : 1,
    debian: debianOf(rule, report.rules?.roll.size ?? 0),
  };
  const outcome = countOpened(method, opened, rules);
  if (outcome === undefined) return undefined;
  const { votes, ordering, ballots, tied, broken } = outcome;
  const elected = outcome.elected.filter((one) => one !== rules.debian?.default);
  return {
    ...{ elected: sorted(elected), noneWon: elected.length < outcome.elected.length, broken, isAdopted: undefined },
    votes: votes === null ? null : [...votes],
    ordering: ordering.map((one) => ({ ...one })),
    ballots: ballots === null ? null : { ...ballots, given: ballots.given.map((counts) => [...counts]) },
    tied: tied === null ? null : { candidates: [...tied.candidates], seats: tied.seats },
  };
}

type Rule = NonNullable<CheckReport['rules']>['contests'][number];

/** Where the last on the ballot is none of the others. */
function debianOf(rule: Exclude<Rule, { kind: 'motion' }>, electorate: number): DebianRules | undefined {
  if (rule.default === undefined) return undefined;
  const asked = rule.kind === 'options' ? rule.options : [];
  const majorities = rule.candidates.map((_, place) => asked[place]?.majority ?? { numerator: 1, denominator: 1 });
  return { default: rule.candidates.length - 1, electorate, quorum: rule.default.squareRoots, majorities };
}

function openedOf(counted: CheckReport['contests'][number] | undefined): Opened | undefined {
  const { sums = null, ballots = null } = counted ?? {};
  if (sums !== null) return { kind: 'sums', sums };
  return ballots === null ? undefined : { kind: 'ballots', ballots };
}

/** Whoever withdrew after the certificate stands in the count, and is passed over when seats are filled. */
function isBefore(withdrawnAt: string, certifiedAt: string | null): boolean {
  return certifiedAt === null || Temporal.Instant.compare(withdrawnAt, certifiedAt) <= 0;
}

/** The order of the lot as places on the ballot; null where there is none. */
function lotPlaces({ lots, rules }: CheckReport, place: number): number[] | null {
  const [lot, rule] = [lots[place], rules?.contests[place]];
  if (lot === undefined || lot === null || rule === undefined || rule.kind === 'motion') return null;
  return lot.map((id) => rule.candidates.indexOf(id));
}

function sorted(places: readonly number[]): number[] {
  return [...places].sort((one, other) => one - other);
}
