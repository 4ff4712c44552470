import { useState } from 'preact/hooks';
import {
  changeNomination,
  nominate,
  nominateMyself,
  readNominating,
  withdrawNomination,
  type MadeNomination,
  type NominatedContest,
  type Nominating,
} from '../../api/nominations.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, ButtonLink, TextButton } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { Prose } from '../parts/prose.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords, placedProblems, problemAt, signInAddress } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { MemberFrame } from './frame.tsx';
import { Declarations, nameOfField, ProfileFields, StatementField, type ProfileForm } from './nomination-fields.tsx';
import { stateTone, stateWords } from './nomination-words.ts';

interface Facts {
  readonly known: Nominating;
  readonly onAgain: () => void;
}

/** `/nominate/ELECTION`: propose somebody, or oneself, and see what came of it. */
export function NominatePage({
  organisation,
  electionId,
}: {
  readonly organisation: string;
  readonly electionId: string;
}) {
  const { reply, failed, again } = useReading(readNominating, { path: { electionId } });
  return (
    <MemberFrame organisation={organisation} name={reply?.me?.name}>
      {reply === undefined ? (
        <>
          <Heading title="Nominate" step="loading">
            Nominate
          </Heading>
          {failed === undefined ? (
            <Waiting words="Looking up the election." />
          ) : (
            <FailedNotice failed={failed} onAgain={again} />
          )}
        </>
      ) : (
        <Page known={reply} onAgain={again} />
      )}
    </MemberFrame>
  );
}

function Page({ known, onAgain }: Facts) {
  const reader = useReader(known.now);
  const { state, opens, closes, candidates, me, contests } = known;
  return (
    <>
      <Heading title={`Nominate – ${known.name}`} step="nominate">
        Nominate for {known.name}
      </Heading>
      <p class="lead">You can nominate yourself or somebody else. Nobody is made to stand.</p>
      <div>
        {state === 'not-yet' && opens !== null && (
          <DeadlineLine label="Nominations open" deadline={opens} reader={reader} />
        )}
        {closes !== null && (
          <DeadlineLine
            label={state === 'closed' ? 'Nominations closed' : 'Nominations close'}
            deadline={closes}
            reader={reader}
          />
        )}
        {candidates !== null && <DeadlineLine label="Candidates are announced" deadline={candidates} reader={reader} />}
      </div>
      <ul class="links">
        {contests.map(({ id, title, nominees }) => (
          <li key={id}>
            {title}: {nominees} {nominees === 1 ? 'person is' : 'people are'} nominated
          </li>
        ))}
      </ul>
      {state !== 'open' ? (
        <Notice>
          <p>{closedWords[state]}</p>
        </Notice>
      ) : me === null ? (
        <SignInFirst />
      ) : (
        <NominateForm known={known} me={me} contests={contests} onAgain={onAgain} />
      )}
      <Mine known={known} onAgain={onAgain} />
    </>
  );
}

const closedWords = {
  none: 'This election takes no nominations.',
  'not-yet': 'Nominations are not open yet.',
  closed: 'Nominations have closed.',
};

function SignInFirst() {
  return (
    <Notice>
      <p>Sign in to nominate somebody. You need not be a member.</p>
      <p class="buttons">
        <ButtonLink href={signInAddress()} kind="filled">
          Sign in
        </ButtonLink>
        <ButtonLink href="/join">I have no account yet</ButtonLink>
      </p>
    </Notice>
  );
}

const nobody = { name: '', email: '', statement: '' };

function NominateForm({
  known,
  me,
  contests,
  onAgain,
}: Facts & { readonly me: { readonly name: string }; readonly contests: readonly NominatedContest[] }) {
  const [whom, setWhom] = useState<'other' | 'me'>('other');
  const [contestId, setContestId] = useState(contests[0]?.id ?? '');
  const [other, setOther] = useState(nobody);
  const [mine, setMine] = useState<ProfileForm>({
    name: me.name,
    statement: '',
    previousService: '',
    affiliations: [],
  });
  const [given, setGiven] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<string>();
  const contest = contests.find(({ id }) => id === contestId);
  const path = { electionId: known.electionId };
  const propose = async () => {
    const answer = await call(nominate, { path, body: { contestId, ...other } });
    if (!answer.ok) return answer;
    setDone(
      answer.reply.outcome === 'invited'
        ? `${other.name} is nominated. We have sent them a mail and ask whether they want to stand.`
        : `${other.name} was nominated before. You now stand behind the nomination too.`,
    );
    setOther(nobody);
    return undefined;
  };
  const stand = async () => {
    const body = { contestId, ...mine, affiliations: [...mine.affiliations], acknowledgements: [...given] };
    const answer = await call(nominateMyself, { path, body });
    if (!answer.ok) return answer;
    location.assign(`/nomination/${answer.reply.candidacyId}`);
    return undefined;
  };
  const press = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setDone(undefined);
    const failed = await (whom === 'me' ? stand() : propose());
    setBusy(false);
    setProblems(failed === undefined ? [] : placedProblems(failed, nameOfField));
    if (failed === undefined) onAgain();
  };
  if (contest === undefined) return <p class="soft">There is nothing to nominate for.</p>;
  return (
    <form class="card stack" onSubmit={(event) => void press(event)} noValidate>
      <h2>Your nomination</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {contests.length > 1 && (
        <SelectField
          id="contestId"
          label="What for"
          value={contestId}
          options={contests.map(({ id, title }) => ({ value: id, words: title }))}
          onValue={setContestId}
        />
      )}
      <RadioField
        name="whom"
        legend="Whom do you nominate?"
        value={whom}
        onValue={setWhom}
        options={[
          { value: 'other', words: 'Somebody else', hint: 'They are asked by mail, and need no account here.' },
          { value: 'me', words: 'Myself', hint: 'You accept in the same step.' },
        ]}
      />
      {whom === 'other' ? (
        <OtherFields form={other} problems={problems} onForm={setOther} />
      ) : (
        <>
          <ProfileFields form={mine} contest={contest} problems={problems} onForm={setMine} />
          <Declarations contest={contest} given={given} problems={problems} onGiven={setGiven} />
        </>
      )}
      <p class="buttons">
        <Button type="submit" busy={isBusy && 'Nominating…'}>
          {whom === 'me' ? 'Nominate myself' : 'Nominate'}
        </Button>
      </p>
      <div role="status">
        {done !== undefined && (
          <Notice>
            <p>{done}</p>
          </Notice>
        )}
      </div>
    </form>
  );
}

