import { describe, expect, test } from 'vitest';
import type { Marks, MethodRules, Paper } from '../../counting/methods.ts';
import { secondJudgment } from '../../counting/second/judgment.ts';
import { scottishStages } from '../../counting/second/scottish.ts';
import { secondCount } from '../../counting/second/second-count.ts';
import { need } from '../support/need.ts';
import {
  bltVector,
  droopFiles,
  droopVector,
  haveVectors,
  papersByName,
  papersOf,
  readVector,
  VECTORS,
  vectorFiles,
} from '../support/transfer-vectors.ts';

const ballotsOf = (papers: readonly Paper[]): readonly Marks[] =>
  papers.flatMap(({ marks, count }) => Array.from({ length: count }, () => marks));

function count(method: string, papers: readonly Paper[], rules: MethodRules) {
  return secondCount(method, { kind: 'ballots', ballots: ballotsOf(papers) }, rules);
}

const idsOf = (places: readonly number[] = []) => places.map((place) => place + 1);

describe('elections counted by hand', () => {
  const tennessee = papersOf(4, [42, 'abcd'], [26, 'bcda'], [15, 'cdba'], [17, 'dcba']);

  test.each([
    ['irv', 3],
    ['schulze', 1],
    ['ranked-pairs-margins', 1],
    ['minimax', 1],
    ['copeland', 1],
    ['condorcet-irv', 1],
    ['borda', 1],
    ['scottish-stv', 3],
    ['meek-stv', 3],
    ['wigm-stv', 3],
  ])('the capital of Tennessee by %s', (method, elected) => {
    expect(count(method, tennessee, { seats: 1, candidates: 4 })).toEqual({ elected: [elected], tied: null });
  });

  test('most votes, a tie for the last seat, and the lot that breaks it', () => {
    const rules = { seats: 2, candidates: 4 };
    const opened = { kind: 'sums', sums: [3, 5, 3, 0] } as const;
    expect(secondCount('approval', opened, rules)).toEqual({ elected: [1], tied: { candidates: [0, 2], seats: 1 } });
    expect(secondCount('approval', opened, { ...rules, lot: [2, 0] })).toEqual({ elected: [1, 2], tied: null });
    expect(secondCount('approval', opened, { ...rules, withdrawn: [0] })).toEqual({ elected: [1, 2], tied: null });
    expect(secondCount('approval', opened, { ...rules, lot: [2] })?.tied).toEqual({ candidates: [0, 2], seats: 1 });
  });

  test('a motion elects nobody: its own rule decides it', () => {
    expect(secondCount('question', { kind: 'sums', sums: [3, 5, 3] }, { seats: 0, candidates: 3 })).toBeUndefined();
  });

  test('a ballot that the method does not allow is left out', () => {
    const rules = { seats: 1, candidates: 2 };
    const ballots = [
      [0, 1],
      [6, 0],
      [5, 0, 0],
    ];
    expect(secondCount('score', { kind: 'ballots', ballots }, rules)).toEqual({ elected: [1], tied: null });
  });
});

