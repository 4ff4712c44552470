import { useState } from 'preact/hooks';
import {
  confirmProgrammeNomination,
  readProgrammeNomination,
  readProgrammeNominations,
  type NominationState,
} from '../../api/rounds.ts';
import { call } from '../call.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';

/** `/rounds/NAME/nomination`: how one's nominations stand. `#TOKEN`, from the mail: confirm that one, and follow it. */
export function NominationPage({ programme, token }: { readonly programme: string; readonly token: string }) {
  return token === '' ? <MyNominations programme={programme} /> : <ByLink programme={programme} token={token} />;
}

function MyNominations({ programme }: { readonly programme: string }) {
  const { reply, failed, again } = useReading(readProgrammeNominations, { path: { programme } });
  return (
    <>
      <Heading title="Your nominations" step="mine">
        Your nominations
      </Heading>
      {failed !== undefined && (
        <>
          <FailedNotice failed={failed} onAgain={again} />
          <p>You nominated without an account? Open the link in your mail: it shows how that nomination stands.</p>
        </>
      )}
      {reply === undefined && failed === undefined && <Waiting words="Looking up your nominations." />}
      {reply?.nominations.length === 0 && <p class="lead">You have nominated nobody.</p>}
      {reply?.nominations.map((nomination) => (
        <NominationCard key={nomination.id} nomination={nomination} now={reply.now} />
      ))}
      <p>
        <a class="stands-alone" href={`/rounds/${programme}/nominate`}>
          Nominate somebody
        </a>
      </p>
    </>
  );
}

/** Whoever opened this page pressed nothing yet, so nothing counts yet. */
function ByLink({ programme, token }: { readonly programme: string; readonly token: string }) {
  const { reply, failed, again, put } = useReading(readProgrammeNomination, { path: {}, body: { token } });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = async () => {
    setBusy(true);
    const answer = await call(confirmProgrammeNomination, { path: {}, body: { token } });
    setBusy(false);
    setProblem(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) put(answer.reply);
  };
  if (reply === undefined)
    return failed === undefined ? <Looking /> : <Refused programme={programme} failed={failed} onAgain={again} />;
  if (reply.nomination.state !== 'unconfirmed') {
    return (
      <>
        <Heading title="Your nomination" step="stands">
          Your nomination
        </Heading>
        <NominationCard nomination={reply.nomination} now={reply.now} />
        <p class="soft">Keep the mail: its link leads here.</p>
      </>
    );
  }
  return (
    <>
      <Heading title="Confirm your nomination" step="confirm">
        Confirm your nomination
      </Heading>
      <p class="lead">
        You nominate <span class="strong">{reply.nomination.nominee}</span> for {reply.nomination.programme.name}. It
        counts when you press the button.
      </p>
      <p class="soft">It was not you? Close the page. Nothing has happened yet.</p>
      <p class="buttons">
        <Button onPress={() => void confirm()} busy={isBusy && 'Confirming…'}>
          Confirm my nomination
        </Button>
      </p>
      {problem !== undefined && (
        <Notice tone="warn" live>
          <p>{problem}</p>
        </Notice>
      )}
    </>
  );
}

function Looking() {
  return (
    <>
      <Heading title="Your nomination" step="looking">
        Your nomination
      </Heading>
      <Waiting words="Looking up the nomination." />
    </>
  );
}

function Refused({
  programme,
  failed,
  onAgain,
}: {
  readonly programme: string;
  readonly failed: Parameters<typeof FailedNotice>[0]['failed'];
  readonly onAgain: () => void;
}) {
  return (
    <>
      <Heading title="This link does not work any more" step="refused">
        This link does not work any more
      </Heading>
      <FailedNotice failed={failed} onAgain={onAgain} />
      <p>
        <a class="stands-alone" href={`/rounds/${programme}/nominate`}>
          Nominate somebody
        </a>
      </p>
    </>
  );
}

function NominationCard({ nomination, now }: { readonly nomination: NominationState; readonly now: string }) {
  const { nominee, nominatedAt, until, references } = nomination;
  const reader = useReader(now);
  const { tag, words, ends } = stateWords(nomination);
  return (
    <Card
      title={nominee}
      aside={<Tag {...(nomination.state === 'accepted' ? { tone: 'yes' as const } : {})}>{tag}</Tag>}
    >
      <p>{words}</p>
      {until !== null && ends !== undefined && <DeadlineLine label={ends} deadline={until} reader={reader} />}
      <p class="soft small">Received {shortDay(nominatedAt)}</p>
      {references.length > 0 && (
        <ul>
          {references.map(({ name, hasWritten }) => (
            <li key={name}>
              {name}: {hasWritten ? 'has written' : 'has not written'}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function stateWords({ state, number, mostRounds }: NominationState): { tag: string; words: string; ends?: string } {
  const round = `round ${number ?? 1} of ${mostRounds}`;
  switch (state) {
    case 'unconfirmed':
      return { tag: 'Not confirmed', words: 'It does not count yet.' };
    case 'received':
      return { tag: 'Received', words: 'It is reviewed after the cut-off.', ends: 'Cut-off' };
    case 'in-review':
      return { tag: `In review, ${round}`, words: 'The group reviews it now.', ends: 'The review ends' };
    case 'reviewed':
      return {
        tag: `Reviewed, ${round}`,
        words: 'The review has ended. What came of it is told to everybody at once.',
      };
    case 'accepted':
      return { tag: 'Accepted', words: 'The group accepted it.' };
    case 'carried':
      return {
        tag: `Not accepted so far, ${round}`,
        words: 'It was not accepted in this round and is reviewed again, without you doing anything.',
        ends: 'Next cut-off',
      };
    case 'expired':
      return {
        tag: 'Ended',
        words: `It was reviewed in ${mostRounds} rounds and not accepted. Anybody may nominate again.`,
      };
  }
}
