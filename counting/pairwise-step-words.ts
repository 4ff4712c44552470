import { listed } from './listed.ts';
import type { Measure, PairwiseStep, Path, Win } from './pairwise-steps.ts';

/** A step of a count by pairs in a sentence or a few. */
export function pairwiseStepWords(step: PairwiseStep, names: readonly string[]): string {
  const name = (place: number) => names[place] ?? '';
  switch (step.kind) {
    case 'pairwise':
      return 'Every two candidates are compared as if only they stood: the one whom more ballots put before the other wins the pair. A ballot puts everybody whom it ranks before everybody whom it leaves out.';
    case 'beats-everybody':
      return beatsWords(step, names);
    case 'records':
      return `Pairs won, tied and lost: ${each(step.candidates, names, (one) => recordOf(step, one))}. A tie is worth half a win.`;
    case 'strongest-paths':
      return `A chain of wins leads from one candidate to another. It is as strong as the weakest win in it, by ${measureWords[step.measure]}. Whoever has the stronger chain of the two is before the other.`;
    case 'stronger-path':
      return pathWords(step, names);
    case 'pair-kept':
      return `${winWords(step.pair, names)}: this stands.`;
    case 'pair-dropped':
      return `${winWords(step.pair, names)}: this is left out, since it would close a circle with ${arrows(step.chain, names)}${step.alike ? ', where a win is just as strong and is left out as well' : ', which stands'}.`;
    case 'worst-defeats':
      return `The worst defeat of each, by ${measureWords[step.measure]}: ${each(step.candidates, names, (one) => defeatWords(step.defeats[one], step.measure, names))}.`;
    case 'double-points':
      return `Points by places: ${each(step.candidates, names, (one) => halves(step.points[one] ?? 0))}.`;
    case 'fewest-firsts':
      return `Nobody beats all others two by two. Ballots that put each first: ${each(step.candidates, names, (one) => String(step.firsts[one] ?? 0))}.${step.excluded === null ? '' : ` ${name(step.excluded)} is excluded.`}`;
    case 'below-quorum':
      return `${name(step.candidate)} misses the quorum: ${ballots(step.votes)} before the default, and it takes ${step.needed}. It is dropped.`;
    case 'below-majority':
      return `${name(step.candidate)} misses the majority: ${ballots(step.votes)} before the default, ${step.against} after it, and it takes ${step.needed}. It is dropped.`;
    case 'option-wins':
      return `${name(step.candidate)} wins.`;
    case 'default-wins':
      return `${name(step.candidate)}, the default, wins.`;
    case 'options-lose':
      return `${listed(step.candidates.map(name))} ${step.candidates.length === 1 ? 'does' : 'do'} not win.`;
  }
}

const measureWords: Readonly<Record<Measure, string>> = {
  votes: 'the ballots for the winner',
  margin: 'how many more ballots are for the winner',
};

function beatsWords(
  { candidate, among }: { readonly candidate: number; readonly among: readonly number[] },
  names: readonly string[],
): string {
  if (among.length === 1) return `${names[candidate] ?? ''} is the only one left.`;
  return `${names[candidate] ?? ''} beats every other candidate${among.length < names.length ? ' who is left' : ''} two by two.`;
}

function each(candidates: readonly number[], names: readonly string[], say: (candidate: number) => string): string {
  return candidates.map((one) => `${names[one] ?? ''} ${say(one)}`).join('; ');
}

function recordOf(
  { wins, draws, losses }: { wins: readonly number[]; draws: readonly number[]; losses: readonly number[] },
  one: number,
): string {
  return `${wins[one] ?? 0}, ${draws[one] ?? 0} and ${losses[one] ?? 0}`;
}

/** `Ada beats Bo, 12 to 9` */
function winWords({ winner, loser, votes, against }: Win, names: readonly string[]): string {
  return `${names[winner] ?? ''} beats ${names[loser] ?? ''}, ${votes} to ${against}`;
}

function pathWords(
  { there, back }: { readonly there: Path; readonly back: Path | null },
  names: readonly string[],
): string {
  const [winner, loser] = [there.candidates[0] ?? 0, there.candidates.at(-1) ?? 0];
  const first = `${names[winner] ?? ''} is before ${names[loser] ?? ''}. ${chainWords(there, names)}.`;
  return back === null
    ? `${first} No chain of wins leads back.`
    : `${first} The strongest chain back is weaker: ${chainWords(back, names)}.`;
}

function chainWords({ candidates, weakest }: Path, names: readonly string[]): string {
  return candidates.length === 2
    ? winWords(weakest, names)
    : `${arrows(candidates, names)}, where the weakest win is ${names[weakest.winner] ?? ''} over ${names[weakest.loser] ?? ''}, ${weakest.votes} to ${weakest.against}`;
}

/** `Ada over Bo over Cy`, each beats the next. */
function arrows(candidates: readonly number[], names: readonly string[]): string {
  return candidates.map((one) => names[one] ?? '').join(' over ');
}

function defeatWords(defeat: Win | null | undefined, measure: Measure, names: readonly string[]): string {
  if (defeat === null || defeat === undefined) return 'none';
  const { winner, votes, against } = defeat;
  const by = measure === 'votes' ? '' : `, by ${votes - against}`;
  return `${votes} to ${against} against ${names[winner] ?? ''}${by}`;
}

function ballots(count: number): string {
  return count === 1 ? '1 ballot puts it' : `${count} ballots put it`;
}

function halves(twice: number): string {
  const half = twice % 2 === 0 ? '' : '½';
  return twice === 1 ? half : `${(twice - (twice % 2)) / 2}${half}`;
}
