import { useState } from 'preact/hooks';
import { joinTier, readOffers, requestJoin, type OfferedTier } from '../../api/me.ts';
import { signInByCode } from '../../api/people.ts';
import { moneyText } from '../../membership/money.ts';
import { standingWords } from '../../membership/words.ts';
import { call, nameOf } from '../call.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords, placedProblems, problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';
import { MemberFrame } from './frame.tsx';

/** Choose a tier, prove the address, accept what the tier asks for. */
export function JoinPage({ organisation }: { readonly organisation: string }) {
  const { reply, failed, again } = useReading(readOffers, {});
  const wanted = new URLSearchParams(location.search).get('tier');
  const [chosen, choose] = useState<string | null>(wanted);
  const tier = reply?.tiers.find(({ id }) => id === chosen);
  return (
    <MemberFrame organisation={organisation} here={reply?.isSignedIn === true ? '/join' : undefined}>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up what you can join." />}
      {reply !== undefined && tier === undefined && (
        <Choice organisation={organisation} tiers={reply.tiers} onChoose={choose} />
      )}
      {reply !== undefined && tier !== undefined && !reply.isSignedIn && (
        <WhoAreYou tier={tier} onSignedIn={again} onBack={() => choose(null)} />
      )}
      {reply !== undefined && tier !== undefined && reply.isSignedIn && (
        <Accept tier={tier} onStale={again} onBack={() => choose(null)} />
      )}
    </MemberFrame>
  );
}

function Choice({
  organisation,
  tiers,
  onChoose,
}: {
  readonly organisation: string;
  readonly tiers: readonly OfferedTier[];
  readonly onChoose: (id: string) => void;
}) {
  return (
    <>
      <Heading title="Join" step="choose">
        Join {organisation}
      </Heading>
      <p class="lead">
        Choose how you want to belong. You can be in more than one tier, and have one vote in any case.
      </p>
      {tiers.length === 0 && <p>No tier can be joined here now. Write to the office.</p>}
      <ul class="stack">
        {tiers.map((tier) => (
          <li key={tier.id}>
            <section class="card stack-s">
              {tier.state !== null && (
                <p>
                  <Tag tone={tier.state === 'active' ? 'yes' : 'plain'}>{standingWords(tier.state)}</Tag>
                </p>
              )}
              <h2>{tier.name}</h2>
              <p>{tier.about}</p>
              <p class="facts">
                <span>{feeWords(tier)}</span>
                <span>{tier.votes ? 'Gives a vote' : 'Gives no vote'}</span>
                <span>{tier.lasts}</span>
                {tier.needsApproval && <span>The office looks at it first</span>}
              </p>
              <p class="buttons">
                <Button kind="plain" onPress={() => onChoose(tier.id)}>
                  {tier.state === 'active' ? `Renew ${tier.name}` : `Choose ${tier.name}`}
                </Button>
              </p>
            </section>
          </li>
        ))}
      </ul>
    </>
  );
}

export function feeWords({ fee, currency }: Pick<OfferedTier, 'fee' | 'currency'>): string {
  switch (fee.kind) {
    case 'none':
      return 'Costs nothing';
    case 'fixed':
      return moneyText({ minor: fee.amount, currency });
    case 'sliding':
      return `You choose the amount, from ${moneyText({ minor: fee.minimum, currency })}; ${moneyText({ minor: fee.suggested, currency })} is suggested`;
  }
}

interface StepFacts {
  readonly tier: OfferedTier;
  readonly onBack: () => void;
}

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/name': 'Your name',
  '#/body/email': 'Your mail address',
  '#/body/code': 'Code',
};

