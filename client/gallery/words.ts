import type { ContestResult, ElectionView } from '../../api/elections.ts';
import type { Contest, Phase } from '../../api/values.ts';
import { publishedWords } from '../../counting/decided-words.ts';
import { methodOf, mixedWords, rulesOf, votesWords } from '../parts/methods.ts';
import { shortDay } from '../parts/when.ts';
import type { Tone } from '../parts/marks.tsx';

/** The sentences of the gallery that depend on facts. */

/** `Ada, Bo and Cy` */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

export interface Said {
  readonly tone: Tone;
  readonly words: string;
}

/** Where the election stands, in the tag above its name. */
export function phaseWords(view: Pick<ElectionView, 'phase' | 'certifiedAt'>): Said {
  switch (view.phase) {
    case 'draft':
      return { tone: 'plain', words: 'In preparation' };
    case 'scheduled':
      return { tone: 'plain', words: 'Voting is not open yet' };
    case 'open':
      return { tone: 'yes', words: 'Voting is open' };
    case 'closed':
      return { tone: 'warn', words: 'Counting · no result yet' };
    case 'tallied':
      return { tone: 'warn', words: 'Provisional · not certified yet' };
    case 'certified':
      return {
        tone: 'yes',
        words: view.certifiedAt === null ? 'Final · certified' : `Final · certified ${shortDay(view.certifiedAt)}`,
      };
    case 'void':
      return { tone: 'stop', words: 'Void · quorum missed' };
  }
}

export function resultTab(phase: Phase): string {
  if (phase === 'draft') return 'Election';
  return phase === 'scheduled' || phase === 'open' ? 'Turnout' : 'Result';
}

/** `4 seats`; of what nobody is elected by, what it is. */
export function subjectWords({ kind, seats }: Contest): string {
  switch (kind) {
    case 'people':
      return seatsWords(seats);
    case 'motion':
      return 'motion';
    case 'options':
      return 'one of several, or none';
  }
}

export function seatsWords(seats: number): string {
  return `${seats} ${seats === 1 ? 'seat' : 'seats'}`;
}

function nameOf(contest: Contest, place: number): string {
  return contest.candidates[place]?.name ?? '';
}

/** The finding, in one sentence: who is elected, and what the votes left open. */
export function headline(contest: Contest, result: ContestResult): string {
  if (result.motion !== null) return `${contest.title}: ${result.motion.adopted ? 'adopted' : 'not adopted'}`;
  const names = result.elected.map((place) => nameOf(contest, place));
  if (contest.kind === 'options') return optionsHeadline(contest, result);
  const tie = result.tied === null ? '' : tieHeadline(result.tied.seats);
  if (names.length === 0) return tie === '' ? 'Nobody is elected' : capital(tie);
  const elected = `${listed(names)} ${names.length === 1 ? 'is' : 'are'} elected`;
  return tie === '' ? elected : `${elected}; ${tie}`;
}

/** A tie of options falls by the lot, which is opened with the ballots. */
function optionsHeadline(contest: Contest, { elected, noneWon }: ContestResult): string {
  const [adopted] = elected;
  if (adopted !== undefined) return `Adopted: ${nameOf(contest, adopted)}`;
  return noneWon ? 'Nothing is adopted' : 'Nothing is decided yet';
}

