import { Button, TextButton } from '../parts/button.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { readerZone } from '../clock.ts';
import { zoneChoices } from './moment.ts';
import { FromField } from './tier-form.tsx';
import type { RulesDraft, TiersEvent, TiersState } from './tier-state.ts';

/** The form for other rules about members. */
export function RulesForm({
  state,
  draft,
  say,
  onSave,
}: {
  readonly state: TiersState;
  readonly draft: RulesDraft;
  readonly say: (event: TiersEvent) => void;
  readonly onSave: () => void;
}) {
  const fill = (change: Partial<RulesDraft>) => say({ type: 'rules-filled', change });
  const facts = { state, draft, fill };
  const press = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Other rules</h2>
      <SelectField
        id="zone"
        label="Days and years begin in"
        problem={problemAt(state.problems, 'zone')}
        value={draft.zone}
        onValue={(zone) => fill({ zone })}
        options={zoneChoices(readerZone(), draft.zone).filter(({ value }) => value !== 'AoE')}
      />
      <TickLine
        id="graceVotes"
        type="checkbox"
        isChosen={draft.graceVotes}
        onChosen={(graceVotes) => fill({ graceVotes })}
      >
        Members in grace vote
      </TickLine>
      <TickLine
        id="isRequired"
        type="checkbox"
        isChosen={draft.isRequired}
        onChosen={(isRequired) => fill({ isRequired })}
      >
        Voters affirm each year that they intend to vote
      </TickLine>
      {draft.isRequired && (
        <TickLine
          id="isWaivedForVoters"
          type="checkbox"
          isChosen={draft.isWaivedForVoters}
          onChosen={(isWaivedForVoters) => fill({ isWaivedForVoters })}
        >
          But not those who voted in the last regular election
        </TickLine>
      )}
      <Days
        {...facts}
        field="missedVotes"
        label="Missed votes that end the right for the year"
        hint="Empty: no such rule."
      />
      <Days
        {...facts}
        field="qualifyingDays"
        label="Days as a voting member before the record date"
        hint="0: to be one at that moment is enough."
      />
      <Days {...facts} field="resignationNoticeDays" label="Days of notice when somebody leaves" />
      <Days {...facts} field="terminationNoticeDays" label="Days of notice of a termination" />
      <Days {...facts} field="hearingDays" label="Days between the hearing and the termination" />
      <FromField value={draft.from} state={state} onValue={(from) => fill({ from })} />
      <Button type="submit" full busy={state.busy && 'Saving…'}>
        Save these rules
      </Button>
      <TextButton onPress={() => say({ type: 'begun-anew' })}>Leave the rules as they are</TextButton>
    </form>
  );
}

type DaysField = 'missedVotes' | 'qualifyingDays' | 'resignationNoticeDays' | 'terminationNoticeDays' | 'hearingDays';

function Days({
  state,
  draft,
  fill,
  field,
  label,
  hint,
}: {
  readonly state: TiersState;
  readonly draft: RulesDraft;
  readonly fill: (change: Partial<RulesDraft>) => void;
  readonly field: DaysField;
  readonly label: string;
  readonly hint?: string;
}) {
  return (
    <Field
      id={field}
      label={label}
      hint={hint}
      problem={problemAt(state.problems, field)}
      value={draft[field]}
      onValue={(value) => fill({ [field]: value })}
      autocomplete="off"
      inputMode="numeric"
    />
  );
}
