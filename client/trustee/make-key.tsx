import { Button } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Steps } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import type { Facts } from './hands.ts';
import { OpenForm, SealForm } from './secret-file.tsx';
import { stepOf } from './state.ts';
import { needWords } from './words.ts';

const steps = ['Make', 'Save', 'Open again'];

/** Make the key, keep the file, open it again as proof: only then is the public key sent. */
export function MakeKeyPage({ state, view, hands }: Facts) {
  if (state.made !== undefined) return <SavePage state={state} view={view} hands={hands} />;
  if (state.file !== undefined) return <OldFilePage state={state} view={view} hands={hands} />;
  return (
    <>
      <Steps words={steps} current={0} />
      {view.ceremony !== null && <p class="soft">Step 1 of 3 for a key that you make together.</p>}
      {(view.ceremony?.number ?? 1) > 1 && (
        <Notice tone="warn">
          <p>The trustees were changed, so every key is made anew. A key file of before is void.</p>
        </Notice>
      )}
      <p class="soft">
        {view.name} · trustee {view.owner} of {view.trustees}
      </p>
      <Heading title={`Make your key – ${view.election}`} step={stepOf(state)}>
        Make your key
      </Heading>
      <p class="lead">
        The result of {view.election} can be opened only with a key that you keep. It takes about three minutes, on a
        computer where you can keep a file.
      </p>
      <Notice>
        <p>{needWords(view)}</p>
        <KeepWords />
      </Notice>
      <p class="buttons">
        <Button onPress={hands.makeKey}>Make my key</Button>
      </p>
      <details>
        <summary>I saved a key file here before, but did not finish</summary>
        <div class="below">
          <OpenForm state={state} view={view} hands={hands} label="Open the key file that you saved" />
        </div>
      </details>
    </>
  );
}

export function KeepWords() {
  return (
    <p>
      Whoever has the file and its passphrase can open your part. Keep the file like a house key: on a USB stick, not in
      mail.
    </p>
  );
}

function SavePage({ state, view, hands }: Facts) {
  const { isSaved, file } = state;
  return (
    <>
      <Steps words={steps} current={isSaved ? 2 : 1} />
      <Heading
        title={`Save your key – ${view.election}`}
        step={stepOf(state)}
        problem={state.fault !== undefined || state.problem !== undefined}
      >
        {isSaved ? 'Open the file again' : 'Save your key file'}
      </Heading>
      {!isSaved && (
        <>
          <p class="lead">Your key is made. So far it is on this page alone, and nothing was sent.</p>
          <Notice tone="warn">
            <KeepWords />
          </Notice>
          <SealForm state={state} hands={hands} />
        </>
      )}
      {isSaved && (
        <>
          <p class="lead">
            Now open the file that you just saved, from the place where you will keep it. So you know that it is there
            and whole.
          </p>
          <Card>
            {file === undefined ? (
              <OpenForm state={state} view={view} hands={hands} label="Your key file" />
            ) : (
              <p>The file is open.</p>
            )}
          </Card>
          <SendKey state={state} hands={hands} />
          {file === undefined && (
            <details>
              <summary>Save the file once more</summary>
              <div class="below">
                <SealForm state={state} hands={hands} />
              </div>
            </details>
          )}
        </>
      )}
    </>
  );
}

function OldFilePage({ state, view, hands }: Facts) {
  return (
    <>
      <Steps words={steps} current={2} />
      <Heading title={`Your key file – ${view.election}`} step={stepOf(state)} problem={state.problem !== undefined}>
        Use this key file
      </Heading>
      <SendKey state={state} hands={hands} />
    </>
  );
}

/** The file was opened again and fits: now the public key may go. */
function SendKey({ state, hands }: Pick<Facts, 'state' | 'hands'>) {
  if (state.file === undefined) return null;
  return (
    <>
      <Notice title="The file is whole and holds your key" live>
        <p>
          Now we tell the office your public key. The secret part stays in your file and is never sent. Afterwards the
          key cannot be exchanged.
        </p>
      </Notice>
      <Problem words={state.problem} />
      <p class="buttons">
        <Button onPress={hands.sendKey} busy={state.busy === 'sending-key' && 'Giving the public key…'}>
          Give my public key
        </Button>
      </p>
    </>
  );
}

export function Problem({ words }: { readonly words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <Notice tone="stop" title="It was not done" live>
      <p>{words}</p>
    </Notice>
  );
}
