import { render } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
import { boothHands, load } from './acts.ts';
import { forgetChoices, keep, openTab, wipe } from './keep.ts';
import { empty, reduce, stepOf, wouldLose, type State, type Step } from './state.ts';
import { Booth } from './view.tsx';

/** `/vote/:electionId#credential` */
const electionId = location.pathname.split('/')[2] ?? '';
const tab = openTab(electionId, location, history, sessionStorage);

function Main() {
  const [state, say] = useReducer(reduce, empty);
  const latest = useRef(state);
  latest.current = state;
  const hands = useRef(boothHands({ electionId, credential: tab.credential, say, state: () => latest.current }));
  useEffect(() => void load(electionId, tab, say), []);
  useEffect(() => keepWhatIsNeeded(state), [state]);
  useEffect(() => followHistory(stepOf(state.stage), state), [state.stage]);
  useEffect(() => {
    // Links inside the page make entries without a step: they lead nowhere else.
    const goBack = ({ state: step }: PopStateEvent) => {
      if (step !== null) say({ type: 'went', step: step as Step });
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (wouldLose(latest.current)) event.preventDefault();
    };
    addEventListener('popstate', goBack);
    addEventListener('hashchange', followFragment);
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('popstate', goBack);
      removeEventListener('hashchange', followFragment);
      removeEventListener('beforeunload', warn);
    };
  }, []);
  return <Booth state={state} hands={hands.current} />;
}

/** A reload keeps the choices and the order of names; casting wipes them. */
function keepWhatIsNeeded(state: State): void {
  const { stage, answers, sealed } = state;
  if (stage.at === 'receipt') wipe(electionId, sessionStorage, stage.done);
  else if (stage.at === 'stopped' && stage.stop.why === 'closed') forgetChoices(electionId, sessionStorage);
  else if (answers.length > 0) keep(electionId, sessionStorage, { answers, step: stepOf(stage), sealed });
}

/** A link inside the page leaves no trace in the address; another personal link, opened in this tab, starts anew. */
function followFragment(): void {
  const fragment = location.hash.slice(1);
  if (fragment !== '' && document.getElementById(fragment) === null) location.reload();
  else if (fragment !== '') history.replaceState(history.state, '', location.pathname);
}

/** The browser's *Back* returns to the step before. */
function followHistory(step: Step, { stage }: State): void {
  if (stage.at === 'loading' || stage.at === 'stopped' || stage.at === 'blank') return;
  const before = history.state as Step | null;
  if (before === null || stage.at === 'receipt') history.replaceState(step, '');
  else if (JSON.stringify(before) !== JSON.stringify(step)) history.pushState(step, '');
}

const place = document.getElementById('app');
place?.replaceChildren();
if (place !== null) render(<Main />, place);
