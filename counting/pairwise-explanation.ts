import { namesAt } from './listed.ts';
import type { PairwiseStep } from './pairwise-steps.ts';
import { plainRow, plainTable, thousandths, type ExplainAsk, type Section, type SectionRow } from './section.ts';

type StepOf<Kind extends PairwiseStep['kind']> = Extract<PairwiseStep, { readonly kind: Kind }>;

/** Everybody against everybody, in the order of the count: wins stand above the diagonal where there is no circle. */
export function matrixSection({ candidates, over }: StepOf<'pairwise'>, { names, order }: ExplainAsk): Section {
  const among = order.filter((one) => candidates.includes(one));
  const votes = (one: number, other: number) => over[one]?.[other] ?? 0;
  const cell = (one: number, other: number) => {
    if (one === other) return '–';
    const [own, theirs] = [votes(one, other), votes(other, one)];
    const says = own === theirs ? 'ties' : own > theirs ? 'beats' : 'loses';
    return `${says} ${own}–${theirs}`;
  };
  const wins = (one: number) => among.flatMap((other, at) => (votes(one, other) > votes(other, one) ? [at] : []));
  const rows = among.map((one) =>
    plainRow(
      names[one] ?? '',
      among.map((other) => cell(one, other)),
      wins(one),
    ),
  );
  return {
    title: 'Two by two',
    sentences: [],
    list: [],
    table: plainTable('Each row against each column', ['Candidate', ...namesOf(among, names)], rows),
  };
}

export function recordsSection(
  { candidates, wins, draws, losses }: StepOf<'records'>,
  { names, order }: ExplainAsk,
): Section {
  const rows = order
    .filter((one) => candidates.includes(one))
    .map((one) =>
      plainRow(
        names[one] ?? '',
        [wins, draws, losses].map((counts) => String(counts[one] ?? 0)),
      ),
    );
  const table = plainTable('Pairs won, tied and lost', ['Candidate', 'Won', 'Tied', 'Lost'], rows);
  const sentences = ['Whoever wins the most pairs comes first. A tie is worth half a win.'];
  return { title: 'Pairs won', sentences, list: [], table };
}

/** Read like the matrix: the strength of the strongest chain from the row to the column, and of the one back. */
export function pathsSection(
  { candidates, strengths }: StepOf<'strongest-paths'>,
  { names, order }: ExplainAsk,
): Section {
  const among = order.filter((one) => candidates.includes(one));
  const strength = (one: number, other: number) => strengths[one]?.[other] ?? 0;
  const rows = among.map((one) =>
    plainRow(
      names[one] ?? '',
      among.map((other) => (one === other ? '–' : `${strength(one, other)}, back ${strength(other, one)}`)),
      among.flatMap((other, at) => (strength(one, other) > strength(other, one) ? [at] : [])),
    ),
  );
  const caption =
    'The strength of the strongest chain from each row to each column, and of the one back; 0: there is none';
  return {
    title: 'The strongest chains of wins',
    sentences: [],
    list: [],
    table: plainTable(caption, ['Candidate', ...namesOf(among, names)], rows),
  };
}

/** Ranked pairs: which wins stand and which are left out, the strongest first. */
export function pairsSection(
  steps: readonly (StepOf<'pair-kept'> | StepOf<'pair-dropped'>)[],
  { names }: ExplainAsk,
): Section {
  const rows = steps.map((step): SectionRow => {
    const { winner, loser, votes, against } = step.pair;
    const by = step.measure === 'margin' ? [String(votes - against)] : [];
    const end =
      step.kind === 'pair-kept'
        ? 'stands'
        : `left out: it would close a circle with ${namesOf(step.chain, names).join(' over ')}${step.alike ? ', where a win is as strong and is left out as well' : ''}`;
    const strong = step.kind === 'pair-kept' ? [by.length + 1] : [];
    return plainRow(`${names[winner] ?? ''} over ${names[loser] ?? ''}`, [`${votes}–${against}`, ...by, end], strong);
  });
  const [first] = steps;
  const columns = ['Win', 'Ballots', ...(first?.measure === 'margin' ? ['By'] : []), 'What becomes of it'];
  return {
    title: 'Which wins stand',
    sentences: ['The wins are taken one after the other, the strongest first.'],
    list: [],
    table: plainTable('Each win, the strongest first', columns, rows),
  };
}

