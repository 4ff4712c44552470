import { useState } from 'preact/hooks';
import {
  joinNominations,
  nameCandidate,
  previewJoining,
  readOfficeNominations,
  recordNomination,
  type CandidacyState,
  type OfficeCandidacy,
  type OfficeNominations,
} from '../../api/nominations.ts';
import type { Reply } from '../../api/endpoint.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { Prose } from '../parts/prose.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords, placedProblems, problemAt } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { longMoment } from '../parts/when.ts';
import { DecideForm } from './nominations-decide.tsx';

interface Facts {
  readonly known: OfficeNominations;
  readonly isOfficer: boolean;
  readonly onKnown: (known: OfficeNominations) => void;
}

/** Everybody who is nominated in an election: what is missing, and the decision. */
export function NominationsPage({
  electionId,
  isOfficer,
}: {
  readonly electionId: string;
  readonly isOfficer: boolean;
}) {
  const { reply, failed, again, put } = useReading(readOfficeNominations, { path: { electionId } });
  return (
    <>
      <Heading title="Nominations – office" step="nominations">
        Nominations{reply === undefined ? '' : `: ${reply.name}`}
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the nominations." />}
      {reply !== undefined && <Page known={reply} isOfficer={isOfficer} onKnown={put} />}
    </>
  );
}

const filters = [
  { value: 'all', words: 'Everybody' },
  { value: 'to-decide', words: 'To decide' },
  { value: 'invited', words: 'No answer yet' },
  { value: 'missing', words: 'Accepted, something missing' },
  { value: 'approved', words: 'Approved' },
  { value: 'refused', words: 'Refused' },
  { value: 'gone', words: 'Declined, withdrawn or lapsed' },
] as const;
type Filter = (typeof filters)[number]['value'];

function passes(filter: Filter, { state, canDecide, missing }: OfficeCandidacy): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'to-decide':
      return canDecide && missing.length === 0;
    case 'missing':
      return canDecide && missing.length > 0;
    case 'gone':
      return state === 'declined' || state === 'withdrawn' || state === 'lapsed';
    case 'invited':
    case 'approved':
    case 'refused':
      return state === filter;
  }
}

function Page(facts: Facts) {
  const { known, isOfficer } = facts;
  const [filter, setFilter] = useState<Filter>('all');
  const reader = useReader(known.now);
  const shown = known.candidacies.filter((one) => passes(filter, one));
  return (
    <>
      <div>
        {known.opens !== null && known.state === 'not-yet' && (
          <DeadlineLine label="Nominations open" deadline={known.opens} reader={reader} />
        )}
        {known.closes !== null && (
          <DeadlineLine
            label={known.state === 'closed' ? 'Nominations closed' : 'Nominations close'}
            deadline={known.closes}
            reader={reader}
          />
        )}
        {known.state === 'none' && <p>This election takes no nominations: its timetable has no time for them.</p>}
      </div>
      <SelectField
        id="filter"
        label="Show"
        value={filter}
        options={filters.map(({ value, words }) => ({
          value,
          words: `${words} (${known.candidacies.filter((one) => passes(value, one)).length})`,
        }))}
        onValue={(value) => setFilter(value as Filter)}
      />
      {shown.length === 0 && <p class="soft">Nobody here.</p>}
      {shown.map((one) => (
        <Nominee key={one.id} one={one} {...facts} />
      ))}
      {isOfficer && known.state === 'open' && <RecordForm {...facts} />}
    </>
  );
}

const stateTags: Readonly<Record<CandidacyState, { readonly words: string; readonly tone: 'yes' | 'warn' | 'plain' }>> =
  {
    invited: { words: 'No answer yet', tone: 'plain' },
    accepted: { words: 'Accepted', tone: 'warn' },
    declined: { words: 'Declined', tone: 'plain' },
    withdrawn: { words: 'Withdrawn', tone: 'plain' },
    lapsed: { words: 'Lapsed', tone: 'plain' },
    approved: { words: 'Approved', tone: 'yes' },
    refused: { words: 'Refused', tone: 'plain' },
  };

