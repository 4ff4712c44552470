import { readRollReport, type Contradiction } from '../../api/roll.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortMoment } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { contradictionWords } from './roll-state.ts';
import { pathOf } from './route.ts';

/** What does not fit together about the people on the roll, each with the next step. */
export function RollReportPage({ office }: ElectionFacts) {
  const { id, name } = office.view;
  const { reply, failed, again } = useReading(readRollReport, { path: { electionId: id } });
  return (
    <>
      <Trail name={`Roll of ${name}`} href={pathOf(id, 'roll')} />
      <Heading title={`Report on the roll – ${name}`} step={pathOf(id, 'roll-report')}>
        Report on the roll
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Comparing what is known." />}
      {reply?.madeAt === null && (
        <Notice>
          <p>
            The roll is not worked out yet. <a href={pathOf(id, 'roll')}>Work it out first</a>
          </p>
        </Notice>
      )}
      {reply !== undefined && reply.madeAt !== null && (
        <>
          <p class="soft">
            About the roll as it was worked out {shortMoment(reply.madeAt)}; payments, mails and names as they are now.
          </p>
          {reply.contradictions.length === 0 && (
            <Notice>
              <p>Nothing contradicts. Payments, memberships, addresses and names fit together.</p>
            </Notice>
          )}
          {reply.contradictions.map((contradiction) => (
            <ContradictionCard key={contradiction.what} {...contradiction} />
          ))}
          <p>
            <ButtonLink href={pathOf(id, 'roll')}>Back to the roll</ButtonLink>
          </p>
        </>
      )}
    </>
  );
}

function ContradictionCard({ what, count, people }: Contradiction) {
  const { title, next } = contradictionWords(what);
  return (
    <Card title={title} aside={counted(count, 'person', 'people')} flush>
      <p class="pad">{next}</p>
      <Table
        caption={title}
        rows={people}
        keyOf={({ personId }) => personId}
        columns={[
          { title: 'Name', cell: ({ name }) => (name === '' ? <span class="soft">No name</span> : name) },
          { title: 'Mail address', cell: ({ email }) => <span class="break">{email}</span> },
          { title: 'What', wide: true, cell: ({ detail }) => <span class="break">{detail}</span> },
        ]}
      />
      {people.length < count && <p class="pad soft small">The first {countWords(people.length)} are shown.</p>}
    </Card>
  );
}
