import { gradeStepWords } from './grade-step-words.ts';
import { listed } from './listed.ts';
import type { CommonStep, MethodWords, MetTie, Step } from './method.ts';
import { pairwiseStepWords } from './pairwise-step-words.ts';
import { scoreStepWords } from './score-step-words.ts';
import { transferStepWords } from './transfer-step-words.ts';

/** A step of a count in plain words. `names`: of the candidates, in the order of the ballot. */
export function stepWords(step: Step, names: readonly string[], units: Pick<MethodWords, 'one' | 'many'>): string {
  switch (step.kind) {
    case 'stage':
      return transferStepWords(step, names);
    case 'pairwise':
    case 'beats-everybody':
    case 'records':
    case 'strongest-paths':
    case 'stronger-path':
    case 'pair-kept':
    case 'pair-dropped':
    case 'worst-defeats':
    case 'double-points':
    case 'fewest-firsts':
    case 'below-quorum':
    case 'below-majority':
    case 'option-wins':
    case 'default-wins':
    case 'options-lose':
      return pairwiseStepWords(step, names);
    case 'scores':
    case 'matches':
    case 'top-scores':
    case 'finalists':
    case 'runoff':
    case 'allocation':
      return scoreStepWords(step, names);
    case 'grades':
    case 'medians':
    case 'median-tie':
      return gradeStepWords(step, names);
    default:
      return commonWords(step, names, units);
  }
}

function commonWords(
  step: CommonStep,
  names: readonly string[],
  { one, many }: Pick<MethodWords, 'one' | 'many'>,
): string {
  const all = (places: readonly number[]) => listed(places.map((place) => names[place] ?? ''));
  const votes = (count: number) => `${count} ${count === 1 ? one : many}`;
  const equalWords = (count: number | null) => (count === null ? 'are equal' : `have ${votes(count)} each`);
  switch (step.kind) {
    case 'invalid-ballots':
      return `${step.ballots} ${step.ballots === 1 ? 'ballot says' : 'ballots say'} what this method does not allow. ${step.ballots === 1 ? 'It counts' : 'They count'} for nobody.`;
    case 'tie':
      return tieWords(step.tie, all);
    case 'withdrawn':
      return `${all(step.candidates)} withdrew and ${step.candidates.length === 1 ? 'is' : 'are'} passed over.`;
    case 'seats-for-all':
      return `There ${step.seats === 1 ? 'is 1 seat' : `are ${step.seats} seats`} for ${step.candidates === 1 ? '1 candidate' : `${step.candidates} candidates`}: one ${one} is enough.`;
    case 'elected':
      return `${names[step.candidate] ?? ''}${step.votes === null ? '' : `, with ${votes(step.votes)},`} is elected. ${leftWords(step.seatsLeft)}`;
    case 'tied':
      return `${all(step.candidates)} ${equalWords(step.votes)}, and there ${step.seatsLeft === 1 ? 'is 1 seat' : `are ${step.seatsLeft} seats`} left. The ${many} do not decide between them.`;
    case 'tie-broken':
      return `${all(step.candidates)} ${equalWords(step.votes)}, and there is not a seat for all of them. The lot, or the public draw where the rules ask for one, is for ${all(step.won)}.`;
    case 'not-elected':
      return `${all(step.candidates)} ${step.candidates.length === 1 ? 'is' : 'are'} not elected.`;
    case 'no-votes':
      return `${all(step.candidates)} ${step.candidates.length === 1 ? 'has' : 'have'} no ${many}, and nobody is elected without one.`;
  }
}

function leftWords(seats: number): string {
  if (seats === 0) return 'All seats are filled.';
  return seats === 1 ? '1 seat is left.' : `${seats} seats are left.`;
}

const overWords: Readonly<Record<MetTie['over'], string>> = {
  seat: 'for a seat',
  exclusion: 'for last place',
  surplus: 'for the largest surplus',
  finalist: 'for a place in the runoff',
  runoff: 'in the runoff',
  order: 'in the order',
};

function tieWords({ over, candidates, chosen, by }: MetTie, all: (places: readonly number[]) => string): string {
  const tied = `${all(candidates)} are tied ${overWords[over]}.`;
  if (by === null) return `${tied} Only a lot can decide, and none was drawn.`;
  return `${tied} ${by === 'lot' ? 'The lot' : `What decides is ${by}: it`} falls on ${all(chosen)}.`;
}
