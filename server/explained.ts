import type { ContestResult } from '../api/elections.ts';
import { explain, type ExplainUnits } from '../counting/explanation.ts';
import type { Outcome } from '../counting/methods.ts';
import { drawFlow } from '../drawing/flow.ts';

/**
 * What was made of an outcome before. `counts.ts` keeps outcomes, and what is made of one goes when it goes: the names in it
 * are frozen with the election.
 */
const sections = new WeakMap<Outcome, ContestResult['explanation']>();
const flows = new WeakMap<Outcome, string>();

/** The explanation of a count, as everybody may see it. */
export function explained(
  outcome: Outcome,
  names: readonly string[],
  units: ExplainUnits,
): ContestResult['explanation'] {
  const known = sections.get(outcome);
  if (known !== undefined) return known;
  const made = explain(outcome, names, units).map(({ title, sentences, list, table }) => ({
    ...{ title, sentences: [...sentences], list: [...list] },
    table:
      table === null
        ? null
        : {
            ...{ ...table, columns: [...table.columns] },
            rows: table.rows.map(({ cells, strong, bar, ...row }) => ({
              ...row,
              ...{ cells: [...cells], strong: [...strong], bar: [...bar] },
            })),
          },
  }));
  sections.set(outcome, made);
  return made;
}

/** The picture of how votes went from stage to stage. Throws a RangeError where none did. */
export function flowOf(outcome: Outcome, names: readonly string[]): string {
  const known = flows.get(outcome);
  if (known !== undefined) return known;
  const made = drawFlow(outcome, names);
  flows.set(outcome, made);
  return made;
}
