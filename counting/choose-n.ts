import type { Method, MethodRules } from './method.ts';
import { electedWords, fits, marked } from './most-votes.ts';

/** Each voter chooses a limited number; those with the most votes are elected. */
export const chooseN: Method = {
  name: 'choose',
  answers: null,
  opened: 'sums',
  elects: 'many',
  words: {
    offer: 'Choose up to a number',
    hint: 'Everybody may choose up to the number given below.',
    one: 'vote',
    many: 'votes',
    nobody: 'I choose none of them',
    said: 'You chose',
    saidNobody: 'You chose nobody',
    leftOut: 'gets no vote from you',
    rule: 'Limited choice: a voter may choose up to the number given here.',
  },
  ballotShape: (rules) => ({ asks: 'marks', min: 0, max: limitOf(rules) }),
  isValid: (marks, rules) => fits(marks, rules, limitOf(rules)),
  instruction: (rules) => `${choiceWords(rules)} ${electedWords(rules, 'votes')}`,
  bar: (said, rules) => `${marked(said)} of up to ${limitOf(rules)} chosen`,
  barMore: (said, rules) => {
    const [chosen, limit] = [marked(said), limitOf(rules)];
    if (chosen > limit) return `remove ${chosen - limit} to go on`;
    return limit >= rules.candidates ? 'no upper limit' : 'fewer is fine';
  },
  problem: (said, rules) => {
    const [chosen, limit] = [marked(said), limitOf(rules)];
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
