import type { SeatingPass, SeatingPlan, SeatingRule } from '../../api/seating.ts';
import { dayInWords } from '../parts/days.ts';

/** What an officer is trying out for one contest, before anything is recorded. */
export interface WhatIf {
  /** Whom the plan below passes over, besides those who withdrew on the record. */
  readonly passes: readonly SeatingPass[];
  /** What the server answered for exactly these; undefined: none are passed over. */
  readonly plan: SeatingPlan | undefined;
  readonly candidate: string;
  readonly why: SeatingPass['why'];
  readonly reason: string;
}

export type WhatIfEvent =
  | { readonly type: 'typed'; readonly form: Partial<Pick<WhatIf, 'candidate' | 'why' | 'reason'>> }
  | { readonly type: 'answered'; readonly passes: readonly SeatingPass[]; readonly plan: SeatingPlan }
  | { readonly type: 'cleared' };

export const nothingTried: WhatIf = { passes: [], plan: undefined, candidate: '', why: 'declined', reason: '' };

export function reduceWhatIf(state: WhatIf, event: WhatIfEvent): WhatIf {
  switch (event.type) {
    case 'typed':
      return { ...state, ...event.form };
    case 'answered':
      return { ...nothingTried, passes: event.passes, plan: event.plan };
    case 'cleared':
      return nothingTried;
  }
}

export const whys: readonly { readonly value: SeatingPass['why']; readonly words: string }[] = [
  { value: 'declined', words: 'declines the seat' },
  { value: 'withdrew', words: 'withdrew' },
  { value: 'ineligible', words: 'is not eligible' },
];

/** The name of the rule that made a step. */
export const ruleWords: Readonly<Record<SeatingRule, string>> = {
  'order-of-votes': 'Order of votes',
  'longest-term-first': 'Longest term first',
  'passed-over': 'Passed over',
  'affiliation-cap': 'Limit on affiliations',
  'tie-broken-by-lot': 'Tie broken by lot',
  'tie-left-alone': 'Tie left alone',
  'no-votes': 'No votes, no seat',
  'no-more-candidates': 'Vacant seat',
};

export function untilWords(endsOn: string | null): string {
  return endsOn === null ? 'without an end' : `until ${dayInWords(endsOn)}`;
}

/** What is different between two plans, one sentence for each person whom it touches. */
export function changesBetween(before: SeatingPlan, after: SeatingPlan): readonly string[] {
  const find = (plan: SeatingPlan, id: string) => plan.seated.find(({ candidate }) => candidate === id);
  const lost = before.seated
    .filter(({ candidate }) => find(after, candidate) === undefined)
    .map(({ name, seat }) => `${name} is not seated. It was ${seat}.`);
  const others = after.seated.flatMap(({ candidate, name, seat, endsOn }) => {
    const was = find(before, candidate);
    if (was === undefined) return [`${name} is seated: ${seat}, ${untilWords(endsOn)}.`];
    if (was.endsOn !== endsOn) return [`${name} serves ${untilWords(endsOn)} and not ${untilWords(was.endsOn)}.`];
    return [];
  });
  const vacant = after.vacant.filter((seat) => !before.vacant.includes(seat)).map((seat) => `${seat} stays vacant.`);
  return [...lost, ...others, ...vacant];
}
