import { useState } from 'preact/hooks';
import { affirm, type MyReason, type MyVote, type readMyMembership } from '../../api/me.ts';
import { askException } from '../../api/roll.ts';
import type { Reply } from '../../api/endpoint.ts';
import { call } from '../call.ts';
import { Button, ButtonLink, TextButton } from '../parts/button.tsx';
import { RuleList, type Rule } from '../parts/boxes.tsx';
import { DeadlineLine, type Reader } from '../parts/deadline.tsx';
import { TextField } from '../parts/field.tsx';
import { FactList } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { deadlineWords, shortDay } from '../parts/when.ts';
import { missingOf, ruleTitle, verdictOf } from './verdict.ts';

export type MyMembership = Reply<typeof readMyMembership>;

interface Facts {
  readonly known: MyMembership;
  readonly reader: Reader;
  readonly onChanged: () => void;
}

/** "Will I be able to vote?": the answer, then each rule with its date, and what to do about it. */
export function VoteCard({ vote, known, reader, onChanged }: Facts & { readonly vote: MyVote }) {
  const verdict = verdictOf(vote, reader.now);
  const id = `vote-${vote.electionId}`;
  return (
    <section class="card flush" aria-labelledby={id}>
      <div class="stack-s pad">
        <p>
          <Tag tone={verdict.tone}>{verdict.tag}</Tag>
        </p>
        <h2 class="lead" id={id}>
          {verdict.lead}
        </h2>
        {verdict.then !== null && <p>{verdict.then}</p>}
        {verdict.deadline !== null && <DeadlineLine label="Until" deadline={verdict.deadline} reader={reader} />}
      </div>
      <RuleList rules={rulesOf(vote.reasons, known, onChanged)} />
      <div class="pad stack-s">
        <Dates vote={vote} reader={reader} />
        {vote.canAsk && <AskToBeOnIt vote={vote} onAsked={onChanged} />}
      </div>
    </section>
  );
}

/** Where no election is announced: how it would be at this moment. */
export function TodayCard({ known, onChanged }: Facts) {
  const { isEligible, reasons } = known.today;
  return (
    <section class="card flush" aria-labelledby="today">
      <div class="stack-s pad">
        <p>
          <Tag tone={isEligible ? 'yes' : 'warn'}>{isEligible ? 'Yes, as things stand' : 'Not now'}</Tag>
        </p>
        <h2 class="lead" id="today">
          {isEligible ? 'If a vote were held today, you could vote.' : 'If a vote were held today, you could not vote.'}
        </h2>
        <p>No vote is announced. When one is, it stands here with its dates, and what to do by when.</p>
      </div>
      <RuleList rules={rulesOf(reasons, known, onChanged)} />
    </section>
  );
}

function rulesOf(reasons: readonly MyReason[], known: MyMembership, onChanged: () => void): readonly Rule[] {
  const first = missingOf({ reasons: [...reasons] })[0];
  // What is missing comes first.
  const sorted = [...reasons].sort((one, other) => Number(one.holds) - Number(other.holds));
  const rules = sorted.map((reason): Rule => ({
    tone: reason.holds ? 'yes' : reason.act === null || reason.act === 'ask-office' ? 'stop' : 'warn',
    title: ruleTitle(reason, known.year),
    words: reason.words,
    ...(reason.holds
      ? {}
      : { act: <Act reason={reason} known={known} isFirst={reason === first} onDone={onChanged} /> }),
  }));
  return [...rules, mailRule(known)];
}

function mailRule({ mail }: MyMembership): Rule {
  if (mail.isFailing) {
    const words = 'Our last mail to it came back, and your ballot would too. Correct it, or write to the office.';
    return {
      tone: 'stop',
      title: 'A mail address that works',
      words,
      act: <ButtonLink href="/my-data">Change my address</ButtonLink>,
    };
  }
  const words =
    mail.lastSentAt === null ? 'No mail of ours has come back.' : `It took our mail on ${shortDay(mail.lastSentAt)}.`;
  return { tone: 'yes', title: 'A mail address that works', words };
}

/** The button of a rule that is not met. */
function Act({
  reason: { act, tier },
  known,
  isFirst,
  onDone,
}: {
  readonly reason: MyReason;
  readonly known: MyMembership;
  readonly isFirst: boolean;
  readonly onDone: () => void;
}) {
  const kind = isFirst ? 'filled' : 'plain';
  const query = tier === null ? '' : `?tier=${tier}`;
  switch (act) {
    case 'join':
      return (
        <ButtonLink href="/join" kind={kind}>
          Choose a tier
        </ButtonLink>
      );
    case 'pay':
      return (
        <ButtonLink href={`/dues${query}`} kind={kind}>
          Pay my dues
        </ButtonLink>
      );
    case 'certify':
      return (
        <ButtonLink href={`/join${query}`} kind={kind}>
          Say that it holds
        </ButtonLink>
      );
    case 'affirm':
      return <AffirmButton kind={kind} onDone={onDone} />;
    case 'ask-office':
      return <p class="small">Write to {known.help}.</p>;
    case 'wait':
    case null:
      return null;
  }
}

function AffirmButton({ kind, onDone }: { readonly kind: 'filled' | 'plain'; readonly onDone: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const press = async () => {
    setBusy(true);
    const answer = await call(affirm, {});
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(failedWords(answer));
  };
  return (
    <>
      <Button kind={kind} onPress={() => void press()} busy={isBusy && 'Saving…'}>
        I intend to vote
      </Button>
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function Dates({ vote, reader }: { readonly vote: MyVote; readonly reader: Reader }) {
  const facts = [
    ...(vote.affirmBy === null
      ? []
      : [{ term: 'Affirm until', says: deadlineWords(vote.affirmBy, reader.zone)[0] ?? '' }]),
    { term: 'Members on', says: deadlineWords(vote.record, reader.zone)[0] ?? '' },
    { term: 'Voting opens, ballot mail leaves', says: deadlineWords(vote.opens, reader.zone)[0] ?? '' },
    { term: 'Voting closes', says: deadlineWords(vote.closes, reader.zone)[0] ?? '' },
  ];
  return <FactList facts={facts} />;
}

/** Somebody who thinks that the roll is wrong about them says why. */
function AskToBeOnIt({ vote, onAsked }: { readonly vote: MyVote; readonly onAsked: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const ask = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(askException, { path: { electionId: vote.electionId }, body: { reason } });
    setBusy(false);
    if (answer.ok) onAsked();
    else setProblem(answer.problem?.errors?.[0]?.detail ?? failedWords(answer));
  };
  if (!isOpen)
    return (
      <p>
        <TextButton onPress={() => setOpen(true)}>Ask to be put on the roll</TextButton>
      </p>
    );
  return (
    <form class="stack-s" onSubmit={(event) => void ask(event)} noValidate>
      <TextField
        id={`reason-${vote.electionId}`}
        label="Why should you be on the roll?"
        hint="Two election officers read it and decide. For instance: when you paid, and how."
        problem={problem}
        value={reason}
        onValue={setReason}
      />
      <p class="buttons">
        <Button type="submit" kind="plain" busy={isBusy && 'Sending…'}>
          Ask the election officers
        </Button>
      </p>
    </form>
  );
}
