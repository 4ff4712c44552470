import { gradesSection } from './grade-explanation.ts';
import type { MethodWords, Outcome, Step } from './method.ts';
import {
  defeatsSection,
  droppedSection,
  firstsSection,
  matrixSection,
  orderSection,
  pairsSection,
  pathsSection,
  pointsSection,
  recordsSection,
} from './pairwise-explanation.ts';
import { runoffSection, scoresSection } from './score-explanation.ts';
import type { ExplainAsk, Section } from './section.ts';
import { stepWords } from './step-words.ts';
import { allStages, allStagesSection, lastStageSection, stageSection, type Stages } from './transfer-explanation.ts';

export type { Section, SectionRow, SectionTable } from './section.ts';

/** Words of the method in which a count is explained. */
export interface ExplainUnits extends Pick<MethodWords, 'one' | 'many'> {
  /** The names of the grades, the worst first, where there are any. */
  readonly grades?: readonly string[];
}

/**
 * A count in sections, in the order in which it was made; one by transfer of votes begins with how it ended. `names`: of the
 * candidates, in the order of the ballot.
 */
export function explain(outcome: Outcome, names: readonly string[], units: ExplainUnits): readonly Section[] {
  const order = outcome.ordering.map(({ candidate }) => candidate);
  const transfers = allStages(stagesOf(outcome.steps));
  const whole: Whole = { names, units, order, transfers };
  const { stages } = transfers;
  const chapters = chaptersOf(outcome.steps);
  const sections = chapters.flatMap((chapter): readonly Section[] => {
    const section = sectionOf(chapter, whole);
    const [first] = chapter.steps;
    const isLastStage = first?.kind === 'stage' && first.number === stages.length;
    return isLastStage ? [section, allStagesSection(whole.transfers, whole)] : [section];
  });
  if (stages.length > 0) return [lastStageSection(whole.transfers, whole, outcome.tied?.candidates ?? []), ...sections];
  const isByPairs = outcome.steps.some(({ kind }) => kind === 'pairwise' || kind === 'double-points');
  return isByPairs ? [...sections, orderSection(tiersOf(outcome), names)] : sections;
}

interface Whole extends ExplainAsk {
  readonly units: ExplainUnits;
  readonly transfers: Stages;
}

/** Whether votes move from stage to stage in this count, so that their flow can be drawn. */
export function hasFlow({ steps }: Outcome): boolean {
  return stagesOf(steps).length > 1;
}

function stagesOf(steps: readonly Step[]) {
  return steps.filter((step) => step.kind === 'stage');
}

/** Equals together; whoever withdrew stands in no order. */
function tiersOf({ ordering, steps }: Outcome): readonly (readonly number[])[] {
  const withdrawn = steps.flatMap((step) => (step.kind === 'withdrawn' ? step.candidates : []));
  const standing = ordering.filter(({ candidate }) => !withdrawn.includes(candidate));
  return [...Map.groupBy(standing, ({ rank }) => rank).values()].map((tier) => tier.map(({ candidate }) => candidate));
}

type ChapterKind =
  | 'before'
  | 'stage'
  | 'pairs'
  | 'records'
  | 'paths'
  | 'wins'
  | 'defeats'
  | 'points'
  | 'firsts'
  | 'dropped'
  | 'scores'
  | 'runoff'
  | 'grades'
  | 'winner'
  | 'end';

/** Steps that are explained together. */
interface Chapter {
  readonly kind: ChapterKind;
  readonly steps: readonly Step[];
}

function chaptersOf(steps: readonly Step[]): readonly Chapter[] {
  const chapters: { readonly kind: ChapterKind; readonly steps: Step[] }[] = [];
  for (const step of steps) {
    const last = chapters.at(-1);
    const kind = chapterOf(step, last?.kind);
    if (last !== undefined && kind === last.kind && !beginsAnew(step)) last.steps.push(step);
    else chapters.push({ kind, steps: [step] });
  }
  return chapters;
}

/** Steps of which each has a section of its own. */
function beginsAnew({ kind }: Step): boolean {
  return ['stage', 'scores', 'runoff', 'fewest-firsts'].includes(kind);
}

