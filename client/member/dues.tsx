import { useState } from 'preact/hooks';
import { openCardPage, readDues, stopRenewal, type Dues, type MyPayment, type TierDues } from '../../api/dues.ts';
import { readMe } from '../../api/people.ts';
import { moneyText } from '../../membership/money.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList, Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords, signInAddress } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { DuesForm } from './dues-form.tsx';
import { spanWords, stateWords } from './dues-state.ts';
import { DuesWait } from './dues-wait.tsx';
import { MemberFrame } from './frame.tsx';
import { ReceiptLink } from './receipt-link.tsx';
import { plainDate } from './words-of-dues.ts';

/** `/dues`: pay, renew, receipts. `/dues/PAYMENT`: whoever comes back from the provider's page. */
export function DuesPage({ organisation, paymentId }: { readonly organisation: string; readonly paymentId: string }) {
  const { reply, failed, again } = useReading(readMe, {});
  const me = reply?.person;
  if (me === null) {
    location.replace(signInAddress());
    return null;
  }
  return (
    <MemberFrame organisation={organisation} name={me?.name} here="/dues">
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {me !== undefined && (paymentId === '' ? <AllDues /> : <DuesWait paymentId={paymentId} />)}
    </MemberFrame>
  );
}

function AllDues() {
  const { reply, failed, again } = useReading(readDues, {});
  if (reply === undefined) {
    return (
      <>
        <Heading title="Dues" step="dues-loading">
          Dues
        </Heading>
        {failed === undefined ? (
          <Waiting words="Looking up your dues." />
        ) : (
          <FailedNotice failed={failed} onAgain={again} />
        )}
      </>
    );
  }
  return <DuesOf dues={reply} onChanged={again} />;
}

/** The tier that is paid first: the one that is held, then the first that is open. */
function firstOf(tiers: readonly TierDues[]): TierDues | undefined {
  return tiers.find(({ isMember }) => isMember) ?? tiers.find(({ state }) => state === 'open') ?? tiers[0];
}

function DuesOf({ dues, onChanged }: { readonly dues: Dues; readonly onChanged: () => void }) {
  const [chosen, setChosen] = useState(firstOf(dues.tiers)?.tier);
  const tier = dues.tiers.find((one) => one.tier === chosen);
  const others = dues.tiers.filter((one) => one.tier !== chosen);
  return (
    <>
      {tier === undefined ? (
        <>
          <Heading title="Dues" step="dues">
            Dues
          </Heading>
          <p class="lead">There is nothing that you could pay. Questions: {dues.help}.</p>
        </>
      ) : (
        <OneTier key={tier.tier} dues={dues} tier={tier} onChanged={onChanged} />
      )}
      {others.map((other) => (
        <p key={other.tier}>
          <TextButton onPress={() => setChosen(other.tier)}>Pay for {other.name} membership instead</TextButton>
        </p>
      ))}
      <Payments payments={dues.payments} zone={dues.zone} />
    </>
  );
}

function OneTier({
  dues,
  tier,
  onChanged,
}: {
  readonly dues: Dues;
  readonly tier: TierDues;
  readonly onChanged: () => void;
}) {
  const title = tier.isMember ? 'Renew your membership' : `Become a ${tier.name} member`;
  const mayPay = tier.state === 'open' || (tier.state === 'too-early' && tier.lifetime !== null);
  return (
    <>
      <div class="stack-s">
        <p class="small soft">{tier.name} membership</p>
        <Heading title="Dues" step="dues">
          {tier.state === 'open' ? title : 'Your dues'}
        </Heading>
        <p class="lead">{leadOf(tier, dues.zone)}</p>
      </div>
      {tier.renewal !== null && <Renewal tier={tier} zone={dues.zone} onChanged={onChanged} />}
      {mayPay && !dues.takesCards && (
        <Notice title="The office records dues here">
          <p>
            This site takes no cards. Pay as the office tells you, and it records your payment and mails you the
            receipt: {dues.help}.
          </p>
        </Notice>
      )}
      {mayPay && dues.takesCards && <DuesForm tier={tier} zone={dues.zone} />}
    </>
  );
}

function leadOf({ state, minimum, currency, isFixed, until, opensAt, name, votes }: TierDues, zone: string): string {
  switch (state) {
    case 'open':
      if (minimum === null || isFixed) return `The dues of ${name} membership.`;
      return `Pay what suits you, from ${moneyText({ minor: minimum, currency })}. Every amount gives the same membership${votes ? ' and the same one vote' : ''}.`;
    case 'for-life':
      return 'You are a member for life. There is nothing to pay.';
    case 'too-early':
      return `Nothing to pay now. You are a member through ${plainDate(until ?? '', zone, 'last day')}; the next dues can be paid from ${plainDate(opensAt ?? '', zone)} on.`;
    case 'renews':
      return 'Nothing to do: your membership renews by itself.';
    case 'not-approved':
      return 'The office must approve this membership first. Then you can pay here.';
    case 'not-offered':
      return 'There are no dues to pay for this membership.';
  }
}

function Renewal({
  tier,
  zone,
  onChanged,
}: {
  readonly tier: TierDues;
  readonly zone: string;
  readonly onChanged: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { renewal } = tier;
  if (renewal === null) return null;
  const path = { tier: tier.tier };
  const stop = async () => {
    setBusy(true);
    const answer = await call(stopRenewal, { path });
    setBusy(false);
    if (answer.ok) onChanged();
    else setProblem(failedWords(answer));
  };
  const change = async () => {
    const answer = await call(openCardPage, { path });
    if (answer.ok) location.assign(answer.reply.page);
    else setProblem(failedWords(answer));
  };
  return (
    <Card title="Renewal">
      {renewal.state === 'past-due' && (
        <Notice tone="warn">
          <p>The last renewal could not be taken. Change the card, or stop the renewal and pay by hand.</p>
        </Notice>
      )}
      <FactList
        facts={[
          { term: 'Each time', says: moneyText(renewal) },
          renewal.endsAt === null
            ? { term: 'Next', says: plainDate(renewal.next, zone) }
            : { term: 'Stops', says: `${plainDate(renewal.endsAt, zone)}: nothing more is taken` },
        ]}
      />
      {renewal.endsAt === null && (
        <p class="buttons">
          <Button kind="plain" onPress={() => void stop()} busy={isBusy && 'Stopping…'}>
            Stop the renewal
          </Button>
          <Button kind="plain" onPress={() => void change()}>
            Change the card
          </Button>
        </p>
      )}
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </Card>
  );
}

function Payments({ payments, zone }: { readonly payments: readonly MyPayment[]; readonly zone: string }) {
  const shown = payments.filter(({ state }) => !['begun', 'expired', 'cancelled'].includes(state));
  if (shown.length === 0) return null;
  return (
    <Card title="What you paid" flush>
      <Table
        caption="Your payments, newest first"
        rows={shown}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Day', cell: ({ at }) => plainDate(at, zone) },
          {
            title: 'For',
            cell: ({ tierName, gave }) => `${tierName}${gave === null ? '' : `, ${spanWords(gave, zone)}`}`,
          },
          { title: 'Amount', numeric: true, cell: moneyText },
          { title: 'State', cell: ({ state }) => stateWords(state) },
          { title: 'Receipt', cell: (payment) => <ReceiptLink payment={payment} /> },
        ]}
      />
    </Card>
  );
}
