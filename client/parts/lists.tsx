import type { ComponentChildren } from 'preact';
import { TextButton } from './button.tsx';

export interface SummaryRow {
  readonly term: string;
  readonly says: ComponentChildren;
  /** What *Change* does; without it the row cannot be changed here. */
  readonly onChange?: () => void;
}

/** Questions and answers in a card, each with *Change*. */
export function SummaryList({ rows }: { readonly rows: readonly SummaryRow[] }) {
  return (
    <div class="card flush">
      <dl class="sum">
        {rows.map(({ term, says, onChange }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd class="says">{says}</dd>
            {onChange !== undefined && (
              <dd>
                <TextButton onPress={onChange} about={term}>
                  Change
                </TextButton>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Facts in two columns: what, and what it is. */
export function FactList({
  facts,
}: {
  readonly facts: readonly { readonly term: string; readonly says: ComponentChildren }[];
}) {
  return (
    <dl class="sum two slim">
      {facts.map(({ term, says }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Four large numbers in a row, each with its name and a line below. */
export function Figures({
  figures,
}: {
  readonly figures: readonly {
    readonly term: string;
    readonly value: string;
    readonly of?: string;
    readonly more?: string;
  }[];
}) {
  return (
    <dl class="figures">
      {figures.map(({ term, value, of, more }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd class="big">
            {value} {of !== undefined && <small>{of}</small>}
          </dd>
          {more !== undefined && <dd class="soft tiny">{more}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** The tracker in groups of four: read aloud and compared more easily. Copying by hand gives it with blanks. */
export function groupsOfFour(tracker: string): readonly string[] {
  return tracker.match(/.{1,4}/gu) ?? [];
}

export function Tracker({ tracker }: { readonly tracker: string }) {
  return (
    <p class="tracker">
      {groupsOfFour(tracker).map((group, place) => (
        <span key={place}>{group} </span>
      ))}
    </p>
  );
}

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly numeric?: boolean;
  /** Sentences: on a phone it takes the whole width. */
  readonly wide?: boolean;
}

/** A table that turns into cards on a phone and keeps its roles there. The first column names the row. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, place: number) => string | number;
}) {
  return (
    <table class="table" role="table">
      <caption class="only-read">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title, numeric }) => (
            <th key={title} role="columnheader" scope="col" class={numeric === true ? 'num' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, place) => (
          <tr key={keyOf(row, place)} role="row">
            {columns.map((column, position) => (
              <TableCell key={column.title} column={column} row={row} first={position === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TableCell<Row>({
  column,
  row,
  first,
}: {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly first: boolean;
}) {
  const { title, cell, numeric, wide } = column;
  if (first) {
    return (
      <th role="rowheader" scope="row">
        {cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" data-of={title} class={numeric === true ? 'num' : wide === true ? 'wide' : undefined}>
      {cell(row)}
    </td>
  );
}

/** What may be wider than the page scrolls in a box of its own, by the keyboard as well. */
export function ScrollBox({
  label,
  labelledBy,
  children,
}: {
  readonly label?: string;
  /** The id of the words that say what it holds. */
  readonly labelledBy?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="scroll-box" role="group" tabIndex={0} aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </div>
  );
}
