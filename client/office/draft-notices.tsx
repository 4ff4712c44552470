import { debianRules, fewestBallots } from '../../counting/debian.ts';
import { findMethod } from '../../counting/methods.ts';
import { Notice } from '../parts/boxes.tsx';
import { countWords } from '../parts/counts.ts';
import type { Draft, DraftContest } from './draft-state.ts';

/** What an officer should know of a way of voting before it is chosen. */

function methodOf({ kind, method }: DraftContest) {
  switch (kind) {
    case 'people':
      return findMethod(method);
    case 'motion':
      return findMethod('question');
    case 'options':
      return findMethod('debian');
  }
}

/** Whether the last answer says none of the others. */
export function hasNone(contest: DraftContest): boolean {
  return methodOf(contest)?.defaultAnswer !== undefined;
}

const roll = 1000;
const { quorum, ...example } = debianRules(2, roll);

export function NoneNotice({ contest }: { readonly contest: DraftContest }) {
  if (!hasNone(contest)) return null;
  const wins = contest.kind === 'people' ? 'Somebody is elected' : 'An option is adopted';
  const it = contest.kind === 'people' ? 'them' : 'it';
  return (
    <Notice>
      <p>
        None of the above is added as the last answer by itself, and a tie falls by the lot. {wins} only if enough
        ballots put {it} before None of the above: at least {quorum.numerator / quorum.denominator} times the square
        root of the roll, so {countWords(Number(fewestBallots({ quorum, ...example })))} ballots where{' '}
        {countWords(roll)} people may vote.
      </p>
    </Notice>
  );
}

/** How ballots that are opened one by one are kept apart from names. */
export function OpenedNotice({ contest, keys }: { readonly contest: DraftContest; readonly keys: Draft['keys'] }) {
  if (methodOf(contest)?.opened !== 'ballots') return null;
  const many = contest.kind === 'people' ? 'many people to score, grade or rank' : 'many options to rank';
  return (
    <Notice>
      <p>{mixingWords(keys)}</p>
      <p class="soft small">
        With {many}, a ballot can hold a pattern by which somebody who asked for it finds it again.
      </p>
    </Notice>
  );
}

function mixingWords(keys: Draft['keys']): string {
  return keys === 'server'
    ? 'The server mixes the ballots before it opens them, so that none shows whose it is. Whoever runs the server could still tell.'
    : 'The trustees mix the ballots, one after the other, before anybody opens them, so that nobody can tell whose is whose.';
}
