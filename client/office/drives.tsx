import { useReducer } from 'preact/hooks';
import { changeDrive, readDrives, startDrive, type DriveView } from '../../api/drives.ts';
import { readTiers } from '../../api/tiers.ts';
import { progressWords } from '../../membership/progress.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortMoment } from '../parts/when.ts';
import { readerZone } from '../clock.ts';
import { formOf, noDrive, reduceDrive, type DriveEvent, type DriveState } from './drive-state.ts';
import { momentWords, zoneChoices } from './moment.ts';
import { termsNow } from './tier-state.ts';

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/id': 'Address',
  '#/body/title': 'Title',
  '#/body/about': 'About',
  '#/body/goal/tier': 'Tier',
  '#/body/goal/currency': 'Currency',
  '#/body/goal/amount': 'Goal',
  '#/body/zone': 'Time zone',
  '#/body/begins': 'Begins',
  '#/body/ends': 'Ends',
};

/** The drives with how far they are, and the form for a new one. */
export function DrivesPage({ mayChange }: { readonly mayChange: boolean }) {
  const { reply, failed, again } = useReading(readDrives, {}, 30_000);
  const [state, say] = useReducer(reduceDrive, noDrive);
  const save = async () => {
    say({ type: 'saving' });
    const { changes, id } = state.draft;
    const form = formOf(state.draft);
    const answer =
      changes === undefined
        ? await call(startDrive, { body: { ...form, id } })
        : await call(changeDrive, { path: { driveId: changes }, body: form });
    if (answer.ok) {
      say({ type: 'saved', drive: answer.reply });
      again();
    } else say({ type: 'refused', problems: placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'Drive') });
  };
  const choose = (drive: DriveView) => {
    say({ type: 'chosen', drive });
    document.getElementById('title')?.focus();
  };
  return (
    <>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Heading title="Drives – office" step="/office/drives" problem={state.problems.length > 0}>
        Drives
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Counting the drives." />}
      <div class="cols">
        {reply !== undefined && <DriveTable drives={reply.drives} onChoose={mayChange ? choose : undefined} />}
        {mayChange && <DriveFormCard state={state} say={say} onSave={() => void save()} />}
      </div>
    </>
  );
}

function DriveTable({
  drives,
  onChoose,
}: {
  readonly drives: readonly DriveView[];
  readonly onChoose: ((drive: DriveView) => void) | undefined;
}) {
  if (drives.length === 0) return <p>There is no drive yet.</p>;
  return (
    <div class="card flush">
      <Table
        caption="Drives, newest first"
        rows={drives}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Drive', cell: ({ id, title }) => <a href={`/drives/${id}`}>{title}</a> },
          { title: 'So far', cell: sentence },
          { title: 'Ends', cell: ({ ends }) => shortMoment(ends.at, ends.zone) },
          { title: 'Picture', cell: ({ id }) => <a href={`/drives/${id}.svg`}>/drives/{id}.svg</a> },
          ...(onChoose === undefined
            ? []
            : [
                {
                  title: 'Change',
                  cell: (drive: DriveView) => (
                    <TextButton about={drive.title} onPress={() => onChoose(drive)}>
                      Change
                    </TextButton>
                  ),
                },
              ]),
        ]}
      />
    </div>
  );
}

function sentence({ reached, goal, tierName }: DriveView): string {
  const currency = goal.kind === 'money' ? goal.currency : null;
  return progressWords({ reached, amount: goal.amount, tierName, currency });
}

interface FormFacts {
  readonly state: DriveState;
  readonly say: (event: DriveEvent) => void;
}

function DriveFormCard({ state, say, onSave }: FormFacts & { readonly onSave: () => void }) {
  const { draft } = state;
  const press = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>{draft.changes === undefined ? 'A new drive' : 'Change this drive'}</h2>
      <Typed state={state} say={say} field="title" label="Title" />
      {draft.changes === undefined && (
        <Typed state={state} say={say} field="id" label="Address" hint="It will be at /drives/ and this." />
      )}
      <GoalFields state={state} say={say} />
      <SelectField
        id="zone"
        label="Time zone"
        problem={problemAt(state.problems, 'zone')}
        value={draft.zone}
        onValue={(value) => say({ type: 'typed', field: 'zone', value })}
        options={zoneChoices(readerZone(), draft.zone)}
      />
      <MomentField state={state} say={say} field="begins" label="Begins" />
      <MomentField state={state} say={say} field="ends" label="Ends" />
      <TextField
        id="about"
        label="About"
        hint="What it is for. Plain text; may stay empty."
        problem={problemAt(state.problems, 'about')}
        value={draft.about}
        onValue={(value) => say({ type: 'typed', field: 'about', value })}
      />
      <Button type="submit" full busy={state.busy && 'Saving…'}>
        {draft.changes === undefined ? 'Start the drive' : 'Save the drive'}
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

/** What is counted, and how much of it is wanted. */
function GoalFields({ state, say }: FormFacts) {
  const { draft, problems } = state;
  const { reply } = useReading(readTiers, {});
  const tiers = (reply?.tiers ?? []).flatMap((tier) => {
    const { terms } = termsNow(tier, reply?.now ?? '') ?? {};
    return terms === undefined || terms.mergedInto !== null ? [] : [{ value: tier.id, words: terms.name }];
  });
  return (
    <>
      <RadioField
        name="counts"
        legend="What is counted"
        value={draft.counts}
        onValue={(counts) => say({ type: 'counts-chosen', counts })}
        options={[
          { value: 'members', words: 'New members of a tier' },
          { value: 'money', words: 'Money received' },
        ]}
      />
      {draft.counts === 'members' ? (
        <SelectField
          id="goal-tier"
          label="Tier"
          problem={problemAt(problems, 'goal-tier')}
          value={draft.tier}
          onValue={(value) => say({ type: 'typed', field: 'tier', value })}
          options={[{ value: '', words: 'Choose a tier' }, ...tiers]}
        />
      ) : (
        <Typed state={state} say={say} field="currency" id="goal-currency" label="Currency" hint="Such as USD" />
      )}
      <Typed state={state} say={say} field="amount" id="goal-amount" label="Goal" hint={goalHint(draft.counts)} />
    </>
  );
}

function goalHint(counts: 'members' | 'money'): string {
  return counts === 'members' ? 'How many people' : 'How much, such as 60,000';
}

function Typed({
  state,
  say,
  field,
  id = field,
  label,
  hint,
}: FormFacts & {
  readonly field: 'title' | 'id' | 'currency' | 'amount';
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
}) {
  return (
    <Field
      id={id}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      problem={problemAt(state.problems, id)}
      value={state.draft[field]}
      onValue={(value) => say({ type: 'typed', field, value })}
      autocomplete="off"
    />
  );
}

function MomentField({
  state,
  say,
  field,
  label,
}: FormFacts & { readonly field: 'begins' | 'ends'; readonly label: string }) {
  const { draft, problems } = state;
  const words = momentWords(draft[field], draft.zone, readerZone());
  return (
    <div class="stack-s">
      <Field
        id={field}
        type="datetime-local"
        label={label}
        problem={problemAt(problems, field)}
        value={draft[field]}
        onValue={(value) => say({ type: 'typed', field, value })}
      />
      {words !== undefined && <p class="hint">{words}</p>}
    </div>
  );
}