function tieHeadline(seats: number): string {
  return seats === 1 ? 'the last seat is tied' : `the last ${seats} seats are tied`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A tie is said plainly: who, with how many, for how many seats, and that the votes do not decide it. */
export function tieWords(contest: Contest, result: ContestResult): string | undefined {
  if (result.tied === null) return undefined;
  const { candidates, seats } = result.tied;
  const names = listed(candidates.map((place) => nameOf(contest, place)));
  const what = seats === 1 ? 'the last seat' : `the last ${seats} seats`;
  return `Tie for ${what}: ${names} ${equalWords(contest, result, candidates)}. The ${result.votes === null ? 'ballots' : 'votes'} do not decide it, so nobody of them is elected yet.`;
}

/** "have 12 approvals each", or that they are equal where no single figure decides. */
function equalWords(contest: Contest, { votes }: ContestResult, candidates: readonly number[]): string {
  return votes === null ? 'are equal' : `have ${votesWords(votes[candidates[0] ?? 0] ?? 0, contest)} each`;
}

/** How a tie for the last seats was broken: among whom, by what, who won, and who could have known. */
export function brokenWords(
  { keyHolder }: Pick<ElectionView, 'keyHolder'>,
  contest: Contest,
  result: ContestResult,
): string | undefined {
  const { broken, votes } = result;
  if (broken === null) return undefined;
  const names = (places: readonly number[]) => listed(places.map((place) => nameOf(contest, place)));
  const what = broken.won.length === 1 ? 'the last seat' : `the last ${broken.won.length} seats`;
  const seats = contest.kind === 'options' ? 'the first place' : what;
  const having = votes === null ? '' : ` with ${votesWords(votes[broken.candidates[0] ?? 0] ?? 0, contest)} each`;
  const tied = `${names(broken.candidates)} tied for ${seats}${having}.`;
  const won = `${names(broken.won)}.`;
  if (broken.by === 'draw') return `${tied} A public draw decided: ${won}`;
  return keyHolder === 'people'
    ? `${tied} The lot of the trustees decided: ${won} None of them could know or choose it before the ${methodOf(contest).opened === 'ballots' ? 'ballots' : 'totals'} were opened.`
    : `${tied} The lot decided: ${won} The server held the only key, so its operator could have known the lot before.`;
}

export interface ResultRow {
  readonly candidate: number;
  readonly name: string;
  readonly withdrawnAt: string | null;
  /** Null where no single figure decides. */
  readonly votes: number | null;
  /** In the order of the count; equals have equal places. */
  readonly place: number;
  readonly standing: 'elected' | 'tied' | 'not-elected';
}

/** In the order of the count; equals in the order of the ballot. */
export function resultRows(contest: Contest, result: ContestResult): readonly ResultRow[] {
  return result.ordering.map(({ candidate, rank }): ResultRow => {
    const { name = '', withdrawnAt = null } = contest.candidates[candidate] ?? {};
    const tied = result.tied?.candidates.includes(candidate) === true;
    const standing = result.elected.includes(candidate) ? 'elected' : tied ? 'tied' : 'not-elected';
    const votes = result.votes === null ? null : (result.votes[candidate] ?? 0);
    return { candidate, name, withdrawnAt, votes, place: rank, standing };
  });
}

/** "4 seats filled above · 3 approvals between 4th and 5th" */
export function cutWords(contest: Contest, result: ContestResult): string {
  const filled = result.elected.length;
  if (contest.kind === 'options') return 'adopted above';
  const above = `${seatsWords(filled)} filled above`;
  if (result.tied !== null) return `${above} · ${seatsWords(result.tied.seats)} tied`;
  const rows = resultRows(contest, result);
  const last = rows.filter(({ standing }) => standing === 'elected').at(-1);
  const next = rows.find(({ standing, withdrawnAt }) => standing === 'not-elected' && withdrawnAt === null);
  const vacant = contest.seats - filled;
  if (vacant > 0) return `${above} · ${seatsWords(vacant)} vacant`;
  if (last === undefined || next === undefined || last.votes === null || next.votes === null) return above;
  if (result.broken !== null) return `${above} · the last by ${result.broken.by === 'lot' ? 'lot' : 'a public draw'}`;
  return `${above} · ${votesWords(last.votes - next.votes, contest)} between ${ordinal(filled)} and ${ordinal(filled + 1)}`;
}

/** "Approvals, of 12 ballots"; where no single figure decides, how many ballots were counted. */
export function countedWords(
  { turnout }: Pick<ElectionView, 'turnout'>,
  contest: Contest,
  { votes, ballots }: ContestResult,
): string {
  const count = ballots?.valid ?? turnout.voted;
  const of = `${count} ${count === 1 ? 'ballot' : 'ballots'}`;
  return votes === null ? `The order, of ${of}` : `${capital(methodOf(contest).words.many)}, of ${of}`;
}

/** What ballots gave each candidate, best first: in points, places or grades, as they were asked. */
export function givenWords(contest: Contest, given: readonly (readonly number[])[]): Given {
  const shape = methodOf(contest).ballotShape(rulesOf(contest));
  const scale = (given[0] ?? []).map((_, mark) => mark);
  switch (shape.asks) {
    case 'marks':
      return { title: 'How many ballots chose each', aside: '', marks: named([1, 0], ['not', 'chosen']) };
    case 'scores': {
      const marks = scale.toReversed().map((mark) => ({ mark, name: String(mark) }));
      return { title: 'How many ballots gave each score', aside: '0 counts those who left somebody out, too', marks };
    }
    case 'grades':
      return {
        title: 'How many ballots gave each grade',
        aside: `${shape.grades[0] ?? ''} counts those who left somebody out, too`,
        marks: named(scale.toReversed(), shape.grades),
      };
    case 'ranks': {
      const used = scale.filter((mark) => mark > 0 && given.some((counts) => (counts[mark] ?? 0) > 0));
      const marks = used.map((mark) => ({ mark, name: ordinal(mark) }));
      return {
        title: 'How many ballots gave each place',
        aside: '',
        marks: [...marks, { mark: 0, name: 'not ranked' }],
      };
    }
  }
}

interface Given {
  readonly title: string;
  readonly aside: string;
  /** What stands on ballots, and what it is called, the best first. */
  readonly marks: readonly { readonly mark: number; readonly name: string }[];
}

function named(marks: readonly number[], names: readonly string[]): Given['marks'] {
  return marks.map((mark) => ({ mark, name: names[mark] ?? '' }));
}

export function ordinal(place: number): string {
  const teens = place % 100 >= 11 && place % 100 <= 13;
  const ends: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
  return `${place}${teens ? 'th' : (ends[place % 10] ?? 'th')}`;
}

/** "One third was needed.", "10 of 100 was needed": the rule as a fraction that people say. */
export function quorumRuleWords({ numerator, denominator }: NonNullable<ElectionView['quorum']>): string {
  const said: Readonly<Record<string, string>> = {
    '1/2': 'One half',
    '1/3': 'One third',
    '2/3': 'Two thirds',
    '1/4': 'One quarter',
    '3/4': 'Three quarters',
    '1/5': 'One fifth',
    '1/10': 'One tenth',
  };
  const percent = Math.round((numerator / denominator) * 1000) / 10;
  return (
    said[`${numerator}/${denominator}`] ?? (100 % denominator === 0 ? `${percent}%` : `${numerator}/${denominator}`)
  );
}

export function quorumTitle({ phase, turnout }: Pick<ElectionView, 'phase' | 'turnout'>): string {
  if (turnout.needed === null) return 'Turnout';
  if (turnout.reached) return 'Quorum reached';
  return phase === 'scheduled' || phase === 'open' ? 'Quorum not reached yet' : 'Quorum missed';
}

export function turnoutWords({ turnout }: Pick<ElectionView, 'turnout'>): string {
  const needed = turnout.needed === null ? '' : `; ${turnout.needed} ${wasOrWere(turnout.needed)} needed`;
  return `${turnout.voted} of ${turnout.roll} voters cast a ballot${needed}`;
}

function wasOrWere(count: number): string {
  return count === 1 ? 'was' : 'were';
}

/** `3.42`: votes of each ballot, to the nearest hundredth, in whole numbers. */
export function average(votes: number, ballots: number): string {
  if (ballots === 0) return '–';
  const hundredths = Math.floor((200 * votes + ballots) / (2 * ballots));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

/** Ballots that no booth makes. Nobody could see them before all of them were mixed and opened. */
export function invalidWords(ballots: number): string {
  return ballots === 1
    ? '1 ballot said what the rules do not allow. It was counted for nobody.'
    : `${ballots} ballots said what the rules do not allow. They were counted for nobody.`;
}

/** What None of the above came to, where it won. */
export function noneWords(contest: Contest, result: ContestResult): string | undefined {
  return result.noneWon ? publishedWords(contest, result) : undefined;
}

/** What the rules say about one contest. */
export function contestRuleWords(contest: Contest): string {
  const method = methodOf(contest);
  const opening = method.opened === 'ballots' ? ` ${mixedWords}` : '';
  // What a ballot may hold depends on who stands, and that is not announced yet.
  if (contest.candidates.length === 0) return `${method.words.rule}${opening}`;
  const shape = method.ballotShape(rulesOf(contest));
  const limit =
    shape.asks === 'marks' && shape.max < contest.candidates.length
      ? ` One ballot may hold ${shape.min} to ${shape.max} ${method.words.many}.`
      : '';
  return `${method.words.rule}${limit} ${method.instruction(rulesOf(contest))}${opening}`;
}
