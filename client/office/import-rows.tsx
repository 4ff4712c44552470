import { useState } from 'preact/hooks';
import { readImportRows, type ImportRow, type ImportView, type Verdict } from '../../api/imports.ts';
import { Card } from '../parts/boxes.tsx';
import { countWords } from '../parts/counts.ts';
import { SelectField } from '../parts/field.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag, type Tone } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { verdicts, verdictWords } from './import-words.ts';
import { memberPath } from './route.ts';

/** Every row with its verdict: what is left out first, as long as nobody asks for something else. */
export function ImportRows({ view }: { readonly view: ImportView }) {
  const [verdict, setVerdict] = useState<Verdict | 'all'>('all');
  const [page, setPage] = useState(1);
  const query = verdict === 'all' ? { page } : { verdict, page };
  const { reply, failed, again } = useReading(readImportRows, { path: { importId: view.id }, query });
  if (failed !== undefined) return <FailedNotice failed={failed} onAgain={again} />;
  if (reply === undefined) return null;
  const there = verdicts.filter((one) => (view.counts[one] ?? 0) > 0);
  return (
    <Card title="Row by row" flush>
      <div class="pad filter">
        <SelectField
          id="verdict"
          label="Show"
          value={verdict}
          onValue={(value) => {
            setVerdict(verdicts.find((one) => one === value) ?? 'all');
            setPage(1);
          }}
          options={[
            { value: 'all', words: 'All rows' },
            ...there.map((one) => ({
              value: one,
              words: `${verdictWords(one)} (${countWords(view.counts[one] ?? 0)})`,
            })),
          ]}
        />
      </div>
      <Table
        caption="The rows of the file, with what each would do or did"
        rows={reply.rows}
        keyOf={({ line }) => line}
        columns={[
          { title: 'Line', cell: ({ line }) => countWords(line) },
          { title: 'Who', cell: (row) => <Who row={row} /> },
          { title: 'Verdict', cell: (row) => <Tag tone={toneOf(row.verdict)}>{verdictWords(row.verdict)}</Tag> },
          { title: 'What', cell: (row) => <What row={row} /> },
        ]}
      />
      <div class="pad">
        <Pager what="rows" page={page} perPage={reply.perPage} total={reply.total} onPage={setPage} />
      </div>
    </Card>
  );
}

function toneOf(verdict: Verdict): Tone {
  if (verdict === 'new' || verdict === 'update') return 'yes';
  return verdict === 'unchanged' ? 'plain' : 'warn';
}

function Who({ row: { name, email, personId } }: { readonly row: ImportRow }) {
  const words = name === '' ? <span class="soft">no name</span> : name;
  return (
    <>
      {personId === null ? words : <a href={memberPath(personId)}>{words}</a>}
      {email !== '' && (
        <>
          <br />
          <span class="small break">{email}</span>
        </>
      )}
    </>
  );
}

const fieldWords: Readonly<Record<string, string>> = {
  name: 'Name',
  email: 'Address',
  city: 'City',
  country: 'Country',
  membership: 'Membership',
  affirmed: 'Affirmed',
  act: 'Done',
};

/** Field by field: what is there now, struck through, and what comes. */
function What({ row: { changes, reason, kept } }: { readonly row: ImportRow }) {
  if (changes.length === 0 && reason === null && kept === null) return <span class="soft">Nothing changes</span>;
  return (
    <>
      {changes.map(({ field, before, after }) => (
        <span class="standing" key={field}>
          <span class="soft small">{fieldWords[field] ?? field}:</span> {before !== '' && <del>{before}</del>}{' '}
          <ins>{after}</ins>
        </span>
      ))}
      {reason !== null && <span class="small">{reason}</span>}
      {kept !== null && (
        <span class="small">
          <Tag tone="warn">Stays</Tag> {kept}
        </span>
      )}
    </>
  );
}
