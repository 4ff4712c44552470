import { partsOf } from './decimals.ts';
import type { ScoreStep } from './score-steps.ts';
import { plainRow, plainTable, thousandths, type ExplainAsk, type Section, type SectionRow } from './section.ts';

type StepOf<Kind extends ScoreStep['kind']> = Extract<ScoreStep, { readonly kind: Kind }>;

/** The points of those in the running for one seat, who goes on from there, and who gets the seat by them. */
export function scoresSection(
  { round, scores, running }: StepOf<'scores'>,
  { names, order }: ExplainAsk,
  { finalists, elected }: { readonly finalists: readonly number[]; readonly elected: readonly number[] },
): Section {
  const whole = scores.map(partsOf).reduce((most, one) => (one > most ? one : most), 0n);
  const rows = order
    .filter((one) => running.includes(one))
    .sort((one, other) => compare(partsOf(scores[other] ?? '0'), partsOf(scores[one] ?? '0')))
    .map((one): SectionRow => {
      const [own, isElected] = [scores[one] ?? '0', elected.includes(one)];
      const isFinalist = finalists.includes(one);
      return {
        ...plainRow(names[one] ?? '', [own, isElected ? 'elected' : isFinalist ? 'goes into the runoff' : '']),
        mark: isElected || isFinalist ? 'in' : null,
        bar: [thousandths(partsOf(own), whole)],
      };
    });
  const table = plainTable('Points', ['Candidate', 'Points', 'What became of them'], rows);
  const sentences = ['The points that all ballots give to each who is in the running for this seat.'];
  return { title: `Seat ${round}: the points`, sentences, list: [], table: { ...table, bars: 'amounts' } };
}

function compare(one: bigint, other: bigint): number {
  return one === other ? 0 : one > other ? 1 : -1;
}

/** STAR's second step: which of the two more ballots prefer. */
export function runoffSection(step: StepOf<'runoff'>, { names }: ExplainAsk): Section {
  const { round, candidates, votes, alike, winner } = step;
  const whole = BigInt(Math.max(1, votes[0] + votes[1] + alike));
  const rows = candidates.map((one, at): SectionRow => {
    const own = votes[at] ?? 0;
    const isElected = one === winner;
    return {
      ...plainRow(names[one] ?? '', [String(own), isElected ? 'wins the runoff' : '']),
      mark: isElected ? 'in' : null,
      bar: [thousandths(BigInt(own), whole)],
    };
  });
  const same: SectionRow = {
    ...plainRow('Both alike', [String(alike), '']),
    mark: 'out',
    bar: [thousandths(BigInt(alike), whole)],
  };
  const columns = ['Who is given more', 'Ballots', 'What became of them'];
  return {
    title: `Seat ${round}: the runoff`,
    sentences: [],
    list: [],
    table: { ...plainTable('The runoff', columns, [...rows, same]), bars: 'amounts' },
  };
}
