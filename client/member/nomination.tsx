import { useState } from 'preact/hooks';
import {
  acceptNomination,
  appealRefusal,
  changeCandidacy,
  declineNomination,
  leaveCandidacy,
  readCandidacy,
  type MyCandidacy,
  type Nominee,
} from '../../api/nominations.ts';
import { withdrawCandidate } from '../../api/seating.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { Prose } from '../parts/prose.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt, type Failed } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { plainDay } from '../parts/when.ts';
import { MemberFrame } from './frame.tsx';
import { Declarations, kindWords, nameOfField, ProfileFields, type ProfileForm } from './nomination-fields.tsx';
import { PhotoCard } from './nomination-photo.tsx';
import { nomineeTitle } from './nomination-words.ts';

interface Facts {
  readonly mine: MyCandidacy;
  readonly nominee: Nominee;
  readonly onMine: (mine: MyCandidacy) => void;
}

/** `/nomination#TOKEN` from the mail, or `/nomination/ID` signed in: who nominated me, and my answer. Opening it changes nothing. */
export function NominationPage({
  organisation,
  token,
  candidacyId,
}: {
  readonly organisation: string;
  readonly token: string;
  readonly candidacyId: string;
}) {
  const nominee: Nominee = token === '' ? { candidacyId } : { token };
  if (token === '' && candidacyId === '') {
    return (
      <MemberFrame organisation={organisation}>
        <Heading title="Your nomination" step="ask" problem>
          Your nomination
        </Heading>
        <Notice tone="warn">
          <p>The link is not whole. Open it again from the mail.</p>
        </Notice>
      </MemberFrame>
    );
  }
  return <Loaded organisation={organisation} nominee={nominee} />;
}

function Loaded({ organisation, nominee }: { readonly organisation: string; readonly nominee: Nominee }) {
  const { reply, failed, again, put } = useReading(readCandidacy, { body: { nominee } });
  return (
    <MemberFrame organisation={organisation}>
      {reply === undefined ? (
        <>
          <Heading title="Your nomination" step="loading" problem={failed !== undefined}>
            Your nomination
          </Heading>
          {failed === undefined ? (
            <Waiting words="Looking up your nomination." />
          ) : (
            <FailedNotice failed={failed} onAgain={again} />
          )}
        </>
      ) : (
        <Page mine={reply} nominee={nominee} onMine={put} />
      )}
    </MemberFrame>
  );
}

function Page(facts: Facts) {
  const { mine } = facts;
  const reader = useReader(mine.now);
  const title = nomineeTitle(mine.state, mine.canAccept);
  return (
    <>
      <Heading title={`${title} – ${mine.election}`} step={mine.state}>
        {title}
      </Heading>
      <p class="lead">
        {mine.contest.title} in {mine.election} of {mine.organisation}
      </p>
      <div>
        {mine.closes !== null && (
          <DeadlineLine
            label={mine.nominations === 'closed' ? 'Nominations closed' : 'Nominations close'}
            deadline={mine.closes}
            reader={reader}
          />
        )}
        {mine.candidates !== null && (
          <DeadlineLine label="Candidates are announced" deadline={mine.candidates} reader={reader} />
        )}
      </div>
      <NextStep mine={mine} />
      <NominatedBy mine={mine} />
      {mine.canAccept && <Answer {...facts} />}
      {!mine.canAccept && mine.canDecline && <Decline {...facts} />}
      {mine.refusal !== null && <Refusal {...facts} refusal={mine.refusal} />}
      {mine.canEdit && <PhotoCard {...facts} />}
      {mine.canEdit ? <EditProfile {...facts} /> : <Shown mine={mine} />}
      {mine.canWithdraw && <Withdraw {...facts} />}
      {mine.onBallot !== null && <OnBallot electionId={mine.electionId} onBallot={mine.onBallot} />}
      <p class="soft small">Questions: {mine.help}</p>
    </>
  );
}

/** What comes next, for each state that has something to say. */
function NextStep({ mine }: { readonly mine: MyCandidacy }) {
  const { endorsements } = mine.contest;
  const fewer = endorsements - mine.supporters;
  const words = {
    invited: undefined,
    accepted: 'The election officers look at your nomination next. You hear from us by mail.',
    approved: 'You stand on the ballot.',
    refused: undefined,
    declined: mine.canAccept ? 'You can change your mind until nominations close.' : 'There is nothing to do.',
    withdrawn: mine.canAccept ? 'You can change your mind until nominations close.' : 'There is nothing to do.',
    lapsed: 'There is nothing to do.',
  }[mine.state];
  return (
    <>
      {words !== undefined && <p>{words}</p>}
      {endorsements > 0 && (mine.state === 'accepted' || mine.state === 'approved') && (
        <Card title={`${mine.supporters} of ${endorsements} supporters`}>
          <p>
            {fewer > 0
              ? `${fewer} more voting ${fewer === 1 ? 'member' : 'members'} must support you before you can be approved. Pass this link on:`
              : 'You have the support that the rules ask for.'}
          </p>
          {fewer > 0 && (
            <p>
              <a class="stands-alone" href={`/support/${mine.id}`}>
                {location.origin}/support/{mine.id}
              </a>
            </p>
          )}
        </Card>
      )}
    </>
  );
}

