import { TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { AddButton } from './add-button.tsx';
import type { DraftFacts } from './draft.tsx';
import { mostTrustees, type DraftTrustee } from './draft-state.ts';

/** Who holds the keys to the result, said openly in both cases. */
export function TrusteesForm(facts: DraftFacts) {
  const { state, say } = facts;
  const { keys } = state.draft;
  return (
    <Card title="Who holds the keys">
      <RadioField
        name="keys"
        legend="Who opens the result?"
        value={keys}
        onValue={(value) => say({ type: 'keys-chosen', keys: value })}
        options={[
          {
            value: 'server',
            words: 'The server holds the only key',
            hint: 'Whoever runs the server could open single ballots. Every voter is told so. For elections with little at stake.',
          },
          {
            value: 'people',
            words: 'Trustees hold the keys, 1 to 9 people',
            hint: 'Each makes a key in their own browser. Nobody learns more than the totals unless all of them work together.',
          },
        ]}
      />
      {keys === 'people' && <TrusteeLines {...facts} />}
    </Card>
  );
}

function TrusteeLines({ state, say }: DraftFacts) {
  const { trustees } = state.draft;
  return (
    <>
      <Notice tone="warn">
        <p>
          All trustees are needed to open the result. If one loses the key file, nobody can open it, and the election
          must be held again.
        </p>
      </Notice>
      <ol class="candidates">
        {trustees.map((trustee, place) => (
          <TrusteeLine key={place} state={state} say={say} trustee={trustee} place={place} />
        ))}
      </ol>
      {problemAt(state.problems, 'add-trustee') !== undefined && (
        <p class="field-problem">{problemAt(state.problems, 'add-trustee')}</p>
      )}
      {trustees.length < mostTrustees && (
        <p>
          <AddButton id="add-trustee" onPress={() => say({ type: 'trustee-added' })}>
            Add a trustee
          </AddButton>
        </p>
      )}
    </>
  );
}

function TrusteeLine({
  state,
  say,
  trustee,
  place,
}: Pick<DraftFacts, 'state' | 'say'> & { readonly trustee: DraftTrustee; readonly place: number }) {
  const id = `trustees-${place}`;
  const change = (part: Partial<DraftTrustee>) => say({ type: 'trustee-changed', trustee: place, change: part });
  return (
    <li class="stack-s">
      <div class="pair">
        <Field
          id={`${id}-name`}
          label={`Trustee ${place + 1}, name`}
          problem={problemAt(state.problems, `${id}-name`)}
          value={trustee.name}
          onValue={(name) => change({ name })}
          autocomplete="off"
        />
        <Field
          id={`${id}-email`}
          type="email"
          label="Mail address"
          problem={problemAt(state.problems, `${id}-email`)}
          value={trustee.email}
          onValue={(email) => change({ email })}
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <span class="row-buttons">
        <TextButton
          about={trustee.name === '' ? `trustee ${place + 1}` : trustee.name}
          onPress={() => say({ type: 'trustee-removed', trustee: place })}
        >
          Remove
        </TextButton>
      </span>
    </li>
  );
}
