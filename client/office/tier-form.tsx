import type { TierView } from '../../api/tiers.ts';
import { Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField, TickLine } from '../parts/tick-field.tsx';
import type { TierDraft, TiersEvent, TiersState } from './tier-state.ts';

interface FormFacts {
  readonly state: TiersState;
  readonly say: (event: TiersEvent) => void;
}

/** The form for a new tier, or for other terms of one that is there. */
export function TierForm({
  state,
  say,
  tiers,
  onSave,
}: FormFacts & { readonly tiers: readonly TierView[]; readonly onSave: () => void }) {
  const { draft } = state;
  const isNew = draft.changes === undefined;
  const press = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  const others = tiers
    .filter(({ id }) => id !== draft.changes)
    .map(({ id, terms }) => ({
      value: id,
      words: terms.findLast((one) => one.terms.name !== '')?.terms.name ?? id,
    }));
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>{isNew ? 'A new tier' : `Other terms for ${draft.changes}`}</h2>
      <Typed {...{ state, say }} field="name" label="Name" />
      {isNew && (
        <Typed {...{ state, say }} field="id" label="Short name" hint="Small letters, for files and addresses." />
      )}
      <Lines {...{ state, say }} field="about" label="About" hint="What people read when they choose." />
      <FeeFields {...{ state, say }} />
      <PeriodFields {...{ state, say }} />
      <VoteFields {...{ state, say }} />
      <RadioField
        name="approval"
        legend="Who comes in"
        value={draft.approval}
        onValue={(approval) => say({ type: 'filled', change: { approval } })}
        options={[
          { value: 'none', words: 'Everybody who asks' },
          { value: 'staff', words: 'Whom staff approve' },
          { value: 'appointment', words: 'Whom a body appoints' },
        ]}
      />
      <Lines
        {...{ state, say }}
        field="attestation"
        label="Text to declare"
        hint="Whoever comes in declares it. Another text is declared at the next renewal. May stay empty."
      />
      <RadioField
        name="visibility"
        legend="Who can see and choose it"
        value={draft.visibility}
        onValue={(visibility) => say({ type: 'filled', change: { visibility } })}
        options={[
          { value: 'public', words: 'Everybody' },
          { value: 'members', words: 'Signed-in members' },
          { value: 'staff', words: 'Staff alone' },
        ]}
      />
      <SelectField
        id="mergedInto"
        label="Merged into"
        hint="Whoever holds this tier then holds that one instead."
        problem={problemAt(state.problems, 'mergedInto')}
        value={draft.mergedInto}
        onValue={(mergedInto) => say({ type: 'filled', change: { mergedInto } })}
        options={[{ value: '', words: 'No other tier' }, ...others]}
      />
      <FromField value={draft.from} state={state} onValue={(from) => say({ type: 'filled', change: { from } })} />
      <Button type="submit" full busy={state.busy && 'Saving…'}>
        {isNew ? 'Make the tier' : 'Save these terms'}
      </Button>
      {!isNew && <TextButton onPress={() => say({ type: 'begun-anew' })}>Make a new tier instead</TextButton>}
      {state.done !== undefined && (
        <Notice live>
          <p>{state.done}</p>
        </Notice>
      )}
    </form>
  );
}

/** From which day on a change holds. */
export function FromField({
  value,
  state,
  onValue,
}: {
  readonly value: string;
  readonly state: TiersState;
  readonly onValue: (value: string) => void;
}) {
  return (
    <Field
      id="from"
      type="date"
      label="Holds from"
      hint="The beginning of a day to come. Empty: from now on."
      problem={problemAt(state.problems, 'from')}
      value={value}
      onValue={onValue}
    />
  );
}