function Nominee({ one, ...facts }: Facts & { readonly one: OfficeCandidacy }) {
  const { known, isOfficer, onKnown } = facts;
  const [isOpen, setOpen] = useState(false);
  const contest = known.contests.find(({ id }) => id === one.contestId);
  const { words, tone } = stateTags[one.state];
  const others = one.nominations.filter(({ isOwn }) => !isOwn).map(({ name }) => name);
  return (
    <Card title={one.name} aside={<Tag tone={tone}>{words}</Tag>}>
      <p class="soft small">
        {contest?.title ?? ''} · {one.email} ·{' '}
        {others.length === 0 ? 'nominated themselves' : `nominated by ${others.join(', ')}`}
      </p>
      {one.canDecide && one.missing.length > 0 && (
        <Notice tone="warn">
          <ul>
            {one.missing.map((missing) => (
              <li key={missing}>{missing}</li>
            ))}
          </ul>
        </Notice>
      )}
      {one.sameName.length > 0 && <SameName one={one} {...facts} />}
      <p>
        <TextButton about={`about ${one.name}`} onPress={() => setOpen(!isOpen)}>
          {isOpen ? 'Show less' : 'Read everything'}
        </TextButton>
      </p>
      {isOpen && <Everything one={one} supportNeeded={contest?.endorsements ?? 0} />}
      {isOfficer && one.canDecide && contest !== undefined && (
        <DecideForm one={one} conditions={contest.conditions} onKnown={onKnown} />
      )}
      {isOfficer && known.isDraft && isOpen && <BallotName one={one} onKnown={onKnown} />}
    </Card>
  );
}