function NominatedBy({ mine }: { readonly mine: MyCandidacy }) {
  const others = mine.nominatedBy.filter(({ isOwn }) => !isOwn);
  if (others.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>Who nominated you</h2>
      {others.map(({ name, statementHtml, at }) => (
        <Card key={`${name} ${at}`} title={name}>
          {statementHtml === '' ? <p class="soft">Wrote nothing more.</p> : <Prose html={statementHtml} />}
        </Card>
      ))}
    </section>
  );
}

/** Two presses: what must be declared, and yes; or no. */
function Answer({ mine, nominee, onMine }: Facts) {
  const [name, setName] = useState(mine.name);
  const [given, setGiven] = useState<readonly string[]>(mine.acknowledged);
  const [isOther, setOther] = useState(false);
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [busy, setBusy] = useState<'yes' | 'no'>();
  const finish = (answer: { readonly ok: true; readonly reply: MyCandidacy } | Failed) => {
    setBusy(undefined);
    if (answer.ok) onMine(answer.reply);
    else setProblems(placedProblems(answer, nameOfField));
  };
  const accept = async (event: Event) => {
    event.preventDefault();
    setBusy('yes');
    finish(await call(acceptNomination, { body: { nominee, name, acknowledgements: [...given], isOther } }));
  };
  const decline = async () => {
    setBusy('no');
    finish(await call(declineNomination, { body: { nominee } }));
  };
  return (
    <form class="card stack" onSubmit={(event) => void accept(event)} noValidate>
      <h2>Your answer</h2>
      <p class="soft">Nothing has happened yet. If you do not answer, you do not stand.</p>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Field
        id="name"
        label="Your name, as it should stand on the ballot"
        value={name}
        problem={problemAt(problems, 'name')}
        autocomplete="name"
        maxLength={120}
        onValue={setName}
      />
      <Declarations contest={mine.contest} given={given} problems={problems} onGiven={setGiven} />
      {mine.other !== null && (
        <TickLine
          id="is-other"
          type="checkbox"
          isChosen={isOther}
          onChosen={setOther}
          hint={`The nomination went to ${mine.email}. Tick this if both addresses are yours.`}
        >
          I am {mine.other.name} ({mine.other.email}), who is signed in here
        </TickLine>
      )}
      <p class="buttons">
        <Button type="submit" busy={busy === 'yes' && 'Accepting…'}>
          Accept the nomination
        </Button>
        {mine.canDecline && (
          <Button kind="plain" onPress={() => void decline()} busy={busy === 'no' && 'Declining…'}>
            Decline
          </Button>
        )}
      </p>
      <p class="soft small">You can write your statement afterwards, until nominations close.</p>
    </form>
  );
}

function Decline({ nominee, onMine }: Facts) {
  return (
    <OnePress
      words="Nominations have closed. You can still say that you decline."
      button="Decline"
      act={async () => call(declineNomination, { body: { nominee } })}
      onMine={onMine}
    />
  );
}

function Withdraw({ nominee, onMine }: Facts) {
  const [isSure, setSure] = useState(false);
  if (!isSure) {
    return (
      <p>
        <TextButton onPress={() => setSure(true)}>Withdraw my candidacy</TextButton>
      </p>
    );
  }
  return (
    <OnePress
      words="If you withdraw, you do not stand on the ballot."
      button="Withdraw now"
      act={async () => call(leaveCandidacy, { body: { nominee } })}
      onMine={onMine}
    />
  );
}

/** Once the ballot is frozen a candidate stays on it, struck through: voters have read it, and votes are counted. */
function OnBallot({
  electionId,
  onBallot: { candidateId, withdrawnAt },
}: {
  readonly electionId: string;
  readonly onBallot: NonNullable<MyCandidacy['onBallot']>;
}) {
  const [at, setAt] = useState(withdrawnAt);
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<Failed>();
  if (at !== null) return <p>You withdrew on {plainDay(at)}. Your name stands on the ballot, struck through.</p>;
  const strike = async (event: Event) => {
    event.preventDefault();
    const answer = await call(withdrawCandidate, { path: { electionId, candidateId }, body: { reason } });
    if (answer.ok) setAt(answer.reply.withdrawnAt);
    else setFailed(answer);
  };
  return (
    <details>
      <summary>Withdraw, although the ballot is frozen</summary>
      <form class="stack" onSubmit={(event) => void strike(event)} noValidate>
        <p>
          Your name stays on the ballot, struck through. Votes for you are counted, and whoever is next takes the seat.
          There is no way back.
        </p>
        {failed !== undefined && <FailedNotice failed={failed} />}
        <Field
          id="reason"
          label="Why? Everybody can read this."
          value={reason}
          onValue={setReason}
          autocomplete="off"
        />
        <p class="buttons">
          <Button type="submit" kind="plain">
            Withdraw for good
          </Button>
        </p>
      </form>
    </details>
  );
}

