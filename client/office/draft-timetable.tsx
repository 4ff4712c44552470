import type { TimetableDefinition } from '../../api/office.ts';
import { Card } from '../parts/boxes.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { momentNames } from '../parts/timetable.tsx';
import type { DraftFacts } from './draft.tsx';
import { momentOf, momentWords, zoneChoices } from './moment.ts';
import { openFor } from './open-for.ts';

/** Every moment of the election; each shows at once what it means. */
export function TimetableForm(facts: DraftFacts) {
  const { state, say, reader } = facts;
  const { timetable, membersNominate } = state.draft;
  const { zone, opens, closes } = timetable;
  return (
    <Card title="Timetable">
      <SelectField
        id="timetable-zone"
        label="Time zone"
        hint="All times of this election are promised in this zone. Weekdays follow from the dates."
        problem={problemAt(state.problems, 'timetable-zone')}
        value={zone}
        onValue={(value) => say({ type: 'moment-typed', moment: 'zone', value })}
        options={zoneChoices(reader, zone)}
      />
      <TickLine
        id="members-nominate"
        type="checkbox"
        isChosen={membersNominate}
        onChosen={(is) => say({ type: 'ticked', field: 'membersNominate', is })}
        hint="Without it the office writes down who stands."
      >
        Members nominate
      </TickLine>
      {membersNominate && (
        <>
          <div class="pair">
            <MomentField {...facts} moment="nominationsOpen" />
            <MomentField {...facts} moment="nominationsClose" />
          </div>
          <MomentField {...facts} moment="candidates" hint="From then on everybody sees who stands, all at once." />
        </>
      )}
      <div class="pair">
        <MomentField {...facts} moment="opens" />
        <MomentField {...facts} moment="closes" />
      </div>
      <p aria-live="polite">{openFor(momentOf(opens, zone), momentOf(closes, zone))}</p>
      <MomentField {...facts} moment="seating" hint="When those elected take their seats. May stay empty." />
    </Card>
  );
}

export function RollForm(facts: DraftFacts) {
  const { state, say } = facts;
  const { asksAffirmation, isRegular } = state.draft;
  return (
    <Card title="Who may vote">
      <MomentField
        {...facts}
        moment="record"
        hint="Whoever is a voting member at this moment is on the roll. At the opening, or before it."
      />
      <MomentField
        {...facts}
        moment="applyBy"
        hint="Whoever becomes a voting member after it is not on the roll. Empty: the record date alone decides."
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
      {asksAffirmation && <MomentField {...facts} moment="affirmBy" />}
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
  moment,
  hint,
  state,
  say,
  reader,
}: DraftFacts & {
  readonly moment: Exclude<keyof TimetableDefinition, 'zone'>;
  readonly hint?: string;
}) {
  const { timetable } = state.draft;
  const id = `timetable-${moment}`;
  return (
    <div class="stack-s">
      <Field
        id={id}
        type="datetime-local"
        label={momentNames[moment]}
        hint={hint}
        problem={problemAt(state.problems, id)}
        value={timetable[moment]}
        onValue={(value) => say({ type: 'moment-typed', moment, value })}
      />
      <p class="small" aria-live="polite">
        {momentWords(timetable[moment], timetable.zone, reader) ?? ''}
      </p>
    </div>
  );
}