describe('real elections, and those of other programs', () => {
  need(VECTORS, haveVectors);

  interface Ward {
    readonly blt: string;
    readonly expected: { readonly winners: readonly number[] };
    readonly recount: { readonly stages: readonly Readonly<Record<string, string>>[] };
  }
  const wards = vectorFiles('scottish-official', '.json').filter((file) => file !== 'index.json');

  test('132 wards of Scottish councils, stage by stage to the fifth decimal', () => {
    expect(wards.length).toBe(haveVectors ? 132 : 0);
    for (const file of wards) {
      const { blt, expected, recount } = readVector(`scottish-official/${file}`) as Ward;
      const { papers, rules } = bltVector(`scottish-official/${blt}`);
      const { outcome, stages } = scottishStages(ballotsOf(papers), rules);
      expect({ file, elected: idsOf(outcome.elected), tied: outcome.tied }).toEqual({
        ...{ file, elected: expected.winners, tied: null },
      });
      const totals = stages.map((worth) =>
        Object.fromEntries([...worth].map(([place, votes]) => [String(place + 1), decimal(votes)])),
      );
      expect({ file, totals }).toEqual({ file, totals: recount.stages });
    }
  }, 60_000);

  test.each([
    ['scotland', 'scottish-stv', 8],
    ['wigm-prf', 'wigm-stv', 3],
    ['meek-prf', 'meek-stv', 2],
  ])('what droop counts by %s', (rule, method, least) => {
    const files = droopFiles(rule);
    expect(files.length).toBeGreaterThanOrEqual(least);
    for (const file of files) {
      const { count: theirs, papers, rules } = droopVector(file);
      const elected = idsOf(count(method, papers, rules)?.elected);
      expect({ file, elected }).toEqual({ file, elected: theirs.expected.winners });
    }
  });

  interface Compared {
    readonly candidates: readonly string[];
    readonly implicitRanking?: boolean;
    readonly ballots?: readonly (readonly [number, readonly (readonly string[])[]])[];
    readonly expected: readonly { readonly method: string; readonly kind: string; readonly value: unknown }[];
  }
  const compared: Readonly<Record<string, string>> = {
    'Schulze Winning': 'schulze',
    'Schulze Margin': 'schulze-margins',
    'Ranked Pairs Winning': 'ranked-pairs',
    'Ranked Pairs Margin': 'ranked-pairs-margins',
    'Minimax Winning': 'minimax',
    'Minimax Margin': 'minimax-margins',
    'Borda Count': 'borda',
    Copeland: 'copeland',
  };

  test('who is first in the elections of julien-boudry/Condorcet', () => {
    let looked = 0;
    for (const file of vectorFiles('condorcet', '.json')) {
      const { candidates, ballots = [], expected, implicitRanking } = readVector(`condorcet/${file}`) as Compared;
      // Where who is not ranked is in no pair, it is another rule.
      if (implicitRanking === false) continue;
      for (const { method, kind, value } of expected) {
        const ours = compared[method];
        if (ours === undefined || kind === 'stats') continue;
        const top = [kind === 'winner' ? value : Object.values(value as object)[0]].flat() as string[];
        const places = candidates.flatMap((name, place) => (top.includes(name) ? [place] : []));
        const outcome = count(ours, papersByName(ballots, candidates), { seats: 1, candidates: candidates.length });
        const first = outcome?.tied?.candidates ?? outcome?.elected;
        expect({ file, method, first }).toEqual({ file, method, first: places });
        looked += 1;
      }
    }
    expect(looked).toBeGreaterThanOrEqual(22);
  });

  interface Scored {
    readonly method: string;
    readonly kind: string;
    readonly candidates: readonly (string | number)[];
    readonly ballots: readonly unknown[];
    readonly seats: number;
    readonly expected: readonly { readonly path: string; readonly value: unknown }[];
  }
  const scored: Readonly<Record<string, string>> = { Star: 'star', STAR: 'star', AllocatedScore: 'allocated-score' };

  test('whom STAR and allocated score elect in the tests of Equal Vote’s programs', () => {
    let looked = 0;
    for (const file of vectorFiles('score-star-approval', '.json')) {
      const { method, kind, candidates, ballots, seats, expected } = readVector(
        `score-star-approval/${file}`,
      ) as Scored;
      const ours = scored[method];
      if (ours === undefined || kind === 'summary-data') continue;
      const weighted = kind === 'ballots-weighted';
      const papers = ballots.map((one) => {
        const [many, marks] = (weighted ? one : [1, one]) as [number, (number | null)[]];
        return { count: many, marks: marks.map((mark) => mark ?? 0) };
      });
      // Their last resort is the order of the ballot; the other program of theirs names the tie.
      const lot = weighted ? undefined : candidates.map((_, place) => place);
      const outcome = count(ours, papers, { seats, candidates: candidates.length, lot });
      for (const { path, value } of expected) {
        const nth = /^elected\.\d\.name$/.test(path);
        const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
        if (path === 'elected.0' && Array.isArray(value)) expect(outcome?.tied?.candidates, file).toEqual(value);
        else if (nth || (path === 'elected' && first !== undefined))
          expect(
            outcome?.elected.map((place) => candidates[place]),
            file,
          ).toContain(first);
        else continue;
        looked += 1;
      }
    }
    expect(looked).toBe(16);
  });

  interface Judged {
    readonly mode: string;
    readonly defaultGrade: number | null;
    readonly participants: number;
    readonly tallies: readonly (readonly number[])[];
    readonly expected: { readonly ranks: readonly number[] };
  }

  test('tallies that MieuxVoter’s library ranks, grade by grade', () => {
    // Those with millions of ballots are for the first counter: this one takes grades away one by one.
    const files = vectorFiles('majority-judgment', '.json').filter((file) => /-0[59]-/.test(file));
    expect(files).toHaveLength(2);
    for (const file of files) {
      const { defaultGrade, participants, tallies, expected } = readVector(`majority-judgment/${file}`) as Judged;
      const columns = tallies.map((tally) => {
        const given = tally.flatMap((many, grade) => Array.from({ length: many }, () => grade));
        return [...given, ...Array.from({ length: participants - given.length }, () => defaultGrade ?? 0)];
      });
      const ballots = Array.from({ length: participants }, (_, at) => columns.map((column) => column[at] ?? 0));
      const { ranks } = expected;
      for (const seats of ranks.keys()) {
        const inside = (rank: number) => rank + ranks.filter((other) => other === rank).length - 1 <= seats + 1;
        expect(secondJudgment(ballots, { seats: seats + 1, candidates: ranks.length }).elected, file).toEqual(
          ranks.flatMap((rank, place) => (inside(rank) ? [place] : [])),
        );
      }
    }
  });

  interface DebianVote {
    readonly options: readonly { readonly requiredMajority: number }[];
    readonly defaultOption: number;
    readonly ballots: readonly [number, string][];
    readonly expected: { readonly quorum: number; readonly winners: readonly number[] };
  }

  test('nineteen votes of Debian', () => {
    const files = vectorFiles('debian', '.json');
    expect(files).toHaveLength(19);
    for (const file of files) {
      const { options, defaultOption, ballots, expected } = readVector(`debian/${file}`) as DebianVote;
      const papers = ballots.map(([many, ranks]) => ({
        ...{ count: many, marks: Array.from(ranks, (rank) => Number(rank) || 0) },
      }));
      const debian = {
        default: defaultOption - 1,
        electorate: Math.round((expected.quorum / 1.5) ** 2),
        quorum: { numerator: 3, denominator: 2 },
        majorities: options.map(({ requiredMajority }) => ({ numerator: requiredMajority, denominator: 1 })),
      };
      const outcome = count('debian', papers, { seats: 1, candidates: options.length, debian });
      expect({ file, winners: idsOf(outcome?.elected) }).toEqual({ file, winners: expected.winners });
    }
  });
});

/** With five decimals. */
function decimal(parts: bigint): string {
  const digits = parts.toString().padStart(6, '0');
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`;
}
