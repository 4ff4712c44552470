import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { AddPartPage } from './add-part.tsx';
import { FinishKeyPage, ShareOutPage, StepDonePage } from './ceremony-pages.tsx';
import type { Facts, Hands } from './hands.ts';
import { MakeKeyPage } from './make-key.tsx';
import { MixPage } from './mix-page.tsx';
import type { State } from './state.ts';
import { DonePage, NotNeededPage, StoppedPage, VoidPage, WaitForShufflesPage, WaitPage } from './waiting-pages.tsx';

/** What the trustee sees: a function of the state. */
export function Trustee({ state, hands }: { readonly state: State; readonly hands: Hands }) {
  const { view, stop } = state;
  return (
    <Frame
      place="member"
      organisation={view?.organisation ?? ''}
      {...(view === undefined ? {} : { aside: view.election })}
      foot={<span>Run with Quorate</span>}
    >
      {stop !== undefined && <StoppedPage stop={stop} hands={hands} />}
      {stop === undefined && view === undefined && <LoadingPage />}
      {view !== undefined && <TaskPage state={state} view={view} hands={hands} />}
    </Frame>
  );
}

function LoadingPage() {
  return (
    <>
      <Heading title="Trustee" step="loading">
        Trustee
      </Heading>
      <Waiting words="Looking up what is to be done." />
    </>
  );
}

function TaskPage(facts: Facts) {
  switch (facts.view.task) {
    case 'make-key':
      return <MakeKeyPage {...facts} />;
    case 'share-out':
      return <ShareOutPage {...facts} />;
    case 'finish-key':
      return <FinishKeyPage {...facts} />;
    case 'wait-for-others':
      return facts.view.ceremony === null ? <WaitPage {...facts} /> : <StepDonePage {...facts} />;
    case 'shuffle':
      return <MixPage {...facts} />;
    case 'wait-for-shuffles':
      return <WaitForShufflesPage {...facts} />;
    case 'not-needed':
      return <NotNeededPage {...facts} />;
    case 'wait-for-close':
      return <WaitPage {...facts} />;
    case 'decrypt':
      return <AddPartPage {...facts} />;
    case 'done':
      return <DonePage {...facts} />;
    case 'void':
      return <VoidPage {...facts} />;
  }
}
