import { Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark } from '../parts/marks.tsx';
import type { Facts, Hands } from './hands.ts';
import { stepOf, type Stop } from './state.ts';

/** Nothing to do now: the roll is not frozen, or the list is given and the office has not opened the election. */
export function WaitPage({ state, view }: Facts) {
  if (view.task === 'wait-for-roll') {
    return (
      <>
        <Heading title={`Not yet – ${view.election}`} step={stepOf(state)}>
          There is nothing to do yet
        </Heading>
        <p class="lead">The roll of {view.election} is not frozen. We write to you when the links can be made.</p>
      </>
    );
  }
  return (
    <>
      <Mark tone="yes" big />
      <Heading title={`Your list is given – ${view.election}`} step={stepOf(state)}>
        Your list is given
      </Heading>
      <p class="lead">You are done for now and may close this page.</p>
      <Notice>
        <p>
          Keep your file and its passphrase. When the office has opened the election, we write to you: then you check
          that the published list is yours, and send the links.
        </p>
        <p class="small soft">
          Fingerprint of your list: <span class="mono break">{view.listHash}</span>
        </p>
      </Notice>
    </>
  );
}

export function StoppedPage({ stop, hands }: { readonly stop: Stop; readonly hands: Hands }) {
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
    case 'cannot-make':
      return {
        title: 'Your browser cannot make the links',
        words: 'Nothing was changed. These can: Firefox, Chrome, Edge and Safari of the last three years.',
      };
    case 'no-answer':
      return { title: 'We could not reach the office', words: stop.words };
  }
}
