import { namesAt } from './listed.ts';
import type { PairwiseStep } from './pairwise-steps.ts';

/** A step of a count by pairs in a sentence. */
export function pairwiseStepWords(step: PairwiseStep, names: readonly string[]): string {
  const name = (place: number) => names[place] ?? '';
  switch (step.kind) {
    case 'pairwise':
      return 'Each candidate is compared with every other: how many ballots put the one first, how many the other.';
    case 'beats-everybody':
      return `${name(step.candidate)} beats every other candidate.`;
    case 'records':
      return `Pairs won: ${names.map((one, place) => `${one} ${step.wins[place] ?? 0}`).join(', ')}.`;
    case 'strongest-paths':
      return 'Where no pair decides, a chain of pairs does; it is as strong as its weakest pair.';
    case 'pair-kept':
      return `${name(step.winner)} before ${name(step.loser)}, by ${step.strength}, stands.`;
    case 'pair-dropped':
      return `${name(step.winner)} before ${name(step.loser)}, by ${step.strength}, contradicts what stands already and is left out.`;
    case 'worst-defeats':
      return `The worst defeat of each: ${names.map((one, place) => `${one} ${step.defeats[place] ?? 0}`).join(', ')}.`;
    case 'double-points':
      return `Points by places: ${names.map((one, place) => `${one} ${halves(step.points[place] ?? 0)}`).join(', ')}.`;
    case 'smith-set':
      return `Nobody outside beats or ties with ${namesAt(step.candidates, names)}.`;
    case 'below-quorum':
      return `${name(step.candidate)} misses the quorum: ${step.votes} of ${step.needed} votes before the default.`;
    case 'below-majority':
      return `${name(step.candidate)} misses the majority: ${step.votes} before the default, ${step.against} after it; it takes ${step.needed}.`;
    case 'default-wins':
      return `${name(step.candidate)} wins: nothing else is left.`;
  }
}

function halves(twice: number): string {
  return `${Math.floor(twice / 2)}${twice % 2 === 0 ? '' : '½'}`;
}