function OnePress({
  words,
  button,
  act,
  onMine,
}: {
  readonly words: string;
  readonly button: string;
  readonly act: () => Promise<{ readonly ok: true; readonly reply: MyCandidacy } | Failed>;
  readonly onMine: (mine: MyCandidacy) => void;
}) {
  const [failed, setFailed] = useState<Failed>();
  const press = async () => {
    const answer = await act();
    if (answer.ok) onMine(answer.reply);
    else setFailed(answer);
  };
  return (
    <Card>
      <p>{words}</p>
      {failed !== undefined && <FailedNotice failed={failed} />}
      <p class="buttons">
        <Button kind="plain" onPress={() => void press()}>
          {button}
        </Button>
      </p>
    </Card>
  );
}

function EditProfile({ mine, nominee, onMine }: Facts) {
  const [form, setForm] = useState<ProfileForm>(() => formOf(mine));
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(changeCandidacy, { body: { nominee, ...form, affiliations: [...form.affiliations] } });
    setBusy(false);
    setSaved(answer.ok);
    setProblems(answer.ok ? [] : placedProblems(answer, nameOfField));
    if (answer.ok) onMine(answer.reply);
  };
  const change = (changed: ProfileForm) => {
    setForm(changed);
    setSaved(false);
  };
  return (
    <form class="card stack" onSubmit={(event) => void save(event)} noValidate>
      <h2>What voters read about you</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <ProfileFields form={form} contest={mine.contest} problems={problems} onForm={change} />
      <p class="buttons">
        <Button type="submit" busy={isBusy && 'Saving…'}>
          Save
        </Button>
      </p>
      <div role="status">
        {isSaved && (
          <Notice>
            <p>Saved. You can change it until nominations close.</p>
          </Notice>
        )}
      </div>
    </form>
  );
}

function formOf({ name, statement, previousService, affiliations }: MyCandidacy): ProfileForm {
  return { name, statement, previousService, affiliations };
}

/** What was written, once it cannot be changed any more. */
function Shown({ mine }: { readonly mine: MyCandidacy }) {
  if (mine.state !== 'accepted' && mine.state !== 'approved') return null;
  return (
    <Card title="What voters read about you">
      <FactList
        facts={[
          { term: 'Name', says: <span dir="auto">{mine.name}</span> },
          { term: 'Previous service', says: mine.previousService === '' ? 'Nothing given' : mine.previousService },
          {
            term: 'Affiliations',
            says:
              mine.affiliations.length === 0
                ? 'None given'
                : mine.affiliations
                    .map(({ organisation, kind }) => `${organisation} (${kindWords[kind].toLowerCase()})`)
                    .join(', '),
          },
        ]}
      />
      {mine.statementHtml === '' ? <p class="soft">No statement.</p> : <Prose html={mine.statementHtml} />}
    </Card>
  );
}

function Refusal({ refusal, nominee, onMine }: Facts & { readonly refusal: NonNullable<MyCandidacy['refusal']> }) {
  const [words, setWords] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const send = async (event: Event) => {
    event.preventDefault();
    const answer = await call(appealRefusal, { body: { nominee, words } });
    if (answer.ok) onMine(answer.reply);
    else setProblems(placedProblems(answer, nameOfField));
  };
  return (
    <Card title="Why">
      <p>{refusal.reason}</p>
      <ul>
        {refusal.checks
          .filter(({ isMet }) => !isMet)
          .map(({ condition, note }) => (
            <li key={condition}>
              {condition}: {note}
            </li>
          ))}
      </ul>
      {refusal.appeal !== null && (
        <>
          <h3>Your answer</h3>
          <p>{refusal.appeal}</p>
        </>
      )}
      {refusal.canAppeal && (
        <form class="stack" onSubmit={(event) => void send(event)} noValidate>
          {problems.length > 0 && <ErrorSummary problems={problems} />}
          <TextField
            id="words"
            label="Your answer"
            hint="You can answer once. The officers then decide again."
            value={words}
            problem={problemAt(problems, 'words')}
            onValue={setWords}
          />
          <p class="buttons">
            <Button type="submit">Send my answer</Button>
          </p>
        </form>
      )}
    </Card>
  );
}
