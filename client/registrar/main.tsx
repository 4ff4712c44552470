import { render } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
import { look, lookAgain, registrarHands } from './acts.ts';
import { empty, isWaiting, reduce, wouldLose } from './state.ts';
import { takeToken } from './token.ts';
import { Registrar } from './view.tsx';

/** `/registrar/:electionId#TOKEN` */
const electionId = location.pathname.split('/')[2] ?? '';
const token = takeToken(electionId, location, history, sessionStorage);

const pause = 15_000;

function Main() {
  const [state, say] = useReducer(reduce, empty);
  const latest = useRef(state);
  latest.current = state;
  const desk = useRef({ electionId, token, say, state: () => latest.current }).current;
  const hands = useRef(registrarHands(desk)).current;
  const task = state.view?.task;
  useEffect(() => void look(desk), []);
  useEffect(() => {
    if (task === undefined || !isWaiting(task)) return undefined;
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
  return <Registrar state={state} hands={hands} />;
}

/** The link of a newer mail, opened in the tab of an older one, changes the fragment alone: start anew with it. */
function followNewLink(): void {
  const fragment = location.hash.slice(1);
  if (fragment !== '' && document.getElementById(fragment) === null) location.reload();
}

const place = document.getElementById('app');
if (place !== null) render(<Main />, place);
