import { Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark } from '../parts/marks.tsx';
import { Fingerprints } from './ceremony-pages.tsx';
import type { Facts } from './hands.ts';
import { keyFileName } from './key-file.ts';
import { Mixed } from './mix-page.tsx';
import { stepOf, type Stop } from './state.ts';
import { keysWords, mixedWords, neededOf, needWords, sharesWords } from './words.ts';

/** The key is given: nothing to do until the close. */
export function WaitPage({ state, view, hands }: Facts) {
  return (
    <>
      <Mark tone="yes" big />
      <Heading title={`Your key is given – ${view.election}`} step={stepOf(state)}>
        Your key is given
      </Heading>
      <p class="lead">You are done for now and may close this page.</p>
      <Notice>
        <p role="status">{keysWords(view)}</p>
        {view.threshold !== null && <p>{needWords(view)}</p>}
        <p>
          Keep the file{' '}
          <span class="mono break">{keyFileName({ electionId: hands.electionId, owner: view.owner })}</span> safe. After
          voting closes we write to you, and you need it then.
        </p>
      </Notice>
      <Fingerprints view={view} />
    </>
  );
}

export function DonePage({ state, view, hands }: Facts) {
  const isAll = view.sharesGiven >= neededOf(view);
  return (
    <>
      <Mark tone="yes" big />
      <Heading title={`Your part is added – ${view.election}`} step={stepOf(state)}>
        Your part is added
      </Heading>
      <p class="lead">You are done and may close this page.</p>
      <Notice>
        <p role="status">
          {sharesWords(view)} {isAll ? 'The result can be opened.' : 'The result opens when the last one is here.'}
        </p>
        <p>Keep your key file until the result is certified, then delete it.</p>
      </Notice>
      <p>
        <a href={`/elections/${hands.electionId}`}>The public page of this election</a>
      </p>
    </>
  );
}

/** Others were enough. */
export function NotNeededPage({ state, view, hands }: Facts) {
  return (
    <>
      <Heading title={`Nothing more is needed – ${view.election}`} step={stepOf(state)}>
        Nothing more is needed from you
      </Heading>
      <p class="lead">
        Enough trustees of {view.election} have added their part, and the result is open. Keep your key file until the
        result is certified, then delete it.
      </p>
      <p>
        <a href={`/elections/${hands.electionId}`}>The public page of this election</a>
      </p>
    </>
  );
}

/** Ballots are mixed one after the other. */
export function WaitForShufflesPage({ state, view, hands }: Facts) {
  return (
    <>
      <Heading title={`Wait for the others – ${view.election}`} step={stepOf(state)}>
        The ballots are being mixed
      </Heading>
      <p class="lead">You may close this page. We write to you when your part is due.</p>
      <Notice>
        <p role="status">{mixedWords(view)}</p>
      </Notice>
      <Mixed view={view} electionId={hands.electionId} />
    </>
  );
}

export function VoidPage({ state, view, hands }: Facts) {
  return (
    <>
      <Heading title={`Nothing to open – ${view.election}`} step={stepOf(state)}>
        There is nothing to open
      </Heading>
      <p class="lead">
        The quorum of {view.election} was missed, so the election is void. No ballot is opened, and your part is not
        needed. You may delete your key file.
      </p>
      <p>
        <a href={`/elections/${hands.electionId}`}>The public page of this election</a>
      </p>
    </>
  );
}

export function StoppedPage({ stop, hands }: { readonly stop: Stop; readonly hands: Facts['hands'] }) {
  const { title, words } = stopWords(stop);
  return (
    <>
      <Heading title={title} step={stop.why} problem>
        {title}
      </Heading>
      <p class="lead">{words}</p>
      {stop.why === 'no-answer' && (
        <p class="buttons">
          <Button onPress={hands.tryAgain}>Try again</Button>
        </p>
      )}
    </>
  );
}

function stopWords(stop: Stop): { readonly title: string; readonly words: string } {
  switch (stop.why) {
    case 'no-link':
      return {
        title: 'Open the link in your mail',
        words: 'This page works with the personal link that we sent to you. Nothing was changed.',
      };
    case 'link-refused':
      return {
        title: 'This link does not work any more',
        words:
          'A newer mail may have replaced it. Use the newest, or ask the office to send you another. Nothing was changed.',
      };
    case 'no-election':
      return {
        title: 'There is no such election',
        words: 'Open the link in your mail once more. Nothing was changed.',
      };
    case 'cannot-make-key':
      return {
        title: 'Your browser cannot make a key',
        words: 'Nothing was changed. These can: Firefox, Chrome, Edge and Safari of the last three years.',
      };
    case 'no-answer':
      return { title: 'We could not reach the office', words: stop.words };
  }
}
