import { useReducer } from 'preact/hooks';
import {
  draftOpenVote,
  readOfficeOpenVotes,
  redraftOpenVote,
  type OfficeOpenVote,
  type OfficeOpenVotes,
} from '../../api/open-votes.ts';
import { call } from '../call.ts';
import { readerZone } from '../clock.ts';
import { ErrorSummary } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { visibilityWords } from '../parts/open-vote.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Trail } from './frame.tsx';
import { momentWords, zoneChoices } from './moment.ts';
import {
  formOf,
  reduceVoteDraft,
  startDrafting,
  type TypedField,
  type VoteDraftEvent,
  type VoteDrafting,
} from './open-votes-state.ts';

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/bodyId': 'Body',
  '#/body/title': 'Title',
  '#/body/text': 'Text',
  '#/body/replaces': 'In place of',
  '#/body/moverId': 'Moved by',
  '#/body/seconderId': 'Seconded by',
  '#/body/manner/on': 'Day of the meeting',
  '#/body/manner/zone': 'Time zone',
  '#/body/manner/opens': 'Opens',
  '#/body/manner/closes': 'Closes',
};

/** A new open vote. */
export function NewOpenVotePage({ go }: { readonly go: (path: string) => void }) {
  const { reply, failed, again } = useReading(readOfficeOpenVotes, {});
  return (
    <>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the bodies." />}
      {reply !== undefined && <VoteForm office={reply} onSaved={({ view }) => go(`/office/open-votes/${view.id}`)} />}
    </>
  );
}

/** A draft that is changed. */
export function EditOpenVote({
  vote,
  onSaved,
}: {
  readonly vote: OfficeOpenVote;
  readonly onSaved: (vote: OfficeOpenVote) => void;
}) {
  const { reply, failed, again } = useReading(readOfficeOpenVotes, {});
  if (failed !== undefined) return <FailedNotice failed={failed} onAgain={again} />;
  if (reply === undefined) return <Waiting words="Looking up the bodies." />;
  return <VoteForm office={reply} vote={vote} onSaved={onSaved} />;
}

function VoteForm({
  office,
  vote,
  onSaved,
}: {
  readonly office: OfficeOpenVotes;
  readonly vote?: OfficeOpenVote;
  readonly onSaved: (vote: OfficeOpenVote) => void;
}) {
  const [state, say] = useReducer(reduceVoteDraft, vote?.form, startDrafting);
  const save = async (event: Event) => {
    event.preventDefault();
    say({ type: 'saving' });
    const body = formOf(state.draft);
    const answer =
      vote === undefined
        ? await call(draftOpenVote, { body })
        : await call(redraftOpenVote, { path: { voteId: vote.view.id }, body });
    if (answer.ok) onSaved(answer.reply);
    else say({ type: 'refused', problems: placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'The vote') });
  };
  const title = vote === undefined ? 'Draft an open vote' : 'Change the draft';
  return (
    <>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Trail name="Open votes" href="/office/open-votes" />
      <Heading title={`${title} – office`} step={title} problem={state.problems.length > 0}>
        {title}
      </Heading>
      <form class="stack measure" onSubmit={(event) => void save(event)} noValidate>
        <WhatFields state={state} say={say} office={office} />
        <WhoFields state={state} say={say} office={office} />
        <WhenFields state={state} say={say} />
        <SeenField state={state} say={say} />
        <p class="buttons">
          <Button type="submit" busy={state.busy && 'Saving…'}>
            Save the draft
          </Button>
        </p>
      </form>
    </>
  );
}

interface FormFacts {
  readonly state: VoteDrafting;
  readonly say: (event: VoteDraftEvent) => void;
}

function propsOf({ state, say }: FormFacts, field: TypedField, id: string) {
  return {
    ...{ id, problem: problemAt(state.problems, id), value: state.draft[field] },
    onValue: (value: string) => say({ type: 'typed', field, value }),
  };
}

