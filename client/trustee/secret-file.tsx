import { useState } from 'preact/hooks';
import type { TrusteeView } from '../../api/trustees.ts';
import { SHORTEST_PASSPHRASE } from '../../protocol/key-file.ts';
import { Button } from '../parts/button.tsx';
import { Progress } from '../parts/charts.tsx';
import { Field } from '../parts/field.tsx';
import { FileField } from '../parts/file-field.tsx';
import type { Facts } from './hands.ts';
import type { State } from './state.ts';
import { faultWords } from './words.ts';

/** A passphrase for a new file, typed twice; the file is saved with it. */
export function SealForm({ state, hands }: Pick<Facts, 'state' | 'hands'>) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [problem, setProblem] = useState<'short' | 'differs' | undefined>(undefined);
  const save = () => {
    const wrong = first.length < SHORTEST_PASSPHRASE ? 'short' : first === second ? undefined : 'differs';
    setProblem(wrong);
    if (wrong === undefined) hands.saveKeyFile(first);
  };
  return (
    <>
      <Field
        id="passphrase"
        type="password"
        label="A passphrase for the file"
        hint={`At least ${SHORTEST_PASSPHRASE} characters; four or five words are good. Whoever finds the file cannot open it without.`}
        problem={problem === 'short' ? `Type at least ${SHORTEST_PASSPHRASE} characters` : undefined}
        value={first}
        onValue={setFirst}
        autocomplete="new-password"
      />
      <Field
        id="passphrase-again"
        type="password"
        label="The passphrase once more"
        hint="Write it down, and keep it apart from the file."
        problem={problem === 'differs' ? 'The two are not the same' : undefined}
        value={second}
        onValue={setSecond}
        autocomplete="new-password"
      />
      <p class="buttons">
        <Button onPress={save} busy={state.busy === 'sealing' && 'Sealing the file…'}>
          Save my key file
        </Button>
      </p>
      {state.busy === 'sealing' && <Patience state={state} label="Sealing" />}
    </>
  );
}

/** Choose the file, type its passphrase, open it. */
export function OpenForm({
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
  const [passphrase, setPassphrase] = useState('');
  const fault = state.fault === undefined ? undefined : faultWords(state.fault, hands.electionId, view);
  const isOfPassphrase = state.fault === 'wrong-passphrase';
  return (
    <>
      <FileField
        id="key-file"
        label={label}
        hint="It is read on this device and goes nowhere."
        problem={isOfPassphrase ? undefined : fault}
        accept=".json,application/json"
        onFile={hands.chooseFile}
      />
      {state.chosen !== undefined && (
        <form
          class="stack-s"
          onSubmit={(event) => {
            event.preventDefault();
            hands.openFile(passphrase);
          }}
        >
          <Field
            id="file-passphrase"
            type="password"
            label="The passphrase of the file"
            problem={isOfPassphrase ? fault : undefined}
            value={passphrase}
            onValue={setPassphrase}
            autocomplete="current-password"
          />
          <p class="buttons">
            <Button kind="plain" type="submit" busy={state.busy === 'opening' && 'Opening the file…'}>
              Open the file
            </Button>
          </p>
          {state.busy === 'opening' && <Patience state={state} label="Opening" />}
        </form>
      )}
    </>
  );
}

/** The passphrase is made slow to try, so trying the right one takes a moment too. */
function Patience({ state, label }: { readonly state: State; readonly label: string }) {
  return <Progress done={Math.round(state.progress * 100)} all={100} label={label} />;
}
