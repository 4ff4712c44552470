import { useEffect, useReducer } from 'preact/hooks';
import { draftElection, redraftElection, type OfficeView } from '../../api/office.ts';
import { call } from '../call.ts';
import { readerZone } from '../clock.ts';
import { Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { placedProblems, type Failed } from '../parts/refusals.tsx';
import { definitionOf, draftOf, fieldNameOf, numberProblems } from './definition.ts';
import { newDraft, reduceDraft, startDraft, type Draft, type DraftEvent, type DraftState } from './draft-state.ts';
import { DraftForm } from './draft.tsx';
import { Trail } from './frame.tsx';
import { dropDraft, findKeptDraft, keepDraft } from './keep.ts';
import { pathOf } from './route.ts';

/** The form, with what the tab kept of it. */
function useDraft(electionId: string | undefined, saved: Draft): [DraftState, (event: DraftEvent) => void] {
  const base = JSON.stringify(saved);
  const [state, say] = useReducer(reduceDraft, undefined, () => {
    const kept = findKeptDraft(sessionStorage, electionId, base);
    return startDraft({ draft: kept ?? saved, isKept: kept !== undefined });
  });
  useEffect(() => {
    if (JSON.stringify(state.draft) === base) dropDraft(sessionStorage, electionId);
    else keepDraft(sessionStorage, electionId, { base, draft: state.draft });
  }, [state.draft]);
  useEffect(() => {
    if (state.focus !== undefined) document.getElementById(state.focus.id)?.focus();
  }, [state.focus]);
  return [state, say];
}

export function NewDraftPage({ go }: { readonly go: (path: string) => void }) {
  const [state, say] = useDraft(undefined, newDraft);
  const save = async () => {
    if (!isFilledIn(state, say)) return;
    const answer = await call(draftElection, { body: definitionOf(state.draft) });
    if (!answer.ok) {
      say(refused(answer));
      return;
    }
    dropDraft(sessionStorage, undefined);
    go(pathOf(answer.reply.id));
  };
  return (
    <>
      <Trail name="Elections" href="/office" />
      <DraftForm
        title="Draft an election"
        step="/office/new"
        save="Save the draft"
        state={state}
        say={say}
        reader={readerZone()}
        onSave={() => void save()}
        onDiscard={() => say({ type: 'discarded', draft: newDraft })}
      />
    </>
  );
}

export function EditDraftPage({
  office,
  onOffice,
  go,
}: {
  readonly office: OfficeView;
  readonly onOffice: (office: OfficeView) => void;
  readonly go: (path: string) => void;
}) {
  const { id, name, phase } = office.view;
  if (phase !== 'draft') {
    return (
      <>
        <Trail name={name} href={pathOf(id)} />
        <Heading title={`Definition – ${name}`} step={pathOf(id, 'edit')}>
          The definition is frozen
        </Heading>
        <Notice>
          <p>
            This election was opened, so nobody can change it any more.{' '}
            <a href={`/elections/${id}/rules`}>Read its rules</a>
          </p>
        </Notice>
      </>
    );
  }
  return <EditForm office={office} onOffice={onOffice} go={go} />;
}

function EditForm({ office, onOffice, go }: Parameters<typeof EditDraftPage>[0]) {
  const { id, name } = office.view;
  const saved = draftOf(office.definition);
  const [state, say] = useDraft(id, saved);
  const save = async () => {
    if (!isFilledIn(state, say)) return;
    const answer = await call(redraftElection, { path: { electionId: id }, body: definitionOf(state.draft) });
    if (!answer.ok) {
      say(refused(answer));
      return;
    }
    dropDraft(sessionStorage, id);
    onOffice(answer.reply);
    go(pathOf(id));
  };
  return (
    <>
      <Trail name={name} href={pathOf(id)} />
      <DraftForm
        title="Change the definition"
        step={pathOf(id, 'edit')}
        save="Save the definition"
        state={state}
        say={say}
        reader={readerZone()}
        onSave={() => void save()}
        onDiscard={() => say({ type: 'discarded', draft: saved })}
      />
    </>
  );
}

function isFilledIn({ draft }: DraftState, say: (event: DraftEvent) => void): boolean {
  const problems = numberProblems(draft);
  say(problems.length > 0 ? { type: 'refused', problems } : { type: 'saving' });
  return problems.length === 0;
}

function refused(failed: Failed): DraftEvent {
  return { type: 'refused', problems: placedProblems(failed, fieldNameOf) };
}
