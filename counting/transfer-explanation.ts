import { partsOf, writtenLike } from './decimals.ts';
import { namesAt } from './listed.ts';
import type { ExplainAsk, Section, SectionRow, SectionTable } from './section.ts';
import { plainRow, plainTable, thousandths } from './section.ts';
import { transferStepWords } from './transfer-step-words.ts';
import type { TransferStep } from './transfer-steps.ts';

/** All stages of a count by transfer of votes, and the longest bar: the most votes that anybody ever had, or needed. */
export interface Stages {
  readonly stages: readonly TransferStep[];
  readonly whole: bigint;
}

export function allStages(stages: readonly TransferStep[]): Stages {
  const all = stages.flatMap(({ totals, nonTransferable, quota }) => [...totals, nonTransferable, quota]).map(partsOf);
  return { stages, whole: all.reduce((most, one) => (one > most ? one : most), 0n) };
}

/** Where the count ended, which one reads first. */
export function lastStageSection({ stages, whole }: Stages, ask: ExplainAsk, tied: readonly number[]): Section {
  const { names, order } = ask;
  const last = stages.at(-1);
  const elected = stages.flatMap((stage) => stage.elected);
  const after = stages.length === 1 ? 'After 1 stage' : `After ${stages.length} stages`;
  const sentences = [
    elected.length === 0
      ? `${after} nobody is elected.`
      : `${after} ${namesAt(elected, names)} ${elected.length === 1 ? 'is' : 'are'} elected.`,
    ...(tied.length === 0 ? [] : [`${namesAt(tied, names)} are tied, and the count stops there.`]),
  ];
  const rows = order.map((candidate): SectionRow => {
    const total = last?.totals[candidate] ?? '0';
    const end = tied.includes(candidate) ? 'tied' : endWords(stages, candidate);
    return {
      ...plainRow(names[candidate] ?? '', [total, end]),
      mark: elected.includes(candidate) ? 'in' : tied.includes(candidate) ? 'tied' : 'out',
      bar: [thousandths(partsOf(total), whole)],
    };
  });
  const columns = ['Candidate', `Votes after stage ${stages.length}`, 'What became of them'];
  const table: SectionTable = {
    ...{ caption: 'Votes at the end of the count', columns, bars: 'amounts', line: lineOf(last, whole) },
    rows: [...rows, ...nobodyRow(last, undefined, whole)],
  };
  return { title: 'How it ended', sentences, list: [], table };
}

/** One stage: what was done, and how everybody still in the count stood after it. */
export function stageSection(number: number, { stages, whole }: Stages, ask: ExplainAsk): Section {
  const { names, order } = ask;
  const [step, before] = [stages[number - 1], stages[number - 2]];
  if (step === undefined) throw new RangeError('There is no such stage');
  const gone = stages.slice(0, number - 1).flatMap(({ excluded }) => excluded);
  const rows = order
    .filter((candidate) => !gone.includes(candidate) || isSomething(step.totals[candidate]))
    .map((candidate): SectionRow => {
      const total = step.totals[candidate] ?? '0';
      const gained = gainOf(total, before?.totals[candidate]);
      const isIn = stages.slice(0, number).some(({ elected }) => elected.includes(candidate));
      return {
        ...plainRow(names[candidate] ?? '', [
          total,
          changeWords(total, before?.totals[candidate]),
          endWords(stages.slice(0, number), candidate),
        ]),
        mark: isIn ? 'in' : step.excluded.includes(candidate) ? 'out' : null,
        bar: [thousandths(partsOf(total) - gained, whole), thousandths(gained, whole)],
      };
    });
  return {
    title: `Stage ${number}`,
    sentences: [capital(transferStepWords(step, names).replace(`Stage ${number}: `, ''))],
    list: [],
    table: {
      ...{ caption: `Votes after stage ${number}`, bars: 'amounts', line: lineOf(step, whole) },
      columns: ['Candidate', 'Votes', 'Change', 'What became of them'],
      rows: [...rows, ...nobodyRow(step, before, whole)],
    },
  };
}

/** Everybody's votes after every stage. */
export function allStagesSection({ stages }: Stages, { names, order }: ExplainAsk): Section {
  const rows = order.map((candidate) => {
    const out = stages.findIndex(({ excluded }) => excluded.includes(candidate));
    const cells = stages.map(({ totals }, at) =>
      out >= 0 && at > out && !isSomething(totals[candidate]) ? '–' : (totals[candidate] ?? '0'),
    );
    const strong = stages.flatMap(({ elected }, at) => (elected.includes(candidate) ? [at] : []));
    return plainRow(names[candidate] ?? '', [...cells, endWords(stages, candidate)], strong);
  });
  const others = [
    plainRow('Nobody: no later choice, or lost by rounding', [
      ...stages.map(({ nonTransferable }) => nonTransferable),
      '',
    ]),
    plainRow('Needed to be elected', [...stages.map(({ quota }) => quota), '']),
  ];
  const heads = stages.map(({ number }) => `Stage ${number}`);
  return {
    title: 'All stages in one table',
    sentences: ['Votes of everybody after each stage. Where somebody is elected, the number is framed.'],
    list: [],
    table: plainTable('Votes after each stage', ['Candidate', ...heads, 'What became of them'], [...rows, ...others]),
  };
}

function lineOf(step: TransferStep | undefined, whole: bigint): SectionTable['line'] {
  return step === undefined ? null : { at: thousandths(partsOf(step.quota), whole), words: `${step.quota} needed` };
}

/** How many votes more than at the stage before. First choices are what everybody begins with: they are no gain. */
function gainOf(total: string, before: string | undefined): bigint {
  const gain = partsOf(total) - partsOf(before ?? total);
  return gain > 0n ? gain : 0n;
}

function changeWords(total: string, before: string | undefined): string {
  if (before === undefined) return '';
  const change = partsOf(total) - partsOf(before);
  if (change === 0n) return '';
  return change > 0n ? `+${writtenLike(change, total)}` : `−${writtenLike(-change, total)}`;
}

function isSomething(total: string | undefined): boolean {
  return total !== undefined && partsOf(total) > 0n;
}

function endWords(stages: readonly TransferStep[], candidate: number): string {
  const inAt = stages.find(({ elected }) => elected.includes(candidate))?.number;
  if (inAt !== undefined) return `elected in stage ${inAt}`;
  const outAt = stages.find(({ excluded }) => excluded.includes(candidate))?.number;
  return outAt === undefined ? '' : `excluded in stage ${outAt}`;
}

function nobodyRow(
  step: TransferStep | undefined,
  before: TransferStep | undefined,
  whole: bigint,
): readonly SectionRow[] {
  if (step === undefined || !isSomething(step.nonTransferable)) return [];
  const { nonTransferable: total } = step;
  const gained = gainOf(total, before?.nonTransferable);
  const change = before === undefined ? [] : [changeWords(total, before.nonTransferable)];
  const row = plainRow('Nobody', [total, ...change, 'no later choice, or lost by rounding']);
  return [{ ...row, mark: 'out', bar: [thousandths(partsOf(total) - gained, whole), thousandths(gained, whole)] }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
