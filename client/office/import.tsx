import { useState } from 'preact/hooks';
import { commitImport, readImport, readImports, undoImport, type ImportView } from '../../api/imports.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button, ButtonLink, TextButton } from '../parts/button.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Figures } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Trail, type Me } from './frame.tsx';
import { MapForm } from './import-map.tsx';
import { ImportRows } from './import-rows.tsx';
import { commitWords, leftOutWords } from './import-words.ts';
import { may } from './may.ts';
import { membersPath } from './route.ts';

interface ImportFacts {
  readonly view: ImportView;
  readonly put: (view: ImportView) => void;
}

/** Steps 2 to 4 of an import, and its undoing: whatever its state asks for. */
export function ImportPage({ importId, me }: { readonly importId: string; readonly me: Me }) {
  const [isRunning, setRunning] = useState(true);
  const { reply, failed, again, put } = useReading(readImport, { path: { importId } }, isRunning ? 500 : undefined);
  const view = reply;
  const runs = view === undefined || ['trying', 'committing', 'undoing'].includes(view.state);
  if (runs !== isRunning) setRunning(runs);
  const title = view === undefined ? 'Import' : titleOf(view);
  return (
    <>
      <Trail name="Imports" href={`${membersPath}/imports`}>
        {view?.name}
      </Trail>
      <Heading title={`${title} – office`} step={view === undefined ? 'import' : `${importId} ${stepOf(view)}`}>
        {title}
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {view === undefined && failed === undefined && <Waiting words="Looking up the import." />}
      {view !== undefined && <Step view={view} put={put} mayEdit={may(me, 'edit-members')} />}
    </>
  );
}

function titleOf({ state }: ImportView): string {
  switch (state) {
    case 'arriving':
    case 'uploaded':
      return 'What are the columns?';
    case 'trying':
    case 'tried':
      return 'What the import would do';
    case 'committing':
    case 'committed':
      return 'What the import did';
    case 'undoing':
    case 'undone':
      return 'An import that was undone';
  }
}

function stepOf({ state }: ImportView): string {
  return {
    arriving: 'map',
    uploaded: 'map',
    trying: 'dry',
    tried: 'dry',
    committing: 'done',
    committed: 'done',
    undoing: 'back',
    undone: 'back',
  }[state];
}

function Step({ view, put, mayEdit }: ImportFacts & { readonly mayEdit: boolean }) {
  const { reply } = useReading(readImports, {});
  const [isMapping, setMapping] = useState(false);
  if (view.state === 'uploaded' || isMapping) {
    if (reply === undefined) return <Waiting words="Looking up the saved maps." />;
    const tried = (next: ImportView) => {
      setMapping(false);
      put(next);
    };
    return <MapForm view={view} tiers={reply.tiers} maps={reply.maps} onTried={tried} />;
  }
  if (view.state === 'trying' || view.state === 'committing' || view.state === 'undoing')
    return <Progress view={view} />;
  return (
    <>
      {view.problem !== null && (
        <Notice tone="warn" live>
          <p>{view.problem}</p>
        </Notice>
      )}
      <Counts view={view} />
      {view.state === 'tried' && mayEdit && <Commit view={view} put={put} onMap={() => setMapping(true)} />}
      {view.state === 'committed' && <Committed view={view} put={put} mayEdit={mayEdit} />}
      {view.state === 'undone' && (
        <p>What it recorded is withdrawn; what it changed is as it was, but for the rows that say why not.</p>
      )}
      <ImportRows view={view} />
    </>
  );
}

function Progress({ view }: { readonly view: ImportView }) {
  if (view.state !== 'trying') return <p role="status">This takes a moment. The page looks again by itself.</p>;
  const rows = Math.max(1, view.rows);
  return (
    <div class="card stack">
      {view.kind === 'file' && <p class="soft">Step 3 of 4: the dry run</p>}
      <p role="status">
        Looked at {countWords(view.progress)} of {counted(view.rows, 'row')}. Nothing is changed.
      </p>
      <progress class="progress" max={rows} value={view.progress} aria-label="Rows looked at" />
    </div>
  );
}

