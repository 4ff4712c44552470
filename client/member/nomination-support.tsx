import { useState } from 'preact/hooks';
import { giveSupport, readSupport, takeBackSupport, type Support } from '../../api/nominations.ts';
import { call } from '../call.ts';
import { Card } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { Prose } from '../parts/prose.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { MemberFrame } from './frame.tsx';

/** `/support/ID`: the link that a nominee passes on. Opening it supports nobody. */
export function SupportPage({
  organisation,
  candidacyId,
}: {
  readonly organisation: string;
  readonly candidacyId: string;
}) {
  const { reply, failed, again, put } = useReading(readSupport, { path: { candidacyId } });
  return (
    <MemberFrame organisation={organisation}>
      {reply === undefined ? (
        <>
          <Heading title="Support a nomination" step="loading">
            Support a nomination
          </Heading>
          {failed === undefined ? (
            <Waiting words="Looking up the nomination." />
          ) : (
            <FailedNotice failed={failed} onAgain={again} />
          )}
        </>
      ) : (
        <Page asked={reply} candidacyId={candidacyId} onAsked={put} />
      )}
    </MemberFrame>
  );
}

function Page({
  asked,
  candidacyId,
  onAsked,
}: {
  readonly asked: Support;
  readonly candidacyId: string;
  readonly onAsked: (asked: Support) => void;
}) {
  const [failed, setFailed] = useState<Failed>();
  const [isBusy, setBusy] = useState(false);
  const reader = useReader(asked.now);
  const press = async () => {
    setBusy(true);
    const answer = await call(asked.supports ? takeBackSupport : giveSupport, { path: { candidacyId } });
    setBusy(false);
    setFailed(answer.ok ? undefined : answer);
    if (answer.ok) onAsked(answer.reply);
  };
  const title = asked.supports ? `You support ${asked.name}` : `Do you support the nomination of ${asked.name}?`;
  return (
    <>
      <Heading title={title} step={asked.supports ? 'done' : 'ask'}>
        {title}
      </Heading>
      <p class="lead">
        {asked.contest} in {asked.election}. {asked.given} of {asked.needed} supporters.
      </p>
      {asked.closes !== null && <DeadlineLine label="Nominations close" deadline={asked.closes} reader={reader} />}
      {asked.statementHtml !== '' && (
        <Card title={`What ${asked.name} says`}>
          <Prose html={asked.statementHtml} />
        </Card>
      )}
      {failed !== undefined && <FailedNotice failed={failed} />}
      <p class="soft">{wordsOf(asked)}</p>
      {asked.isOpen && !asked.isMe && asked.isVotingMember && (
        <p class="buttons">
          <Button onPress={() => void press()} kind={asked.supports ? 'plain' : 'filled'} busy={isBusy && 'Saving…'}>
            {asked.supports ? 'Take back my support' : 'Support the nomination'}
          </Button>
        </p>
      )}
    </>
  );
}

function wordsOf({ isOpen, isMe, isVotingMember, supports }: Support): string {
  if (!isOpen) return 'Nominations have closed.';
  if (isMe) return 'This is your own nomination. Pass the address of this page on.';
  if (!isVotingMember) return 'Voting members can support a nomination. Your own page says how your membership stands.';
  return supports
    ? 'You can take it back until nominations close.'
    : 'It is not a vote, and not secret: the office sees who supports whom.';
}
