import { Temporal } from 'temporal-polyfill';
import type { BodyDesk } from '../../api/bodies.ts';
import type { AffiliationRow } from '../../db/affiliations.ts';
import type { TermRow } from '../../db/bodies.ts';
import type { BodyRules } from '../../db/schema.ts';
import { lastDayOf, whenOf } from './in-seat.ts';

type Share = BodyDesk['shares'][number];

/** The most seats of so many that people with one affiliation may hold; null: there is no limit. */
export function mostOf(cap: BodyRules['affiliationCap'], fixedNumber: number): number | null {
  return cap === null ? null : Math.floor((fixedNumber * cap.numerator) / cap.denominator);
}

/** How many seats each affiliation holds on a day, the most first. Somebody with two of one organisation holds one seat of it. */
export function sharesOf({
  terms,
  affiliations,
  most,
  today,
}: {
  readonly terms: readonly TermRow[];
  readonly affiliations: readonly AffiliationRow[];
  readonly most: number | null;
  readonly today: string;
}): Share[] {
  const now = terms.filter((term) => whenOf(term, today) === 'now');
  const roots = new Map(affiliations.map(({ rootId, root }) => [rootId, root]));
  const shares = [...roots].map(([rootId, organisation]) => {
    const holders = now.filter(({ personId }) =>
      affiliations.some((one) => one.personId === personId && one.rootId === rootId),
    );
    const isOver = most !== null && holders.length > most;
    const names = holders.map(({ name }) => name).sort();
    return { organisation, names, isOver, longestServing: isOver ? longestServing(holders, terms) : null };
  });
  return shares
    .filter(({ names }) => names.length > 0)
    .sort((one, other) => other.names.length - one.names.length || one.organisation.localeCompare(other.organisation));
}

/** Who of them has served longest without a break: it is they who resign when a limit is passed. */
function longestServing(holders: readonly TermRow[], terms: readonly TermRow[]): Share['longestServing'] {
  const since = holders.map((term) => ({ name: term.name, since: servingSince(term, terms) }));
  return since.sort((one, other) => (one.since < other.since ? -1 : 1))[0] ?? null;
}

/** The first day of the terms of this person in this body that join up to this one, in whatever seat. */
function servingSince({ personId, startsOn }: TermRow, terms: readonly TermRow[]): string {
  const dayBefore = Temporal.PlainDate.from(startsOn).subtract({ days: 1 }).toString();
  const before = terms.find(
    (term) => term.personId === personId && term.startsOn < startsOn && (lastDayOf(term) ?? '9999') >= dayBefore,
  );
  return before === undefined ? startsOn : servingSince(before, terms);
}
