import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readMe } from '../../api/people.ts';
import { Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { useOrganisation } from '../parts/organisation.ts';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, signInAddress } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { BodiesPage, BodyRulesPage, NewBodyPage } from './bodies.tsx';
import { OrganisationsPage } from './bodies-organisations.tsx';
import { BodyPage } from './body.tsx';
import { NewDraftPage } from './draft-page.tsx';
import { DrivesPage } from './drives.tsx';
import { ElectionPages } from './election-pages.tsx';
import { OfficeFrame, type Me } from './frame.tsx';
import { ListPage } from './list.tsx';
import { LogPage } from './log.tsx';
import { ApplicationsPage } from './applications.tsx';
import { DuplicatesPage } from './duplicates.tsx';
import { ImportPage } from './import.tsx';
import { ImportsPage } from './imports.tsx';
import { MemberPage } from './member.tsx';
import { MembersPage } from './members.tsx';
import { OpenVotesPage } from './open-votes.tsx';
import { NewOpenVotePage } from './open-votes-draft.tsx';
import { OpenVotePage } from './open-votes-run.tsx';
import { PairPage } from './pair.tsx';
import { MailingListsPage } from './mailing-lists.tsx';
import { MoneyPage } from './money.tsx';
import { isOfficePath, routeOf, type Route } from './route.ts';
import { RoundsPage } from './rounds.tsx';
import { StaffPage } from './staff.tsx';
import { TiersPage } from './tiers.tsx';

function Main() {
  const [route, setRoute] = useState<Route>(() => routeOf(location));
  const go = (path: string) => {
    history.pushState(null, '', path);
    setRoute(routeOf(location));
  };
  useEffect(() => {
    const goBack = () => setRoute(routeOf(location));
    const follow = (event: MouseEvent) => followInside(event, go);
    addEventListener('popstate', goBack);
    addEventListener('click', follow);
    return () => {
      removeEventListener('popstate', goBack);
      removeEventListener('click', follow);
    };
  }, []);
  const organisation = useOrganisation();
  const { reply, failed, again } = useReading(readMe, {});
  const me = reply?.person ?? undefined;
  useEffect(() => {
    if (reply?.person === null) location.replace(signInAddress());
  }, [reply]);
  return (
    <OfficeFrame organisation={organisation} me={me} at={route.at}>
      {me === undefined ? (
        <>
          <Heading title="Office" step="loading">
            Office
          </Heading>
          {failed === undefined ? (
            <Waiting words="Looking up who you are." />
          ) : (
            <FailedNotice failed={failed} onAgain={again} />
          )}
        </>
      ) : (
        <Page route={route} me={me} go={go} />
      )}
    </OfficeFrame>
  );
}

/** A plain press on a link within the office changes the page without loading it anew. */
function followInside(event: MouseEvent, go: (path: string) => void): void {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event;
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
  const link = target instanceof Element ? target.closest('a') : null;
  if (link === null || link.target !== '' || link.origin !== location.origin) return;
  if (!isOfficePath(link.pathname) || link.hash !== '') return;
  event.preventDefault();
  go(link.pathname + link.search);
}

function Page({ route, me, go }: { readonly route: Route; readonly me: Me; readonly go: (path: string) => void }) {
  if (me.roles.length === 0) return <NoRole me={me} />;
  const isOfficer = me.roles.includes('officer');
  switch (route.at) {
    case 'list':
      return <ListPage isOfficer={isOfficer} />;
    case 'new':
      return <NewDraftPage go={go} />;
    case 'staff':
      return <StaffPage />;
    case 'tiers':
      return <TiersPage mayChange={me.roles.includes('administrator')} />;
    case 'drives':
      return <DrivesPage mayChange={me.roles.includes('treasurer')} />;
    case 'money':
      return <MoneyPage mayChange={me.roles.includes('treasurer')} />;
    case 'lists':
      return <MailingListsPage isOfficer={isOfficer} />;
    case 'bodies':
      return <BodiesPage mayChange={isOfficer} />;
    case 'new-body':
      return <NewBodyPage go={go} />;
    case 'organisations':
      return <OrganisationsPage mayChange={isOfficer} />;
    case 'body':
      return <BodyPage key={route.bodyId} bodyId={route.bodyId} mayChange={isOfficer} />;
    case 'body-rules':
      return <BodyRulesPage key={route.bodyId} bodyId={route.bodyId} go={go} />;
    case 'rounds':
      return <RoundsPage isOfficer={isOfficer} />;
    case 'log':
      return <LogPage key={route.electionId ?? ''} electionId={route.electionId} go={go} />;
    case 'members':
      return <MembersPage me={me} go={go} />;
    case 'member':
      return <MemberPage key={route.personId} personId={route.personId} me={me} />;
    case 'applications':
      return <ApplicationsPage />;
    case 'duplicates':
      return <DuplicatesPage />;
    case 'pair':
      return <PairPage key={`${route.survivorId} ${route.duplicateId}`} {...route} me={me} go={go} />;
    case 'imports':
      return <ImportsPage me={me} go={go} />;
    case 'import':
      return <ImportPage key={route.importId} importId={route.importId} me={me} />;
    case 'open-votes':
      return <OpenVotesPage isOfficer={isOfficer} />;
    case 'new-open-vote':
      return <NewOpenVotePage go={go} />;
    case 'open-vote':
      return <OpenVotePage key={route.voteId} voteId={route.voteId} isOfficer={isOfficer} />;
    case 'nowhere':
      return <Nowhere />;
    case 'election':
    case 'edit':
    case 'roll':
    case 'roll-reasons':
    case 'roll-report':
    case 'roll-freeze':
    case 'roll-changes':
    case 'registrar':
    case 'trustees':
    case 'open':
    case 'certify':
    case 'seating':
    case 'nominations':
    case 'announcements':
    case 'questions':
      return (
        <ElectionPages
          key={route.electionId}
          electionId={route.electionId}
          at={route.at}
          isOfficer={isOfficer}
          go={go}
        />
      );
  }
}

function NoRole({ me }: { readonly me: Me }) {
  return (
    <>
      <Heading title="Office" step="no-role">
        You have no role in the office
      </Heading>
      <Notice>
        <p>
          You are signed in as {me.name}. An administrator can give you a role. <a href="/me">My elections</a>
        </p>
      </Notice>
    </>
  );
}

function Nowhere() {
  return (
    <>
      <Heading title="Not found – office" step="nowhere">
        There is nothing at this address
      </Heading>
      <p>
        <a href="/office">All elections</a>
      </p>
    </>
  );
}

const place = document.getElementById('app');
if (place !== null) render(<Main />, place);
