import { useState } from 'preact/hooks';
import {
  joinNominees,
  readReview,
  recuseFromNominee,
  voteOnNominee,
  type Review,
  type ReviewedNominee,
  type ReviewMark,
} from '../../api/rounds.ts';
import { call, type Answer } from '../call.ts';
import { Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { Prose } from '../parts/prose.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';

const markWords: Readonly<Record<ReviewMark, string>> = { aye: 'Aye', nay: 'Nay', abstain: 'Abstain' };

/** `/rounds/NAME/review`: the nominees of the round, with everything that was written, and one's votes. */
export function ReviewPage({ programme }: { readonly programme: string }) {
  const { reply, failed, again, put } = useReading(readReview, { path: { programme } });
  return (
    <>
      <Heading title="Review the nominations" step="review">
        {reply === undefined ? 'Review the nominations' : `Review the nominations: ${reply.name}`}
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the round." />}
      {reply?.round === null && (
        <p class="lead">
          You review no round now. A review opens when a cut-off has passed, for whoever holds a seat of the group then.
        </p>
      )}
      {reply !== undefined && reply.round !== null && <Round programme={programme} review={reply} put={put} />}
    </>
  );
}

interface Facts {
  readonly programme: string;
  readonly review: Review;
  readonly put: (review: Review) => void;
}

function Round({ programme, review, put }: Facts) {
  const { nominees, round, now, threshold } = review;
  const reader = useReader(now);
  const missing = nominees.filter(({ mine, recused }) => mine === null && recused === null).length;
  return (
    <>
      {round !== null && <DeadlineLine label="The review ends" deadline={round.reviewEnds} reader={reader} />}
      <p class="lead" role="status">
        {missingWords(missing, nominees.length)}
      </p>
      <p class="soft small">
        An acceptance takes: {lowerFirst(threshold)}. You can change a vote until the end. How the others vote is shown
        once you have voted.
      </p>
      {nominees.map((nominee) => (
        <NomineeCard key={nominee.id} nominee={nominee} programme={programme} review={review} put={put} />
      ))}
    </>
  );
}

function missingWords(missing: number, all: number): string {
  if (all === 0) return 'Nobody was nominated in this round.';
  return missing === 0 ? 'You have voted on everybody.' : `You have not voted on ${missing} of ${all} yet.`;
}

function NomineeCard({ nominee, ...facts }: Facts & { readonly nominee: ReviewedNominee }) {
  const { id, name, number, history, recused, nominations } = nominee;
  const { mostRounds } = facts.review;
  return (
    <section class="card stack" aria-labelledby={`name-${id}`}>
      <div class="head">
        <h2 id={`name-${id}`} dir="auto">
          {name}
        </h2>
        <Tag {...(nominee.mine === null ? {} : { tone: 'yes' as const })}>{tagWords(nominee)}</Tag>
      </div>
      <p class="soft small">
        Round {number} of {mostRounds}
        {number > 1 && ' – carried over'}
      </p>
      {history.length > 0 && (
        <ul class="small">
          {history.map(({ cutOffOn, counts: { aye, nay, abstain } }) => (
            <li key={cutOffOn}>
              Round to {shortDay(`${cutOffOn}T00:00:00Z`)}: {aye} aye, {nay} nay, {abstain} abstaining
            </li>
          ))}
        </ul>
      )}
      {nominations.map((nomination) => (
        <Written key={nomination.id} nomination={nomination} />
      ))}
      {recused === null ? (
        <Deciding nominee={nominee} {...facts} />
      ) : (
        <Notice>
          <p>You stand aside, and see neither what was written nor the votes. {recused.reason}</p>
        </Notice>
      )}
    </section>
  );
}

function tagWords({ mine, recused }: ReviewedNominee): string {
  if (recused !== null) return 'You stand aside';
  return mine === null ? 'Not voted' : `You: ${markWords[mine]}`;
}

function Written({ nomination }: { readonly nomination: ReviewedNominee['nominations'][number] }) {
  const { by, isOwn, at, html, references } = nomination;
  return (
    <>
      <p class="soft small">
        {isOwn ? `${by} nominates themselves` : `Nominated by ${by}`}, {shortDay(at)}
      </p>
      <Prose html={html} />
      {references.map(({ name, html: text }) =>
        text === null ? (
          <p key={name} class="soft small">
            Reference by {name}: not written yet
          </p>
        ) : (
          <details key={name}>
            <summary>Reference by {name}</summary>
            <Prose html={text} />
          </details>
        ),
      )}
    </>
  );
}

function Deciding({ nominee, programme, review, put }: Facts & { readonly nominee: ReviewedNominee }) {
  const [said, setSaid] = useState('');
  const path = { programme, nomineeId: nominee.id };
  const take = (answer: Answer<typeof readReview>, words: string) => {
    setSaid(answer.ok ? words : failedWords(answer));
    if (answer.ok) put(answer.reply);
  };
  return (
    <>
      <Vote
        nominee={nominee}
        onVote={async (mark) => take(await call(voteOnNominee, { path, body: { mark } }), 'Your vote is saved.')}
      />
      <p class="small" role="status">
        {said}
      </p>
      <Others nominee={nominee} />
      <details>
        <summary>Stand aside</summary>
        <StandAside
          nominee={nominee}
          onAside={async (reason) => take(await call(recuseFromNominee, { path, body: { reason } }), '')}
        />
      </details>
      {review.nominees.length > 1 && (
        <details>
          <summary>The same person twice?</summary>
          <JoinForm
            nominee={nominee}
            nominees={review.nominees}
            onJoin={async (duplicateId) =>
              take(await call(joinNominees, { path, body: { duplicateId } }), 'They are one nominee now.')
            }
          />
        </details>
      )}
    </>
  );
}

function Vote({
  nominee,
  onVote,
}: {
  readonly nominee: ReviewedNominee;
  readonly onVote: (mark: ReviewMark) => Promise<void>;
}) {
  const [chosen, setChosen] = useState<ReviewMark | ''>(nominee.mine ?? '');
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    if (chosen === '') return;
    setBusy(true);
    await onVote(chosen);
    setBusy(false);
  };
  return (
    <div class="stack-s">
      <RadioField<ReviewMark | ''>
        name={`vote-${nominee.id}`}
        legend={`Your vote on ${nominee.name}`}
        value={chosen}
        onValue={setChosen}
        options={[
          { value: 'aye', words: 'Aye' },
          { value: 'nay', words: 'Nay' },
          { value: 'abstain', words: 'Abstain' },
        ]}
      />
      <p class="buttons">
        <Button
          onPress={() => void save()}
          busy={isBusy && 'Saving…'}
          kind={nominee.mine === null ? 'filled' : 'plain'}
        >
          {nominee.mine === null ? 'Save my vote' : 'Change my vote'}
          <span class="only-read"> on {nominee.name}</span>
        </Button>
      </p>
    </div>
  );
}