function OtherFields({
  form,
  problems,
  onForm,
}: {
  readonly form: typeof nobody;
  readonly problems: readonly PlacedProblem[];
  readonly onForm: (form: typeof nobody) => void;
}) {
  return (
    <>
      <Field
        id="name"
        label="Their name"
        value={form.name}
        problem={problemAt(problems, 'name')}
        autocomplete="off"
        maxLength={120}
        onValue={(name) => onForm({ ...form, name })}
      />
      <Field
        id="email"
        type="email"
        label="Their mail address"
        value={form.email}
        problem={problemAt(problems, 'email')}
        autocomplete="off"
        spellcheck={false}
        maxLength={254}
        onValue={(email) => onForm({ ...form, email })}
      />
      <StatementField
        label="Why you nominate them"
        hint="They read it with your name. If they stand, everybody does. Markdown works: **bold**, lists, links."
        value={form.statement}
        problems={problems}
        onValue={(statement) => onForm({ ...form, statement })}
      />
    </>
  );
}

/** One's own nominations of this election, made and received. */
function Mine({ known, onAgain }: Facts) {
  const { made, received } = known;
  const others = made.filter(({ isOwn }) => !isOwn);
  return (
    <>
      {received.map(({ candidacyId, contest, state }) => (
        <Card
          key={candidacyId}
          title={`You are nominated: ${contest}`}
          aside={<Tag tone={stateTone(state)}>{stateWords[state]}</Tag>}
        >
          <p>
            <a class="stands-alone" href={`/nomination/${candidacyId}`}>
              Open my nomination: {contest}
            </a>
          </p>
        </Card>
      ))}
      {others.length > 0 && <h2>Whom you nominated</h2>}
      {others.map((one) => (
        <Made key={one.id} one={one} isOpen={known.state === 'open'} onAgain={onAgain} />
      ))}
    </>
  );
}

/** What I wrote about somebody, changed until nominations close. */
function ChangeWords({ one, onAgain }: { readonly one: MadeNomination; readonly onAgain: () => void }) {
  const [statement, setStatement] = useState(one.statement);
  const [problem, setProblem] = useState<string>();
  const [isSaved, setSaved] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await call(changeNomination, { path: { nominationId: one.id }, body: { statement } });
    setSaved(answer.ok);
    setProblem(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) onAgain();
  };
  return (
    <details>
      <summary>
        Change what I wrote<span class="only-read"> about {one.name}</span>
      </summary>
      <form class="stack" onSubmit={(event) => void save(event)} noValidate>
        <TextField
          id={`statement-${one.id}`}
          label={`Why ${one.name}?`}
          problem={problem}
          value={statement}
          onValue={setStatement}
          rows={6}
        />
        <p class="buttons">
          <Button type="submit" kind="plain">
            Save it
          </Button>
          <span aria-live="polite">{isSaved && 'Saved.'}</span>
        </p>
      </form>
    </details>
  );
}

function Made({
  one,
  isOpen,
  onAgain,
}: {
  readonly one: MadeNomination;
  readonly isOpen: boolean;
  readonly onAgain: () => void;
}) {
  const [problem, setProblem] = useState<string>();
  const { id, name, email, contest, state, withdrawnAt, statementHtml } = one;
  const takeBack = async () => {
    const answer = await call(withdrawNomination, { path: { nominationId: id } });
    if (answer.ok) onAgain();
    else setProblem(failedWords(answer));
  };
  return (
    <Card
      title={name}
      aside={
        <Tag tone={withdrawnAt === null ? stateTone(state) : 'plain'}>
          {withdrawnAt === null ? stateWords[state] : 'Taken back'}
        </Tag>
      }
    >
      <p class="soft small">
        {contest} · {email}
      </p>
      {statementHtml !== '' && <Prose html={statementHtml} />}
      {isOpen && withdrawnAt === null && <ChangeWords one={one} onAgain={onAgain} />}
      {problem !== undefined && (
        <Notice tone="warn" live>
          <p>{problem}</p>
        </Notice>
      )}
      {isOpen && withdrawnAt === null && (
        <p>
          <TextButton about={`of ${name}`} onPress={() => void takeBack()}>
            Take back my nomination
          </TextButton>
        </p>
      )}
    </Card>
  );
}
