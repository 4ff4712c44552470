import { readApplications } from '../../api/members.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';
import { Trail } from './frame.tsx';
import { memberPath, membersPath } from './route.ts';

/** Who waits for a decision, whoever waited longest first. It is made on the person's page. */
export function ApplicationsPage() {
  const { reply, failed, again } = useReading(readApplications, {});
  return (
    <>
      <Trail name="Members" href={membersPath} />
      <Heading title="Applications – office" step="/office/members/applications">
        Applications
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the applications." />}
      {reply?.applications.length === 0 && <p class="card">Nobody waits for a decision.</p>}
      {reply !== undefined && reply.applications.length > 0 && (
        <div class="card flush">
          <Table
            caption="Applications, oldest first"
            rows={reply.applications}
            keyOf={({ personId, tier }) => `${personId} ${tier}`}
            columns={[
              {
                title: 'Name',
                cell: ({ personId, name, email }) => <a href={memberPath(personId)}>{name === '' ? email : name}</a>,
              },
              { title: 'Asked for', cell: ({ tierName }) => tierName },
              { title: 'Since', cell: ({ at }) => shortDay(at) },
              { title: 'Says', cell: ({ note }) => (note === '' ? '–' : note) },
            ]}
          />
        </div>
      )}
    </>
  );
}
