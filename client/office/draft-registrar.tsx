import { Card } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import type { DraftFacts } from './draft.tsx';

/** Who makes the personal links, with what each protects against and costs. */
export function RegistrarForm({ state, say }: DraftFacts) {
  const { draft, problems } = state;
  const { name, email } = draft.registrar;
  const change = (part: Partial<typeof draft.registrar>) => say({ type: 'registrar-changed', change: part });
  return (
    <Card title="Who makes the personal links">
      <RadioField
        name="links"
        legend="Who is the registrar?"
        value={draft.links}
        onValue={(links) => say({ type: 'links-chosen', links })}
        options={[
          {
            value: 'server',
            words: 'The server makes and sends the links',
            hint: 'A lost link is sent again at a press. But whoever runs the server could vote for those who do not vote.',
          },
          {
            value: 'person',
            words: 'A person makes and sends them',
            hint: 'Whoever runs the server knows no link, and alone can vote for nobody. The person sends a mail to every voter, and replaces lost links by hand.',
          },
        ]}
      />
      {draft.links === 'person' && (
        <div class="pair">
          <Field
            id="registrar-name"
            label="Registrar, name"
            hint="Somebody who does not work in the office. Voters and the record see the name."
            problem={problemAt(problems, 'registrar-name')}
            value={name}
            onValue={(value) => change({ name: value })}
            autocomplete="off"
          />
          <Field
            id="registrar-email"
            type="email"
            label="Mail address"
            hint="From which the links will come"
            problem={problemAt(problems, 'registrar-email')}
            value={email}
            onValue={(value) => change({ email: value })}
            autocomplete="off"
            spellcheck={false}
          />
        </div>
      )}
    </Card>
  );
}
