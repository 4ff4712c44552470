import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Facts, Hands } from './hands.ts';
import { MakePage } from './make.tsx';
import { DonePage, ReplacePage } from './replace.tsx';
import { SendPage } from './send.tsx';
import type { State } from './state.ts';
import { StoppedPage, WaitPage } from './waiting-pages.tsx';

/** What the registrar sees: a function of the state. */
export function Registrar({ state, hands }: { readonly state: State; readonly hands: Hands }) {
  const { view, stop } = state;
  return (
    <Frame
      place="member"
      organisation={view?.organisation ?? ''}
      {...(view === undefined ? {} : { aside: view.election })}
      foot={<span>Run with Quorate</span>}
    >
      {stop !== undefined && <StoppedPage stop={stop} hands={hands} />}
      {stop === undefined && view === undefined && (
        <>
          <Heading title="Registrar" step="loading">
            Registrar
          </Heading>
          <Waiting words="Looking up what is to be done." />
        </>
      )}
      {view !== undefined && <TaskPage state={state} view={view} hands={hands} />}
    </Frame>
  );
}

function TaskPage(facts: Facts) {
  switch (facts.view.task) {
    case 'wait-for-roll':
    case 'wait-for-opening':
      return <WaitPage {...facts} />;
    case 'make':
      return <MakePage {...facts} />;
    case 'send':
      return <SendPage {...facts} />;
    case 'replace':
      return <ReplacePage {...facts} />;
    case 'done':
      return <DonePage {...facts} />;
  }
}
