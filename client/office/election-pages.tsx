import { readOfficeElection, type OfficeView } from '../../api/office.ts';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { AnnouncementsPage } from './announcing.tsx';
import { CertifyPage } from './certify.tsx';
import { DeskPage } from './desk.tsx';
import { EditDraftPage } from './draft-page.tsx';
import { NominationsPage } from './nominations.tsx';
import { OpenPage } from './open.tsx';
import { QuestionsPage } from './questions.tsx';
import { RegistrarPage } from './registrar.tsx';
import { RollChangesPage } from './roll-changes.tsx';
import { RollDraftPage } from './roll-draft.tsx';
import { RollFreezePage } from './roll-freeze.tsx';
import { RollReasonsPage } from './roll-reasons.tsx';
import { RollReportPage } from './roll-report.tsx';
import { RollPage } from './roll.tsx';
import type { ElectionPlace } from './route.ts';
import { SeatingPage } from './seating.tsx';
import { TaskListPage } from './task-list.tsx';
import { TrusteesPage } from './trustees.tsx';

export interface ElectionFacts {
  readonly office: OfficeView;
  readonly isOfficer: boolean;
  /** A command answered with the newer state. */
  readonly onOffice: (office: OfficeView) => void;
  readonly onAgain: () => void;
  readonly go: (path: string) => void;
}

const pause = 10_000;

/** The pages of one election. Where something can happen by itself, they look again every 10 seconds. */
export function ElectionPages({
  electionId,
  at,
  isOfficer,
  go,
}: {
  readonly electionId: string;
  readonly at: ElectionPlace;
  readonly isOfficer: boolean;
  readonly go: (path: string) => void;
}) {
  const isLive = at === 'election' || at === 'trustees' || at === 'registrar';
  const { reply, failed, again, put } = useReading(
    readOfficeElection,
    { path: { electionId } },
    isLive ? pause : undefined,
  );
  return (
    <>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && (
        <>
          <Heading title="Election – office" step="loading">
            Election
          </Heading>
          {failed === undefined && <Waiting words="Looking up the election." />}
        </>
      )}
      {reply !== undefined && (
        <Place at={at} office={reply} isOfficer={isOfficer} onOffice={put} onAgain={again} go={go} />
      )}
    </>
  );
}

function Place({ at, ...facts }: ElectionFacts & { readonly at: ElectionPlace }) {
  switch (at) {
    case 'election':
      return facts.office.view.phase === 'draft' ? <TaskListPage {...facts} /> : <DeskPage {...facts} />;
    case 'edit':
      return <EditDraftPage {...facts} />;
    case 'roll':
      return facts.office.view.phase === 'draft' ? <RollDraftPage {...facts} /> : <RollPage {...facts} />;
    case 'roll-reasons':
      return <RollReasonsPage {...facts} />;
    case 'roll-report':
      return <RollReportPage {...facts} />;
    case 'roll-freeze':
      return <RollFreezePage {...facts} />;
    case 'roll-changes':
      return <RollChangesPage {...facts} />;
    case 'registrar':
      return <RegistrarPage {...facts} />;
    case 'trustees':
      return <TrusteesPage {...facts} />;
    case 'open':
      return <OpenPage {...facts} />;
    case 'certify':
      return <CertifyPage {...facts} />;
    case 'seating':
      return <SeatingPage {...facts} />;
    case 'nominations':
      return <NominationsPage electionId={facts.office.view.id} isOfficer={facts.isOfficer} />;
    case 'announcements':
      return <AnnouncementsPage {...facts} />;
    case 'questions':
      return <QuestionsPage {...facts} />;
  }
}
