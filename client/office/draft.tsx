import { Button } from '../parts/button.tsx';
import { Card, ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField, TickLine } from '../parts/tick-field.tsx';
import { TextButton } from '../parts/button.tsx';
import { AddButton } from './add-button.tsx';
import { ContestForm } from './draft-contest.tsx';
import type { DraftEvent, DraftState } from './draft-state.ts';
import { mostContests } from './draft-state.ts';
import { TrusteesForm } from './draft-trustees.tsx';
import { momentOf, momentWords, zoneChoices } from './moment.ts';
import { openFor } from './open-for.ts';

export interface DraftFacts {
  readonly state: DraftState;
  readonly say: (event: DraftEvent) => void;
  /** The officer's own time zone. */
  readonly reader: string;
}

/** The definition of an election, whole, on one page. */
export function DraftForm({
  title,
  step,
  save,
  onSave,
  onDiscard,
  ...facts
}: DraftFacts & {
  readonly title: string;
  readonly step: string;
  /** What the button says. */
  readonly save: string;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}) {
  const { problems, isKept, busy } = facts.state;
  const press = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Heading title={`${title} – office`} step={step} problem={problems.length > 0}>
        {title}
      </Heading>
      {isKept && (
        <Notice>
          <p>
            What you typed before is still here, not saved yet.{' '}
            <TextButton onPress={onDiscard}>Throw it away</TextButton>
          </p>
        </Notice>
      )}
      <form class="stack form" onSubmit={press} noValidate>
        <WhatForm {...facts} />
        <WhenForm {...facts} />
        <RollForm {...facts} />
        <ContestsForm {...facts} />
        <QuorumForm {...facts} />
        <TrusteesForm {...facts} />
        <p class="buttons">
          <Button type="submit" busy={busy && 'Saving…'}>
            {save}
          </Button>
        </p>
        <p class="soft small">A draft is seen by the office only. You can change it until the election is opened.</p>
      </form>
    </>
  );
}

function WhatForm({ state, say }: DraftFacts) {
  const { draft, problems } = state;
  return (
    <Card title="What it is">
      <Field
        id="name"
        label="Name of the election"
        hint="As voters read it, such as Board election 2027"
        problem={problemAt(problems, 'name')}
        value={draft.name}
        onValue={(value) => say({ type: 'typed', field: 'name', value })}
        autocomplete="off"
      />
      <TextField
        id="description"
        label="Description"
        hint="What is decided, and where to ask. Plain text; may stay empty."
        problem={problemAt(problems, 'description')}
        value={draft.description}
        onValue={(value) => say({ type: 'typed', field: 'description', value })}
        rows={4}
      />
    </Card>
  );
}

function WhenForm({ state, say, reader }: DraftFacts) {
  const { draft, problems } = state;
  const length = openFor(momentOf(draft.opens, draft.zone), momentOf(draft.closes, draft.zone));
  return (
    <Card title="When voting is open">
      <SelectField
        id="zone"
        label="Time zone"
        hint="The times below are promised in this zone."
        problem={problemAt(problems, 'zone')}
        value={draft.zone}
        onValue={(value) => say({ type: 'typed', field: 'zone', value })}
        options={zoneChoices(reader, draft.zone)}
      />
      <div class="pair">
        <MomentField id="opens" label="Voting opens" state={state} say={say} reader={reader} />
        <MomentField id="closes" label="Voting closes" state={state} say={say} reader={reader} />
      </div>
      <p aria-live="polite">{length}</p>
    </Card>
  );
}

function RollForm(facts: DraftFacts) {
  const { state, say } = facts;
  const { asksAffirmation, isRegular } = state.draft;
  return (
    <Card title="Who may vote">
      <MomentField
        {...facts}
        id="record"
        label="Record date"
        hint="Whoever is a voting member at this moment is on the roll. At the opening, or before it."
      />
      <TickLine
        id="asks-affirmation"
        type="checkbox"
        isChosen={asksAffirmation}
        onChosen={(is) => say({ type: 'ticked', field: 'asksAffirmation', is })}
        hint="Members of tiers that affirm each year must have affirmed, unless the rules waive it."
      >
        Members affirm that they intend to vote
      </TickLine>
      {asksAffirmation && <MomentField {...facts} id="affirmBy" label="Affirm until" />}
      <TickLine
        id="is-regular"
        type="checkbox"
        isChosen={isRegular}
        onChosen={(is) => say({ type: 'ticked', field: 'isRegular', is })}
        hint="Whoever votes in it need not affirm before the next election, where the rules waive that."
      >
        This is a regular election of the board
      </TickLine>
    </Card>
  );
}

function MomentField({
  id,
  label,
  hint,
  state,
  say,
  reader,
}: DraftFacts & {
  readonly id: 'opens' | 'closes' | 'record' | 'affirmBy';
  readonly label: string;
  readonly hint?: string;
}) {
  const { draft, problems } = state;
  const words = momentWords(draft[id], draft.zone, reader);
  return (
    <div class="stack-s">
      <Field
        id={id}
        type="datetime-local"
        label={label}
        hint={hint}
        problem={problemAt(problems, id)}
        value={draft[id]}
        onValue={(value) => say({ type: 'typed', field: id, value })}
      />
      <p class="small" aria-live="polite">
        {words ?? ''}
      </p>
    </div>
  );
}

function ContestsForm(facts: DraftFacts) {
  const { contests } = facts.state.draft;
  return (
    <>
      {contests.map((contest, place) => (
        <ContestForm key={place} {...facts} contest={contest} place={place} />
      ))}
      {contests.length < mostContests && (
        <p>
          <AddButton id="add-contest" onPress={() => facts.say({ type: 'contest-added' })}>
            Add a contest
          </AddButton>
        </p>
      )}
    </>
  );
}

function QuorumForm({ state, say }: DraftFacts) {
  const { draft, problems } = state;
  return (
    <Card title="Quorum">
      <RadioField
        name="quorum"
        legend="How many must vote, so that the election counts?"
        value={draft.quorum}
        onValue={(quorum) => say({ type: 'quorum-chosen', quorum })}
        options={[
          { value: 'none', words: 'There is no quorum' },
          {
            value: 'fraction',
            words: 'A fraction of the roll',
            hint: 'If fewer vote, the election is void: nobody is elected, and no ballot is opened.',
          },
        ]}
      />
      {draft.quorum === 'fraction' && (
        <div class="pair narrow">
          <Field
            id="quorum-numerator"
            label="Parts needed"
            problem={problemAt(problems, 'quorum-numerator') ?? problemAt(problems, 'quorum')}
            value={draft.numerator}
            onValue={(value) => say({ type: 'typed', field: 'numerator', value })}
            inputMode="numeric"
            autocomplete="off"
          />
          <Field
            id="quorum-denominator"
            label="Of so many equal parts"
            hint="1 of 3 is one third"
            problem={problemAt(problems, 'quorum-denominator')}
            value={draft.denominator}
            onValue={(value) => say({ type: 'typed', field: 'denominator', value })}
            inputMode="numeric"
            autocomplete="off"
          />
        </div>
      )}
    </Card>
  );
}
