import { render } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
import {
  chooseFile,
  goOn,
  look,
  lookAgain,
  lookAtRecord,
  makeKey,
  mixBallots,
  openFile,
  saveKeyFile,
  sendKey,
  sendShare,
} from './acts.ts';
import type { Hands } from './hands.ts';
import { empty, pauseOf, reduce, wouldLose } from './state.ts';
import { takeToken } from './token.ts';
import { Trustee } from './view.tsx';

/** `/trustee/:electionId#TOKEN` */
const electionId = location.pathname.split('/')[2] ?? '';
const token = takeToken(electionId, location, history, sessionStorage);

function Main() {
  const [state, say] = useReducer(reduce, empty);
  const latest = useRef(state);
  latest.current = state;
  const desk = useRef({ electionId, token, say, state: () => latest.current }).current;
  const task = state.view?.task;
  useEffect(() => void look(desk), []);
  useEffect(() => {
    if (task === 'decrypt' || task === 'shuffle') void lookAtRecord(desk);
    // Nobody has to decide anything in the second step: a page whose file is open goes on.
    if (task === 'share-out' && latest.current.file !== undefined) void goOn(desk);
  }, [task]);
  useEffect(() => {
    const pause = task === undefined ? undefined : pauseOf(task);
    if (pause === undefined) return undefined;
    const timer = setInterval(() => void lookAgain(desk), pause);
    return () => clearInterval(timer);
  }, [task]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (wouldLose(latest.current)) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    addEventListener('hashchange', followNewLink);
    return () => {
      removeEventListener('beforeunload', warn);
      removeEventListener('hashchange', followNewLink);
    };
  }, []);
  const hands: Hands = {
    electionId,
    makeKey: () => makeKey(desk),
    saveKeyFile: (passphrase) => void saveKeyFile(desk, passphrase),
    chooseFile: (file) => void chooseFile(desk, file),
    openFile: (passphrase) => void openFile(desk, passphrase),
    sendKey: () => void sendKey(desk),
    goOn: () => void goOn(desk),
    lookAtRecord: () => void lookAtRecord(desk),
    mixBallots: () => void mixBallots(desk),
    sendShare: () => void sendShare(desk),
    tryAgain: () => location.reload(),
  };
  return <Trustee state={state} hands={hands} />;
}

/** The link of a newer mail, opened in the tab of an older one, changes the fragment alone: start anew with it. */
function followNewLink(): void {
  const fragment = location.hash.slice(1);
  if (fragment !== '' && document.getElementById(fragment) === null) location.reload();
}

const place = document.getElementById('app');
if (place !== null) render(<Main />, place);
