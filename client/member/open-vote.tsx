import { useEffect, useState } from 'preact/hooks';
import { markOpenVote, objectToMark, readOpenVote, type Mark, type OpenVoteView } from '../../api/open-votes.ts';
import { readMe } from '../../api/people.ts';
import { call } from '../call.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { markWords, OpenVoteFacts, standingTag } from '../parts/open-vote.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords, signInAddress } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortMoment } from '../parts/when.ts';
import { MemberFrame } from './frame.tsx';

const pause = 15_000;

/** `/open-votes/ID`: what a body votes on, what I say to it, and what the others say. */
export function OpenVotePage({ organisation, voteId }: { readonly organisation: string; readonly voteId: string }) {
  const { reply, failed, again } = useReading(readMe, {});
  const me = reply?.person;
  useEffect(() => {
    if (me === null) location.replace(signInAddress());
  }, [me]);
  if (me === null) return null;
  return (
    <MemberFrame organisation={organisation} name={me?.name}>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {me === undefined ? <Loading isWaiting={failed === undefined} /> : <Read voteId={voteId} />}
    </MemberFrame>
  );
}

function Loading({ isWaiting }: { readonly isWaiting: boolean }) {
  return (
    <>
      <Heading title="Open vote" step="loading">
        Open vote
      </Heading>
      {isWaiting && <Waiting words="Looking up the vote." />}
    </>
  );
}

/** Read when it is known who asks: to others there may be no such vote. */
function Read({ voteId }: { readonly voteId: string }) {
  const { reply, failed, again, put } = useReading(readOpenVote, { path: { voteId } }, pause);
  return (
    <>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined ? <Loading isWaiting={failed === undefined} /> : <Vote view={reply} onView={put} />}
    </>
  );
}

interface Facts {
  readonly view: OpenVoteView;
  readonly onView: (view: OpenVoteView) => void;
}

function Vote({ view, onView }: Facts) {
  const { tone, words } = standingTag({ phase: view.phase, adopted: view.count?.adopted ?? null });
  const mine = view.members.find(({ personId }) => personId === view.me);
  return (
    <>
      <p>
        <Tag tone={tone}>{words}</Tag>
      </p>
      <p class="soft small">{view.body.name}</p>
      <Heading title={view.title} step="vote">
        {view.title}
      </Heading>
      {view.phase === 'open' && <MyMark view={view} onView={onView} />}
      {view.manner.kind === 'meeting' && view.phase === 'decided' && mine !== undefined && (
        <Objection view={view} onView={onView} mark={mine.mark ?? 'absent'} />
      )}
      <OpenVoteFacts view={view} />
    </>
  );
}

const choices = [
  { mark: 'aye', words: 'Aye, I am for it' },
  { mark: 'nay', words: 'Nay, I am against it' },
  { mark: 'abstain', words: 'I abstain' },
  { mark: 'recused', words: 'I am recused' },
] as const;

/** One press votes; another one changes it, until the close. */
function MyMark({ view, onView }: Facts) {
  const [busy, setBusy] = useState<Mark>();
  const [problem, setProblem] = useState<string>();
  if (view.me === null) {
    return (
      <Notice>
        <p>You can read this vote. Only those vote who held a seat of {view.body.name} on the day it opened.</p>
      </Notice>
    );
  }
  const last = view.members.find(({ personId }) => personId === view.me)?.history.at(-1);
  const say = async (mark: (typeof choices)[number]['mark']) => {
    if (busy !== undefined) return;
    setBusy(mark);
    const answer = await call(markOpenVote, { path: { voteId: view.id }, body: { mark } });
    setBusy(undefined);
    setProblem(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) onView(answer.reply);
  };
  return (
    <Card title="Your vote">
      <p role="status" class={last === undefined ? '' : 'strong'}>
        {last === undefined
          ? 'You have not voted yet. One press votes.'
          : `You said ${markWords[last.mark].toLowerCase()}, ${shortMoment(last.at)}. You can change it until the close.`}
      </p>
      <div class="stack-s" role="group" aria-label="Your vote">
        {choices.map(({ mark, words }) => (
          <button
            key={mark}
            type="button"
            class="button plain full"
            aria-pressed={last?.mark === mark}
            aria-disabled={busy === undefined ? undefined : 'true'}
            onClick={() => void say(mark)}
          >
            {busy === mark ? 'Voting…' : words}
          </button>
        ))}
      </div>
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          Not voted. {problem}
        </p>
      )}
      <p class="soft small">
        Everybody who may see this vote sees what you say, and what you said before. You are recused if you have an
        interest of your own in it.
      </p>
    </Card>
  );
}

function Objection({ view, onView, mark }: Facts & { readonly mark: Mark }) {
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isSent, setSent] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(objectToMark, { path: { voteId: view.id }, body: { note } });
    setBusy(false);
    setSent(answer.ok);
    setProblem(answer.ok ? undefined : (answer.problem?.errors?.[0]?.detail ?? failedWords(answer)));
    if (!answer.ok) return;
    setNote('');
    onView(answer.reply);
  };
  return (
    <Card title={`You are recorded as ${markWords[mark].toLowerCase()}`}>
      <form class="stack-s" onSubmit={(event) => void send(event)} noValidate>
        <Field
          id="note"
          label="Is that wrong? Say what is right"
          hint="It stands beside the mark, for everybody who sees this vote. An officer can put the mark right."
          problem={problem}
          value={note}
          onValue={setNote}
          autocomplete="off"
        />
        <p class="buttons">
          <Button type="submit" kind="plain" busy={isBusy && 'Sending…'}>
            Object to this mark
          </Button>
        </p>
      </form>
      <p role="status">{isSent && 'It stands beside your mark now.'}</p>
    </Card>
  );
}
