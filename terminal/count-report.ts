import type { BallotFile } from '../counting/files/ballot-file.ts';
import { listed } from '../counting/listed.ts';
import type { Method, MethodRules, Outcome, Step } from '../counting/method.ts';
import { ballotsOn } from '../counting/papers.ts';
import { stepWords } from '../counting/step-words.ts';
import type { TransferStep } from '../counting/transfer-steps.ts';

export interface Counted {
  readonly file: BallotFile;
  readonly method: Method;
  readonly rules: MethodRules;
  readonly outcome: Outcome;
}

/** A count for people: what was counted, every step in words, the stages as a table, and who is elected. */
export function countReport(counted: Counted, width: number): string {
  const { file, method, outcome } = counted;
  const stages = outcome.steps.filter((step): step is TransferStep => step.kind === 'stage');
  const steps = outcome.steps.map((step, at) =>
    numbered(at + 1, stepWords(step, file.candidates, method.words), width),
  );
  const parts = [
    aboutWords(counted).map((line) => wrapped(line, width)),
    steps.length === 0 ? [] : ['How it was counted', ...steps],
    stages.length === 0 ? [] : ['Votes at the end of each stage', ...stageTable(stages, file.candidates, width)],
    ['Result', ...resultWords(counted).map((line) => wrapped(line, width))],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function aboutWords({ file, method, rules, outcome }: Counted): readonly string[] {
  const invalid = outcome.ballots?.invalid ?? outcome.steps.find(isInvalid)?.ballots ?? 0;
  const ballots = ballotsOn(file.papers);
  const seats = rules.seats === 0 ? [] : [amount(rules.seats, 'seat')];
  const people = method.answers === null ? 'candidate' : 'answer';
  return [
    ...(file.title === '' ? [] : [file.title]),
    `${listed([...seats, amount(file.candidates.length, people), amount(ballots, 'ballot')])}${invalid === 0 ? '' : `, ${invalid} of them not valid`}. Counted by ${method.name}. ${method.words.rule}`,
    ...file.unused,
  ];
}

function isInvalid(step: Step): step is Extract<Step, { readonly kind: 'invalid-ballots' }> {
  return step.kind === 'invalid-ballots';
}

function amount(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}

function numbered(number: number, words: string, width: number): string {
  return wrapped(`${number}. ${words}`, width, '   ');
}

/** The text in lines of at most `width` signs where its words allow it, all but the first line after `indent`. */
function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** A row a candidate, a column a stage; as many columns beside each other as fit. */
function stageTable(stages: readonly TransferStep[], names: readonly string[], width: number): readonly string[] {
  const heads = ['', ...names.map((name, place) => `${place + 1} ${shortened(name)}`), 'for nobody', 'quota'];
  const columns = stages.map(({ number, totals, nonTransferable, quota, elected, excluded }) => [
    `stage ${number}`,
    ...totals.map(
      (total, place) => `${total}${elected.includes(place) ? ' +' : excluded.includes(place) ? ' -' : '  '}`,
    ),
    `${nonTransferable}  `,
    `${quota}  `,
  ]);
  const left = Math.max(...heads.map((head) => head.length));
  const cell = 2 + Math.max(...columns.flat().map((text) => text.length));
  const fit = Math.max(1, Math.floor((width - left) / cell));
  const blocks = Array.from({ length: Math.ceil(columns.length / fit) }, (_, at) =>
    columns.slice(at * fit, (at + 1) * fit),
  );
  const rows = blocks.map((block) =>
    heads.map((head, row) => head.padEnd(left) + block.map((column) => (column[row] ?? '').padStart(cell)).join('')),
  );
  return [
    ...rows
      .map((block) => block.join('\n'))
      .join('\n\n')
      .split('\n'),
    '+ elected, - excluded in this stage',
  ];
}

function shortened(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}

function resultWords({ file, method, outcome }: Counted): readonly string[] {
  const named = (place: number) => `${file.candidates[place] ?? ''} (${place + 1})`;
  const { elected, tied, vacant, votes } = outcome;
  if (method.answers !== null) return file.candidates.map((answer, place) => `${answer}: ${votes?.[place] ?? 0}`);
  return [
    elected.length === 0 ? 'Nobody is elected.' : `Elected, in this order: ${listed(elected.map(named))}.`,
    ...(tied === null
      ? []
      : [
          `Tied for ${amount(tied.seats, 'seat')}: ${listed(tied.candidates.map(named))}. Draw a lot, and count again with --lot and their numbers in the order drawn.`,
        ]),
    ...(vacant === 0 ? [] : [`Vacant: ${amount(vacant, 'seat')}.`]),
  ];
}
