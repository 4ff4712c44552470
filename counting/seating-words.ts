import { listed } from './listed.ts';
import type { MethodWords } from './method.ts';
import type { Boundary, OpenTie, Pass, SeatingStep } from './seating.ts';

/** The names of candidates, seats and organisations by their ids. */
export type Names = ReadonlyMap<string, string>;

/** What people have so many of: votes, or points. */
export type Units = Pick<MethodWords, 'one' | 'many'>;

const VOTES: Units = { one: 'vote', many: 'votes' };

/**
 * A step in one plain sentence. An id without a name stands for itself. `units`: null where no figure decides, and people
 * are seated in the order of the count.
 */
export function seatingWords(step: SeatingStep, names: Names, units: Units | null = VOTES): string {
  switch (step.rule) {
    case 'order-of-votes':
      return `${withVotes(step, names, units)} takes ${nameOf(names, step.seat)}, ${endWords(step.endsOn)}.`;
    case 'longest-term-first':
      return `${withVotes(step, names, units)} takes the longest term left: ${nameOf(names, step.seat)}, ${endWords(step.endsOn)}.`;
    case 'passed-over':
      return `${withVotes(step, names, units)} ${passWords[step.why]} and is passed over${reasonWords(step.reason)}`;
    case 'affiliation-cap':
      return `${withVotes(step, names, units)} cannot be seated: ${capWords(step, names)}.`;
    case 'tie-broken-by-lot':
      return `${tiedWords(step, names, units)}, and ${boundaryWords[step.boundary]}. By lot, their order is: ${all(step.candidates, names).join(', ')}.`;
    case 'tie-left-alone':
      return `${tiedWords(step, names, units)}. All of them are seated until the same day, so the tie decides nothing and is left alone.`;
    case 'no-votes':
      return units === null
        ? `${listed(all(step.candidates, names))} ${step.candidates.length === 1 ? 'is' : 'are'} not elected by the count.`
        : `${listed(all(step.candidates, names))} ${step.candidates.length === 1 ? 'has' : 'have'} no ${units.many}, and nobody is seated without one.`;
    case 'no-more-candidates':
      return `${listed(all(step.seats, names))} ${step.seats.length === 1 ? 'stays' : 'stay'} vacant: nobody is left to take ${step.seats.length === 1 ? 'it' : 'them'}.`;
  }
}

/** What an open tie is about, in two sentences. */
export function openTieWords(tie: OpenTie, names: Names, units: Units | null = VOTES): string {
  const seats = tie.seats.length === 1 ? 'seat' : 'seats';
  return `${tiedWords(tie, names, units)}, and ${boundaryWords[tie.boundary]}. Until the tie is broken, nobody is seated in the last ${tie.seats.length === 1 ? '' : `${tie.seats.length} `}${seats}.`;
}

const passWords: Readonly<Record<Pass['why'], string>> = {
  withdrew: 'withdrew',
  declined: 'declined the seat',
  ineligible: 'is not eligible',
};

const boundaryWords: Readonly<Record<Boundary, string>> = {
  seat: 'there is not a seat for all of them',
  cap: 'too many of them share an affiliation for all to be seated',
  term: 'their terms would end on different days',
};

function withVotes(
  step: { readonly candidate: string; readonly votes: number },
  names: Names,
  units: Units | null,
): string {
  const name = nameOf(names, step.candidate);
  return units === null ? name : `${name}, with ${votesWords(step.votes, units)},`;
}

function votesWords(votes: number, { one, many }: Units): string {
  return `${votes} ${votes === 1 ? one : many}`;
}

function nameOf(names: Names, id: string): string {
  return names.get(id) ?? id;
}

function all(ids: readonly string[], names: Names): readonly string[] {
  return ids.map((id) => nameOf(names, id));
}

function endWords(endsOn: string | null): string {
  return endsOn === null ? 'without an end' : `until ${dayWords(endsOn)}`;
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** `30 June 2030` of `2030-06-30`. */
function dayWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** The reason as it was written, with a full stop at its end. */
function reasonWords(reason: string): string {
  const words = reason.trim();
  if (words === '') return '.';
  return `: ${words}${/[.!?]$/u.test(words) ? '' : '.'}`;
}

function capWords(step: Extract<SeatingStep, { rule: 'affiliation-cap' }>, names: Names): string {
  const affiliation = nameOf(names, step.affiliation);
  const [first, ...others] = step.holders;
  const most = step.most === 0 ? 'nobody' : `at most ${step.most}`;
  const rule = `${most} of the body may share the affiliation ${affiliation}`;
  if (first === undefined) return rule;
  return `${rule}, and ${listed(step.holders)} ${others.length === 0 ? 'does' : 'do'}`;
}

function tiedWords(
  tie: { readonly candidates: readonly string[]; readonly votes: number },
  names: Names,
  units: Units | null,
): string {
  const tied = listed(all(tie.candidates, names));
  return units === null ? `${tied} are equal in the count` : `${tied} have ${votesWords(tie.votes, units)} each`;
}
