import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Progress } from '../parts/charts.tsx';
import { Field } from '../parts/field.tsx';
import { FileField } from '../parts/file-field.tsx';
import { Mark } from '../parts/marks.tsx';
import type { Facts } from './hands.ts';
import type { Busy, State } from './state.ts';

/** Choosing the file and opening it with the passphrase. */
export function FileCard({
  state,
  hands,
  title,
  label,
}: Pick<Facts, 'state' | 'hands'> & { readonly title: string; readonly label: string }) {
  const { chosen, opened, busy, passphrase, passphraseProblem } = state;
  const press = (event: Event) => {
    event.preventDefault();
    hands.open();
  };
  return (
    <Card title={title}>
      {opened !== undefined && (
        <p class="with-mark" role="status">
          <Mark tone="yes" /> <span>The file is open. It stays on this device.</span>
        </p>
      )}
      {opened === undefined && (
        <FileField
          id="links-file"
          label={label}
          hint="It is read on this device and goes nowhere."
          problem={faultWords(state.fault)}
          accept=".json,application/json"
          onFile={hands.chooseFile}
        />
      )}
      {chosen !== undefined && opened === undefined && (
        <form class="stack-s" onSubmit={press}>
          <p role="status">
            Chosen: <span class="break">{chosen.name}</span>
          </p>
          <Field
            id="passphrase"
            type="password"
            label="Its passphrase"
            problem={passphraseProblem}
            value={passphrase}
            onValue={(value) => hands.say({ type: 'typed', field: 'passphrase', value })}
            autocomplete="off"
          />
          <p class="buttons">
            <Button type="submit" busy={busy?.with === 'opening' && 'Opening…'}>
              Open the file
            </Button>
          </p>
          <BusyBar busy={busy} only="opening" label="Opening the file" />
        </form>
      )}
    </Card>
  );
}

export function faultWords(fault: State['fault']): string | undefined {
  switch (fault) {
    case undefined:
      return undefined;
    case 'no-such-file':
    case 'passphrase':
      return 'This is no file of personal links, or it is not whole. Look for another copy.';
    case 'other-election':
      return 'This file belongs to another election.';
    case 'other-file':
      return 'This is another file than the one that was just made. Choose the file that you saved last.';
  }
}

export function BusyBar({
  busy,
  only,
  label,
}: {
  readonly busy: Busy | undefined;
  readonly only: Busy['with'];
  readonly label: string;
}) {
  if (busy?.with !== only) return null;
  return <Progress done={Math.round(busy.done * 100)} all={100} label={label} />;
}

export function Problem({ words }: { readonly words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <Notice tone="stop" title="It was not done" live>
      <p>{words}</p>
    </Notice>
  );
}
