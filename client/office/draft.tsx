import { readBodies } from '../../api/bodies.ts';
import { Button } from '../parts/button.tsx';
import { Card, ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { TextButton } from '../parts/button.tsx';
import { AddButton } from './add-button.tsx';
import { ContestForm } from './draft-contest.tsx';
import { hasNone } from './draft-notices.tsx';
import { mostContests, type Draft, type DraftEvent, type DraftState } from './draft-state.ts';
import { RollForm, TimetableForm } from './draft-timetable.tsx';
import { RegistrarForm } from './draft-registrar.tsx';
import { TrusteesForm } from './draft-trustees.tsx';

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
        <TimetableForm {...facts} />
        <RollForm {...facts} />
        <ContestsForm {...facts} />
        <QuorumForm {...facts} />
        <TiesForm {...facts} />
        <TrusteesForm {...facts} />
        <RegistrarForm {...facts} />
        <p class="buttons">
          <Button type="submit" busy={busy && 'Saving…'}>
            {save}
          </Button>
        </p>
        <p class="soft small">
          A draft is seen by the office only, until its dates are announced. You can change it until the election is
          opened.
        </p>
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

function ContestsForm(facts: DraftFacts) {
  const { contests } = facts.state.draft;
  const { reply, failed, again } = useReading(readBodies, {});
  return (
    <>
      {reply === undefined && failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {contests.map((contest, place) => (
        <ContestForm key={place} {...facts} contest={contest} place={place} bodies={reply?.bodies} />
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

function TiesForm({ state, say }: DraftFacts) {
  const { draft, problems } = state;
  const problem = problemAt(problems, 'ties') ?? noDrawWords(draft);
  return (
    <Card title="If votes are equal">
      {problem !== undefined && (
        <p class="field-problem" role="status">
          {problem}
        </p>
      )}
      <RadioField
        name="ties"
        legend="How is a tie broken that decides who is elected, or for how long?"
        value={draft.ties}
        onValue={(value) => say({ type: 'ties-chosen', ties: value })}
        options={[
          { value: 'lot', words: 'By the lot that the keys open with the result', hint: lotHint(draft) },
          {
            value: 'draw',
            words: 'By a public draw',
            hint: 'Draw lots before witnesses after the count, and enter the order with place, time and witnesses.',
          },
        ]}
      />
    </Card>
  );
}

function noDrawWords({ ties, contests }: Draft): string | undefined {
  const place = contests.findIndex(hasNone);
  if (ties === 'lot' || place < 0) return undefined;
  return `In contest ${place + 1} the last answer is None of the above, and a public draw is among people. Choose the lot.`;
}

function lotHint({ keys, contests }: Draft): string {
  if (keys !== 'server')
    return 'It is fixed before voting and known to nobody until all trustees open the result. Anybody can replay it.';
  const instead = contests.some(hasNone) ? 'Let trustees hold the keys' : 'Choose a public draw';
  return `The server holds the only key, so the operator could steer the lot. ${instead} instead.`;
}
