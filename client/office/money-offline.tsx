import { useState } from 'preact/hooks';
import type { TierDues } from '../../api/dues.ts';
import { findPayer, recordOffline, type OfficePayment } from '../../api/money.ts';
import type { Reply } from '../../api/endpoint.ts';
import { minorOf, moneyText } from '../../membership/money.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { placedProblems, problemAt } from '../parts/refusals.tsx';
import { methodWords } from './money-words.ts';

type Payer = Reply<typeof findPayer>;
const methods = ['wire', 'cheque', 'cash', 'in-kind', 'waiver'] as const;
type Method = (typeof methods)[number];

/** Records what came without the provider: first who, then what. */
export function MoneyOffline({
  secondPersonAbove,
  onRecorded,
}: {
  readonly secondPersonAbove: number;
  readonly onRecorded: () => void;
}) {
  const [member, setMember] = useState('');
  const [payer, setPayer] = useState<Payer>();
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [done, setDone] = useState<OfficePayment>();
  const find = async () => {
    setDone(undefined);
    const answer = await call(findPayer, { query: { member } });
    setProblems(answer.ok ? [] : placedProblems(answer, () => 'Member').map(({ words }) => ({ words, at: 'member' })));
    if (answer.ok) setPayer(answer.reply);
  };
  const press = (event: Event) => {
    event.preventDefault();
    void find();
  };
  const recorded = (payment: OfficePayment) => {
    setDone(payment);
    setPayer(undefined);
    setMember('');
    onRecorded();
  };
  return (
    <Card title="Record a payment">
      {done !== undefined && (
        <Notice live>
          <p>
            Recorded: {moneyText(done)} of {done.payer.name}.{' '}
            {done.state === 'waiting'
              ? 'It counts when a second person agrees.'
              : `Receipt ${done.receipt ?? ''} is on its way.`}
          </p>
        </Notice>
      )}
      {payer === undefined ? (
        <form class="stack-s" onSubmit={press} noValidate>
          {problems.length > 0 && <ErrorSummary problems={problems} />}
          <Field
            id="member"
            label="Member"
            hint="Mail address or member number"
            problem={problemAt(problems, 'member')}
            value={member}
            onValue={setMember}
          />
          <p class="buttons">
            <Button type="submit" kind="plain">
              Find the member
            </Button>
          </p>
        </form>
      ) : (
        <OfflineForm
          payer={payer}
          secondPersonAbove={secondPersonAbove}
          onRecorded={recorded}
          onBack={() => setPayer(undefined)}
        />
      )}
    </Card>
  );
}

interface Typed {
  readonly tier: string;
  readonly kind: 'once' | 'lifetime';
  readonly method: Method;
  readonly amount: string;
  readonly receivedOn: string;
  readonly reference: string;
  readonly note: string;
}

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/minor': 'Amount',
  '#/body/receivedOn': 'Received on',
  '#/body/reference': 'Reference',
  '#/body/note': 'Note',
};

function OfflineForm({
  payer: { payer, tiers },
  secondPersonAbove,
  onRecorded,
  onBack,
}: {
  readonly payer: Payer;
  readonly secondPersonAbove: number;
  readonly onRecorded: (payment: OfficePayment) => void;
  readonly onBack: () => void;
}) {
  const first = { kind: 'once', method: 'wire', amount: '', receivedOn: '', reference: '', note: '' } as const;
  const [typed, setTyped] = useState<Typed>({ tier: tiers[0]?.tier ?? '', ...first });
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const set = (changes: Partial<Typed>) => setTyped((before) => ({ ...before, ...changes }));
  const tier = tiers.find((one) => one.tier === typed.tier);
  const record = async () => {
    const { amount, ...rest } = typed;
    const minor = typed.method === 'waiver' ? 0 : minorOf(amount, tier?.currency ?? 'USD');
    if (minor === undefined) {
      setProblems([{ words: 'Amount: write it in figures, such as 99 or 40.50', at: 'minor' }]);
      return;
    }
    setBusy(true);
    const body = { ...rest, minor, personId: payer.id, currency: tier?.currency ?? '' };
    const answer = await call(recordOffline, { body });
    setBusy(false);
    if (answer.ok) onRecorded(answer.reply);
    else setProblems(placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'Payment'));
  };
  const press = (event: Event) => {
    event.preventDefault();
    void record();
  };
  return (
    <form class="stack-s" onSubmit={press} noValidate>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <p>
        <strong>{payer.name === '' ? payer.email : payer.name}</strong>, member number {payer.number}, {payer.email}.{' '}
        <TextButton onPress={onBack}>Somebody else</TextButton>
      </p>
      {tier === undefined ? (
        <p>There is no membership with dues for this person.</p>
      ) : (
        <>
          <Choices tiers={tiers} tier={tier} typed={typed} set={set} />
          {typed.method !== 'waiver' && (
            <Field
              id="minor"
              label={`Amount in ${tier.currency}`}
              hint={`Above ${moneyText({ minor: secondPersonAbove, currency: tier.currency })} a second person must agree.`}
              problem={problemAt(problems, 'minor')}
              value={typed.amount}
              onValue={(amount) => set({ amount })}
            />
          )}
          <Field
            id="receivedOn"
            type="date"
            label="Received on"
            problem={problemAt(problems, 'receivedOn')}
            value={typed.receivedOn}
            onValue={(receivedOn) => set({ receivedOn })}
          />
          <Field
            id="reference"
            label="Reference"
            hint="As it stands in the bank’s statement, on the cheque, or in the decision"
            problem={problemAt(problems, 'reference')}
            value={typed.reference}
            onValue={(reference) => set({ reference })}
          />
          <TextField
            id="note"
            label="Note"
            hint="May stay empty. The member does not see it."
            rows={2}
            problem={problemAt(problems, 'note')}
            value={typed.note}
            onValue={(note) => set({ note })}
          />
          <Button type="submit" full busy={isBusy && 'Recording…'}>
            Record the payment
          </Button>
        </>
      )}
    </form>
  );
}

function Choices({
  tiers,
  tier,
  typed,
  set,
}: {
  readonly tiers: readonly TierDues[];
  readonly tier: TierDues;
  readonly typed: Typed;
  readonly set: (changes: Partial<Typed>) => void;
}) {
  return (
    <>
      <SelectField
        id="tier"
        label="For"
        value={typed.tier}
        onValue={(chosen) => set({ tier: chosen, kind: 'once' })}
        options={tiers.map(({ tier: value, name }) => ({ value, words: `${name} membership` }))}
      />
      {tier.lifetime !== null && (
        <SelectField
          id="kind"
          label="How long"
          value={typed.kind}
          onValue={(kind) => set({ kind: kind === 'lifetime' ? 'lifetime' : 'once' })}
          options={[
            { value: 'once', words: 'One period' },
            { value: 'lifetime', words: 'For life' },
          ]}
        />
      )}
      <SelectField
        id="method"
        label="How"
        value={typed.method}
        onValue={(value) => set({ method: methods.find((one) => one === value) ?? 'wire' })}
        options={methods.map((value) => ({ value, words: methodWords[value] }))}
      />
    </>
  );
}
