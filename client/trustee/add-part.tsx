import { Button } from '../parts/button.tsx';
import { Card } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark } from '../parts/marks.tsx';
import { LookingCard } from './looking-card.tsx';
import { Problem } from './make-key.tsx';
import { Mixed, Work } from './mix-page.tsx';
import { OpenForm } from './secret-file.tsx';
import type { Facts } from './hands.ts';
import { stepOf } from './state.ts';
import { openedWords, sharesWords } from './words.ts';

/** Voting has closed: the page checks the board by itself while the trustee looks for the key file. */
export function AddPartPage({ state, view, hands }: Facts) {
  const { looking, file, busy } = state;
  const isReady = looking.at === 'passed' && file !== undefined;
  return (
    <>
      <p class="soft">
        {view.name} · trustee {view.owner} of {view.trustees}
      </p>
      <Heading
        title={`Add your part – ${view.election}`}
        step={stepOf(state)}
        problem={looking.at === 'doubted' || state.fault !== undefined || state.problem !== undefined}
      >
        Add your part to the result
      </Heading>
      <p class="lead">
        Voting in {view.election} has closed. {sharesWords(view)} {openedWords(view)}
      </p>
      <Mixed view={view} electionId={hands.electionId} />
      <Card title="1. The board is checked on this device">
        <LookingCard looking={looking} hands={hands} act="decrypt" />
      </Card>
      {looking.at !== 'doubted' && (
        <Card title="2. Your key file">
          {file === undefined ? (
            <OpenForm state={state} view={view} hands={hands} label="Choose the file" />
          ) : (
            <p class="with-mark">
              <Mark tone="yes" /> <span>The file fits: it holds the key that you gave for this election.</span>
            </p>
          )}
        </Card>
      )}
      <Problem words={state.problem} />
      {busy === 'decrypting' && <Work done={state.progress} label="Making your part" />}
      {isReady ? (
        <p class="buttons">
          <Button onPress={hands.sendShare} busy={busyWords(busy)}>
            Add my part
          </Button>
        </p>
      ) : (
        looking.at !== 'doubted' && (
          <p class="soft" role="status">
            {looking.at === 'passed'
              ? 'Choose your key file: then you can add your part here.'
              : 'When the board is checked and your key file fits, you can add your part here.'}
          </p>
        )
      )}
    </>
  );
}

function busyWords(busy: Facts['state']['busy']): string | false {
  switch (busy) {
    case 'no':
      return false;
    case 'sealing':
    case 'opening':
    case 'next-step':
    case 'mixing':
    case 'sending-shuffle':
      return false;
    case 'decrypting':
    case 'sending-key':
      return 'Making your part…';
    case 'sending-share':
      return 'Sending your part…';
  }
}
