import { namesAt } from './listed.ts';
import type { ScoreStep } from './score-steps.ts';

/** A step of a count of scores in a sentence. */
export function scoreStepWords(step: ScoreStep, names: readonly string[]): string {
  const name = (place: number) => names[place] ?? '';
  switch (step.kind) {
    case 'scores':
      return `Points: ${names.map((one, place) => `${one} ${step.scores[place] ?? '0'}`).join(', ')}.`;
    case 'finalists':
      return `${namesAt(step.candidates, names)} have the most points and go into the runoff.`;
    case 'runoff': {
      const [one, other] = step.candidates;
      return `${step.votes[0]} ballots give ${name(one)} more than ${name(other)}, ${step.votes[1]} the other way round, ${step.alike} the same.`;
    }
    case 'allocation':
      return `${name(step.candidate)} is elected. A quota of ${step.quota} ballots, those that gave them the most, is spent on this seat.`;
  }
}
