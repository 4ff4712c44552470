import type { BodyRules, RatioColumn } from '../../db/schema.ts';

/** The rules of a body of so many seats, in plain words, a sentence each. What the rules do not ask for is left out. */
export function rulesWords(rules: BodyRules, fixedNumber: number): string[] {
  return [...electionWords(rules), ...nomineeWords(rules), ...capWords(rules, fixedNumber), ...voteWords(rules)];
}

function electionWords({ notice, shortestNominationDays, longestVotingDays }: BodyRules): string[] {
  const words: string[] = [];
  if (notice !== null) {
    const most = notice.atMostDays === null ? '' : ` and at most ${notice.atMostDays}`;
    words.push(
      `The dates of an election are announced at least ${notice.atLeastDays}${most} days before voting opens.`,
    );
  }
  if (shortestNominationDays > 0)
    words.push(`Nominations are open for at least ${counted(shortestNominationDays, 'day')}.`);
  if (longestVotingDays !== null) words.push(`Voting is open for at most ${counted(longestVotingDays, 'day')}.`);
  return words;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function nomineeWords({ endorsements, acknowledgements, conditions, ...rules }: BodyRules): string[] {
  const words: string[] = [];
  if (endorsements > 0) words.push(`A nomination needs ${counted(endorsements, 'other voting member')} behind it.`);
  for (const { text, isRequired } of acknowledgements)
    words.push(`A nominee ${isRequired ? 'declares' : 'may declare'}: ${text}`);
  for (const condition of conditions) words.push(`Before a nominee is approved, officers look at this: ${condition}`);
  if (rules.asksPreviousService) words.push('A nominee says in which bodies they have served before.');
  if (rules.allowsQuestions) words.push('Members may put questions to the candidates.');
  return words;
}

function capWords({ affiliationCap }: BodyRules, fixedNumber: number): string[] {
  if (affiliationCap === null) return [];
  const { numerator, denominator } = affiliationCap;
  const most = Math.floor((fixedNumber * numerator) / denominator);
  return [
    `People with one affiliation hold at most ${part(affiliationCap)} of the seats: ${most} of ${fixedNumber}. A subsidiary counts as its parent.`,
  ];
}

function voteWords({ quorum, majority, withoutMeeting }: BodyRules): string[] {
  const of = { 'for-and-against': 'those for and against', cast: 'those who vote', eligible: 'all in office' }[
    majority.base
  ];
  return [
    `An open vote counts when ${share(quorum)} of the seats take part, held or vacant.`,
    `It is adopted when ${share(majority)} of ${of} are for it.`,
    `Without a meeting it is adopted when ${share(withoutMeeting)} of those in office are for it.`,
  ];
}

function share({ isStrict, ...ratio }: RatioColumn): string {
  if (ratio.numerator === ratio.denominator) return 'all';
  return `${isStrict ? 'more than' : 'at least'} ${part(ratio)}`;
}

function part({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): string {
  return named[`${numerator}/${denominator}`] ?? `${numerator}/${denominator}`;
}

const named: Readonly<Record<string, string>> = {
  '1/2': 'half',
  '1/3': 'a third',
  '2/3': 'two thirds',
  '1/4': 'a quarter',
  '3/4': 'three quarters',
};
