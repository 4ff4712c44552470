import { useReducer } from 'preact/hooks';
import { changeProgramme, makeProgramme, readProgrammes, type OfficeProgramme } from '../../api/rounds.ts';
import { readerZone } from '../clock.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt, type Failed } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { zoneChoices } from './moment.ts';
import { RoundCard } from './rounds-round.tsx';
import {
  fieldName,
  formOf,
  noProgramme,
  reduceProgramme,
  type ProgrammeEvent,
  type ProgrammeState,
  type TypedField,
} from './rounds-state.ts';

/** The programmes of nominations with their rounds, and the form for one more. */
export function RoundsPage({ isOfficer }: { readonly isOfficer: boolean }) {
  const { reply, failed, again, put } = useReading(readProgrammes, {});
  const [state, say] = useReducer(reduceProgramme, noProgramme);
  const take = (programme: OfficeProgramme) => {
    if (reply === undefined) return;
    const others = reply.programmes.filter(({ slug }) => slug !== programme.slug);
    put({ ...reply, programmes: [...others, programme].toSorted((one, two) => one.name.localeCompare(two.name)) });
  };
  const save = async () => {
    say({ type: 'saving' });
    const { changes, slug } = state.draft;
    const form = formOf(state.draft);
    const answer =
      changes === undefined
        ? await call(makeProgramme, { path: {}, body: { ...form, slug } })
        : await call(changeProgramme, { path: { programme: changes }, body: form });
    if (answer.ok) {
      say({ type: 'saved', programme: answer.reply });
      take(answer.reply);
    } else say({ type: 'refused', problems: problemsOf(answer) });
  };
  const choose = (programme: OfficeProgramme) => {
    say({ type: 'chosen', programme });
    document.getElementById('name')?.focus();
  };
  return (
    <>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Heading title="Rounds – office" step="/office/rounds" problem={state.problems.length > 0}>
        Rounds
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the programmes." />}
      <div class="cols">
        <div class="stack">
          {reply?.programmes.length === 0 && (
            <p>There is no programme yet. One takes nominations that a working group reviews, each quarter, say.</p>
          )}
          {reply?.programmes.map((programme) => (
            <Programme
              key={programme.slug}
              programme={programme}
              now={reply.now}
              onChoose={isOfficer ? choose : undefined}
              onChanged={isOfficer ? take : undefined}
            />
          ))}
        </div>
        {isOfficer && reply !== undefined && (
          <ProgrammeFormCard
            state={state}
            say={say}
            groups={reply.groups}
            tiers={reply.tiers}
            onSave={() => void save()}
          />
        )}
      </div>
    </>
  );
}

/** The rules of a programme are fields of the same form. */
function problemsOf(failed: Failed) {
  return placedProblems(failed, fieldName).map(({ words, at = '' }) => ({
    words,
    at: at.replace(/^rules-(\w+).*$/u, '$1'),
  }));
}

function Programme({
  programme,
  now,
  onChoose,
  onChanged,
}: {
  readonly programme: OfficeProgramme;
  readonly now: string;
  readonly onChoose: ((programme: OfficeProgramme) => void) | undefined;
  readonly onChanged: ((programme: OfficeProgramme) => void) | undefined;
}) {
  const { name, slug, groupName, tierName, next, waiting, warnings, rounds } = programme;
  const reader = useReader(now);
  return (
    <>
      <Card title={name}>
        <p>
          {groupName} decides who becomes {tierName}. Public page: <a href={`/rounds/${slug}`}>/rounds/{slug}</a>
        </p>
        <DeadlineLine label="Next cut-off" deadline={next.cutOff} reader={reader} />
        <p>{waiting === 1 ? '1 nominee waits for it.' : `${waiting} nominees wait for it.`}</p>
        {warnings.length > 0 && (
          <Notice tone="warn">
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        )}
        {onChoose !== undefined && (
          <p>
            <TextButton about={name} onPress={() => onChoose(programme)}>
              Change
            </TextButton>
          </p>
        )}
      </Card>
      {rounds.map((round) => (
        <RoundCard key={round.cutOffOn} programme={slug} round={round} reader={reader} onChanged={onChanged} />
      ))}
    </>
  );
}

interface FormFacts {
  readonly state: ProgrammeState;
  readonly say: (event: ProgrammeEvent) => void;
}
type Choices = readonly { readonly id: string; readonly name: string }[];

