import { spokenFingerprint } from '../../protocol/spoken-fingerprint.ts';
import type { TrusteeView } from '../../api/trustees.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Steps } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark } from '../parts/marks.tsx';
import type { Facts } from './hands.ts';
import { Problem } from './make-key.tsx';
import { OpenForm } from './secret-file.tsx';
import { stepOf } from './state.ts';
import { waitedFor } from './words.ts';

const steps = ['Make a key', 'Exchange', 'Compare and finish'];

/** The second step needs nothing but the file: with a page that still has it open, it is done by itself. */
export function ShareOutPage({ state, view, hands }: Facts) {
  return (
    <>
      <Steps words={steps} current={1} />
      <Heading title={`Exchange – ${view.election}`} step={stepOf(state)} problem={state.problem !== undefined}>
        Exchange with the other trustees
      </Heading>
      <p class="lead">
        All {view.trustees} trustees have made a key. Your page now writes a sealed message to each of the others. Only
        they can read it, and it opens nothing alone.
      </p>
      <FileCard state={state} view={view} hands={hands} />
      <Problem words={state.problem} />
      {state.file !== undefined && (
        <p class="buttons">
          <Button onPress={hands.goOn} busy={state.busy === 'next-step' && 'Writing the messages…'}>
            Send the messages
          </Button>
        </p>
      )}
    </>
  );
}

/** The server passes everything on, and could have exchanged a key for its own: only people who talk can see it. */
export function FinishKeyPage({ state, view, hands }: Facts) {
  return (
    <>
      <Steps words={steps} current={2} />
      <Heading
        title={`Compare and finish – ${view.election}`}
        step={stepOf(state)}
        problem={state.problem !== undefined}
      >
        Compare, then finish your key
      </Heading>
      <p class="lead">
        Call the other trustees. Each reads their own line aloud, and all look whether theirs says the same.
      </p>
      <Fingerprints view={view} />
      <Notice tone="warn">
        <p>If one digit differs, stop: do not finish your key, and tell the office.</p>
      </Notice>
      <FileCard state={state} view={view} hands={hands} />
      <Problem words={state.problem} />
      {state.file !== undefined && (
        <p class="buttons">
          <Button onPress={hands.goOn} busy={state.busy === 'next-step' && 'Finishing your key…'}>
            They are all the same: finish my key
          </Button>
        </p>
      )}
    </>
  );
}

function FileCard({ state, view, hands }: Facts) {
  return (
    <Card title="Your key file">
      {state.file === undefined ? (
        <OpenForm state={state} view={view} hands={hands} label="Choose the file" />
      ) : (
        <p class="with-mark">
          <Mark tone="yes" /> <span>The file is open on this page.</span>
        </p>
      )}
    </Card>
  );
}

/** Of each trustee the key with which they take part. */
export function Fingerprints({ view: { names, owner, ceremony } }: { readonly view: TrusteeView }) {
  if (ceremony === null || ceremony.certificates.length === 0) return null;
  return (
    <Card title="Fingerprints to read aloud">
      <dl class="stack-s">
        {ceremony.certificates.map((certificate, place) => (
          <div key={certificate}>
            <dt class="strong">
              {names[place] ?? ''}
              {place + 1 === owner && ', you'}
            </dt>
            <dd>
              <span class="mono">{spokenFingerprint(certificate)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** This step is done here, and others have not come yet. */
export function StepDonePage({ state, view }: Facts) {
  const done = view.ceremony?.done[view.owner - 1] ?? 0;
  return (
    <>
      <Mark tone="yes" big />
      <Heading title={`Step ${done} is done – ${view.election}`} step={`${stepOf(state)} ${done}`}>
        Step {done} of 3 is done
      </Heading>
      <p class="lead">
        {done === 3
          ? 'You are done for now and may close this page.'
          : 'Keep this page open and it goes on by itself, or close it: we write to you when the next step is due.'}
      </p>
      <Notice>
        <p role="status">We wait for {listed(waitedFor(view))}.</p>
      </Notice>
      <Fingerprints view={view} />
    </>
  );
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}
