import { useState } from 'preact/hooks';
import { readDuplicates, type DuplicateWhy } from '../../api/duplicates.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Pager } from '../parts/pager.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Trail } from './frame.tsx';
import { membersPath } from './route.ts';

/** Pairs that are probably one person. Nothing is merged by itself. */
export function DuplicatesPage() {
  const [page, setPage] = useState(1);
  const { reply, failed, again } = useReading(readDuplicates, { query: { page } });
  return (
    <>
      <Trail name="Members" href={membersPath} />
      <Heading title="Probable duplicates – office" step="/office/members/duplicates">
        Probable duplicates
      </Heading>
      <p class="soft measure">
        The surest first. Compare the two, then merge them or say that they are two people. Nothing is merged by itself.
      </p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Comparing the members." />}
      {reply?.total === 0 && <p class="card">No two records look like one person.</p>}
      {reply !== undefined && reply.total > 0 && (
        <>
          <div class="card flush">
            <Table
              caption="Pairs that are probably one person"
              rows={reply.pairs}
              keyOf={({ one, other }) => `${one.id} ${other.id}`}
              columns={[
                { title: 'One', cell: ({ one }) => <Brief person={one} /> },
                { title: 'The other', cell: ({ other }) => <Brief person={other} /> },
                { title: 'Why', cell: ({ why }) => whyWords(why) },
                {
                  title: 'Compare',
                  cell: ({ one, other }) => (
                    <a href={`${membersPath}/duplicates/${one.id}/${other.id}`}>
                      Compare
                      <span class="only-read">
                        {' '}
                        {one.email} and {other.email}
                      </span>
                    </a>
                  ),
                },
              ]}
            />
          </div>
          <Pager what="pairs" page={page} perPage={reply.perPage} total={reply.total} onPage={setPage} />
        </>
      )}
    </>
  );
}

function Brief({
  person,
}: {
  readonly person: { readonly name: string; readonly email: string; readonly number: string };
}) {
  return (
    <>
      {person.name === '' ? 'Without a name' : person.name} <span class="soft tiny">number {person.number}</span>
      <br />
      <span class="small break">{person.email}</span>
    </>
  );
}

function whyWords(why: DuplicateWhy): string {
  switch (why) {
    case 'plus-address':
      return 'One mailbox, two spellings';
    case 'former-address':
      return 'An address that the other one left';
    case 'name-and-place':
      return 'The same name in the same city';
    case 'name':
      return 'The same name';
  }
}
