import { Heading } from '../parts/heading.tsx';
import { Figures } from '../parts/lists.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { TimetableList } from '../parts/timetable.tsx';
import { AfterClose } from './after-close.tsx';
import type { ElectionFacts } from './election-pages.tsx';
import { deskFigures } from './figures.ts';
import { Trail } from './frame.tsx';
import { PhaseTag } from './list.tsx';
import { NeedsAPerson } from './needs-a-person.tsx';
import { pathOf } from './route.ts';
import { VotersPerDay } from './voters-per-day.tsx';

/** What needs me now: while voting, while counting, afterwards. */
export function DeskPage(facts: ElectionFacts) {
  const { office } = facts;
  const { view } = office;
  const reader = useReader(view.now);
  return (
    <>
      <Trail name="Elections" href="/office" />
      <div class="head">
        <div class="stack-s">
          <p>
            <PhaseTag phase={view.phase} />
          </p>
          <Heading title={`${view.name} – office`} step={pathOf(view.id)}>
            {view.name}
          </Heading>
        </div>
        {view.phase === 'scheduled' ? (
          <DeadlineLine label="Opens" deadline={view.timetable.opens} reader={reader} />
        ) : (
          <DeadlineLine
            label={view.phase === 'open' ? 'Closes' : 'Closed'}
            deadline={view.timetable.closes}
            reader={reader}
          />
        )}
      </div>
      {view.phase === 'scheduled' && (
        <Notice>
          <p>
            Everything is frozen. When voting opens, everybody on the roll gets the ballot mail. Nothing has to be done
            until then.
          </p>
        </Notice>
      )}
      <Figures figures={deskFigures(office)} />
      <AfterClose {...facts} />
      <div class="cols">
        <div class="stack">
          <NeedsAPerson {...facts} />
          {view.phase !== 'scheduled' && <VotersPerDay office={office} />}
        </div>
        <aside class="stack" aria-label="More about this election">
          <Card title="Dates" flush>
            <TimetableList timetable={view.timetable} reader={reader} />
          </Card>
          <MoreLinks electionId={view.id} keyHolder={view.keyHolder} hasRegistrar={view.registrar !== null} />
        </aside>
      </div>
    </>
  );
}

function MoreLinks({
  electionId,
  keyHolder,
  hasRegistrar,
}: {
  readonly electionId: string;
  readonly keyHolder: 'server' | 'people';
  readonly hasRegistrar: boolean;
}) {
  return (
    <section class="card stack-s">
      <h2>Look closer</h2>
      <ul class="links">
        <li>
          <a href={pathOf(electionId, 'roll')}>Roll: who has voted, whose mail failed</a>
        </li>
        {hasRegistrar && (
          <li>
            <a href={pathOf(electionId, 'registrar')}>Registrar: whether the personal links are sent</a>
          </li>
        )}
        {keyHolder === 'people' && (
          <li>
            <a href={pathOf(electionId, 'trustees')}>Trustees</a>
          </li>
        )}
        <li>
          <a href={pathOf(electionId, 'announcements')}>Announcements: drafted from the facts</a>
        </li>
        <li>
          <a href={pathOf(electionId, 'questions')}>Questions to candidates</a>
        </li>
        <li>
          <a href={`/elections/${electionId}`}>Public page</a>
        </li>
        <li>
          <a href={`/elections/${electionId}/board`}>Public board</a>
        </li>
        <li>
          <a href={`/office/log?election=${electionId}`}>Log of this election</a>
        </li>
      </ul>
    </section>
  );
}