function Others({ nominee: { others, mine } }: { readonly nominee: ReviewedNominee }) {
  if (mine === null) {
    const voted = others.filter(({ hasVoted }) => hasVoted).map(({ name }) => name);
    return (
      <p class="soft small">{voted.length === 0 ? 'Nobody else has voted.' : `Have voted: ${voted.join(', ')}.`}</p>
    );
  }
  return (
    <ul class="small">
      {others.map(({ name, isRecused, mark }) => (
        <li key={name}>
          {name}: {isRecused ? 'stands aside' : mark === null ? 'not voted' : markWords[mark].toLowerCase()}
        </li>
      ))}
    </ul>
  );
}

function StandAside({
  nominee,
  onAside,
}: {
  readonly nominee: ReviewedNominee;
  readonly onAside: (reason: string) => Promise<void>;
}) {
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    await onAside(reason);
    setBusy(false);
  };
  return (
    <div class="stack-s">
      <p class="small">
        Stand aside if you are close to {nominee.name}: you work together, say, or are related. It holds for this round
        and cannot be taken back. A vote of yours does not count then.
      </p>
      <Field
        id={`reason-${nominee.id}`}
        label="Why"
        value={reason}
        onValue={setReason}
        autocomplete="off"
        maxLength={300}
      />
      <p class="buttons">
        <Button kind="plain" onPress={() => void press()} busy={isBusy && 'Saving…'}>
          Stand aside<span class="only-read"> for {nominee.name}</span>
        </Button>
      </p>
    </div>
  );
}

function JoinForm({
  nominee,
  nominees,
  onJoin,
}: {
  readonly nominee: ReviewedNominee;
  readonly nominees: readonly ReviewedNominee[];
  readonly onJoin: (duplicateId: string) => Promise<void>;
}) {
  const [other, setOther] = useState('');
  const others = nominees.filter(({ id, recused }) => id !== nominee.id && recused === null);
  return (
    <div class="stack-s">
      <p class="small">
        What was written for the other then stands here. Votes on the other do not count: everybody votes on the one
        that is left.
      </p>
      <SelectField
        id={`join-${nominee.id}`}
        label={`Is ${nominee.name} the same person as`}
        value={other}
        onValue={setOther}
        options={[{ value: '', words: 'Choose' }, ...others.map(({ id, name }) => ({ value: id, words: name }))]}
      />
      <p class="buttons">
        <Button kind="plain" onPress={() => void (other === '' ? undefined : onJoin(other))}>
          Make them one<span class="only-read">: {nominee.name}</span>
        </Button>
      </p>
    </div>
  );
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
