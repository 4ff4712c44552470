import { render } from 'preact';
import { useReducer, useRef } from 'preact/hooks';
import { useOrganisation } from '../parts/organisation.ts';
import { ConfirmAddressPage, UndoAddressPage } from './address-links.tsx';
import { AffiliationsPage } from './affiliations.tsx';
import { AffirmPage } from './affirm.tsx';
import { DirectoryPage } from './directory.tsx';
import { DuesPage } from './dues.tsx';
import { JoinPage } from './join.tsx';
import { ListingPage } from './listing.tsx';
import { ListsPage } from './lists.tsx';
import { MePage } from './me.tsx';
import { MyDataPage } from './my-data.tsx';
import { NominatePage } from './nominate.tsx';
import { SupportPage } from './nomination-support.tsx';
import { NominationPage } from './nomination.tsx';
import { OpenVotePage } from './open-vote.tsx';
import { QuestionsPage } from './questions.tsx';
import { safeReturnPath } from './return-path.ts';
import { RoundsPages } from './rounds.tsx';
import { SetUpPage } from './set-up.tsx';
import { enterCode, enterPassword, sendCode, useLink, type Me } from './sign-in-acts.ts';
import { reduceSignIn, startSignIn } from './sign-in-state.ts';
import { SignInPage } from './sign-in.tsx';

/** `/sign-in`, `/sign-in#TOKEN`, `/set-up#TOKEN`, `/me`, `/lists`, `/lists#TOKEN`, `/directory`, `/my-listing`, `/my-affiliations`, `/join`,
 * `/affirm#TOKEN`, `/confirm-address#TOKEN`, `/undo-address#TOKEN`, `/my-data`, `/questions/ELECTION`, `/open-votes/VOTE`, `/dues`, `/dues/PAYMENT`,
 * `/nominate/ELECTION`, `/nomination#TOKEN`, `/nomination/ID`, `/support/ID` */
const page = location.pathname.split('/')[1] ?? '';
const second = location.pathname.split('/')[2] ?? '';
const token = takeToken();

/** Takes the token out of the address bar, so that it is in no history, screenshot or shared screen. */
function takeToken(): string {
  const fragment = location.hash.slice(1).trim();
  if (fragment === '' || fragment === 'main') return '';
  history.replaceState(null, '', location.pathname + location.search);
  return fragment;
}

function onSignedIn({ roles }: Me): void {
  const next = safeReturnPath(new URLSearchParams(location.search).get('next'), location.origin);
  location.replace(next ?? (roles.length > 0 ? '/office' : '/me'));
}

function SignIn({ organisation }: { readonly organisation: string }) {
  const [state, say] = useReducer(reduceSignIn, token, startSignIn);
  const latest = useRef(state);
  latest.current = state;
  const desk = () => ({ state: latest.current, say, onSignedIn });
  const hands = {
    say,
    sendCode: () => void sendCode(desk()),
    enterCode: () => void enterCode(desk()),
    enterPassword: () => void enterPassword(desk()),
    useLink: () => void useLink(token, desk()),
  };
  return <SignInPage organisation={organisation} state={state} hands={hands} />;
}

function Main() {
  const organisation = useOrganisation();
  if (page === 'set-up') return <SetUpPage organisation={organisation} token={token} />;
  if (page === 'me') return <MePage organisation={organisation} />;
  if (page === 'dues')
    return <DuesPage organisation={organisation} paymentId={location.pathname.split('/')[2] ?? ''} />;
  if (page === 'join') return <JoinPage organisation={organisation} />;
  if (page === 'affirm') return <AffirmPage organisation={organisation} token={token} />;
  if (page === 'confirm-address') return <ConfirmAddressPage organisation={organisation} token={token} />;
  if (page === 'undo-address') return <UndoAddressPage organisation={organisation} token={token} />;
  if (page === 'my-data') return <MyDataPage organisation={organisation} />;
  if (page === 'lists') return <ListsPage organisation={organisation} token={token} />;
  if (page === 'directory') return <DirectoryPage organisation={organisation} />;
  if (page === 'my-affiliations') return <AffiliationsPage organisation={organisation} />;
  if (page === 'questions')
    return <QuestionsPage organisation={organisation} electionId={location.pathname.split('/')[2] ?? ''} />;
  if (page === 'my-listing') return <ListingPage organisation={organisation} />;
  if (page === 'open-votes')
    return <OpenVotePage organisation={organisation} voteId={location.pathname.split('/')[2] ?? ''} />;
  if (page === 'rounds') return <RoundsPages organisation={organisation} path={location.pathname} token={token} />;
  if (page === 'nominate') return <NominatePage organisation={organisation} electionId={second} />;
  if (page === 'nomination') return <NominationPage organisation={organisation} token={token} candidacyId={second} />;
  if (page === 'support') return <SupportPage organisation={organisation} candidacyId={second} />;
  return <SignIn organisation={organisation} />;
}

/** The link of a newer mail, opened in this tab, changes the fragment alone: start anew with it. */
addEventListener('hashchange', () => {
  const fragment = location.hash.slice(1);
  if (fragment !== '' && document.getElementById(fragment) === null) location.reload();
});

const place = document.getElementById('app');
if (place !== null) render(<Main />, place);
