import { Button } from '../parts/button.tsx';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { TextField } from '../parts/field.tsx';
import { FileField } from '../parts/file-field.tsx';
import type { Import, ImportEvent } from './import-state.ts';

/** The file, or the rows themselves. Nothing is changed by looking. */
export function ChooseRoll({
  state,
  say,
  onFile,
  onTry,
}: {
  readonly state: Import;
  readonly say: (event: ImportEvent) => void;
  readonly onFile: (file: File) => void;
  readonly onTry: () => void;
}) {
  const press = (event: Event) => {
    event.preventDefault();
    onTry();
  };
  return (
    <>
      {state.problem !== undefined && <ErrorSummary problems={[{ words: state.problem, at: 'csv' }]} />}
      <p class="soft measure">
        A CSV file with a first line that names the columns: <b>name</b> and <b>email</b>. Other columns are passed
        over. It becomes the whole roll: whoever is not in it is not on the roll.
      </p>
      <form class="card stack" onSubmit={press} noValidate>
        <FileField id="roll-file" label="Choose a CSV file" accept=".csv,.tsv,.txt,text/csv" onFile={onFile} />
        {state.fileName !== undefined && (
          <p role="status">
            Read: <span class="strong break">{state.fileName}</span>
          </p>
        )}
        {state.isGuessed && <GuessNotice />}
        <TextField
          id="csv"
          label="Or paste the rows"
          hint={'name,email'}
          problem={state.problem}
          value={state.csv.length > 200_000 ? `${state.csv.slice(0, 200_000)}…` : state.csv}
          onValue={(csv) => say({ type: 'pasted', csv })}
          rows={8}
        />
        <p class="buttons">
          <Button type="submit" busy={state.busy === 'trying' && 'Looking at every row…'}>
            Show what it would do
          </Button>
        </p>
        <p class="soft small">This changes nothing yet.</p>
      </form>
    </>
  );
}

export function GuessNotice() {
  return (
    <Notice tone="warn" title="Look at the names with accents">
      <p>
        This file is not written in UTF-8. We read it as Windows-1252, which is usual for older spreadsheets. If names
        look wrong below, save the file as “CSV UTF-8” and choose it again.
      </p>
    </Notice>
  );
}