function Everything({ one, supportNeeded }: { readonly one: OfficeCandidacy; readonly supportNeeded: number }) {
  return (
    <div class="stack">
      {one.photo !== null && <img src={one.photo} width={160} height={160} alt={`Picture of ${one.name}`} />}
      <FactList
        facts={[
          { term: 'Asked', says: one.invitedAt === null ? 'Not by mail' : longMoment(one.invitedAt) },
          { term: 'Answered', says: one.answeredAt === null ? 'Not yet' : longMoment(one.answeredAt) },
          { term: 'Previous service', says: one.previousService === '' ? 'Nothing given' : one.previousService },
          {
            term: 'Affiliations',
            says:
              one.affiliations.map(({ organisation, kind }) => `${organisation} (${kind})`).join(', ') || 'None given',
          },
          {
            term: 'Supporters',
            says: `${one.supporters.length}${supportNeeded > 0 ? ` of ${supportNeeded}` : ''}${one.supporters.length > 0 ? `: ${one.supporters.join(', ')}` : ''}`,
          },
        ]}
      />
      {one.acknowledgements.map(({ text, at }) => (
        <p key={text} class="small">
          Declared on {longMoment(at)}: {text}
        </p>
      ))}
      <h3>Statement</h3>
      {one.statementHtml === '' ? <p class="soft">Nothing is written yet.</p> : <Prose html={one.statementHtml} />}
      {one.nominations
        .filter(({ isOwn }) => !isOwn)
        .map(({ name, statementHtml, at, byOffice }) => (
          <section key={`${name} ${at}`} class="stack-s">
            <h3>
              Nominated by {name}
              {byOffice ? ', written down by the office' : ''}
            </h3>
            {statementHtml === '' ? <p class="soft">Without words.</p> : <Prose html={statementHtml} />}
          </section>
        ))}
      {one.decisions.map(({ outcome, checks, reason, at, by }) => (
        <section key={at} class="stack-s">
          <h3>
            {outcome === 'approved' ? 'Approved' : 'Refused'} by {by}, {longMoment(at)}
          </h3>
          {reason !== '' && <p>{reason}</p>}
          <ul>
            {checks.map(({ condition, isMet, note }) => (
              <li key={condition}>
                {condition}: {isMet ? 'met' : 'not met'}
                {note === '' ? '' : `. ${note}`}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {one.appeal !== null && (
        <section class="stack-s">
          <h3>The nominee’s answer</h3>
          <p>{one.appeal}</p>
        </section>
      )}
    </div>
  );
}

type Preview = Reply<typeof previewJoining>;

/** Two of one name are perhaps one person, and perhaps two: the officer looks, and joins only what is one. */
function SameName({ one, known, isOfficer, onKnown }: Facts & { readonly one: OfficeCandidacy }) {
  const [preview, setPreview] = useState<Preview>();
  const [problem, setProblem] = useState<string>();
  const look = async (otherId: string) => {
    const answer = await call(previewJoining, { path: { candidacyId: one.id, otherId } });
    setProblem(answer.ok ? undefined : failedWords(answer));
    setPreview(answer.ok ? answer.reply : undefined);
  };
  const join = async ({ kept, joined }: Preview) => {
    const answer = await call(joinNominations, { path: { candidacyId: kept.id, otherId: joined.id } });
    if (answer.ok) onKnown(answer.reply);
    else setProblem(failedWords(answer));
  };
  const others = known.candidacies.filter(({ id }) => one.sameName.includes(id));
  return (
    <Notice tone="warn" title="Somebody else with this name is nominated for the same contest">
      {others.map(({ id, email }) => (
        <p key={id}>
          {email}{' '}
          {isOfficer && known.isDraft && (
            <TextButton about={`${one.email} and ${email}`} onPress={() => void look(id)}>
              See what joining the two would do
            </TextButton>
          )}
        </p>
      ))}
      {problem !== undefined && <p role="status">{problem}</p>}
      {preview !== undefined && (
        <div role="status" class="stack-s">
          <p>
            The nomination of {preview.kept.email} stays ({stateTags[preview.kept.state].words.toLowerCase()}), with{' '}
            {preview.nominators.join(', ')} behind it and {preview.supporters} supporters. The one of{' '}
            {preview.joined.email} goes into it. It cannot be undone.
          </p>
          <p class="buttons">
            <Button kind="stop" onPress={() => void join(preview)}>
              Join them: they are one person
            </Button>
          </p>
        </div>
      )}
    </Notice>
  );
}

function BallotName({ one, onKnown }: { readonly one: OfficeCandidacy; readonly onKnown: Facts['onKnown'] }) {
  const [name, setName] = useState(one.ballotName ?? '');
  const [problem, setProblem] = useState<string>();
  const save = async (event: Event) => {
    event.preventDefault();
    const words = name.trim();
    const answer = await call(nameCandidate, {
      path: { candidacyId: one.id },
      body: { name: words === '' ? null : words },
    });
    setProblem(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) onKnown(answer.reply);
  };
  return (
    <form class="stack-s" onSubmit={(event) => void save(event)} noValidate>
      <Field
        id={`ballot-name-${one.id}`}
        label="Name on the ballot"
        hint={`Where two names are equal, add words that tell them apart. Empty: ${one.name}`}
        value={name}
        problem={problem}
        maxLength={160}
        onValue={setName}
      />
      <p class="buttons">
        <Button type="submit" kind="plain">
          Save the name
        </Button>
      </p>
    </form>
  );
}

const nobody = { name: '', email: '' };
const fieldNames: Readonly<Record<string, string>> = {
  '#/body/nominator/name': 'Name of who nominates',
  '#/body/nominator/email': 'Mail address of who nominates',
  '#/body/nominee/name': 'Name of the nominee',
  '#/body/nominee/email': 'Mail address of the nominee',
  '#/body/email': 'Mail address of the nominee',
  '#/body/statement': 'Statement',
};

/** A nomination that came by mail, in the name of whoever sent it. */
function RecordForm({ known, onKnown }: Facts) {
  const [contestId, setContestId] = useState(known.contests[0]?.id ?? '');
  const [nominator, setNominator] = useState(nobody);
  const [nominee, setNominee] = useState(nobody);
  const [statement, setStatement] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isSaved, setSaved] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    const body = { contestId, nominator, nominee, statement };
    const answer = await call(recordNomination, { path: { electionId: known.electionId }, body });
    setProblems(answer.ok ? [] : placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'Nomination'));
    setSaved(answer.ok);
    if (!answer.ok) return;
    setNominee(nobody);
    setStatement('');
    onKnown(answer.reply);
  };
  return (
    <form class="card stack" onSubmit={(event) => void save(event)} noValidate>
      <h2>Write down a nomination that came by mail</h2>
      <p class="soft">It counts as if the sender had made it here. The nominee is asked by mail.</p>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {known.contests.length > 1 && (
        <SelectField
          id="contestId"
          label="What for"
          value={contestId}
          options={known.contests.map(({ id, title }) => ({ value: id, words: title }))}
          onValue={setContestId}
        />
      )}
      <WhoFields id="nominator" who="who nominates" value={nominator} problems={problems} onValue={setNominator} />
      <WhoFields id="nominee" who="the nominee" value={nominee} problems={problems} onValue={setNominee} />
      <TextField
        id="statement"
        label="What they wrote"
        hint="Markdown."
        value={statement}
        problem={problemAt(problems, 'statement')}
        onValue={setStatement}
      />
      <p class="buttons">
        <Button type="submit" kind="plain">
          Write it down
        </Button>
      </p>
      <div role="status">
        {isSaved && (
          <Notice>
            <p>Written down.</p>
          </Notice>
        )}
      </div>
    </form>
  );
}

function WhoFields({
  id,
  who,
  value,
  problems,
  onValue,
}: {
  readonly id: string;
  readonly who: string;
  readonly value: typeof nobody;
  readonly problems: readonly PlacedProblem[];
  readonly onValue: (value: typeof nobody) => void;
}) {
  return (
    <>
      <Field
        id={`${id}-name`}
        label={`Name of ${who}`}
        value={value.name}
        problem={problemAt(problems, `${id}-name`)}
        autocomplete="off"
        maxLength={120}
        onValue={(name) => onValue({ ...value, name })}
      />
      <Field
        id={`${id}-email`}
        type="email"
        label={`Mail address of ${who}`}
        value={value.email}
        problem={problemAt(problems, `${id}-email`)}
        autocomplete="off"
        spellcheck={false}
        maxLength={254}
        onValue={(email) => onValue({ ...value, email })}
      />
    </>
  );
}
