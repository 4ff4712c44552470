import { Temporal } from 'temporal-polyfill';
import type { ContestResult, ElectionView } from '../../api/elections.ts';
import { countOpened } from '../../counting/counts.ts';
import { findMethod, type Opened } from '../../counting/methods.ts';
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

type WhatDecides = Pick<ContestResult, 'votes' | 'ordering' | 'ballots' | 'elected' | 'tied'> & {
  readonly broken: { readonly candidates: readonly number[]; readonly won: readonly number[] } | null;
  readonly isAdopted: boolean | undefined;
};

function whatDecides({ votes, ordering, ballots, elected, tied, broken, motion }: ContestResult): WhatDecides {
  return {
    ...{ votes, ordering, ballots, elected: sorted(elected), tied, isAdopted: motion?.adopted },
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
  const rules = { seats: rule.seats.length, max, candidates: candidates.length, withdrawn, lot: lot ?? undefined };
  const outcome = countOpened(method, opened, rules);
  if (outcome === undefined) return undefined;
  const { votes, ordering, ballots, elected, tied, broken } = outcome;
  return {
    ...{ elected: sorted(elected), broken, isAdopted: undefined },
    votes: votes === null ? null : [...votes],
    ordering: ordering.map((one) => ({ ...one })),
    ballots: ballots === null ? null : { ...ballots, given: ballots.given.map((counts) => [...counts]) },
    tied: tied === null ? null : { candidates: [...tied.candidates], seats: tied.seats },
  };
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
  if (lot === undefined || lot === null || rule?.kind !== 'people') return null;
  return lot.map((id) => rule.candidates.indexOf(id));
}

function sorted(places: readonly number[]): number[] {
  return [...places].sort((one, other) => one - other);
}
