import { useState } from 'preact/hooks';
import type { ElectionView } from '../../api/elections.ts';
import { Steps } from '../parts/frame.tsx';
import { Button, ButtonLink } from '../parts/button.tsx';
import { useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList, Tracker } from '../parts/lists.tsx';
import { Mark } from '../parts/marks.tsx';
import { elsewhere, isUtc, longMoment, plainDay, shortMoment } from '../parts/when.ts';
import { BoothFrame } from './frame.tsx';
import type { Hands } from './hands.ts';
import { boothSteps } from './question.tsx';
import type { Done } from './state.ts';

/** It is done, and this is how to find it again. Never the choices. */
export function ReceiptPage({
  view,
  done,
}: {
  readonly view: ElectionView;
  readonly done: Done;
  readonly hands: Hands;
}) {
  const { zone } = useReader(view.now);
  return (
    <BoothFrame organisation={view.organisation} view={view}>
      <Steps words={boothSteps} current={2} />
      <div class="stack">
        <Mark tone="yes" big />
        <Heading title="Your ballot is cast" step="receipt">
          Your ballot is cast
        </Heading>
        <p class="lead">{arrivalWords(done, zone)} You are done and may close this page.</p>
        {done.replaced && <p>{replacedWords(done)}</p>}
      </div>
      <TrackerCard view={view} done={done} />
      <section class="stack-s next">
        <h2>What happens next</h2>
        <FactList
          facts={[
            ...(done.address === null ? [] : [{ term: 'A mail with this tracker', says: `goes to ${done.address}` }]),
            {
              term: 'You can vote again until',
              says: shortMoment(view.timetable.closes.at, view.timetable.closes.zone),
            },
            {
              term: 'The result is published',
              says: <a href={`/elections/${view.id}`}>on the page of this election</a>,
            },
          ]}
        />
      </section>
    </BoothFrame>
  );
}

function arrivalWords({ castAt }: Done, zone: string | undefined): string {
  if (castAt === null) return 'It is on the public board.';
  const here = zone === undefined || isUtc(zone) ? '' : ` (${elsewhere(castAt, zone, 'UTC')})`;
  return `It reached the public board on ${longMoment(castAt)}${here}.`;
}

function replacedWords({ before }: Done): string {
  return before === null
    ? 'This ballot replaces your earlier one.'
    : `This ballot replaces the one from ${plainDay(before)}.`;
}

function TrackerCard({ view, done }: { readonly view: ElectionView; readonly done: Done }) {
  const [copied, setCopied] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(done.tracker).then(
      () => setCopied('Copied.'),
      () => setCopied('Your browser did not allow it. Select the tracker and copy it.'),
    );
  };
  return (
    <section class="card stack">
      <div class="head">
        <h2>Your tracker</h2>
        {done.height !== null && <span class="small soft">entry {done.height} on the board</span>}
      </div>
      <Tracker tracker={done.tracker} />
      <p class="soft small">
        With it you can see that your ballot is on the board and was not changed. It does not show how you voted, so you
        may share it.
      </p>
      <div class="buttons">
        <Button kind="plain" onPress={copy}>
          Copy
        </Button>
        <ButtonLink href={`/elections/${view.id}/board?${new URLSearchParams({ tracker: done.tracker }).toString()}`}>
          Find it on the board
        </ButtonLink>
        <Button kind="plain" onPress={() => print()}>
          Print
        </Button>
      </div>
      {done.signed !== null && <SignedReceipt view={view} signed={done.signed} />}
      <p class="small soft" role="status">
        {copied}
      </p>
    </section>
  );
}

/** What the server signed, as a file: for the day when somebody doubts the board. All of it is ASCII. */
function SignedReceipt({ view, signed }: { readonly view: ElectionView; readonly signed: string }) {
  return (
    <details>
      <summary>Signed receipt</summary>
      <div class="stack-s">
        <p>
          The server signed it: if your ballot were ever missing from the board, this file would prove it. It does not
          say how you voted.
        </p>
        <p>
          <ButtonLink href={`data:application/json,${encodeURIComponent(signed)}`} download={`${view.id}-receipt.json`}>
            Save the signed receipt
          </ButtonLink>
        </p>
        <p class="small soft">
          To check it with the record of the election:{' '}
          <code class="break">
            npm run verify -- {view.id}.bel --receipt {view.id}-receipt.json
          </code>
        </p>
      </div>
    </details>
  );
}
