import { useState } from 'preact/hooks';
import { correctMember, recordAct, type MemberView } from '../../api/members.ts';
import { call } from '../call.ts';
import { ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { placedProblems, problemAt } from '../parts/refusals.tsx';
import { actOf, actWords, emptyForm, fieldLabels, fieldsOf, hintOf, type ActField, type ActForm } from './act-form.ts';

/** One act at a time, with what it needs and nothing else. */
export function MemberActs({
  member,
  onMember,
}: {
  readonly member: MemberView;
  readonly onMember: (member: MemberView) => void;
}) {
  const [form, setForm] = useState(() => emptyForm(member));
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string>();
  const press = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await send(member.id, form);
    setBusy(false);
    if (answer === undefined) return;
    if (answer.ok) {
      setProblems([]);
      setDone(`Recorded: ${actWords.find(({ value }) => value === form.act)?.words ?? ''}.`);
      setForm(emptyForm(answer.reply));
      onMember(answer.reply);
    } else setProblems(placedProblems(answer, (pointer) => labelOf(pointer)).map(named));
  };
  return (
    <form class="card stack" onSubmit={(event) => void press(event)} noValidate>
      <h2>Record something</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <SelectField
        id="act"
        label="What"
        value={form.act}
        onValue={(act) => {
          setProblems([]);
          setForm({ ...form, act: actWords.find(({ value }) => value === act)?.value ?? '' });
        }}
        options={actWords}
      />
      {fieldsOf(form.act).map((field) => (
        <ActInput
          key={field}
          field={field}
          form={form}
          member={member}
          problem={problemAt(problems, field)}
          onValue={(value) => setForm({ ...form, [field]: value })}
        />
      ))}
      {form.act !== '' && (
        <Button type="submit" full busy={busy && 'Recording…'}>
          Record it
        </Button>
      )}
      {done !== undefined && (
        <Notice live>
          <p>{done}</p>
        </Notice>
      )}
    </form>
  );
}

async function send(personId: string, form: ActForm) {
  const path = { personId };
  if (form.act === 'correct') {
    const { name, email, city, country, reason } = form;
    return call(correctMember, { path, body: { name, email, city, country, reason } });
  }
  const act = actOf(form);
  return act === undefined ? undefined : call(recordAct, { path, body: { act } });
}

/** `#/body/act/hearingOn` and `#/body/name` are about the fields of those names. */
function labelOf(pointer: string): string {
  const field = pointer.split('/').at(-1) ?? '';
  return field in fieldLabels ? fieldLabels[field as ActField] : 'What';
}

function named({ words, at }: PlacedProblem): PlacedProblem {
  return at === undefined ? { words } : { words, at: at.split('-').at(-1) ?? at };
}

const days: readonly ActField[] = ['from', 'until', 'on', 'hearingOn'];

function ActInput({
  field,
  form,
  member,
  problem,
  onValue,
}: {
  readonly field: ActField;
  readonly form: ActForm;
  readonly member: MemberView;
  readonly problem: string | undefined;
  readonly onValue: (value: string) => void;
}) {
  const facts = { id: field, label: fieldLabels[field], hint: hintOf(field, form.act, member), problem, onValue };
  if (field === 'tier') {
    const all = form.act === 'resign' ? [{ value: 'all', words: 'All of them' }] : [];
    const tiers = member.tiers.filter(({ approval }) => (form.act === 'appoint') === (approval === 'appointment'));
    const options = [...all, ...tiers.map(({ id, name }) => ({ value: id, words: name }))];
    return <TierInput {...facts} value={form.tier} options={options} />;
  }
  const type = days.includes(field) ? 'date' : field === 'email' ? 'email' : field === 'year' ? 'number' : 'text';
  return <Field {...facts} type={type} value={form[field]} autocomplete="off" />;
}

/** The list holds only the tiers that fit the act: what was chosen for another act may not be among them. */
function TierInput({ value, options, onValue, ...facts }: Parameters<typeof SelectField>[0]) {
  const isThere = options.some((option) => option.value === value);
  return (
    <SelectField
      {...facts}
      value={isThere ? value : ''}
      onValue={onValue}
      options={isThere ? options : [{ value: '', words: 'Choose a tier' }, ...options]}
    />
  );
}
