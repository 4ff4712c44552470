import { Button, TextButton } from '../parts/button.tsx';
import { Card } from '../parts/boxes.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { AddButton } from './add-button.tsx';
import type { BodyEvent, BodyState, BodyText, CohortDraft, Declaration } from './body-state.ts';

export interface BodyFacts {
  readonly state: BodyState;
  readonly say: (event: BodyEvent) => void;
}

/** The form of a body: what it is, its cohorts while it is new, and the rules of its elections and votes. */
export function BodyFormCards({
  state,
  say,
  isNew,
  onSave,
}: BodyFacts & { readonly isNew: boolean; readonly onSave: () => void }) {
  const press = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form class="stack" onSubmit={press} noValidate>
      <Card title="What it is">
        <Typed state={state} say={say} field="name" label="Name" hint="Such as Board of directors" />
        {isNew && (
          <Typed state={state} say={say} field="slug" label="Address" hint="Its page will be at /bodies/ and this" />
        )}
        <TextField
          id="about"
          label="About"
          hint="What it does. Markdown; may stay empty."
          problem={problemAt(state.problems, 'about')}
          value={state.draft.about}
          onValue={(value) => say({ type: 'typed', field: 'about', value })}
        />
      </Card>
      {isNew && <Cohorts state={state} say={say} />}
      <ElectionRules state={state} say={say} />
      <NomineeRules state={state} say={say} />
      <VoteRules state={state} say={say} />
      <p class="buttons">
        <Button type="submit" busy={state.busy && 'Saving…'}>
          {isNew ? 'Make the body' : 'Save the body'}
        </Button>
      </p>
    </form>
  );
}

function Typed({
  state,
  say,
  field,
  id = field,
  label,
  hint,
  isNumber = false,
}: BodyFacts & {
  readonly field: BodyText;
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
      value={state.draft[field]}
      onValue={(value) => say({ type: 'typed', field, value })}
      autocomplete="off"
      {...(isNumber ? { inputMode: 'numeric' as const } : {})}
    />
  );
}

function Cohorts({ state, say }: BodyFacts) {
  const { cohorts } = state.draft;
  return (
    <Card title="Seats">
      <p class="soft">
        Seats whose terms end together are a cohort. A seat that falls vacant is filled for the rest of its cohort's
        term.
      </p>
      <div id="cohorts" tabIndex={-1} class="stack">
        {cohorts.map((cohort, place) => (
          <Cohort key={place} state={state} say={say} cohort={cohort} place={place} isOnly={cohorts.length === 1} />
        ))}
      </div>
      <p class="buttons">
        <AddButton id="add-cohort" onPress={() => say({ type: 'cohort-added' })}>
          Add a cohort
        </AddButton>
      </p>
    </Card>
  );
}

function Cohort({
  state,
  say,
  cohort,
  place,
  isOnly,
}: BodyFacts & { readonly cohort: CohortDraft; readonly place: number; readonly isOnly: boolean }) {
  const id = `cohorts-${place}`;
  const change = (part: Partial<CohortDraft>) => say({ type: 'cohort-changed', place, change: part });
  return (
    <fieldset class="stack-s" id={id}>
      <legend class="label">Cohort {place + 1}</legend>
      <CohortFields id={`${id}-`} cohort={cohort} problems={state.problems} onChange={change} />
      {!isOnly && (
        <TextButton about={`cohort ${place + 1}`} onPress={() => say({ type: 'cohort-removed', place })}>
          Remove
        </TextButton>
      )}
    </fieldset>
  );
}

/** The fields of a cohort, those of a new body or of one that is there; `id` stands before the ids of its fields. */
export function CohortFields({
  id,
  cohort,
  problems,
  onChange,
}: {
  readonly id: string;
  readonly cohort: CohortDraft;
  readonly problems: BodyState['problems'];
  readonly onChange: (change: Partial<CohortDraft>) => void;
}) {
  return (
    <>
      <Field
        id={`${id}name`}
        label="Name"
        hint="Such as Cohort A"
        problem={problemAt(problems, `${id}name`)}
        value={cohort.name}
        onValue={(name) => onChange({ name })}
        autocomplete="off"
      />
      <TextField
        id={`${id}seats`}
        label="Seats"
        hint="The name of each on a line of its own"
        problem={problemAt(problems, `${id}seats`)}
        value={cohort.seats}
        onValue={(seats) => onChange({ seats })}
        rows={4}
      />
      <div class="pair">
        <Field
          id={`${id}endsOn`}
          type="date"
          label="A last day of its terms"
          hint="Empty: a term lasts until another begins"
          problem={problemAt(problems, `${id}endsOn`)}
          value={cohort.endsOn}
          onValue={(endsOn) => onChange({ endsOn })}
        />
        <Field
          id={`${id}termYears`}
          label="Years of a term"
          problem={problemAt(problems, `${id}termYears`)}
          value={cohort.termYears}
          onValue={(termYears) => onChange({ termYears })}
          inputMode="numeric"
          autocomplete="off"
        />
      </div>
    </>
  );
}

