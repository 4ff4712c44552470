import { useState } from 'preact/hooks';
import { readLog, readOffice } from '../../api/office.ts';
import type { Reply } from '../../api/endpoint.ts';
import { Heading } from '../parts/heading.tsx';
import { SelectField } from '../parts/field.tsx';
import { Table } from '../parts/lists.tsx';
import { Pager } from '../parts/pager.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { clockTime, shortDay } from '../parts/when.ts';
import { actWords, factsWords } from './log-words.ts';
import { pathOf } from './route.ts';

/** What was done, by whom and when; nothing is ever taken out. */
export function LogPage({
  electionId,
  go,
}: {
  readonly electionId: string | undefined;
  readonly go: (path: string) => void;
}) {
  const [page, setPage] = useState(1);
  const query = electionId === undefined ? { page } : { page, electionId };
  const { reply, failed, again } = useReading(readLog, { query });
  const elections = useReading(readOffice, {}).reply?.elections ?? [];
  const names = new Map(elections.map(({ id, name }) => [id, name]));
  const choose = (id: string) => {
    setPage(1);
    go(id === '' ? '/office/log' : `/office/log?election=${id}`);
  };
  return (
    <>
      <Heading title="Log – office" step="/office/log">
        Log
      </Heading>
      <p class="soft">What was done, by whom and when. Nothing is ever taken out. Ballots and choices are not in it.</p>
      <div class="filter">
        <SelectField
          id="election"
          label="Election"
          value={electionId ?? ''}
          onValue={choose}
          options={[{ value: '', words: 'All' }, ...elections.map(({ id, name }) => ({ value: id, words: name }))]}
        />
      </div>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the log." />}
      {reply !== undefined && <Entries log={reply} names={names} page={page} onPage={setPage} />}
    </>
  );
}

type Log = Reply<typeof readLog>;

function Entries({
  log,
  names,
  page,
  onPage,
}: {
  readonly log: Log;
  readonly names: ReadonlyMap<string, string>;
  readonly page: number;
  readonly onPage: (page: number) => void;
}) {
  if (log.total === 0) return <p class="card">Nothing was done here yet.</p>;
  return (
    <>
      <div class="card flush">
        <Table
          caption="What was done, newest first"
          rows={log.entries}
          keyOf={(_, place) => place}
          columns={[
            { title: 'When', cell: ({ at }) => `${shortDay(at)}, ${clockTime(at)}` },
            { title: 'Who', cell: ({ actor }) => <span class="break">{actor}</span> },
            { title: 'What', cell: ({ action }) => actWords(action) },
            {
              title: 'Election',
              cell: ({ electionId }) =>
                electionId === null ? '–' : <a href={pathOf(electionId)}>{names.get(electionId) ?? electionId}</a>,
            },
            { title: 'Facts', cell: ({ facts }) => <span class="break">{factsWords(facts)}</span> },
          ]}
        />
      </div>
      <Pager what="entries" page={page} perPage={log.perPage} total={log.total} onPage={onPage} />
    </>
  );
}
