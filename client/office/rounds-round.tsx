import { useState } from 'preact/hooks';
import { announceRound, giveNomineeAddress, type OfficeProgramme, type OfficeRound } from '../../api/rounds.ts';
import { call } from '../call.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { DeadlineLine, type Reader } from '../parts/deadline.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { Table } from '../parts/lists.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { shortDay } from '../parts/when.ts';

interface Facts {
  readonly programme: string;
  readonly round: OfficeRound;
  readonly onChanged: ((programme: OfficeProgramme) => void) | undefined;
}
type Nominee = OfficeRound['nominees'][number];

/** One round: who is or was reviewed, what was decided, and, while that waits, the text with which it is announced. */
export function RoundCard({ reader, ...facts }: Facts & { readonly reader: Reader }) {
  const { round, onChanged } = facts;
  const waiting = round.nominees.filter(({ waits }) => waits === 'no-address');
  return (
    <Card title={`Round to ${shortDay(`${round.cutOffOn}T00:00:00Z`)}`} aside={stateWords(round)}>
      {round.state === 'in-review' && (
        <DeadlineLine label="The review ends" deadline={round.reviewEnds} reader={reader} />
      )}
      <p class="soft small">{reviewerWords(round.reviewers)}</p>
      {round.nominees.length === 0 ? (
        <p>Nobody was nominated.</p>
      ) : (
        <Table
          caption={`Nominees of the round to ${round.cutOffOn}`}
          rows={round.nominees}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Nominee', cell: ({ name, memberId }) => nameOf(name, memberId, round) },
            { title: 'Time', cell: ({ number }) => number, numeric: true },
            { title: 'Outcome', cell: outcomeWords },
            { title: 'Aye – nay – abstain', cell: countWords },
          ]}
        />
      )}
      {onChanged !== undefined &&
        waiting.map((nominee) => <AddressForm key={nominee.id} nominee={nominee} {...facts} onChanged={onChanged} />)}
      {onChanged !== undefined && round.draft !== null && (
        <Announce {...facts} draft={round.draft} onChanged={onChanged} />
      )}
      {round.announcedAt !== null && round.announcement !== '' && (
        <details>
          <summary>
            Announced {shortDay(round.announcedAt)} by {round.announcedBy}
          </summary>
          <p class="letter small">{round.announcement}</p>
        </details>
      )}
    </Card>
  );
}

function stateWords({ state }: OfficeRound): string {
  switch (state) {
    case 'in-review':
      return 'In review';
    case 'decided':
      return 'Decided, not announced';
    case 'announced':
      return 'Over';
  }
}

function reviewerWords(reviewers: readonly string[]): string {
  return reviewers.length === 0 ? 'Nobody reviews this round.' : `Reviewers: ${reviewers.join(', ')}.`;
}

/** Somebody's membership is looked up once they are accepted. */
function nameOf(name: string, memberId: string | null, { state }: OfficeRound) {
  return memberId === null || state === 'in-review' ? name : <a href={`/office/members/${memberId}`}>{name}</a>;
}

function outcomeWords({ outcome, waits }: Nominee): string {
  if (waits === 'no-address') return 'Accepted; no address yet';
  if (waits === 'not-living') return 'Accepted; not living, so no membership is recorded';
  switch (outcome) {
    case null:
      return 'In review';
    case 'accepted':
      return 'Accepted';
    case 'carried':
      return 'Not accepted so far';
    case 'expired':
      return 'Ended';
    case 'joined':
      return 'The same person as another nominee';
  }
}

function countWords({ counts }: Nominee): string {
  if (counts === null) return '';
  const { aye, nay, abstain, recused, members } = counts;
  const aside = recused === 0 ? '' : `, ${recused} stood aside`;
  return `${aye} – ${nay} – ${abstain}, of ${members}${aside}`;
}

interface ChangingFacts extends Facts {
  readonly onChanged: (programme: OfficeProgramme) => void;
}

function AddressForm({ programme, nominee, onChanged }: ChangingFacts & { readonly nominee: Nominee }) {
  const [email, setEmail] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(giveNomineeAddress, { path: { programme, nomineeId: nominee.id }, body: { email } });
    setBusy(false);
    setProblem(answer.ok ? undefined : (answer.problem?.errors?.[0]?.detail ?? failedWords(answer)));
    if (answer.ok) onChanged(answer.reply);
  };
  return (
    <form class="stack-s" onSubmit={(event) => void save(event)} noValidate>
      <Field
        id={`email-${nominee.id}`}
        type="email"
        label={`Mail address of ${nominee.name}`}
        hint="With it the appointment is recorded, from the end of the review on."
        problem={problem}
        value={email}
        onValue={setEmail}
        autocomplete="off"
        inputMode="email"
        spellcheck={false}
      />
      <p class="buttons">
        <Button type="submit" kind="plain" busy={isBusy && 'Saving…'}>
          Record the appointment
        </Button>
      </p>
    </form>
  );
}

function Announce({
  programme,
  round,
  draft,
  onChanged,
}: ChangingFacts & { readonly draft: NonNullable<OfficeRound['draft']> }) {
  const [text, setText] = useState(draft.markdown);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const announce = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const body = { cutOffOn: round.cutOffOn, announcement: text };
    const answer = await call(announceRound, { path: { programme }, body });
    setBusy(false);
    setProblem(answer.ok ? undefined : (answer.problem?.errors?.[0]?.detail ?? failedWords(answer)));
    if (answer.ok) onChanged(answer.reply);
  };
  return (
    <form class="stack-s" onSubmit={(event) => void announce(event)} noValidate>
      <Notice title="Nobody outside knows yet">
        <p>
          Announcing shows who was accepted on the public page with this text, and mails them and everybody who
          nominated. It cannot be taken back.
        </p>
      </Notice>
      <TextField
        id={`announcement-${round.cutOffOn}`}
        label="Announcement"
        hint="Markdown, drafted from the facts. Change what you like."
        rows={12}
        problem={problem}
        value={text}
        onValue={setText}
      />
      <details>
        <summary>The draft as plain text, to copy</summary>
        <p class="letter small">{draft.plain}</p>
      </details>
      <p class="buttons">
        <Button type="submit" busy={isBusy && 'Announcing…'}>
          Announce
        </Button>
      </p>
    </form>
  );
}
