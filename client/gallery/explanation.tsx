import type { ContestResult, ElectionView, ExplanationSection } from '../../api/elections.ts';
import type { Contest } from '../../api/values.ts';
import { endingsFor } from '../../counting/files/written.ts';
import { Hatching, StackedBar, StepBar } from '../parts/charts.tsx';
import { ScrollBox } from '../parts/lists.tsx';
import { methodOf } from '../parts/methods.ts';

interface ExplanationProps {
  readonly view: ElectionView;
  readonly contest: Contest;
  readonly result: ContestResult;
}

/** How a contest was counted: where it ended first, if votes went from stage to stage; then every step; then the flow. */
export function Explanation({ view, contest, result: { explanation, hasFlow } }: ExplanationProps) {
  const [first, ...rest] = explanation;
  if (first === undefined) return null;
  const id = (place: number) => `explained-${contest.id}-${place}`;
  const [shown, folded] = hasFlow ? [[first], rest] : [[], explanation];
  return (
    <div class="explained stack">
      <Hatching id={`hatching-${contest.id}`} />
      {shown.map((section) => (
        <SectionPart key={section.title} section={section} id={id(0)} hatching={`hatching-${contest.id}`} />
      ))}
      <details>
        <summary>
          How it was counted, step by step<span class="only-read">: {contest.title}</span>
        </summary>
        <div class="stack-l">
          {folded.map((section, place) => (
            <SectionPart key={place} section={section} id={id(place + 1)} hatching={`hatching-${contest.id}`} />
          ))}
        </div>
      </details>
      <BallotFiles view={view} contest={contest} />
      {hasFlow && <Flow address={`/elections/${view.id}/contests/${contest.id}/flow.svg`} title={contest.title} />}
    </div>
  );
}

/** The opened ballots in formats of other counting programs: another program's count is worth more than a second look at ours. */
function BallotFiles({ view, contest }: Pick<ExplanationProps, 'view' | 'contest'>) {
  const endings = endingsFor(methodOf(contest));
  if (endings.length === 0) return null;
  return (
    <p class="small">
      Count the opened ballots by another program:{' '}
      {endings.map((ending) => (
        <span key={ending}>
          <a href={`/elections/${view.id}/contests/${contest.id}/ballots.${ending}`}>
            <span class="only-read">ballots as </span>
            {ending.toUpperCase()}
            <span class="only-read"> of {contest.title}</span>
          </a>{' '}
        </span>
      ))}
    </p>
  );
}

interface PartProps {
  readonly section: ExplanationSection;
  readonly id: string;
  readonly hatching: string;
}

function SectionPart({ section, id, hatching }: PartProps) {
  const { title, sentences, list, table } = section;
  return (
    <section class="stack-s">
      <h3>{title}</h3>
      {sentences.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {list.length > 0 && (
        <ol class="numbered">
          {list.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      )}
      {table !== null &&
        (table.bars === 'amounts' ? (
          <BarTable table={table} hatching={hatching} />
        ) : (
          <WideTable table={table} id={id} />
        ))}
    </section>
  );
}

type TableProps = { readonly table: NonNullable<ExplanationSection['table']> };

/** Bars in the rows whose numbers they show; on a phone each below its name. */
function BarTable({ table: { caption, columns, rows, line }, hatching }: TableProps & Pick<PartProps, 'hatching'>) {
  const [head = '', ...others] = columns;
  const numeric = numericColumns(rows);
  return (
    <>
      <table role="table" class="bars steps-table">
        <caption class="only-read">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {head}
            </th>
            <th role="columnheader" scope="col">
              <span class="only-read">Bar</span>
            </th>
            {others.map((title, place) => (
              <th key={title} role="columnheader" scope="col" class={numeric[place] === true ? 'num' : 'became'}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, place) => (
            <tr key={place} role="row" class={row.mark === 'in' ? 'won' : undefined}>
              <th role="rowheader" scope="row" dir="auto">
                {row.head}
              </th>
              <td role="cell" class="track">
                <StepBar
                  lengths={row.bar}
                  look={looks[row.mark ?? 'out']}
                  line={line?.at ?? null}
                  hatching={hatching}
                />
              </td>
              {row.cells.map((cell, at) => (
                <td key={at} role="cell" class={numeric[at] === true ? 'num' : 'became'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(line !== null || rows.some(({ bar }) => (bar[1] ?? 0) > 0)) && (
        <p class="tiny soft">
          {line !== null && `The line across the bars: ${line.words}. `}
          {rows.some(({ bar }) => (bar[1] ?? 0) > 0) && 'Hatched: what came in this stage.'}
        </p>
      )}
    </>
  );
}

const looks = { in: 'fill', tied: 'tie', out: 'outline' } as const;

/** Whether all that a column says are numbers; a column may be empty in some rows. */
function numericColumns(rows: TableProps['table']['rows']): readonly boolean[] {
  const [first] = rows;
  return (first?.cells ?? []).map((_, at) => {
    const cells = rows.map(({ cells }) => cells[at] ?? '');
    return cells.every((cell) => /^(?:–|[+−]?[\d.½]*)$/.test(cell));
  });
}

/** Everything that may have more columns than a phone is wide: it scrolls in a box of its own, and the names stay. */
function WideTable({ table: { caption, columns, rows, bars, line }, id }: TableProps & { readonly id: string }) {
  const captionId = `${id}-caption`;
  const numeric = [false, ...numericColumns(rows)];
  return (
    <>
      <p id={captionId} class="tiny soft">
        {caption}
        {bars !== null && line !== null && `. The line across the bars is ${line.words}`}.
      </p>
      <ScrollBox labelledBy={captionId}>
        <table class="wide-table" aria-labelledby={captionId}>
          <thead>
            <tr>
              {columns.map((title, place) => (
                <th key={place} scope="col" class={numeric[place] === true ? 'num' : undefined}>
                  <span dir="auto">{title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ head, cells, strong, bar }, place) => (
              <tr key={place}>
                <th scope="row">
                  <span dir="auto">{head}</span>
                  {bars === 'grades' && <StackedBar lengths={bar} line={line?.at ?? null} />}
                </th>
                {cells.map((cell, at) => (
                  <td key={at} class={numeric[at + 1] === true ? 'num' : undefined}>
                    <span dir="auto" class={strong.includes(at) ? 'framed' : undefined}>
                      {cell}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** The picture is an extra: the tables hold the same numbers, whole. */
function Flow({ address, title }: { readonly address: string; readonly title: string }) {
  const words = `How the votes went from stage to stage: ${title}`;
  return (
    <details>
      <summary>
        Show the flow<span class="only-read"> of votes: {title}</span>
      </summary>
      <div class="stack-s">
        <p>
          Each column is a stage, and each block the votes of one candidate after it. Pale bands are votes that stay,
          darker ones votes that go to another. The tables above hold the same numbers with all their decimals.
        </p>
        <ScrollBox label={words}>
          <img class="flow" src={address} alt={`${words}. The tables above hold the same numbers.`} />
        </ScrollBox>
        <p>
          <a class="stands-alone" href={address}>
            Open the picture alone
          </a>
        </p>
      </div>
    </details>
  );
}