function FeeFields({ state, say }: FormFacts) {
  const { feeKind } = state.draft;
  const facts = { state, say };
  return (
    <>
      <RadioField
        name="fee-kind"
        legend="Fee"
        value={feeKind}
        onValue={(chosen) => say({ type: 'filled', change: { feeKind: chosen } })}
        options={[
          { value: 'none', words: 'No fee' },
          { value: 'fixed', words: 'One amount for everybody' },
          { value: 'sliding', words: 'Sliding scale', hint: 'Any amount from the minimum on, chosen by the member.' },
        ]}
      />
      {feeKind !== 'none' && <Typed {...facts} field="currency" label="Currency" hint="Such as USD" />}
      {feeKind === 'fixed' && (
        <Typed {...facts} field="amount" id="fee-amount" label="Amount" hint="Such as 25 or 25.50" />
      )}
      {feeKind === 'sliding' && (
        <>
          <Typed {...facts} field="minimum" id="fee-minimum" label="Minimum" hint="Such as 25 or 25.50" />
          <Typed
            {...facts}
            field="presets"
            id="fee-presets"
            label="Amounts offered"
            hint="With spaces between: 25 50 99 150"
          />
          <Typed {...facts} field="suggested" id="fee-suggested" label="Suggested" hint="One of those." />
        </>
      )}
      {feeKind !== 'none' && <Typed {...facts} field="lifetimeFee" label="Once for life" hint="Empty: not offered." />}
    </>
  );
}

function PeriodFields({ state, say }: FormFacts) {
  const { periodKind } = state.draft;
  const facts = { state, say };
  return (
    <>
      <RadioField
        name="period-kind"
        legend="How long it lasts"
        value={periodKind}
        onValue={(chosen) => say({ type: 'filled', change: { periodKind: chosen } })}
        options={[
          { value: 'rolling', words: 'Months from the payment on' },
          { value: 'fixed', words: 'A year that begins for everybody on one day' },
          { value: 'none', words: 'Without an end' },
        ]}
      />
      {periodKind === 'rolling' && <Typed {...facts} field="months" id="period-months" label="Months" isNumber />}
      {periodKind === 'fixed' && (
        <>
          <Typed {...facts} field="startsOn" id="period-startsOn" label="Begins on" hint="Month and day: 01-01" />
          <Typed
            {...facts}
            field="rolloverDays"
            id="period-rolloverDays"
            label="Last days that count for the next year too"
            isNumber
          />
        </>
      )}
      {periodKind !== 'none' && (
        <>
          <Typed
            {...facts}
            field="graceDays"
            label="Days of grace"
            hint="Renewed within them, there is no gap."
            isNumber
          />
          <Typed {...facts} field="renewalOpensDays" label="Days before the end on which renewal opens" isNumber />
        </>
      )}
    </>
  );
}

function VoteFields({ state, say }: FormFacts) {
  const { votes, mustAffirm, mayMissVotes } = state.draft;
  const tick = (change: Partial<TierDraft>) => say({ type: 'filled', change });
  return (
    <fieldset class="stack-s">
      <legend class="label">Vote</legend>
      <TickLine id="votes" type="checkbox" isChosen={votes} onChosen={(is) => tick({ votes: is })}>
        Votes
      </TickLine>
      {votes && (
        <>
          <TickLine id="mustAffirm" type="checkbox" isChosen={mustAffirm} onChosen={(is) => tick({ mustAffirm: is })}>
            Affirms each year the intention to vote, where the rules ask for it
          </TickLine>
          <TickLine
            id="mayMissVotes"
            type="checkbox"
            isChosen={mayMissVotes}
            onChosen={(is) => tick({ mayMissVotes: is })}
          >
            Keeps the right whatever votes were missed
          </TickLine>
        </>
      )}
    </fieldset>
  );
}

type TypedField = Exclude<
  { readonly [K in keyof TierDraft]: string extends TierDraft[K] ? K : never }[keyof TierDraft],
  undefined
>;

function Typed({
  state,
  say,
  field,
  id = field,
  label,
  hint,
  isNumber = false,
}: FormFacts & {
  readonly field: TypedField;
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly isNumber?: boolean;
}) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      problem={problemAt(state.problems, id)}
      value={state.draft[field] ?? ''}
      onValue={(value) => say({ type: 'filled', change: { [field]: value } })}
      autocomplete="off"
      {...(isNumber ? { inputMode: 'numeric' as const } : {})}
    />
  );
}

function Lines({
  state,
  say,
  field,
  label,
  hint,
}: FormFacts & { readonly field: 'about' | 'attestation'; readonly label: string; readonly hint: string }) {
  return (
    <TextField
      id={field}
      label={label}
      hint={hint}
      problem={problemAt(state.problems, field)}
      value={state.draft[field]}
      onValue={(value) => say({ type: 'filled', change: { [field]: value } })}
      rows={4}
    />
  );
}
