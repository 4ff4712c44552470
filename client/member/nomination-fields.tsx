import { useState } from 'preact/hooks';
import { previewStatement, type AffiliationKind, type NominatedContest } from '../../api/nominations.ts';
import { call } from '../call.ts';
import { Card, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { Prose } from '../parts/prose.tsx';
import { failedWords, problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';

/** What a nominee says of themselves, as it is typed. */
export interface ProfileForm {
  readonly name: string;
  readonly statement: string;
  readonly previousService: string;
  readonly affiliations: readonly { readonly organisation: string; readonly kind: AffiliationKind }[];
}

export function nameOfField(pointer: string): string {
  const affiliation = /^#\/body\/affiliations\/(\d+)/.exec(pointer);
  if (affiliation !== null) return `Affiliation ${Number(affiliation[1]) + 1}`;
  return fieldNames[pointer] ?? 'Nomination';
}

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/contestId': 'What for',
  '#/body/name': 'Name',
  '#/body/email': 'Mail address',
  '#/body/statement': 'Statement',
  '#/body/previousService': 'Previous service',
  '#/body/acknowledgements': 'Declarations',
  '#/body/words': 'Answer',
};

/** Markdown, and how it will look: exactly what is shown later. */
export function StatementField({
  label,
  hint,
  value,
  problems,
  onValue,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly problems: readonly PlacedProblem[];
  readonly onValue: (value: string) => void;
}) {
  const [preview, setPreview] = useState<{ readonly of: string; readonly html: string }>();
  const [failed, setFailed] = useState<string>();
  const look = async () => {
    const answer = await call(previewStatement, { body: { statement: value } });
    setFailed(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) setPreview({ of: value, html: answer.reply.html });
  };
  return (
    <div class="stack-s">
      <TextField
        id="statement"
        label={label}
        hint={hint}
        rows={8}
        value={value}
        problem={problemAt(problems, 'statement') ?? failed}
        onValue={onValue}
      />
      <p>
        <TextButton onPress={() => void look()}>Preview it</TextButton>
      </p>
      <div role="status">
        {preview !== undefined && value !== '' && (
          <Card title="Preview" aside={preview.of === value ? 'as it will be shown' : 'you have changed it since'}>
            <Prose html={preview.html} />
          </Card>
        )}
      </div>
    </div>
  );
}

export const kindWords: Readonly<Record<AffiliationKind, string>> = {
  employee: 'Employee',
  officer: 'Officer',
  director: 'Director',
  consultant: 'Consultant',
  owner: 'Owner, of 1 % or more',
};
const kinds = (Object.keys(kindWords) as AffiliationKind[]).map((value) => ({ value, words: kindWords[value] }));

/** What a nominee fills in, whether they nominate themselves or were nominated. */
export function ProfileFields({
  form,
  contest,
  problems,
  onForm,
}: {
  readonly form: ProfileForm;
  readonly contest: Pick<NominatedContest, 'asksPreviousService'>;
  readonly problems: readonly PlacedProblem[];
  readonly onForm: (form: ProfileForm) => void;
}) {
  const { name, statement, previousService, affiliations } = form;
  const put = (changed: Partial<ProfileForm>) => onForm({ ...form, ...changed });
  return (
    <>
      <Field
        id="name"
        label="Your name, as it should stand on the ballot"
        value={name}
        problem={problemAt(problems, 'name')}
        autocomplete="name"
        maxLength={120}
        onValue={(value) => put({ name: value })}
      />
      <StatementField
        label="Your statement"
        hint="Why you stand. Markdown works: **bold**, lists, links. You can change it until nominations close."
        value={statement}
        problems={problems}
        onValue={(value) => put({ statement: value })}
      />
      {contest.asksPreviousService && (
        <Field
          id="previousService"
          label="Previous service"
          hint="Years in which you served, or nothing."
          value={previousService}
          problem={problemAt(problems, 'previousService')}
          maxLength={500}
          onValue={(value) => put({ previousService: value })}
        />
      )}
      <Affiliations
        affiliations={affiliations}
        problems={problems}
        onChange={(value) => put({ affiliations: value })}
      />
    </>
  );
}

function Affiliations({
  affiliations,
  problems,
  onChange,
}: {
  readonly affiliations: ProfileForm['affiliations'];
  readonly problems: readonly PlacedProblem[];
  readonly onChange: (affiliations: ProfileForm['affiliations']) => void;
}) {
  const change = (place: number, changed: Partial<ProfileForm['affiliations'][number]>) =>
    onChange(affiliations.map((one, at) => (at === place ? { ...one, ...changed } : one)));
  return (
    <fieldset class="stack-s">
      <legend class="label">Affiliations</legend>
      <p class="hint">Employers and other organisations that you act for. They are shown with your name.</p>
      {affiliations.map(({ organisation, kind }, place) => (
        <div key={place} class="stack-s">
          <Field
            id={`affiliations-${place}-organisation`}
            label={`Organisation ${place + 1}`}
            value={organisation}
            problem={problemAt(problems, `affiliations-${place}-organisation`)}
            maxLength={120}
            onValue={(value) => change(place, { organisation: value })}
          />
          <SelectField
            id={`affiliations-${place}-kind`}
            label={`What you are to organisation ${place + 1}`}
            value={kind}
            options={kinds}
            onValue={(value) => change(place, { kind: value as AffiliationKind })}
          />
          <p>
            <TextButton
              about={`organisation ${place + 1}`}
              onPress={() => onChange(affiliations.filter((_, at) => at !== place))}
            >
              Remove
            </TextButton>
          </p>
        </div>
      ))}
      <p>
        <Button kind="plain" onPress={() => onChange([...affiliations, { organisation: '', kind: 'employee' }])}>
          Add an affiliation
        </Button>
      </p>
    </fieldset>
  );
}

/** What the rules ask nominees to declare. */
export function Declarations({
  contest,
  given,
  problems,
  onGiven,
}: {
  readonly contest: Pick<NominatedContest, 'acknowledgements'>;
  readonly given: readonly string[];
  readonly problems: readonly PlacedProblem[];
  readonly onGiven: (given: readonly string[]) => void;
}) {
  const problem = problemAt(problems, 'acknowledgements');
  if (contest.acknowledgements.length === 0) return null;
  return (
    <fieldset class="stack-s" id="acknowledgements" tabIndex={-1}>
      <legend class="label">What you declare</legend>
      {problem !== undefined && <p class="field-problem">{problem}</p>}
      {contest.acknowledgements.map(({ id, text, isRequired, isPublic }) => (
        <TickLine
          key={id}
          id={`acknowledgement-${id}`}
          type="checkbox"
          isChosen={given.includes(id)}
          hint={`${isRequired ? 'Needed to stand' : 'If you want to'}${isPublic ? '; shown with your name' : ''}`}
          onChosen={(isGiven) => onGiven(isGiven ? [...given, id] : given.filter((one) => one !== id))}
        >
          {text}
        </TickLine>
      ))}
    </fieldset>
  );
}
