import { useState } from 'preact/hooks';
import { prepareBulk, type BulkAct } from '../../api/members.ts';
import { call } from '../call.ts';
import { ErrorSummary, type PlacedProblem } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { placedProblems, problemAt } from '../parts/refusals.tsx';
import { asked, type MembersQuery } from './members-query.ts';
import { membersPath } from './route.ts';

type Name = BulkAct['act'];
const acts = [
  { value: 'grant', words: 'Grant a period' },
  { value: 'approve', words: 'Approve their applications' },
  { value: 'affirm', words: 'Mark voting as affirmed' },
] as const;

const labels: Readonly<Record<string, string>> = {
  tier: 'Tier',
  from: 'From, first day',
  until: 'Until, last day',
  year: 'Year',
  reason: 'Reason',
};

/** One act for everybody who is shown above. It is tried first, and counted back before anything is recorded. */
export function BulkForm({
  query,
  total,
  tiers,
  go,
}: {
  readonly query: MembersQuery;
  readonly total: number;
  readonly tiers: readonly { readonly id: string; readonly name: string }[];
  readonly go: (path: string) => void;
}) {
  const [act, setAct] = useState<Name>('grant');
  const [typed, setTyped] = useState({ tier: '', from: '', until: '', year: '', reason: '' });
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const press = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(prepareBulk, { body: { act: actOf(act, typed), filter: asked(query) } });
    setBusy(false);
    if (answer.ok) go(`${membersPath}/imports/${answer.reply.id}`);
    else setProblems(placedProblems(answer, (pointer) => labels[lastOf(pointer, '/')] ?? 'What').map(placed));
  };
  const field = (name: keyof typeof typed, type: 'text' | 'date' | 'number', hint?: string) => (
    <Field
      key={name}
      id={`bulk-${name}`}
      type={type}
      label={labels[name] ?? name}
      hint={hint}
      problem={problemAt(problems, `bulk-${name}`)}
      value={typed[name]}
      onValue={(value) => setTyped({ ...typed, [name]: value })}
      autocomplete="off"
    />
  );
  return (
    <details class="card">
      <summary>Record something about these {counted(total, 'person', 'people')}</summary>
      <form class="stack" onSubmit={(event) => void press(event)} noValidate>
        {problems.length > 0 && <ErrorSummary problems={problems} />}
        <SelectField
          id="bulk-act"
          label="What"
          value={act}
          onValue={(value) => setAct(acts.find((one) => one.value === value)?.value ?? 'grant')}
          options={acts}
        />
        {act !== 'affirm' && (
          <SelectField
            id="bulk-tier"
            label="Tier"
            problem={problemAt(problems, 'bulk-tier')}
            value={typed.tier}
            onValue={(tier) => setTyped({ ...typed, tier })}
            options={[
              { value: '', words: 'Choose a tier' },
              ...tiers.map(({ id, name }) => ({ value: id, words: name })),
            ]}
          />
        )}
        {act === 'grant' && [field('from', 'date'), field('until', 'date', 'Empty: for life.')]}
        {act === 'affirm' && field('year', 'number')}
        {field('reason', 'text', 'It stands with each of them.')}
        <p class="buttons">
          <Button type="submit" kind="plain" busy={busy && 'Beginning…'}>
            Show what it would do
          </Button>
        </p>
      </form>
    </details>
  );
}

function actOf(
  act: Name,
  { tier, from, until, year, reason }: Readonly<Record<'tier' | 'from' | 'until' | 'year' | 'reason', string>>,
): BulkAct {
  switch (act) {
    case 'grant':
      return { act, tier, from, until: until === '' ? null : until, reason };
    case 'approve':
      return { act, tier, reason };
    case 'affirm':
      return { act, year: Number(year), reason };
  }
}

function placed({ words, at }: PlacedProblem): PlacedProblem {
  return at === undefined ? { words } : { words, at: `bulk-${lastOf(at, '-')}` };
}

function lastOf(text: string, separator: string): string {
  return text.split(separator).at(-1) ?? '';
}
