import { namesAt } from './listed.ts';
import type { TransferAct, TransferStep } from './transfer-steps.ts';

/** A stage in a few sentences: what was done, where the votes went, and what came of it. */
export function transferStepWords(step: TransferStep, names: readonly string[]): string {
  const { number, act, quota, elected, excluded } = step;
  const reached = elected.filter((candidate) => isAtLeast(step.totals[candidate] ?? '0', quota));
  const filling = elected.filter((candidate) => !reached.includes(candidate));
  const sentences = [`Stage ${number}: ${actWords(act, names)}`];
  if (act.what !== 'first-preferences') sentences.push(...movedWords(step, names));
  if (reached.length > 0)
    sentences.push(
      `${quota} votes elect: ${namesAt(reached, names)} ${reached.length === 1 ? 'has' : 'have'} ${totalsWords(step, reached)} and ${areWords(reached)} elected.`,
    );
  if (excluded.length > 0)
    sentences.push(
      `${namesAt(excluded, names)} ${excluded.length === 1 ? 'has' : 'have'} the fewest votes, ${totalsWords(step, excluded)}, and ${areWords(excluded)} excluded.`,
    );
  if (filling.length > 0)
    sentences.push(
      `No more are left than there are seats: ${namesAt(filling, names)}, with ${totalsWords(step, filling)}, ${areWords(filling)} elected.`,
    );
  return sentences.join(' ');
}

function areWords(candidates: readonly number[]): string {
  return candidates.length === 1 ? 'is' : 'are';
}

function totalsWords({ totals }: TransferStep, candidates: readonly number[]): string {
  const own = candidates.map((candidate) => totals[candidate] ?? '0');
  return new Set(own).size === 1 && own.length > 1 ? `${own[0] ?? ''} each` : own.join(', ');
}

/** Numbers as one method writes them: they have equally many decimals. */
function isAtLeast(one: string, other: string): boolean {
  return BigInt(one.replace('.', '')) >= BigInt(other.replace('.', ''));
}

function movedWords({ moved, totals }: TransferStep, names: readonly string[]): readonly string[] {
  const gains = totals.map((_, candidate) => moved.filter(({ to }) => to === candidate).map(({ votes }) => votes));
  const gained = gains.flatMap((votes, candidate) =>
    votes.length === 0 ? [] : [`${names[candidate] ?? ''} gains ${sumOf(votes)}`],
  );
  const used = moved.filter(({ to }) => to === null).map(({ votes }) => votes);
  if (used.length > 0) gained.push(`${sumOf(used)} go to nobody, since no later choice is left or by rounding`);
  return gained.length === 0 ? [] : [`${gained.join(', ')}.`];
}

function sumOf(votes: readonly string[]): string {
  const decimals = votes[0]?.split('.')[1]?.length ?? 0;
  const digits = votes.reduce((sum, one) => sum + BigInt(one.replace('.', '')), 0n).toString();
  if (decimals === 0) return digits;
  const padded = digits.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

function actWords(act: TransferAct, names: readonly string[]): string {
  switch (act.what) {
    case 'first-preferences':
      return 'each ballot counts for its first choice.';
    case 'surplus': {
      const each = act.value === null ? '' : ` Each ballot carries ${act.value} of a vote on.`;
      return `${namesAt([act.candidate], names)} has ${act.surplus} votes more than elect, and they go to the next choices.${each}`;
    }
    case 'shares':
      return `${namesAt(act.candidates, names)} ${act.candidates.length === 1 ? 'keeps' : 'keep'} only such a share of each ballot as it takes to stay elected, and so does everybody elected before; the rest goes to the next choices.`;
    case 'exclusion':
      return `the votes of ${namesAt(act.candidates, names)} go to the next choices.`;
  }
}
