import { useState } from 'preact/hooks';
import { leaveTier, stayInTier, type MyStanding } from '../../api/me.ts';
import { standingWords } from '../../membership/words.ts';
import { instantOf, millisOf } from '../clock.ts';
import { call } from '../call.ts';
import { Button, ButtonLink, TextButton } from '../parts/button.tsx';
import { Notice } from '../parts/boxes.tsx';
import { FactList } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import type { Tone } from '../parts/marks.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { shortDay } from '../parts/when.ts';
import type { MyMembership } from './vote-card.tsx';

interface Facts {
  readonly known: MyMembership;
  readonly onChanged: () => void;
}

/** The tiers that I hold, held or asked for, each with its dates and what can be done with it. */
export function Memberships({ known, onChanged }: Facts) {
  const { standings } = known;
  return (
    <section class="stack">
      <h2>My memberships</h2>
      {standings.length === 0 && <p class="lead">You are not a member of any tier yet.</p>}
      {standings.length > 0 && (
        <ul class="stack">
          {standings.map((standing) => (
            <li key={standing.tier}>
              <Membership standing={standing} known={known} onChanged={onChanged} />
            </li>
          ))}
        </ul>
      )}
      <p class="links">
        <a href="/join">{standings.length === 0 ? 'Join' : 'Join another tier'}</a>{' '}
        <a href="/dues">Dues and receipts</a>
      </p>
    </section>
  );
}

function toneOf({ state }: MyStanding): Tone {
  if (state === 'active') return 'yes';
  return state === 'lapsed' || state === 'resigned' || state === 'terminated' ? 'plain' : 'warn';
}

function Membership({ standing, known, onChanged }: Facts & { readonly standing: MyStanding }) {
  const { name, state, renewal, leavesAt, tier } = standing;
  const leaves = leavesAt ?? known.leavesAt;
  const isHeld = state === 'active' || state === 'grace';
  return (
    <section class="card stack-s">
      <p>
        <Tag tone={toneOf(standing)}>{standingWords(state)}</Tag>
      </p>
      <h3>{name}</h3>
      <FactList facts={datesOf(standing, known.zone)} />
      {renewal?.isOpen === true && (
        <p class="buttons">
          <ButtonLink href={`/${renewal.act === 'pay' ? 'dues' : 'join'}?tier=${tier}`}>
            {renewal.act === 'pay' ? 'Renew' : 'Certify for another year'}
          </ButtonLink>
        </p>
      )}
      {state === 'pending-payment' && (
        <p class="buttons">
          <ButtonLink href={`/dues?tier=${tier}`}>Pay my dues</ButtonLink>
        </p>
      )}
      {leaves !== null && isHeld && (
        <Leaving at={leaves} tier={leavesAt === null ? null : tier} zone={known.zone} onChanged={onChanged} />
      )}
      {leaves === null && isHeld && <Leave standing={standing} known={known} onChanged={onChanged} />}
    </section>
  );
}

function datesOf({ since, until, state, votes, renewal, graceUntil }: MyStanding, zone: string) {
  const isHeld = state === 'active' || state === 'grace';
  return [
    ...(since === null ? [] : [{ term: 'Member since', says: shortDay(since, zone) }]),
    ...(until === null
      ? isHeld
        ? [{ term: 'Until', says: 'It has no end' }]
        : []
      : [{ term: isHeld && state === 'active' ? 'Until' : 'Ended after', says: lastDay(until, zone) }]),
    ...(state === 'grace' && graceUntil !== null
      ? [{ term: 'Renewed without a gap before', says: shortDay(graceUntil, zone) }]
      : []),
    ...(renewal !== null && !renewal.isOpen
      ? [{ term: 'Can be renewed from', says: shortDay(renewal.opensAt, zone) }]
      : []),
    ...(isHeld
      ? [{ term: 'Vote', says: votes ? 'This membership gives a vote' : 'This membership gives no vote now' }]
      : []),
  ];
}

/** The day that is whole before the instant. */
function lastDay(until: string, zone: string): string {
  return shortDay(instantOf(millisOf(until) - 1), zone);
}

function Leaving({
  at,
  tier,
  zone,
  onChanged,
}: {
  readonly at: string;
  readonly tier: string | null;
  readonly zone: string;
  readonly onChanged: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const stay = async () => {
    const answer = await call(stayInTier, { body: { tier } });
    if (answer.ok) onChanged();
    else setProblem(failedWords(answer));
  };
  return (
    <Notice tone="warn">
      <p>You gave notice. It takes effect on {shortDay(at, zone)}, and until then you can take it back.</p>
      <p>
        <TextButton onPress={() => void stay()}>Stay a member</TextButton>
      </p>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </Notice>
  );
}

function Leave({ standing, known, onChanged }: Facts & { readonly standing: MyStanding }) {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const leave = async () => {
    const answer = await call(leaveTier, { body: { tier: standing.tier } });
    if (answer.ok) onChanged();
    else setProblem(failedWords(answer));
  };
  if (!isAsking) {
    return (
      <p>
        <TextButton onPress={() => setAsking(true)} about={standing.name}>
          Leave
        </TextButton>
      </p>
    );
  }
  return (
    <Notice tone="warn" title={`Leave ${standing.name} membership?`} live>
      <p>
        It takes effect {known.noticeDays} days from now, and until then you can take it back.
        {standing.votes && ' Without it you may lose your vote.'}
      </p>
      <p class="buttons">
        <Button kind="plain" onPress={() => void leave()}>
          Leave in {known.noticeDays} days
        </Button>
        <TextButton onPress={() => setAsking(false)}>Stay a member</TextButton>
      </p>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </Notice>
  );
}