function ProgrammeFormCard({
  state,
  say,
  groups,
  tiers,
  onSave,
}: FormFacts & { readonly groups: Choices; readonly tiers: Choices; readonly onSave: () => void }) {
  const { draft } = state;
  const press = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>{draft.changes === undefined ? 'A new programme' : 'Change this programme'}</h2>
      <Typed state={state} say={say} field="name" label="Name" hint="Such as Fellows" />
      {draft.changes === undefined && (
        <Typed state={state} say={say} field="slug" label="Address" hint="It will be at /rounds/ and this." />
      )}
      <TextField
        id="about"
        label="About"
        hint="What it honours and who can be nominated. Markdown works."
        problem={problemAt(state.problems, 'about')}
        value={draft.about}
        onValue={(value) => say({ type: 'typed', field: 'about', value })}
      />
      <Chosen state={state} say={say} field="bodyId" label="Working group" choices={groups} />
      <Chosen state={state} say={say} field="tier" label="Tier that an acceptance gives" choices={tiers} />
      <SelectField
        id="zone"
        label="Time zone"
        problem={problemAt(state.problems, 'zone')}
        value={draft.zone}
        onValue={(value) => say({ type: 'typed', field: 'zone', value })}
        options={zoneChoices(readerZone(), draft.zone)}
      />
      <Typed
        state={state}
        say={say}
        field="cutOffs"
        label="Cut-offs"
        hint="Days of every year, such as 20 February, 20 May. Each ends when its day is over."
      />
      <Typed
        state={state}
        say={say}
        field="reviewUntilDay"
        label="Last day of the review"
        hint="Which day of the month after the cut-off"
      />
      <Typed state={state} say={say} field="rounds" label="Rounds" hint="In how many a nominee is reviewed" />
      <Typed state={state} say={say} field="mostReferences" label="References" hint="At most, for each nomination" />
      <ThresholdFields state={state} say={say} />
      <Button type="submit" full busy={state.busy && 'Saving…'}>
        {draft.changes === undefined ? 'Make the programme' : 'Save the programme'}
      </Button>
      {draft.changes !== undefined && (
        <TextButton onPress={() => say({ type: 'begun-anew' })}>Make a new one instead</TextButton>
      )}
      {state.done !== undefined && (
        <Notice live>
          <p>{state.done}</p>
        </Notice>
      )}
    </form>
  );
}

function ThresholdFields({ state, say }: FormFacts) {
  const { draft } = state;
  const tick = (field: 'isStrict' | 'reviewersHoldTier' | 'recusesNominators', words: string) => (
    <TickLine
      id={field}
      type="checkbox"
      isChosen={draft[field]}
      onChosen={(value) => say({ type: 'ticked', field, value })}
    >
      {words}
    </TickLine>
  );
  return (
    <>
      <Typed
        state={state}
        say={say}
        field="share"
        id="threshold"
        label="Share of votes for an acceptance"
        hint="Such as 1/2 or 2/3"
      />
      <SelectField
        id="base"
        label="Of what"
        value={draft.base}
        onValue={(value) => say({ type: 'base-chosen', base: value === 'members' ? 'members' : 'cast' })}
        options={[
          { value: 'cast', words: 'The votes for and against' },
          { value: 'members', words: 'The whole group, whether or not they vote' },
        ]}
      />
      {tick('isStrict', 'It takes more than this share')}
      {tick('reviewersHoldTier', 'Reviewers should hold the tier themselves')}
      {tick('recusesNominators', 'Whoever nominates somebody does not vote on them')}
    </>
  );
}

function Typed({
  state,
  say,
  field,
  id = field,
  label,
  hint,
}: FormFacts & {
  readonly field: Exclude<TypedField, 'about' | 'zone'>;
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
}) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      problem={problemAt(state.problems, id)}
      value={state.draft[field]}
      onValue={(value) => say({ type: 'typed', field, value })}
      autocomplete="off"
    />
  );
}

function Chosen({
  state,
  say,
  field,
  label,
  choices,
}: FormFacts & { readonly field: 'bodyId' | 'tier'; readonly label: string; readonly choices: Choices }) {
  return (
    <SelectField
      id={field}
      label={label}
      problem={problemAt(state.problems, field)}
      value={state.draft[field]}
      onValue={(value) => say({ type: 'typed', field, value })}
      options={[{ value: '', words: 'Choose' }, ...choices.map(({ id, name }) => ({ value: id, words: name }))]}
    />
  );
}
