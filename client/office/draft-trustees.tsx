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
            hint: 'Whoever runs the server could open single ballots. Every voter is told so. For elections with little at stake. Nobody has a key to lose.',
          },
          {
            value: 'people',
            words: 'Trustees hold the keys, and all of them are needed',
            hint: '1 to 9 people. Nobody can open anything before the close, or tell who voted how, unless all of them work together. If one loses the key file, nobody can open the result, and the election must be held again.',
          },
          {
            value: 'group',
            words: 'Trustees hold the keys, and some of them are enough',
            hint: '3 to 9 people, two of three for example, together with a key of the server. Nobody can open anything before the close, or tell who voted how, unless that many of them and whoever runs the server work together. As long as enough have their key files, lost ones do no harm. They make their keys in three steps, before voting opens.',
          },
        ]}
      />
      {keys !== 'server' && <TrusteeLines {...facts} />}
    </Card>
  );
}

function TrusteeLines({ state, say }: DraftFacts) {
  const { trustees, keys, threshold } = state.draft;
  return (
    <>
      {keys === 'people' && (
        <Notice tone="warn">
          <p>
            All trustees are needed to open the result. If one loses the key file, nobody can open it, and the election
            must be held again.
          </p>
        </Notice>
      )}
      {keys === 'group' && (
        <Field
          id="threshold"
          label="How many of them are needed"
          hint={`Of ${trustees.length}. At least 2, or one person alone could open ballots.`}
          problem={problemAt(state.problems, 'threshold')}
          value={threshold}
          onValue={(typed) => say({ type: 'threshold-typed', threshold: typed })}
          inputMode="numeric"
          autocomplete="off"
        />
      )}
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
