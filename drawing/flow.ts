import { sankey, type SankeyLink, type SankeyNode } from 'd3-sankey';
import { namesAt } from '../counting/listed.ts';
import type { Outcome } from '../counting/method.ts';
import type { TransferStep } from '../counting/transfer-steps.ts';

/** Votes that stand for nobody any more. */
const NOBODY = -1;

/** A candidate's votes, or those of nobody, at the end of a stage. */
interface Pile {
  readonly stage: number;
  readonly who: number;
}

interface Way {
  /** Whether the votes go from one to another, or stay where they are. */
  readonly goes: boolean;
}

type Node = SankeyNode<Pile, Way>;
type Link = SankeyLink<Pile, Way>;

const pitch = 226;
const left = 16;
const right = 216;
const top = 46;
const gap = 16;
const box = 12;

/**
 * Whose votes went where from stage to stage of a count by transfer, as an SVG text of its own: no script, no font, nothing
 * from elsewhere, colours of the reader's light or dark. In every stage all stand in the order in which the count ends. The
 * numbers are rounded to tenths: the table of all stages has them whole. Throws a RangeError where there are fewer than two
 * stages.
 */
export function drawFlow(outcome: Outcome, names: readonly string[]): string {
  const stages = outcome.steps.filter((step) => step.kind === 'stage');
  if (stages.length < 2) throw new RangeError('Votes flow where there are two stages at least');
  const order = [...outcome.ordering.map(({ candidate }) => candidate), NOBODY];
  const { nodes, links, width, height } = layout(stages, order);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="flow-title flow-desc">
<title id="flow-title">How votes went from stage to stage</title>
<desc id="flow-desc">${escaped(describe(stages, names))}</desc>
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}"/>
${stages.map(({ number }, at) => `<text class="head" x="${left + at * pitch}" y="26">Stage ${number}</text>`).join('\n')}
${links.map((link) => drawLink(link, stages)).join('\n')}
${nodes.map((node) => drawNode(node, stages, names)).join('\n')}
</svg>
`;
}

function layout(stages: readonly TransferStep[], order: readonly number[]) {
  const piles = stages.flatMap((stage, at) =>
    order.filter((who) => votesOf(stage, who) > 0).map((who): Pile => ({ stage: at, who })),
  );
  const placeOf = new Map(piles.map(({ stage, who }, place) => [`${stage} ${who}`, place]));
  const moves = stages.slice(1).flatMap((stage, at) =>
    movesOf(stages[at], stage, order).flatMap(({ from, to, value }) => {
      const [source, target] = [placeOf.get(`${at} ${from}`), placeOf.get(`${at + 1} ${to}`)];
      return source === undefined || target === undefined ? [] : [{ source, target, value, goes: from !== to }];
    }),
  );
  const most = Math.max(...stages.map((_, at) => piles.filter(({ stage }) => stage === at).length));
  const width = left + (stages.length - 1) * pitch + box + right;
  const height = top + 320 + (most - 1) * gap + 24;
  const graph = sankey<Pile, Way>()
    .nodeAlign(({ stage }) => stage)
    .nodeSort(null)
    .linkSort(null)
    .nodeWidth(box)
    .nodePadding(gap)
    .extent([
      [left, top],
      [width - right, height - 24],
    ])({ nodes: piles.map((pile) => ({ ...pile })), links: moves.map((move) => ({ ...move })) });
  return { ...graph, width, height };
}

/** What went from whom to whom, and what stayed, in the order of those who give and then of those who get. */
function movesOf(before: TransferStep | undefined, step: TransferStep, order: readonly number[]) {
  if (before === undefined) return [];
  const went = new Map<number, Map<number, number>>(order.map((from) => [from, new Map<number, number>()]));
  for (const { from, to, votes } of step.moved) {
    const gone = went.get(from ?? NOBODY);
    gone?.set(to ?? NOBODY, (gone.get(to ?? NOBODY) ?? 0) + Number(votes));
  }
  return order.flatMap((from) => {
    const gone = went.get(from) ?? new Map<number, number>();
    const all = [...gone.values()].reduce((sum, votes) => sum + votes, 0);
    return order
      .map((to) => ({ from, to, value: from === to ? votesOf(before, from) - all : (gone.get(to) ?? 0) }))
      .filter(({ value }) => value > SMALLEST);
  });
}

/** Less than any method writes: what is left over when decimals are added as numbers of a machine. */
const SMALLEST = 1e-10;

function votesOf(step: TransferStep, who: number): number {
  return Number(who === NOBODY ? step.nonTransferable : step.totals[who]);
}

function drawLink({ source, target, width = 0, y0 = 0, y1 = 0, goes }: Link, stages: readonly TransferStep[]): string {
  if (typeof source !== 'object' || typeof target !== 'object') throw new TypeError('The layout has not been made');
  const [from, to] = [source.x1 ?? 0, target.x0 ?? 0];
  const middle = rounded((from + to) / 2);
  const look = goes ? 'goes' : isElected(stages, target) ? 'stays in' : 'stays';
  const curve = `M${rounded(from)},${rounded(y0)}C${middle},${rounded(y0)} ${middle},${rounded(y1)} ${rounded(to)},${rounded(y1)}`;
  return `<path class="${look}" d="${curve}" stroke-width="${rounded(width)}"/>`;
}

function drawNode(node: Node, stages: readonly TransferStep[], names: readonly string[]): string {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, who, stage } = node;
  const here = stages[stage];
  const became = here?.elected.includes(who) ? ' · elected' : here?.excluded.includes(who) ? ' · excluded' : '';
  const look = who === NOBODY ? 'nobody' : isElected(stages, node) ? 'in' : 'other';
  const name = who === NOBODY ? 'Nobody' : (names[who] ?? '');
  // Names are isolated: one that is written from the right does not turn the number beside it around.
  const label = `\u2068${shortened(name, became === '' ? 18 : 12)}\u2069: ${tenths(here === undefined ? 0 : votesOf(here, who))}${became}`;
  return `<rect class="${look}" x="${rounded(x0)}" y="${rounded(y0)}" width="${rounded(x1 - x0)}" height="${rounded(y1 - y0)}"/>
