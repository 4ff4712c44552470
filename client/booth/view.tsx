import { CheckPage } from './check.tsx';
import type { Hands } from './hands.ts';
import { BoothFrame } from './frame.tsx';
import { BlankPage, QuestionPage } from './question.tsx';
import { ReceiptPage } from './receipt.tsx';
import { StartPage } from './start.tsx';
import type { State } from './state.ts';
import { StoppedPage } from './stopped.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loading } from '../parts/boxes.tsx';

/** What the voter sees: a function of the state. */
export function Booth({ state, hands }: { readonly state: State; readonly hands: Hands }) {
  const { stage, view, voter } = state;
  if (stage.at === 'stopped') return <StoppedPage state={state} stop={stage.stop} hands={hands} />;
  if (stage.at === 'receipt' && view !== undefined) return <ReceiptPage view={view} done={stage.done} hands={hands} />;
  if (view === undefined || voter === undefined) return <LoadingPage />;
  const facts = { state, view, voter, hands };
  switch (stage.at) {
    case 'loading':
    case 'receipt':
      return <LoadingPage />;
    case 'start':
      return <StartPage {...facts} />;
    case 'question':
      return <QuestionPage key={stage.place} {...facts} place={stage.place} back={stage.back} />;
    case 'blank':
      return <BlankPage {...facts} place={stage.place} />;
    case 'check':
      return <CheckPage {...facts} />;
  }
}

function LoadingPage() {
  return (
    <BoothFrame organisation="">
      <Heading title="Your ballot" step="loading">
        Your ballot
      </Heading>
      <Loading words="Looking up the election." />
    </BoothFrame>
  );
}