/** `current`: the chapter before this step. A tie belongs to whatever met it, and so does who is elected seat by seat. */
function chapterOf({ kind }: Step, current: ChapterKind | undefined): ChapterKind {
  if (kind === 'tie') return current ?? 'end';
  return kind === 'elected' && (current === 'scores' || current === 'runoff') ? current : homes[kind];
}

const homes: Readonly<Record<Step['kind'], ChapterKind>> = {
  'invalid-ballots': 'before',
  withdrawn: 'before',
  'seats-for-all': 'before',
  stage: 'stage',
  pairwise: 'pairs',
  'beats-everybody': 'pairs',
  records: 'records',
  'strongest-paths': 'paths',
  'stronger-path': 'paths',
  'pair-kept': 'wins',
  'pair-dropped': 'wins',
  'worst-defeats': 'defeats',
  'double-points': 'points',
  'fewest-firsts': 'firsts',
  'below-quorum': 'dropped',
  'below-majority': 'dropped',
  scores: 'scores',
  matches: 'scores',
  'top-scores': 'scores',
  finalists: 'scores',
  allocation: 'scores',
  runoff: 'runoff',
  grades: 'grades',
  medians: 'grades',
  'median-tie': 'grades',
  tie: 'end',
  elected: 'end',
  tied: 'end',
  'tie-broken': 'end',
  'no-votes': 'end',
  'not-elected': 'end',
  'option-wins': 'winner',
  'default-wins': 'winner',
  'options-lose': 'winner',
};

function sectionOf(chapter: Chapter, whole: Whole): Section {
  const drawn = drawnSection(chapter, whole);
  const told = chapter.steps.filter(({ kind }) => !inTables.includes(kind));
  const sentences = told.map((step) => stepWords(step, whole.names, whole.units));
  return { ...drawn, sentences: [...drawn.sentences, ...sentences] };
}

/** Steps whose words would say their section's table once more; the section has sentences of its own for them. */
const inTables: readonly Step['kind'][] = [
  'stage',
  'records',
  'pair-kept',
  'pair-dropped',
  'worst-defeats',
  'double-points',
  'fewest-firsts',
  'scores',
];

/** The chapter's title, table, and what it says by itself. */
function drawnSection({ kind, steps }: Chapter, whole: Whole): Section {
  const only = <Kind extends Step['kind']>(...kinds: readonly Kind[]) =>
    steps.filter((step): step is Extract<Step, { kind: Kind }> => (kinds as readonly string[]).includes(step.kind));
  const drawn: readonly Section[] = [
    ...only('stage').map(({ number }) => stageSection(number, whole.transfers, whole)),
    ...only('pairwise').map((step) => matrixSection(step, whole)),
    ...only('records').map((step) => recordsSection(step, whole)),
    ...only('strongest-paths').map((step) => pathsSection(step, whole)),
    ...only('worst-defeats').map((step) => defeatsSection(step, whole)),
    ...only('double-points').map((step) => pointsSection(step, whole)),
    ...only('fewest-firsts').map((step) => firstsSection(step, whole)),
    ...only('runoff').map((step) => runoffSection(step, whole)),
    ...only('scores').map((step) => scoresSection(step, whole, reachedBy(steps))),
    ...only('grades').map((step) => gradesSection(step, only('medians')[0]?.grades ?? [], whole, whole.units)),
    ...listOf(only('pair-kept', 'pair-dropped')).map((wins) => pairsSection(wins, whole)),
    ...listOf(only('below-quorum', 'below-majority')).map((dropped) => droppedSection(dropped, whole)),
  ];
  return drawn[0] ?? { title: titles[kind] ?? 'The count', sentences: [], list: [], table: null };
}

/** The list itself in a list, unless it is empty. */
function listOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length === 0 ? [] : [items];
}

/** Of chapters without a table. */
const titles: Partial<Record<ChapterKind, string>> = {
  before: 'Before the count',
  pairs: 'Two by two',
  paths: 'The strongest chains of wins',
  winner: 'What wins',
  end: 'Who is elected',
};

/** Whom the points of a round bring further. */
function reachedBy(steps: readonly Step[]): {
  readonly finalists: readonly number[];
  readonly elected: readonly number[];
} {
  return {
    finalists: steps.flatMap((step) => (step.kind === 'finalists' ? step.candidates : [])),
    elected: steps.flatMap((step) => (step.kind === 'elected' || step.kind === 'allocation' ? [step.candidate] : [])),
  };
}