/** Name and address, and then the code that proves the address. */
function WhoAreYou({ tier, onSignedIn, onBack }: StepFacts & { readonly onSignedIn: () => void }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [requestId, setRequestId] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblems([]);
    const answer =
      requestId === undefined
        ? await call(requestJoin, { body: { name, email } })
        : await call(signInByCode, { body: { requestId, code: code.replace(/\s/gu, '') } });
    setBusy(false);
    if (!answer.ok) setProblems(placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'This'));
    else if ('requestId' in answer.reply) setRequestId(answer.reply.requestId);
    else onSignedIn();
  };
  const isCode = requestId !== undefined;
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Heading
        title={isCode ? 'Type the code' : `Join: ${tier.name}`}
        step={isCode ? 'code' : 'who'}
        problem={problems.length > 0}
      >
        {isCode ? 'Type the code from our mail' : `Join as ${tier.name} member`}
      </Heading>
      {isCode ? (
        <p class="lead">We sent a code of 6 digits to {email}. It works once, for 10 minutes.</p>
      ) : (
        <p class="lead">We send a code to your address, so that nobody joins in your name.</p>
      )}
      <form class="card stack" onSubmit={(event) => void send(event)} noValidate>
        {isCode ? (
          <Field
            id="code"
            label="Code"
            value={code}
            onValue={setCode}
            problem={problemAt(problems, 'code')}
            inputMode="numeric"
            autocomplete="one-time-code"
          />
        ) : (
          <>
            <Field
              id="name"
              label="Your name"
              value={name}
              onValue={setName}
              problem={problemAt(problems, 'name')}
              autocomplete="name"
            />
            <Field
              id="email"
              type="email"
              label="Your mail address"
              hint="Mails about your membership and your ballots go there."
              value={email}
              onValue={setEmail}
              problem={problemAt(problems, 'email')}
              autocomplete="email"
            />
          </>
        )}
        <p class="buttons">
          <Button type="submit" busy={isBusy && (isCode ? 'Looking…' : 'Sending the code…')}>
            {isCode ? 'Go on' : 'Send me a code'}
          </Button>
          <Button kind="plain" onPress={onBack}>
            Choose another tier
          </Button>
        </p>
      </form>
    </>
  );
}

type Joined = { readonly outcome: 'active' | 'applied'; readonly name: string; readonly until: string | null };

/** What the tier asks for, in its present words, and the press that joins. */
function Accept({ tier, onStale, onBack }: StepFacts & { readonly onStale: () => void }) {
  const [isAccepted, setAccepted] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PlacedProblem>();
  const [joined, setJoined] = useState<Joined>();
  const join = async (event: Event) => {
    event.preventDefault();
    if (tier.attestation !== null && !isAccepted) {
      setProblem({ words: 'Read the text, and tick it if it is so', at: 'accepted' });
      return;
    }
    setBusy(true);
    setProblem(undefined);
    const answer = await call(joinTier, { body: { tier: tier.id, attestation: tier.attestation?.version ?? null } });
    setBusy(false);
    if (answer.ok) {
      const { outcome, name, until } = answer.reply;
      if (outcome === 'pay') location.assign(`/dues?tier=${tier.id}`);
      else setJoined({ outcome, name, until });
      return;
    }
    setProblem({ words: failedWords(answer) });
    if (answer.problem !== undefined && nameOf(answer.problem) === 'attestation-changed') {
      setAccepted(false);
      onStale();
    }
  };
  if (joined !== undefined) return <JoinedPage joined={joined} />;
  const isPaid = tier.fee.kind !== 'none';
  return (
    <>
      {problem !== undefined && <ErrorSummary problems={[problem]} />}
      <Heading title={tier.name} step="accept" problem={problem !== undefined}>
        {tier.state === 'active' ? `Renew ${tier.name} membership` : `Join as ${tier.name} member`}
      </Heading>
      <p class="lead">{tier.about}</p>
      <p class="facts">
        <span>{feeWords(tier)}</span>
        <span>{tier.lasts}</span>
      </p>
      <form class="card stack" onSubmit={(event) => void join(event)} noValidate>
        {tier.attestation !== null && (
          <>
            <p class="label">What you declare</p>
            <p>{tier.attestation.text}</p>
            <TickLine id="accepted" type="checkbox" isChosen={isAccepted} onChosen={setAccepted}>
              This is so
            </TickLine>
          </>
        )}
        <p class="buttons">
          <Button type="submit" busy={isBusy && 'Saving…'}>
            {isPaid && !tier.needsApproval
              ? 'Go on to the dues'
              : tier.state === 'active'
                ? 'Renew'
                : tier.needsApproval
                  ? 'Apply'
                  : 'Join'}
          </Button>
          <Button kind="plain" onPress={onBack}>
            Choose another tier
          </Button>
        </p>
      </form>
    </>
  );
}

function JoinedPage({ joined: { outcome, name, until } }: { readonly joined: Joined }) {
  const title = outcome === 'active' ? `You are a ${name} member` : 'You have applied';
  return (
    <>
      <Heading title={title} step="joined">
        {title}
      </Heading>
      <p class="lead">
        {outcome === 'applied'
          ? 'The office looks at it and writes to you.'
          : until === null
            ? 'It lasts until you leave.'
            : `It lasts until ${shortDay(until)}. We write to you before it ends.`}
      </p>
      {outcome === 'active' && (
        <Notice>
          <p>Whether you will be able to vote stands on your page at any time.</p>
        </Notice>
      )}
      <p class="buttons">
        <ButtonLink href="/me" kind="filled">
          See whether I will be able to vote
        </ButtonLink>
      </p>
    </>
  );
}
