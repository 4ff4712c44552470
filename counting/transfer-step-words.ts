import { namesAt } from './listed.ts';
import type { TransferAct, TransferStep } from './transfer-steps.ts';

/** A stage in a few sentences: what was done, and what came of it. */
export function transferStepWords(
  { number, act, quota, elected, excluded }: TransferStep,
  names: readonly string[],
): string {
  const sentences = [`Stage ${number}: ${actWords(act, names)}`];
  if (elected.length > 0)
    sentences.push(`${namesAt(elected, names)} ${elected.length === 1 ? 'is' : 'are'} elected; the quota is ${quota}.`);
  if (excluded.length > 0)
    sentences.push(
      `${namesAt(excluded, names)} ${excluded.length === 1 ? 'has' : 'have'} the fewest votes and can no longer win.`,
    );
  return sentences.join(' ');
}

function actWords(act: TransferAct, names: readonly string[]): string {
  switch (act.what) {
    case 'first-preferences':
      return 'each ballot counts for its first choice.';
    case 'surplus': {
      const each = act.value === null ? '' : ` Each ballot carries ${act.value} of a vote on.`;
      return `${namesAt([act.candidate], names)} has ${act.surplus} more votes than it takes, and they go to the next choices.${each}`;
    }
    case 'exclusion':
      return `the votes of ${namesAt(act.candidates, names)} go to the next choices.`;
    case 'seats-for-the-rest':
      return 'as many are left as there are seats.';
  }
}