function WhatFields({ office, ...form }: FormFacts & { readonly office: OfficeOpenVotes }) {
  const take = (template: 'resolution' | 'award') => {
    form.say({ type: 'template-taken', template, facts: office });
    document.getElementById('text')?.focus();
  };
  return (
    <>
      <Field label="Title" {...propsOf(form, 'title', 'title')} autocomplete="off" />
      <p class="row-buttons">
        <TextButton onPress={() => take('resolution')}>Begin with “RESOLVED, that …”</TextButton>{' '}
        <TextButton onPress={() => take('award')}>Begin with an award</TextButton>
      </p>
      <TextField
        label="Text"
        hint="Markdown. What the body says aye or nay to, word for word."
        rows={8}
        {...propsOf(form, 'text', 'text')}
      />
      <TextField
        label="In place of"
        hint="The text in force that this one changes; the difference is shown. Empty where there is none."
        {...propsOf(form, 'replaces', 'replaces')}
      />
    </>
  );
}

function WhoFields({ office, ...form }: FormFacts & { readonly office: OfficeOpenVotes }) {
  const { bodyId } = form.state.draft;
  const members = office.bodies.find(({ id }) => id === bodyId)?.members ?? [];
  const people = [
    { value: '', words: bodyId === '' ? 'Choose the body first' : 'Choose a member' },
    ...members.map(({ personId, name }) => ({ value: personId, words: name })),
  ];
  const bodies = office.bodies.map(({ id, name }) => ({ value: id, words: name }));
  return (
    <>
      <SelectField
        label="Body"
        hint="Whoever holds one of its seats on the day of the opening, or of the meeting, votes."
        options={[{ value: '', words: 'Choose a body' }, ...bodies]}
        {...propsOf(form, 'bodyId', 'bodyId')}
      />
      <SelectField label="Moved by" options={people} {...propsOf(form, 'moverId', 'moverId')} />
      <SelectField label="Seconded by" options={people} {...propsOf(form, 'seconderId', 'seconderId')} />
    </>
  );
}

function WhenFields({ state, say }: FormFacts) {
  const { draft } = state;
  const form = { state, say };
  return (
    <>
      <RadioField
        name="manner"
        legend="How it is voted on"
        value={draft.manner}
        onValue={(manner) => say({ type: 'manner-chosen', manner })}
        options={[
          { value: 'without', words: 'Without a meeting', hint: 'Each member votes on a page, until the close.' },
          { value: 'meeting', words: 'In a meeting', hint: 'You record the roll call, name by name.' },
        ]}
      />
      {draft.manner === 'meeting' ? (
        <Field type="date" label="Day of the meeting" {...propsOf(form, 'on', 'manner-on')} />
      ) : (
        <>
          <SelectField
            label="Time zone"
            options={zoneChoices(readerZone(), draft.zone)}
            {...propsOf(form, 'zone', 'manner-zone')}
          />
          <Moment form={form} field="opens" label="Opens" />
          <Moment form={form} field="closes" label="Closes" />
        </>
      )}
    </>
  );
}

function Moment({
  form,
  field,
  label,
}: {
  readonly form: FormFacts;
  readonly field: 'opens' | 'closes';
  readonly label: string;
}) {
  const { draft } = form.state;
  const words = momentWords(draft[field], draft.zone, readerZone());
  return (
    <div class="stack-s">
      <Field type="datetime-local" label={label} {...propsOf(form, field, `manner-${field}`)} />
      {words !== undefined && <p class="hint">{words}</p>}
    </div>
  );
}

function SeenField({ state, say }: FormFacts) {
  return (
    <RadioField
      name="visibility"
      legend="Who sees it"
      value={state.draft.visibility}
      onValue={(visibility) => say({ type: 'visibility-chosen', visibility })}
      options={[
        { value: 'public', words: 'Everybody, at once', hint: visibilityWords.public },
        { value: 'until-decided', words: 'Everybody, once it is decided', hint: visibilityWords['until-decided'] },
        { value: 'unless-adopted', words: 'Everybody, only if it is adopted', hint: visibilityWords['unless-adopted'] },
      ]}
    />
  );
}