<text class="${became === '' ? 'name' : 'name came'}" x="${rounded(x1 + 5)}" y="${rounded((y0 + y1) / 2 + 4)}">${escaped(label)}</text>`;
}

function isElected(stages: readonly TransferStep[], { stage, who }: Pile): boolean {
  return stages.slice(0, stage + 1).some(({ elected }) => elected.includes(who));
}

/** What the drawing shows, for who does not see it. */
function describe(stages: readonly TransferStep[], names: readonly string[]): string {
  const came = stages.flatMap(({ number, elected, excluded }) => [
    ...(elected.length === 0 ? [] : [`Stage ${number}: ${namesAt(elected, names)} elected.`]),
    ...(excluded.length === 0 ? [] : [`Stage ${number}: ${namesAt(excluded, names)} excluded.`]),
  ]);
  return [
    'Each column is a stage, and each block the votes of one candidate after it. Bands lead to the next stage: pale ones are votes that stay, darker ones votes that go to another.',
    ...came,
  ].join(' ');
}

/** Drawn to the hundredth of a pixel. */
function rounded(length: number): string {
  return String(Math.round(length * 100) / 100);
}

function tenths(votes: number): string {
  return String(Math.round(votes * 10) / 10);
}

/** What does not fit beside its block; the table has it whole. */
function shortened(text: string, most: number): string {
  const letters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

const segmenter = new Intl.Segmenter();

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

// A dark edge around light letters, or the contrary, keeps names legible on bands, in colour and in grey.
const style = [
  "text{font:12px system-ui,'Segoe UI',sans-serif;font-variant-numeric:tabular-nums;fill:#1a1d1f}",
  '.head{font-weight:620;fill:#555b61}.came{font-weight:650}',
  '.name{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}',
  '.ground{fill:#fff}.in{fill:#0b5a63}.other{fill:#85888a}.nobody{fill:#fff;stroke:#85888a;stroke-dasharray:3 2}',
  'path{fill:none}.stays{stroke:#e7e5df}.stays.in{stroke:#c3dcdd}.goes{stroke:#85888a;stroke-opacity:.55}',
  '@media (prefers-color-scheme:dark){text{fill:#eceff0}.head{fill:#a6aeb3}.name{stroke:#181d20}.ground{fill:#181d20}',
  '.in{fill:#78c7cf}.other{fill:#78828a}.nobody{fill:#181d20;stroke:#78828a}',
  '.stays{stroke:#2b3237}.stays.in{stroke:#1f4a4c}.goes{stroke:#78828a}}',
].join('');
