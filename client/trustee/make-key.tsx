import type { TrusteeView } from '../../api/trustees.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { FileField } from '../parts/file-field.tsx';
import { Steps } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import type { Facts } from './hands.ts';
import { stepOf, type State } from './state.ts';
import { faultWords, needWords } from './words.ts';

const steps = ['Make', 'Save', 'Open again'];

/** Make the key, keep the file, open it again as proof: only then is the public key sent. */
export function MakeKeyPage({ state, view, hands }: Facts) {
  if (state.made !== undefined) return <SavePage state={state} view={view} hands={hands} />;
  if (state.file !== undefined) return <OldFilePage state={state} view={view} hands={hands} />;
  return (
    <>
      <Steps words={steps} current={0} />
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
          <KeyFileField state={state} view={view} hands={hands} label="Open the key file that you saved" />
        </div>
      </details>
    </>
  );
}

export function KeepWords() {
  return (
    <p>
      Whoever has the file can open your part. Keep it like a house key: on a USB stick, not in mail. A file with a
      passphrase comes in a later release.
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
          <p class="buttons">
            <Button onPress={hands.saveKeyFile}>Save my key file</Button>
          </p>
        </>
      )}
      {isSaved && (
        <>
          <p class="lead">
            Now open the file that you just saved, from the place where you will keep it. So you know that it is there
            and whole.
          </p>
          <Card>
            <KeyFileField state={state} view={view} hands={hands} label="Your key file" />
          </Card>
          <SendKey state={state} hands={hands} />
          {file === undefined && (
            <p>
              <TextButton onPress={hands.saveKeyFile}>Save the file once more</TextButton>
            </p>
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

export function KeyFileField({
  state,
  view,
  hands,
  label,
}: {
  readonly state: State;
  readonly view: TrusteeView;
  readonly hands: Facts['hands'];
  readonly label: string;
}) {
  const fault = state.fault === undefined ? undefined : faultWords(state.fault, hands.electionId, view);
  return (
    <>
      <FileField
        id="key-file"
        label={label}
        hint="It is read on this device and goes nowhere."
        problem={fault}
        accept=".json,application/json"
        onFile={hands.chooseFile}
      />
    </>
  );
}
