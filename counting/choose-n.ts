import type { Method, MethodRules } from './method.ts';
import { electedWords, fits, marked, mostVotes } from './most-votes.ts';

/** Each voter chooses a limited number; those with the most votes are elected. */
export const chooseN: Method = {
  name: 'choose',
  answers: null,
  opened: 'sums',
  words: {
    one: 'vote',
    many: 'votes',
    nobody: 'I choose none of them',
    said: 'You chose',
    saidNobody: 'You chose nobody',
    rule: 'Limited choice: a voter may choose up to the number given here.',
  },
  ballotShape: (rules) => ({ min: 0, max: limitOf(rules) }),
  isValid: (marks, rules) => fits(marks, rules, limitOf(rules)),
  count: mostVotes,
  instruction: (rules) => `${choiceWords(rules)} ${electedWords(rules, 'votes')}`,
  bar: (marks, rules) => `${marked(marks)} of up to ${limitOf(rules)} chosen`,
  problem: (marks, rules) => {
    const [chosen, limit] = [marked(marks), limitOf(rules)];
    if (chosen <= limit) return undefined;
    return `You chose ${chosen}. The limit is ${limit}. Remove ${chosen - limit} to go on.`;
  },
};

function limitOf({ seats, candidates, max }: MethodRules): number {
  return Math.min(max ?? seats, candidates);
}

function choiceWords(rules: MethodRules): string {
  if (rules.candidates === 1) return 'Choose this person or not.';
  const limit = limitOf(rules);
  return `Choose ${limit === 1 ? 'one' : `up to ${limit}`} of these ${rules.candidates} people.`;
}
