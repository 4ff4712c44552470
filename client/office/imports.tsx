import { useState } from 'preact/hooks';
import { readImports } from '../../api/imports.ts';
import type { Reply } from '../../api/endpoint.ts';
import { Card, ErrorSummary } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { FileField } from '../parts/file-field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';
import { Trail, type Me } from './frame.tsx';
import { stateWords } from './import-words.ts';
import { may } from './may.ts';
import { membersPath } from './route.ts';
import { uploadFile } from './upload.ts';

type Row = Reply<typeof readImports>['imports'][number];

/** What was imported and done to many, and the first of four steps: the file. */
export function ImportsPage({ me, go }: { readonly me: Me; readonly go: (path: string) => void }) {
  const { reply, failed, again } = useReading(readImports, {});
  return (
    <>
      <Trail name="Members" href={membersPath} />
      <Heading title="Imports – office" step="/office/members/imports">
        Import members
      </Heading>
      {may(me, 'edit-members') && <ChooseFile go={go} />}
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the imports." />}
      {reply !== undefined && <Earlier rows={reply.imports} />}
    </>
  );
}

function ChooseFile({ go }: { readonly go: (path: string) => void }) {
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState<string>();
  const choose = async (file: File) => {
    setProblem(undefined);
    setName(file.name);
    const answer = await uploadFile(file);
    setName(undefined);
    if ('id' in answer) go(`${membersPath}/imports/${answer.id}`);
    else setProblem(answer.problem);
  };
  return (
    <>
      {problem !== undefined && <ErrorSummary problems={[{ words: problem, at: 'file' }]} />}
      <div class="card stack">
        <p class="soft">Step 1 of 4: the file</p>
        <FileField
          id="file"
          label="Choose a CSV file"
          hint="The first line names the columns. Up to 1,000,000 rows, with commas, semicolons or tabs."
          problem={problem}
          accept=".csv,.tsv,.txt,text/csv"
          onFile={(file) => void choose(file)}
        />
        {name !== undefined && <p role="status">Sending {name}…</p>}
        <p class="soft small">
          Nothing is changed by choosing a file. You say what its columns are, see what every row would do, and only
          then import. No mail is sent and no money is taken.
        </p>
      </div>
    </>
  );
}

function Earlier({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return <p class="soft">Nothing was imported yet.</p>;
  return (
    <Card title="Earlier imports" flush>
      <Table
        caption="Imports and acts on many members, newest first"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: 'What', cell: ({ id, name }) => <a href={`${membersPath}/imports/${id}`}>{name}</a> },
          {
            title: 'Stands',
            cell: ({ state }) => <Tag tone={state === 'committed' ? 'yes' : 'plain'}>{stateWords(state)}</Tag>,
          },
          { title: 'When', cell: ({ madeAt }) => shortDay(madeAt) },
          { title: 'By', cell: ({ madeBy }) => <span class="break">{madeBy}</span> },
          { title: 'Rows', cell: ({ counts }) => countsWords(counts) },
        ]}
      />
    </Card>
  );
}

function countsWords(counts: Row['counts']): string {
  const fresh = counts['new'] ?? 0;
  const updated = counts['update'] ?? 0;
  return fresh + updated === 0 ? '–' : `${counted(fresh, 'new', 'new')}, ${counted(updated, 'changed', 'changed')}`;
}