function Counts({ view: { counts, rows } }: { readonly view: ImportView }) {
  const of = (verdict: string) => countWords(counts[verdict] ?? 0);
  return (
    <Figures
      figures={[
        { term: 'New', value: of('new'), of: `of ${counted(rows, 'row')}` },
        { term: 'Changed', value: of('update'), more: 'each difference is below' },
        { term: 'As they are', value: of('unchanged') },
        {
          term: 'Left out, with a reason',
          value: countWords((counts['error'] ?? 0) + (counts['possible-duplicate'] ?? 0)),
          more: `${of('possible-duplicate')} perhaps known already`,
        },
      ]}
    />
  );
}

function Commit({ view, put, onMap }: ImportFacts & { readonly onMap: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const fresh = view.counts['new'] ?? 0;
  const updated = view.counts['update'] ?? 0;
  const [typed, setTyped] = useState('');
  const press = async () => {
    // An act on many is read back: whoever presses has seen how many they are.
    if (view.kind === 'bulk' && typed.trim() !== String(updated)) {
      setProblem('The number that you typed is not the number of members that it is recorded for.');
      return;
    }
    setBusy(true);
    const answer = await call(commitImport, { path: { importId: view.id }, body: { fresh, updated } });
    setBusy(false);
    if (answer.ok) put(answer.reply);
    else setProblem(failedWords(answer));
  };
  return (
    <>
      {problem !== undefined && <ErrorSummary title="Nothing was imported" problems={[{ words: problem }]} />}
      {view.kind === 'file' && <p class="soft">Step 4 of 4: import</p>}
      <p>
        {leftOutWords(view.counts)} Nothing is changed until you press the button. No mail is sent, and it can be
        undone.
      </p>
      {view.kind === 'bulk' && updated > 0 && (
        <Field
          id="count"
          label="For how many members is it recorded?"
          hint="The number of rows below that are not left out."
          value={typed}
          onValue={setTyped}
          inputMode="numeric"
          autocomplete="off"
        />
      )}
      <p class="buttons">
        {fresh + updated > 0 && (
          <Button onPress={() => void press()} busy={busy && 'Importing…'}>
            {view.kind === 'bulk' ? 'Record it' : commitWords(view.counts)}
          </Button>
        )}
        {view.kind === 'file' && (
          <Button kind="plain" onPress={onMap}>
            Name the columns again
          </Button>
        )}
        <ButtonLink href={`/api/office/imports/${view.id}/verdicts.csv`} download="verdicts.csv">
          Download every verdict
        </ButtonLink>
      </p>
    </>
  );
}

function Committed({ view, put, mayEdit }: ImportFacts & { readonly mayEdit: boolean }) {
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const press = async (event: Event) => {
    event.preventDefault();
    if (reason.trim() === '') {
      setProblem('Say why it is undone.');
      return;
    }
    const answer = await call(undoImport, { path: { importId: view.id }, body: { reason } });
    if (answer.ok) put(answer.reply);
    else setProblem(failedWords(answer));
  };
  return (
    <>
      <p>
        <a class="stands-alone" href={`${membersPath}?import=${view.id}`}>
          Show the members of this import
        </a>
      </p>
      {mayEdit && !isAsked && (
        <p>
          <TextButton onPress={() => setAsked(true)}>Undo this import</TextButton>
        </p>
      )}
      {isAsked && (
        <Card title="Undo this import">
          <p class="measure">
            What it recorded is withdrawn, what it changed is restored where it still stands, and people whom it added
            are taken out unless something else refers to them.
          </p>
          <form class="stack" onSubmit={(event) => void press(event)} noValidate>
            <Field
              id="reason"
              label="Why is it undone?"
              problem={problem}
              value={reason}
              onValue={setReason}
              autocomplete="off"
            />
            <p class="buttons">
              <Button type="submit" kind="stop">
                Undo the import
              </Button>
              <TextButton onPress={() => setAsked(false)}>Leave it</TextButton>
            </p>
          </form>
        </Card>
      )}
    </>
  );
}
