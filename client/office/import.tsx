import { useReducer } from 'preact/hooks';
import { importRoll, tryRoll } from '../../api/office.ts';
import { call, nameOf } from '../call.ts';
import { Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { failedWords, type Failed } from '../parts/refusals.tsx';
import { decodeCsv } from './csv-file.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { ChooseRoll } from './import-choose.tsx';
import { DryRunView } from './import-dry-run.tsx';
import { emptyImport, reduceImport, type Import, type ImportEvent } from './import-state.ts';
import { pathOf } from './route.ts';

/** Choose a file, see what every row would become, read the counts back, import. */
export function ImportPage(facts: ElectionFacts) {
  const { view } = facts.office;
  const [state, say] = useReducer(reduceImport, emptyImport);
  const step = state.dryRun === undefined ? pathOf(view.id, 'import') : `${pathOf(view.id, 'import')} shown`;
  const title = state.dryRun === undefined ? 'Import a roll' : 'What the import would do';
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading title={`${title} – ${view.name}`} step={step} problem={state.problem !== undefined}>
        {title}
      </Heading>
      {view.phase !== 'draft' || !facts.isOfficer ? (
        <Notice>
          <p>
            The roll of this election cannot be changed. <a href={pathOf(view.id, 'roll')}>Show the roll</a>
          </p>
        </Notice>
      ) : state.dryRun === undefined ? (
        <ChooseRoll
          state={state}
          say={say}
          onFile={(file) => void readFile(file, say)}
          onTry={() => void tryIt(view.id, state, say)}
        />
      ) : (
        <DryRunView state={state} dryRun={state.dryRun} say={say} onImport={() => void importIt(facts, state, say)} />
      )}
    </>
  );
}

const longestFile = 20_000_000;

async function readFile(file: File, say: (event: ImportEvent) => void): Promise<void> {
  if (file.size > longestFile) {
    say({ type: 'refused', words: 'This file is larger than 20 MB. Is it the right one?' });
    return;
  }
  const { csv, isGuessed } = decodeCsv(new Uint8Array(await file.arrayBuffer()));
  say({ type: 'file-read', csv, name: file.name, isGuessed });
}

async function tryIt(electionId: string, state: Import, say: (event: ImportEvent) => void): Promise<void> {
  if (state.csv.trim() === '') {
    say({ type: 'refused', words: 'Choose a file, or paste the rows' });
    return;
  }
  say({ type: 'trying' });
  const answer = await call(tryRoll, { path: { electionId }, body: { csv: state.csv } });
  if (answer.ok) say({ type: 'tried', dryRun: answer.reply });
  else say({ type: 'refused', words: wordsOf(answer) });
}

async function importIt(
  { office, onAgain, go }: ElectionFacts,
  state: Import,
  say: (event: ImportEvent) => void,
): Promise<void> {
  const { csv, dryRun } = state;
  if (dryRun === undefined) return;
  say({ type: 'importing' });
  const { rollAfter, leftOut } = dryRun;
  const answer = await call(importRoll, {
    path: { electionId: office.view.id },
    body: { csv, rollAfter, leftOut },
    patience: 180_000,
  });
  if (answer.ok) {
    onAgain();
    go(pathOf(office.view.id));
  } else if (answer.problem !== undefined && nameOf(answer.problem) === 'roll-changed') {
    say({ type: 'outdated', words: failedWords(answer) });
  } else say({ type: 'refused', words: wordsOf(answer) });
}

function wordsOf(failed: Failed): string {
  return failed.problem?.errors?.[0]?.detail ?? failedWords(failed);
}
