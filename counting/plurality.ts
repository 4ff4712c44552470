import { chooseN } from './choose-n.ts';
import type { Method, MethodRules } from './method.ts';

/** Each voter chooses one person; those with the most votes are elected. */
export const plurality: Method = {
  ...chooseWith((_) => 1),
  name: 'plurality',
  words: {
    ...chooseN.words,
    offer: 'Choose one',
    hint: 'Everybody may choose one person. Those with the most votes are elected, which need not be a majority.',
    rule: 'Plurality: a voter may choose one candidate.',
  },
};

/** Each voter chooses as many people as there are seats; those with the most votes are elected. */
export const blockPlurality: Method = {
  ...chooseWith(({ seats }) => seats),
  name: 'block-plurality',
  words: {
    ...chooseN.words,
    offer: 'Choose as many as there are seats',
    hint: 'Everybody may choose as many people as there are seats. Those with the most votes are elected. A majority that votes alike can take all seats.',
    rule: 'Block vote: a voter may choose as many candidates as there are seats.',
  },
};

/** The limited choice, with a limit that nobody sets: it follows from the method. */
function chooseWith(limitOf: (rules: MethodRules) => number): Method {
  const limited = (rules: MethodRules): MethodRules => ({ ...rules, max: limitOf(rules) });
  return {
    ...chooseN,
    ballotShape: (rules) => chooseN.ballotShape(limited(rules)),
    isValid: (marks, rules) => chooseN.isValid(marks, limited(rules)),
    instruction: (rules) => chooseN.instruction(limited(rules)),
    bar: (said, rules) => chooseN.bar(said, limited(rules)),
    barMore: (said, rules) => chooseN.barMore(said, limited(rules)),
    problem: (said, rules) => chooseN.problem(said, limited(rules)),
  };
}
