import { readOffice } from '../../api/office.ts';
import type { Reply } from '../../api/endpoint.ts';
import { ButtonLink } from '../parts/button.tsx';
import { countWords } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';
import { phaseWords } from './phases.ts';
import { pathOf } from './route.ts';

type Row = Reply<typeof readOffice>['elections'][number];

const pause = 30_000;

/** Every election, drafts too. */
export function ListPage({ isOfficer }: { readonly isOfficer: boolean }) {
  const { reply, failed, again } = useReading(readOffice, {}, pause);
  return (
    <>
      <div class="head">
        <Heading title="Elections – office" step="/office">
          Elections
        </Heading>
        {isOfficer && (
          <ButtonLink href="/office/new" kind="filled">
            Draft an election
          </ButtonLink>
        )}
      </div>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the elections." />}
      {reply !== undefined && <Elections rows={reply.elections} isOfficer={isOfficer} />}
    </>
  );
}

function Elections({ rows, isOfficer }: { readonly rows: readonly Row[]; readonly isOfficer: boolean }) {
  if (rows.length === 0) {
    return (
      <p class="card">
        There is no election yet.{' '}
        {isOfficer ? 'Draft the first one: nothing is public until you open it.' : 'An election officer can draft one.'}
      </p>
    );
  }
  return (
    <div class="card flush">
      <Table
        caption="Every election, newest first"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Election', cell: ({ id, name }) => <a href={pathOf(id)}>{name}</a> },
          { title: 'Stands', cell: ({ phase }) => <PhaseTag phase={phase} /> },
          { title: 'Closes', cell: ({ closesAt }) => shortDay(closesAt) },
          { title: 'On the roll', numeric: true, cell: ({ roll }) => countWords(roll) },
          {
            title: 'Have voted',
            numeric: true,
            cell: ({ voted, phase }) => (phase === 'draft' ? '–' : countWords(voted)),
          },
        ]}
      />
    </div>
  );
}

export function PhaseTag({ phase }: Pick<Row, 'phase'>) {
  const { tone, words } = phaseWords(phase);
  return <Tag tone={tone}>{words}</Tag>;
}
