import { useEffect, useState } from 'preact/hooks';
import { abandonPayment, readPayment, type MyPayment } from '../../api/dues.ts';
import { moneyText } from '../../membership/money.ts';
import { call } from '../call.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { spanWords } from './dues-state.ts';
import { ReceiptLink } from './receipt-link.tsx';

const every = 2000;
const long = 30_000;

/** Whoever comes back from the provider's page. Only what we know counts: coming back proves nothing. */
export function DuesWait({ paymentId }: { readonly paymentId: string }) {
  const path = { paymentId };
  const { reply, failed, again, put } = useReading(readPayment, { path }, every);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), long);
    return () => clearTimeout(timer);
  }, []);
  // The provider's "back" leads here with `?left`: its page is closed, so that nothing can be taken on it later.
  useEffect(() => {
    if (!new URLSearchParams(location.search).has('left')) return;
    history.replaceState(null, '', location.pathname);
    void call(abandonPayment, { path }).then((answer) => {
      if (answer.ok) put(answer.reply);
    });
  }, []);
  if (reply === undefined) {
    return (
      <>
        <Heading title="Your payment" step="payment-loading">
          Your payment
        </Heading>
        {failed === undefined ? (
          <Waiting words="Looking up your payment." />
        ) : (
          <FailedNotice failed={failed} onAgain={again} />
        )}
      </>
    );
  }
  return <Outcome payment={reply} isLong={isLong} />;
}

function Outcome({ payment, isLong }: { readonly payment: MyPayment; readonly isLong: boolean }) {
  switch (payment.state) {
    case 'begun':
    case 'waiting':
      return <Confirming payment={payment} isLong={isLong} />;
    case 'expired':
    case 'failed':
    case 'cancelled':
    case 'refused':
      return <NothingTaken />;
    case 'paid':
    case 'disputed':
    case 'lost':
    case 'refunded':
    case 'part-refunded':
      return <Paid payment={payment} />;
  }
}

function Confirming({ payment, isLong }: { readonly payment: MyPayment; readonly isLong: boolean }) {
  return (
    <>
      <Heading title="Confirming your payment" step="confirming">
        Confirming your payment
      </Heading>
      <p class="lead" role="status">
        Stripe has not told us yet whether the {moneyText(payment)} arrived. This page looks again by itself.
      </p>
      {isLong && (
        <Notice live>
          <p>
            It takes longer than usual; some banks take days. You may close this page: your receipt comes by mail when
            the payment arrives. There is no need to pay again.
          </p>
        </Notice>
      )}
      <p>
        <a href="/dues">All my dues</a>
      </p>
    </>
  );
}

function NothingTaken() {
  return (
    <>
      <Heading title="Nothing was taken" step="nothing-taken">
        Nothing was taken
      </Heading>
      <p class="lead">The payment was not made. Your membership is as it was before.</p>
      <p class="buttons">
        <ButtonLink href="/dues" kind="filled">
          Choose an amount again
        </ButtonLink>
      </p>
    </>
  );
}

function Paid({ payment }: { readonly payment: MyPayment }) {
  const { gave, tierName, state } = payment;
  return (
    <>
      <Heading title="Paid" step="paid">
        {state === 'paid' ? 'Your payment arrived' : 'Your payment'}
      </Heading>
      {state === 'paid' && gave !== null && (
        <p class="lead">Thank you. You are a {tierName} member. The receipt is on its way by mail, too.</p>
      )}
      {gave === null && (
        <Notice tone="warn">
          <p>It is not the amount that was agreed on, so the office looks at it before it counts.</p>
        </Notice>
      )}
      <Card title="Your receipt">
        <FactList
          facts={[
            { term: 'Amount', says: moneyText(payment) },
            ...(gave === null ? [] : [{ term: 'Membership', says: spanWords(gave, payment.zone) }]),
            { term: 'Receipt', says: <ReceiptLink payment={payment} /> },
          ]}
        />
      </Card>
      <p>
        <a href="/me">My overview</a>
      </p>
    </>
  );
}
