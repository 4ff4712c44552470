import { useState } from 'preact/hooks';
import { keepApart, mergeMembers, readPair } from '../../api/duplicates.ts';
import type { Reply } from '../../api/endpoint.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Trail, type Me } from './frame.tsx';
import { may } from './may.ts';
import { memberPath, membersPath } from './route.ts';
import { Standings } from './standing-words.tsx';

type Pair = Reply<typeof readPair>;
type Side = 'survivor' | 'duplicate';
type Choice = Readonly<Record<'name' | 'email' | 'city' | 'country', Side>>;

const fields = ['name', 'email', 'city', 'country'] as const;
const fieldWords = { name: 'Name', email: 'Mail address', city: 'City', country: 'Country' } as const;

interface PairFacts {
  readonly survivorId: string;
  readonly duplicateId: string;
  readonly me: Me;
  readonly go: (path: string) => void;
}

/** Two records side by side: what differs, what would change, and the decision. */
export function PairPage({ survivorId, duplicateId, me, go }: PairFacts) {
  const path = { survivorId, duplicateId };
  const { reply, failed, again } = useReading(readPair, { path });
  return (
    <>
      <Trail name="Probable duplicates" href={`${membersPath}/duplicates`} />
      <Heading title="Compare two records – office" step="pair">
        Are these one person?
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up both." />}
      {reply !== undefined && (
        <>
          <SideBySide pair={reply} />
          <Card title="If they are merged">
            <ul class="stack-s">
              {reply.merged.effects.map((effect) => (
                <li key={effect}>{effect}</li>
              ))}
            </ul>
            <p class="soft small">It can be undone for 30 days, and both stand as before.</p>
          </Card>
          {reply.refusal !== null && (
            <Notice tone="warn" title="They cannot be merged now">
              <p>{reply.refusal}</p>
            </Notice>
          )}
          {may(me, 'edit-members') && <Decide pair={reply} go={go} />}
        </>
      )}
    </>
  );
}

function SideBySide({ pair: { survivor, duplicate } }: { readonly pair: Pair }) {
  const rows = [
    ...fields.map((field) => ({ term: fieldWords[field], one: survivor[field], other: duplicate[field] })),
    { term: 'Member number', one: survivor.number, other: duplicate.number },
    {
      term: 'Stands',
      one: <Standings standings={survivor.standings} />,
      other: <Standings standings={duplicate.standings} />,
    },
    {
      term: 'May vote next',
      one: survivor.eligibility.eligible ? 'Yes' : 'No',
      other: duplicate.eligibility.eligible ? 'Yes' : 'No',
    },
  ];
  return (
    <div class="card flush">
      <Table
        caption="The two records side by side"
        rows={rows}
        keyOf={({ term }) => term}
        columns={[
          { title: 'What', cell: ({ term }) => term },
          { title: 'This record stays', cell: ({ one }) => (one === '' ? <span class="soft">empty</span> : one) },
          {
            title: 'This one stands aside',
            cell: ({ other }) => (other === '' ? <span class="soft">empty</span> : other),
          },
        ]}
      />
    </div>
  );
}

function firstChoice({ survivor, duplicate }: Pair): Choice {
  const of = (field: keyof Choice): Side =>
    survivor[field] === '' && duplicate[field] !== '' ? 'duplicate' : 'survivor';
  return { name: of('name'), email: 'survivor', city: of('city'), country: of('country') };
}

function Decide({ pair, go }: { readonly pair: Pair; readonly go: (path: string) => void }) {
  const { survivor, duplicate } = pair;
  const path = { survivorId: survivor.id, duplicateId: duplicate.id };
  const [choice, setChoice] = useState(() => firstChoice(pair));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState<'no' | 'merging' | 'keeping'>('no');
  const merge = async (event: Event) => {
    event.preventDefault();
    if (reason.trim() === '') {
      setProblem('Say how you know that they are one person.');
      return;
    }
    setBusy('merging');
    const answer = await call(mergeMembers, { path, body: { ...choice, reason } });
    setBusy('no');
    if (answer.ok) go(memberPath(survivor.id));
    else setProblem(failedWords(answer));
  };
  const keep = async () => {
    setBusy('keeping');
    const answer = await call(keepApart, { path });
    setBusy('no');
    if (answer.ok) go(`${membersPath}/duplicates`);
    else setProblem(failedWords(answer));
  };
  const differing = fields.filter((field) => survivor[field] !== duplicate[field]);
  return (
    <form class="card stack" onSubmit={(event) => void merge(event)} noValidate>
      {problem !== undefined && <ErrorSummary problems={[{ words: problem, at: 'reason' }]} />}
      {pair.refusal === null && (
        <>
          <h2>Which details hold</h2>
          {differing.map((field) => (
            <RadioField
              key={field}
              name={field}
              legend={fieldWords[field]}
              value={choice[field]}
              onValue={(side) => setChoice({ ...choice, [field]: side })}
              options={[
                { value: 'survivor', words: survivor[field] === '' ? 'empty' : survivor[field] },
                { value: 'duplicate', words: duplicate[field] === '' ? 'empty' : duplicate[field] },
              ]}
            />
          ))}
          <Field
            id="reason"
            label="How do you know that they are one person?"
            hint="It stands in the log."
            value={reason}
            onValue={setReason}
            autocomplete="off"
          />
        </>
      )}
      <p class="buttons">
        {pair.refusal === null && (
          <Button type="submit" busy={busy === 'merging' && 'Merging…'}>
            Merge these two
          </Button>
        )}
        <Button kind="plain" onPress={() => void keep()} busy={busy === 'keeping' && 'Saving…'}>
          They are two people
        </Button>
        <a href={`${membersPath}/duplicates/${duplicate.id}/${survivor.id}`}>Keep the other record instead</a>
      </p>
    </form>
  );
}