export function defeatsSection({ measure, candidates, defeats }: StepOf<'worst-defeats'>, ask: ExplainAsk): Section {
  const { names, order } = ask;
  const rows = order
    .filter((one) => candidates.includes(one))
    .map((one) => {
      const defeat = defeats[one] ?? null;
      if (defeat === null) return plainRow(names[one] ?? '', ['none', '', '']);
      const { winner, votes, against } = defeat;
      const strength = measure === 'votes' ? votes : votes - against;
      return plainRow(names[one] ?? '', [names[winner] ?? '', `${votes}–${against}`, String(strength)]);
    });
  const columns = ['Candidate', 'Beaten by', 'Ballots', measure === 'votes' ? 'Ballots for the winner' : 'By'];
  return {
    title: 'The worst defeat of each',
    sentences: ['Whoever has no defeat comes first, then whoever has the mildest.'],
    list: [],
    table: plainTable('The worst defeat of each', columns, rows),
  };
}

export function pointsSection({ candidates, points }: StepOf<'double-points'>, { names, order }: ExplainAsk): Section {
  const whole = BigInt(Math.max(1, ...points));
  const rows = order
    .filter((one) => candidates.includes(one))
    .map((one) => {
      const twice = points[one] ?? 0;
      return { ...plainRow(names[one] ?? '', [halves(twice)]), bar: [thousandths(BigInt(twice), whole)] };
    });
  const columns = ['Candidate', 'Points'];
  const table = { ...plainTable('Points by places', columns, rows), bars: 'amounts' } as const;
  const sentences = [
    'Each ballot gives a point for each other candidate whom it puts after; those who share a place share the points.',
  ];
  return { title: 'Points', sentences, list: [], table };
}

/** One round of Condorcet-IRV: who is first on how many ballots, among those left. */
export function firstsSection(step: StepOf<'fewest-firsts'>, { names, order }: ExplainAsk): Section {
  const { candidates, firsts, excluded } = step;
  const whole = BigInt(Math.max(1, ...firsts));
  const rows = order
    .filter((one) => candidates.includes(one))
    .map((one): SectionRow => {
      const [count, isOut] = [firsts[one] ?? 0, one === excluded];
      return {
        ...plainRow(names[one] ?? '', [String(count), isOut ? 'excluded' : '']),
        mark: isOut ? 'out' : null,
        bar: [thousandths(BigInt(count), whole)],
      };
    });
  const columns = ['Candidate', 'First on', 'What became of them'];
  return {
    title: `${candidates.length} are left`,
    sentences: [
      'Nobody of them beats all the others two by two.',
      ...(excluded === null ? [] : [`${names[excluded] ?? ''} is first on the fewest ballots, and is excluded.`]),
    ],
    list: [],
    table: { ...plainTable('Ballots that put each first', columns, rows), bars: 'amounts' },
  };
}

/** Debian: who is dropped before anything is compared. */
export function droppedSection(
  steps: readonly StepOf<'below-quorum' | 'below-majority'>[],
  { names }: ExplainAsk,
): Section {
  const rows = steps.map(({ candidate, votes, against, needed }) =>
    plainRow(names[candidate] ?? '', [String(votes), String(against), needed]),
  );
  const columns = ['Dropped', 'Ballots before the default', 'After it', 'It takes'];
  return {
    title: 'Quorum and majority',
    sentences: [],
    list: [],
    table: plainTable('Who is dropped', columns, rows),
  };
}

/** The order of the count as a list, equals together. */
export function orderSection(tiers: readonly (readonly number[])[], names: readonly string[]): Section {
  const list = tiers.map((tier) => `${namesAt(tier, names)}${tier.length === 1 ? '' : ', equal'}`);
  return { title: 'The order', sentences: [], list, table: null };
}

function namesOf(candidates: readonly number[], names: readonly string[]): readonly string[] {
  return candidates.map((one) => names[one] ?? '');
}

function halves(twice: number): string {
  const half = twice % 2 === 0 ? '' : '½';
  return twice === 1 ? half : `${(twice - (twice % 2)) / 2}${half}`;
}
