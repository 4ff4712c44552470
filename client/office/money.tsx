import { useState } from 'preact/hooks';
import { readMoney, type Money, type MoneyDifference, type OfficePayment } from '../../api/money.ts';
import { moneyText } from '../../membership/money.ts';
import { TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { SearchField, SelectField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';
import { MoneyOffline } from './money-offline.tsx';
import { MoneyPayment } from './money-payment.tsx';
import { differenceWords, stateTone, stateWords } from './money-words.ts';

type Only = 'all' | 'waiting' | 'disputed';

/** Payments: find one, record one, return one; and what the nights found. */
export function MoneyPage({ mayChange }: { readonly mayChange: boolean }) {
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<Only>('all');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<string>();
  const query = { search, page, ...(only === 'all' ? {} : { only }) };
  const { reply, failed, again } = useReading(readMoney, { query });
  const payment = reply?.payments.find(({ id }) => id === chosen);
  const narrow = (change: () => void) => {
    change();
    setPage(1);
  };
  return (
    <>
      <Heading title="Money – office" step="/office/money">
        Money
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the payments." />}
      {reply !== undefined && (
        <>
          <Alarms money={reply} onOnly={(which) => narrow(() => setOnly(which))} />
          <div class="cols">
            <div class="stack">
              <div class="buttons">
                <SearchField
                  label="Find a payment"
                  hint="Name, address, member number, receipt, reference, or the provider’s name for it"
                  value={search}
                  onValue={(value) => narrow(() => setSearch(value))}
                />
                <SelectField
                  id="only"
                  label="Show"
                  value={only}
                  onValue={(value) => narrow(() => setOnly(value as Only))}
                  options={[
                    { value: 'all', words: 'All payments' },
                    { value: 'waiting', words: 'Waiting for a second person' },
                    { value: 'disputed', words: 'Disputed' },
                  ]}
                />
              </div>
              <PaymentTable payments={reply.payments} onChoose={setChosen} />
              <Pager what="payments" page={page} perPage={reply.perPage} total={reply.total} onPage={setPage} />
            </div>
            {payment !== undefined ? (
              <MoneyPayment
                key={payment.id}
                payment={payment}
                mayChange={mayChange}
                onChanged={again}
                onClose={() => setChosen(undefined)}
              />
            ) : (
              mayChange && <MoneyOffline secondPersonAbove={reply.secondPersonAbove} onRecorded={again} />
            )}
          </div>
        </>
      )}
    </>
  );
}

function Alarms({ money, onOnly }: { readonly money: Money; readonly onOnly: (only: Only) => void }) {
  const { takesCards, waiting, disputed, reconciliations } = money;
  const night = reconciliations.find(({ finishedAt }) => finishedAt !== null);
  const open = night?.differences.filter(({ isHealed }) => !isHealed) ?? [];
  return (
    <>
      {!takesCards && (
        <Notice>
          <p>
            No payment provider is configured, so dues are recorded here by hand. Card payments need STRIPE_SECRET_KEY.
          </p>
        </Notice>
      )}
      {open.length > 0 && night !== undefined && (
        <Notice tone="stop" title={`${open.length} ${open.length === 1 ? 'difference' : 'differences'} to Stripe`}>
          <p>
            Our ledger and Stripe’s lists do not agree since the night of {night.day}, and asking again did not help.
          </p>
          <DifferenceList differences={open} />
        </Notice>
      )}
      {waiting > 0 && (
        <Notice tone="warn">
          <p>
            {waiting} recorded {waiting === 1 ? 'payment waits' : 'payments wait'} for a second person.{' '}
            <TextButton onPress={() => onOnly('waiting')}>Show</TextButton>
          </p>
        </Notice>
      )}
      {disputed > 0 && (
        <Notice tone="warn">
          <p>
            {disputed} {disputed === 1 ? 'payment is' : 'payments are'} disputed. Answer at Stripe before its deadline.{' '}
            <TextButton onPress={() => onOnly('disputed')}>Show</TextButton>
          </p>
        </Notice>
      )}
      {takesCards && <Nights money={money} />}
    </>
  );
}

function DifferenceList({ differences }: { readonly differences: readonly MoneyDifference[] }) {
  return (
    <ul>
      {differences.map((difference) => (
        <li key={`${difference.kind} ${difference.ref}`}>{differenceWords(difference)}</li>
      ))}
    </ul>
  );
}

function Nights({ money: { reconciliations } }: { readonly money: Money }) {
  const [night] = reconciliations;
  if (night === undefined) return <p class="soft small">The ledger has not been held against Stripe’s lists yet.</p>;
  const healed = night.differences.filter(({ isHealed }) => isHealed);
  return (
    <>
      <p class="soft small">
        {night.finishedAt === null
          ? `The ledger is being held against Stripe’s lists (${night.day}).`
          : `Held against Stripe’s lists on ${night.day}: ${night.compared} movements compared, ${night.differences.length} differed, ${healed.length} put right.`}
      </p>
      {healed.length > 0 && (
        <details>
          <summary>What was put right</summary>
          <DifferenceList differences={healed} />
        </details>
      )}
    </>
  );
}

function PaymentTable({
  payments,
  onChoose,
}: {
  readonly payments: readonly OfficePayment[];
  readonly onChoose: (id: string) => void;
}) {
  if (payments.length === 0) return <p>No payment fits.</p>;
  return (
    <Card flush>
      <Table
        caption="Payments, newest first"
        rows={payments}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Member', cell: ({ payer }) => (payer.name === '' ? payer.email : payer.name) },
          { title: 'Day', cell: ({ at }) => shortDay(at) },
          { title: 'For', cell: ({ tierName }) => tierName },
          { title: 'Amount', numeric: true, cell: moneyText },
          { title: 'State', cell: ({ state }) => <Tag tone={stateTone(state)}>{stateWords(state)}</Tag> },
          {
            title: 'Open',
            cell: ({ id, payer, at }) => (
              <TextButton about={`the payment of ${payer.name} on ${shortDay(at)}`} onPress={() => onChoose(id)}>
                Open
              </TextButton>
            ),
          },
        ]}
      />
    </Card>
  );
}
