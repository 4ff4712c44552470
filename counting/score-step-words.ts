import { namesAt } from './listed.ts';
import type { ScoreStep } from './score-steps.ts';

/** A step of a count of scores in a sentence. */
export function scoreStepWords(step: ScoreStep, names: readonly string[]): string {
  const name = (place: number) => names[place] ?? '';
  switch (step.kind) {
    case 'scores': {
      const scores = step.running.map((place) => `${name(place)} ${step.scores[place] ?? '0'}`);
      return `Points in round ${step.round}: ${scores.join(', ')}.`;
    }
    case 'matches':
      return `${namesAt(step.candidates, names)} are level, and each is compared with each other: which of the two more ballots score higher. Comparisons lost: ${eachWords(step.candidates, step.lost, name)}.`;
    case 'top-scores':
      return `Ballots that give the best score: ${eachWords(step.candidates, step.ballots, name)}.`;
    case 'finalists':
      return step.candidates.length === 1
        ? `Nobody else with points is left, so ${namesAt(step.candidates, names)} needs no runoff.`
        : `${namesAt(step.candidates, names)} go into the runoff.`;
    case 'runoff': {
      const [one, other] = step.candidates;
      const figures = `In the runoff ${ballotWords(step.votes[0])} ${name(one)} higher than ${name(other)}, ${step.votes[1]} ${name(other)} higher than ${name(one)}, and ${step.alike} both alike.`;
      return step.winner === null ? `${figures} Neither wins it.` : `${figures} ${name(step.winner)} wins it.`;
    }
    case 'allocation':
      return allocationWords(step, name(step.candidate));
  }
}

function eachWords(places: readonly number[], figures: readonly number[], name: (place: number) => string): string {
  return places.map((place, at) => `${name(place)} ${figures[at] ?? 0}`).join(', ');
}

function ballotWords(count: number): string {
  return count === 1 ? '1 ballot scores' : `${count} ballots score`;
}

function allocationWords(
  { quota, spent, edge }: Extract<ScoreStep, { readonly kind: 'allocation' }>,
  name: string,
): string {
  const seat = `The seat of ${name} takes a quota of ${quota} ballots, those first that gave ${name} most.`;
  if (edge === null)
    return `${seat} All that gave ${name} points, with a weight of ${spent}, are spent and count no further.`;
  const whole = spent === '0' ? '' : ` Ballots with a weight of ${spent} are spent and count no further.`;
  return `${seat}${whole} Those that gave ${edge.points} points, with a weight of ${edge.weight}, fill the rest of it alike and go on with ${edge.kept} of their weight.`;
}
