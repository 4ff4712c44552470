import type { DryRun, RowFate } from '../../api/office.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, ErrorSummary } from '../parts/boxes.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { Figures, Table, type Column } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { GuessNotice } from './import-choose.tsx';
import {
  afterwardsWords,
  countOf,
  fateWords,
  filteredRows,
  importWords,
  leftOutRows,
  rowsPerPage,
  usedRows,
  type Import,
  type ImportEvent,
} from './import-state.ts';

interface DryRunFacts {
  readonly state: Import;
  readonly dryRun: DryRun;
  readonly say: (event: ImportEvent) => void;
}

/** Counts first, then what is left out and why, then all the rest. */
export function DryRunView(facts: DryRunFacts & { readonly onImport: () => void }) {
  const { state, dryRun, say, onImport } = facts;
  return (
    <>
      {state.problem !== undefined && (
        <ErrorSummary title="Nothing was imported" problems={[{ words: state.problem }]} />
      )}
      {state.isGuessed && <GuessNotice />}
      <Figures figures={figuresOf(dryRun)} />
      <p>{afterwardsWords(dryRun)} Nothing is changed until you import.</p>
      <p class="buttons">
        {dryRun.rollAfter > 0 && (
          <Button onPress={onImport} busy={state.busy === 'importing' && 'Importing…'}>
            {importWords(dryRun)}
          </Button>
        )}
        <Button kind="plain" onPress={() => say({ type: 'chosen-again' })}>
          Choose another file
        </Button>
      </p>
      {dryRun.leftOut > 0 && <LeftOut dryRun={dryRun} />}
      {dryRun.rollAfter > 0 && <Rest {...facts} />}
    </>
  );
}

function figuresOf(dryRun: DryRun) {
  const renamed = countOf(dryRun, 'renamed');
  return [
    {
      term: 'On the roll afterwards',
      value: countWords(dryRun.rollAfter),
      of: dryRun.rollAfter === 1 ? 'person' : 'people',
    },
    {
      term: 'New',
      value: countWords(countOf(dryRun, 'added')),
      more: renamed === 0 ? 'no name changes' : counted(renamed, 'name changes', 'names change'),
    },
    { term: 'Left out, with a reason', value: countWords(dryRun.leftOut), of: dryRun.leftOut === 1 ? 'row' : 'rows' },
    { term: 'Taken off the roll', value: countWords(dryRun.removed), more: 'on it now, not in this file' },
  ];
}

const rowColumns: readonly Column<RowFate>[] = [
  { title: 'Line', cell: ({ line }) => countWords(line) },
  { title: 'Name', cell: ({ name }) => (name === '' ? <span class="soft">none</span> : name) },
  {
    title: 'Mail address',
    cell: ({ email }) => (email === '' ? <span class="soft">none</span> : <span class="break">{email}</span>),
  },
];

const most = 200;

function LeftOut({ dryRun }: { readonly dryRun: DryRun }) {
  const rows = leftOutRows(dryRun);
  return (
    <Card
      title={`${counted(rows.length, 'row is', 'rows are')} left out`}
      aside="mend them in the file, or go on without"
      flush
    >
      <Table
        caption="Rows that are left out, with the reason"
        rows={rows.slice(0, most)}
        keyOf={({ line }) => line}
        columns={[...rowColumns, { title: 'Why', cell: ({ fate, reason }) => <Why fate={fate} reason={reason} /> }]}
      />
      {rows.length > most && <p class="pad">and {countWords(rows.length - most)} more</p>}
    </Card>
  );
}

function Why({ fate, reason }: Pick<RowFate, 'fate' | 'reason'>) {
  return (
    <>
      <Tag tone="warn">{fateWords(fate)}</Tag> {reason}
    </>
  );
}

const filters = [
  { value: 'all', words: 'All of them' },
  { value: 'added', words: 'New' },
  { value: 'kept', words: 'As before' },
  { value: 'renamed', words: 'With a new name' },
] as const;

function Rest({ state, dryRun, say }: DryRunFacts) {
  const used = usedRows(dryRun);
  const rows = filteredRows(used, state);
  const from = (state.page - 1) * rowsPerPage;
  return (
    <Card title={`${counted(used.length, 'row becomes', 'rows become')} the roll`} flush>
      <div class="pad filter">
        <Field
          id="row-search"
          type="search"
          label="Name or address"
          value={state.search}
          onValue={(search) => say({ type: 'filtered', show: state.show, search })}
          autocomplete="off"
          spellcheck={false}
        />
        <SelectField
          id="row-show"
          label="Show"
          value={state.show}
          onValue={(show) => say({ type: 'filtered', show: show as Import['show'], search: state.search })}
          options={filters}
        />
        {(state.search !== '' || state.show !== 'all') && (
          <TextButton onPress={() => say({ type: 'filtered', show: 'all', search: '' })}>Show all</TextButton>
        )}
      </div>
      {rows.length === 0 ? (
        <p class="pad">No row fits.</p>
      ) : (
        <Table
          caption="Rows that become the roll"
          rows={rows.slice(from, from + rowsPerPage)}
          keyOf={({ line }) => line}
          columns={[
            ...rowColumns,
            {
              title: 'What happens',
              cell: ({ fate, reason }) => (reason === null ? fateWords(fate) : `${fateWords(fate)}. ${reason}`),
            },
          ]}
        />
      )}
      <div class="pad">
        <Pager
          what="rows"
          page={state.page}
          perPage={rowsPerPage}
          total={rows.length}
          onPage={(page) => say({ type: 'page-turned', page })}
        />
      </div>
    </Card>
  );
}
