import type { Method } from './method.ts';
import { electedWords, fits, marked } from './most-votes.ts';

/** Each voter approves of as many as they like; the most approved are elected. */
export const approval: Method = {
  name: 'approval',
  answers: null,
  opened: 'sums',
  elects: 'many',
  words: {
    offer: 'Approval',
    hint: 'Everybody may approve as many people as they like.',
    one: 'approval',
    many: 'approvals',
    nobody: 'I approve of none of them',
    said: 'You approve',
    saidNobody: 'You approve nobody',
    leftOut: 'gets no approval from you',
    rule: 'Approval: a voter may approve as many candidates as they like.',
  },
  ballotShape: ({ candidates }) => ({ asks: 'marks', min: 0, max: candidates }),
  isValid: (marks, rules) => fits(marks, rules, rules.candidates),
  instruction: (rules) =>
    rules.candidates === 1
      ? `Approve this person or not. ${electedWords(rules, 'approvals')}`
      : `Approve as many of these ${rules.candidates} people as you like. ${electedWords(rules, 'approvals')}`,
  bar: (said) => `${marked(said)} approved`,
  barMore: () => 'no upper limit',
  problem: () => undefined,
};
