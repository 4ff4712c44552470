import type { MethodWords, Step } from './method.ts';

/** A step of a count in one plain sentence. `names`: of the candidates, in the order of the ballot. */
export function stepWords(
  step: Step,
  names: readonly string[],
  { one, many }: Pick<MethodWords, 'one' | 'many'>,
): string {
  const all = (places: readonly number[]) => listed(places.map((place) => names[place] ?? ''));
  const votes = (count: number) => `${count} ${count === 1 ? one : many}`;
  switch (step.kind) {
    case 'invalid-ballots':
      return `${step.ballots} ${step.ballots === 1 ? 'ballot says' : 'ballots say'} what this method does not allow. ${step.ballots === 1 ? 'It counts' : 'They count'} for nobody.`;
    case 'withdrawn':
      return `${all(step.candidates)} withdrew and ${step.candidates.length === 1 ? 'is' : 'are'} passed over.`;
    case 'seats-for-all':
      return `There ${step.seats === 1 ? 'is 1 seat' : `are ${step.seats} seats`} for ${step.candidates === 1 ? '1 candidate' : `${step.candidates} candidates`}: one ${one} is enough.`;
    case 'elected':
      return `${names[step.candidate] ?? ''}, with ${votes(step.votes)}, is elected. ${leftWords(step.seatsLeft)}`;
    case 'tied':
      return `${all(step.candidates)} have ${votes(step.votes)} each, and there ${step.seatsLeft === 1 ? 'is 1 seat' : `are ${step.seatsLeft} seats`} left. The ${many} do not decide between them.`;
    case 'tie-broken':
      return `${all(step.candidates)} have ${votes(step.votes)} each, and there is not a seat for all of them. The lot, or the public draw where the rules ask for one, is for ${all(step.won)}.`;
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

/** `Ada, Bo and Cy` */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
