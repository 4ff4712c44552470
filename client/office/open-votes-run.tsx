import { useState } from 'preact/hooks';
import {
  putOpenVote,
  readOfficeOpenVote,
  recordRollCall,
  type Mark,
  type OfficeOpenVote,
  type OpenVoteView,
} from '../../api/open-votes.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { SelectField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { markWords, OpenVoteFacts, standingTag } from '../parts/open-vote.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Trail } from './frame.tsx';
import { EditOpenVote } from './open-votes-draft.tsx';

/** One open vote: its draft, its roll call, its outcome. */
export function OpenVotePage({ voteId, isOfficer }: { readonly voteId: string; readonly isOfficer: boolean }) {
  const { reply, failed, again, put } = useReading(readOfficeOpenVote, { path: { voteId } }, 15_000);
  const [isEditing, setEditing] = useState(false);
  const take = (vote: OfficeOpenVote) => {
    setEditing(false);
    put(vote);
  };
  if (reply !== undefined && isEditing) return <EditOpenVote vote={reply} onSaved={take} />;
  return (
    <>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the vote." />}
      {reply !== undefined && (
        <Shown view={reply.view} isOfficer={isOfficer} onVote={take} onEdit={() => setEditing(true)} />
      )}
    </>
  );
}

interface Facts {
  readonly view: OpenVoteView;
  readonly onVote: (vote: OfficeOpenVote) => void;
}

function Shown({
  view,
  isOfficer,
  onVote,
  onEdit,
}: Facts & { readonly isOfficer: boolean; readonly onEdit: () => void }) {
  const { tone, words } = standingTag({ phase: view.phase, adopted: view.count?.adopted ?? null });
  const isMeeting = view.manner.kind === 'meeting';
  return (
    <>
      <Trail name="Open votes" href="/office/open-votes">
        {view.body.name}
      </Trail>
      <p>
        <Tag tone={tone}>{words}</Tag>
      </p>
      <Heading title={`${view.title} – office`} step={`${view.id} ${view.phase}`}>
        {view.title}
      </Heading>
      {isOfficer && view.phase === 'draft' && <Put view={view} onVote={onVote} onEdit={onEdit} />}
      {isOfficer && isMeeting && view.phase === 'scheduled' && <RollCallForm view={view} onVote={onVote} />}
      <OpenVoteFacts view={view} />
      {isOfficer && isMeeting && view.phase === 'decided' && <RollCallForm view={view} onVote={onVote} />}
      {view.phase !== 'draft' && (
        <p>
          <a class="stands-alone" href={`/open-votes/${view.id}`}>
            The page of its members
          </a>
        </p>
      )}
    </>
  );
}

/** Nothing of it changes after this press. */
function Put({ view, onVote, onEdit }: Facts & { readonly onEdit: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const press = async () => {
    setBusy(true);
    const answer = await call(putOpenVote, { path: { voteId: view.id } });
    setBusy(false);
    if (answer.ok) onVote(answer.reply);
    else setProblem(failedWords(answer));
  };
  const names = view.members.map(({ name }) => name);
  return (
    <>
      {problem !== undefined && <ErrorSummary problems={[{ words: problem }]} />}
      <Card title="Put it to the vote">
        <p>
          Only the office sees this draft. Once it is put to the vote its text stays as it is.{' '}
          {view.manner.kind === 'meeting'
            ? 'You record the roll call in the meeting.'
            : 'When it opens, each member gets a mail, and one more a day before the close if they have not voted.'}
        </p>
        <p class="small">
          {names.length === 0
            ? 'Nobody holds a seat on that day: nobody could vote.'
            : `As the terms stand, ${names.length} vote: ${names.join(', ')}.`}
        </p>
        <p class="buttons">
          <Button onPress={() => void press()} busy={isBusy && 'Putting it to the vote…'}>
            Put it to the vote
          </Button>
          <Button kind="plain" onPress={onEdit}>
            Change the draft
          </Button>
        </p>
      </Card>
    </>
  );
}

const options = (['aye', 'nay', 'abstain', 'recused', 'absent'] as const).map((mark) => ({
  value: mark,
  words: markWords[mark],
}));

/** Name by name; whoever is not called is absent. Afterwards, the same form puts a mark right. */
function RollCallForm({ view, onVote }: Facts) {
  const [marks, setMarks] = useState<Readonly<Record<string, Mark>>>({});
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly problem?: string; readonly done?: string }>({});
  const isDone = view.phase === 'decided';
  const markOf = ({ personId, mark }: OpenVoteView['members'][number]) => marks[personId] ?? mark ?? 'absent';
  const record = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const body = { marks: view.members.map((member) => ({ personId: member.personId, mark: markOf(member) })) };
    const answer = await call(recordRollCall, { path: { voteId: view.id }, body });
    setBusy(false);
    setSaid(answer.ok ? { done: 'Recorded. Whom it concerns gets a mail.' } : { problem: failedWords(answer) });
    if (answer.ok) onVote(answer.reply);
  };
  const allAye = () => setMarks(Object.fromEntries(view.members.map(({ personId }) => [personId, 'aye'])));
  return (
    <>
      {said.problem !== undefined && <ErrorSummary problems={[{ words: said.problem }]} />}
      <Card title={isDone ? 'Put a mark right' : 'Call the roll'}>
        <form class="stack" onSubmit={(event) => void record(event)} noValidate>
          {!isDone && (
            <p>
              <TextButton onPress={allAye}>Begin with everybody aye</TextButton>
            </p>
          )}
          <div class="pair">
            {view.members.map((member) => (
              <SelectField
                key={member.personId}
                id={`mark-${member.personId}`}
                label={member.name}
                value={markOf(member)}
                onValue={(mark) => setMarks({ ...marks, [member.personId]: mark as Mark })}
                options={options}
              />
            ))}
          </div>
          <p class="buttons">
            <Button type="submit" kind={isDone ? 'plain' : 'filled'} busy={isBusy && 'Recording…'}>
              {isDone ? 'Record the change' : 'Record the roll call'}
            </Button>
          </p>
        </form>
      </Card>
      {said.done !== undefined && (
        <Notice live>
          <p>{said.done}</p>
        </Notice>
      )}
    </>
  );
}
