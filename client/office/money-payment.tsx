import { useState } from 'preact/hooks';
import {
  decideOffline,
  previewRefund,
  refundPayment,
  resendReceipt,
  type OfficePayment,
  type RefundConsequence,
} from '../../api/money.ts';
import { decimalsOf, minorOf, moneyText } from '../../membership/money.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { FactList, Table } from '../parts/lists.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { shortMoment } from '../parts/when.ts';
import { methodWords, stateWords } from './money-words.ts';

const entryWords: Readonly<Record<OfficePayment['entries'][number]['kind'], string>> = {
  paid: 'Paid',
  refund: 'Returned',
  'refund-failed': 'Return failed',
  dispute: 'Disputed',
  'dispute-won': 'Dispute won',
  'dispute-lost': 'Dispute lost',
};

interface PaymentProps {
  readonly payment: OfficePayment;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One payment: everything that moved, and what the treasurer can do about it. */
export function MoneyPayment({ payment, mayChange, onChanged, onClose }: PaymentProps) {
  const { payer, receipt } = payment;
  const [said, setSaid] = useState<string>();
  const mail = async () => {
    const answer = await call(resendReceipt, { path: { paymentId: payment.id } });
    setSaid(answer.ok ? `The receipt is on its way to ${answer.reply.to}.` : failedWords(answer));
  };
  return (
    <Card title={`Payment of ${payer.name === '' ? payer.email : payer.name}`}>
      <FactList facts={factsOf(payment)} />
      {payment.entries.length > 0 && (
        <Table
          caption="What moved"
          rows={payment.entries}
          keyOf={({ ref }) => ref}
          columns={[
            { title: 'What', cell: ({ kind, note }) => `${entryWords[kind]}${note === '' ? '' : `: ${note}`}` },
            { title: 'When', cell: ({ at }) => shortMoment(at) },
            { title: 'Amount', numeric: true, cell: moneyText },
          ]}
        />
      )}
      {receipt !== null && (
        <p class="buttons">
          <a href={`/api/receipts/${receipt}.pdf`} download={`receipt-${receipt}.pdf`}>
            Receipt {receipt} (PDF)
          </a>
          {mayChange && <TextButton onPress={() => void mail()}>Mail the receipt again</TextButton>}
        </p>
      )}
      <p class="small" role="status">
        {said}
      </p>
      {mayChange && payment.state === 'waiting' && <SecondPerson payment={payment} onChanged={onChanged} />}
      {mayChange && payment.refundable > 0 && <Refund payment={payment} onChanged={onChanged} />}
      <p>
        <TextButton onPress={onClose}>Close</TextButton>
      </p>
    </Card>
  );
}

function factsOf(payment: OfficePayment) {
  const { payer, tierName, kind, method, reference, note, receivedOn, recordedBy, confirmedBy, state } = payment;
  return [
    { term: 'State', says: stateWords(state) },
    { term: 'Member', says: <a href={`/office/members/${payer.id}`}>{`${payer.number}, ${payer.email}`}</a> },
    { term: 'For', says: `${tierName}${kind === 'lifetime' ? ' for life' : ''}` },
    { term: 'Amount', says: moneyText(payment) },
    { term: 'How', says: methodWords[method] },
    ...(receivedOn === null ? [] : [{ term: 'Received on', says: receivedOn }]),
    ...(reference === '' ? [] : [{ term: 'Reference', says: reference }]),
    ...(note === '' ? [] : [{ term: 'Note', says: note }]),
    ...(recordedBy === null ? [] : [{ term: 'Recorded by', says: recordedBy }]),
    ...(confirmedBy === null ? [] : [{ term: 'Agreed by', says: confirmedBy }]),
  ];
}

function SecondPerson({ payment, onChanged }: Pick<PaymentProps, 'payment' | 'onChanged'>) {
  const [problem, setProblem] = useState<string>();
  const decide = async (agrees: boolean) => {
    const answer = await call(decideOffline, { path: { paymentId: payment.id }, body: { agrees } });
    if (answer.ok) onChanged();
    else setProblem(failedWords(answer));
  };
  return (
    <div class="stack-s">
      <p>This payment counts when a second person agrees. Look at the bank’s statement first.</p>
      <p class="buttons">
        <Button onPress={() => void decide(true)}>Agree</Button>
        <Button kind="stop" onPress={() => void decide(false)}>
          Refuse
        </Button>
      </p>
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Minor units as a field takes them: `99` or `99.50`. */
function plainAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function Refund({ payment, onChanged }: Pick<PaymentProps, 'payment' | 'onChanged'>) {
  const { id: paymentId, currency, refundable } = payment;
  const [refundId] = useState(() => crypto.randomUUID());
  const [amount, setAmount] = useState(plainAmount(refundable, currency));
  const [reason, setReason] = useState('');
  const [preview, setPreview] = useState<RefundConsequence & { readonly minor: number }>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const path = { paymentId };
  const look = async () => {
    const minor = minorOf(amount, currency);
    if (minor === undefined || minor < 1) {
      setProblem('Amount: write it in figures, such as 99 or 40.50');
      return;
    }
    const answer = await call(previewRefund, { path, query: { minor } });
    setProblem(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) setPreview({ ...answer.reply, minor });
  };
  const give = async (minor: number) => {
    if (reason.trim() === '') {
      setProblem('Reason: write why it is returned');
      return;
    }
    setBusy(true);
    const answer = await call(refundPayment, { path, body: { minor, reason, refundId } });
    setBusy(false);
    if (answer.ok) onChanged();
    else setProblem(failedWords(answer));
  };
  return (
    <div class="stack-s">
      <h3>Return money</h3>
      <Field
        id="refund-amount"
        label={`Amount in ${currency}`}
        hint={`At most ${moneyText({ minor: refundable, currency })}`}
        value={amount}
        onValue={(value) => {
          setAmount(value);
          setPreview(undefined);
        }}
      />
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      {preview === undefined ? (
        <p class="buttons">
          <Button kind="plain" onPress={() => void look()}>
            See what it means
          </Button>
        </p>
      ) : (
        <>
          <Consequence preview={preview} />
          <Field id="refund-reason" label="Reason" value={reason} onValue={setReason} />
          <p class="buttons">
            <Button kind="stop" onPress={() => void give(preview.minor)} busy={isBusy && 'Returning…'}>
              Return {moneyText({ minor: preview.minor, currency })}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}

function Consequence({ preview }: { readonly preview: RefundConsequence }) {
  const { ends, standingNow, standingThen, elections } = preview;
  return (
    <Notice tone={ends ? 'warn' : 'plain'} live>
      <p>
        {ends
          ? `Nothing of the payment is left, so its period ends now and not earlier. Membership now: ${standingNow}. Then: ${standingThen}.`
          : `Part of the payment is kept, so the membership stays: ${standingNow}.`}
      </p>
      <ul>
        {elections.map(({ name, words }) => (
          <li key={name}>
            {name}: {words}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