function ElectionRules({ state, say }: BodyFacts) {
  const facts = { state, say, isNumber: true };
  return (
    <Card title="Rules of its elections">
      <p class="soft">What the rules do not ask for stays empty. An election that is frozen keeps the rules it has.</p>
      <div class="pair">
        <Typed
          {...facts}
          field="noticeLeast"
          id="rules-notice-atLeastDays"
          label="Notice of the dates, at least"
          hint="Days before voting opens"
        />
        <Typed
          {...facts}
          field="noticeMost"
          id="rules-notice-atMostDays"
          label="Notice, at most"
          hint="Days before voting opens"
        />
      </div>
      <div class="pair">
        <Typed
          {...facts}
          field="nominationDays"
          id="rules-shortestNominationDays"
          label="Nominations open, at least"
          hint="Days"
        />
        <Typed {...facts} field="votingDays" id="rules-longestVotingDays" label="Voting open, at most" hint="Days" />
      </div>
      <Typed
        state={state}
        say={say}
        field="cap"
        label="Most seats with one affiliation"
        hint="A share of all seats, such as 1/4. A subsidiary counts as its parent. Empty: no limit."
      />
    </Card>
  );
}

function NomineeRules({ state, say }: BodyFacts) {
  const { draft, problems } = state;
  return (
    <Card title="Rules for nominees">
      <Typed
        state={state}
        say={say}
        field="endorsements"
        id="rules-endorsements"
        label="Other voting members behind a nomination"
        hint="How many are needed"
        isNumber
      />
      <div id="rules-acknowledgements" tabIndex={-1} class="stack">
        {draft.declarations.map((declaration, place) => (
          <DeclarationFields key={declaration.id} state={state} say={say} declaration={declaration} place={place} />
        ))}
      </div>
      <p class="buttons">
        <AddButton id="add-declaration" onPress={() => say({ type: 'declaration-added' })}>
          Add something that nominees declare
        </AddButton>
      </p>
      <TextField
        id="rules-conditions"
        label="Conditions"
        hint="What officers look at before they approve a nominee, each on a line of its own"
        problem={problemAt(problems, 'rules-conditions')}
        value={draft.conditions}
        onValue={(value) => say({ type: 'typed', field: 'conditions', value })}
        rows={3}
      />
      <Ticked state={state} say={say} field="asksPreviousService">
        Nominees say in which bodies they have served before
      </Ticked>
      <Ticked state={state} say={say} field="allowsQuestions">
        Members may put questions to the candidates
      </Ticked>
    </Card>
  );
}

function DeclarationFields({
  state,
  say,
  declaration,
  place,
}: BodyFacts & { readonly declaration: Declaration; readonly place: number }) {
  const id = `rules-acknowledgements-${place}`;
  const change = (part: Partial<Declaration>) => say({ type: 'declaration-changed', place, change: part });
  return (
    <fieldset class="stack-s">
      <legend class="label">Nominees declare, {place + 1}</legend>
      <Field
        id={`${id}-text`}
        label="What they declare"
        problem={problemAt(state.problems, `${id}-text`)}
        value={declaration.text}
        onValue={(text) => change({ text })}
        autocomplete="off"
      />
      <TickLine
        id={`${id}-isRequired`}
        type="checkbox"
        isChosen={declaration.isRequired}
        onChosen={(isRequired) => change({ isRequired })}
      >
        Needed to stand
      </TickLine>
      <TickLine
        id={`${id}-isPublic`}
        type="checkbox"
        isChosen={declaration.isPublic}
        onChosen={(isPublic) => change({ isPublic })}
      >
        Shown with the candidate
      </TickLine>
      <TextButton
        about={`what nominees declare, ${place + 1}`}
        onPress={() => say({ type: 'declaration-removed', place })}
      >
        Remove
      </TextButton>
    </fieldset>
  );
}

function Ticked({
  state,
  say,
  field,
  children,
}: BodyFacts & { readonly field: 'asksPreviousService' | 'allowsQuestions'; readonly children: string }) {
  return (
    <TickLine
      id={field}
      type="checkbox"
      isChosen={state.draft[field]}
      onChosen={(is) => say({ type: 'ticked', field, is })}
    >
      {children}
    </TickLine>
  );
}

const comparisons = [
  { value: 'more', words: 'more than' },
  { value: 'least', words: 'at least' },
];

function VoteRules({ state, say }: BodyFacts) {
  return (
    <Card title="Rules of its open votes">
      <Share
        state={state}
        say={say}
        field="quorum"
        label="Quorum"
        hint="Share of all seats that takes part, such as 1/2"
      />
      <Share state={state} say={say} field="majority" label="Majority" hint="Share that is for it, such as 1/2" />
      <SelectField
        id="majorityOf"
        label="The majority is of"
        value={state.draft.majorityOf}
        onValue={(value) => say({ type: 'typed', field: 'majorityOf', value })}
        options={[
          { value: 'for-and-against', words: 'those for and against' },
          { value: 'cast', words: 'all who vote, abstentions too' },
          { value: 'eligible', words: 'all in office' },
        ]}
      />
      <Share
        state={state}
        say={say}
        field="withoutMeeting"
        label="Without a meeting"
        hint="Share of those in office that is for it; 1/1 is all of them"
      />
    </Card>
  );
}

function Share({
  state,
  say,
  field,
  label,
  hint,
}: BodyFacts & {
  readonly field: 'quorum' | 'majority' | 'withoutMeeting';
  readonly label: string;
  readonly hint: string;
}) {
  const comparison = `${field}Is` as const;
  return (
    <div class="pair">
      <SelectField
        id={comparison}
        label={`${label}: compared`}
        value={state.draft[comparison]}
        onValue={(value) => say({ type: 'typed', field: comparison, value })}
        options={comparisons}
      />
      <Typed state={state} say={say} field={field} label={label} hint={hint} />
    </div>
  );
}
