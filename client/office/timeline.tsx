import { useState } from 'preact/hooks';
import { recordAct, type HappeningLine, type MemberView } from '../../api/members.ts';
import { call } from '../call.ts';
import { Card } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { Tag } from '../parts/marks.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { shortDay } from '../parts/when.ts';

type Kind = HappeningLine['kind'];

const kinds: readonly { readonly value: 'all' | Kind; readonly words: string }[] = [
  { value: 'all', words: 'Everything' },
  { value: 'event', words: 'Membership' },
  { value: 'mail', words: 'Mail' },
  { value: 'payment', words: 'Payments' },
  { value: 'vote', words: 'Votes' },
  { value: 'audit', words: 'Log' },
  { value: 'import', words: 'Imports' },
  { value: 'merge', words: 'Merges' },
];

/** Everything that happened, newest first; a membership record that was a mistake is withdrawn, never deleted. */
export function Timeline({
  member,
  mayWithdraw,
  onMember,
}: {
  readonly member: MemberView;
  readonly mayWithdraw: boolean;
  readonly onMember: (member: MemberView) => void;
}) {
  const [kind, setKind] = useState<'all' | Kind>('all');
  const lines = member.timeline.filter((line) => kind === 'all' || line.kind === kind);
  const offered = kinds.filter(({ value }) => value === 'all' || member.timeline.some((line) => line.kind === value));
  return (
    <Card title="What happened" aside="newest first">
      <SelectField
        id="timeline-kind"
        label="Show"
        value={kind}
        onValue={(value) => setKind(kinds.find((one) => one.value === value)?.value ?? 'all')}
        options={offered}
      />
      {lines.length === 0 ? (
        <p class="soft">Nothing yet.</p>
      ) : (
        <ol class="timeline">
          {lines.map((line, place) => (
            <li key={`${line.at} ${place}`}>
              <span class="soft small">{shortDay(line.at)}</span>
              <div>
                <p>
                  <b class={line.isWithdrawn ? 'struck' : undefined}>{line.title}</b>{' '}
                  {line.isWithdrawn && <Tag>Withdrawn</Tag>}
                </p>
                {line.words !== '' && <p class="small break">{line.words}</p>}
                {line.by !== null && <p class="soft tiny">{line.by}</p>}
                {mayWithdraw && line.eventId !== null && (
                  <Withdraw personId={member.id} eventId={line.eventId} title={line.title} onMember={onMember} />
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Withdraw({
  personId,
  eventId,
  title,
  onMember,
}: {
  readonly personId: string;
  readonly eventId: string;
  readonly title: string;
  readonly onMember: (member: MemberView) => void;
}) {
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  if (!isAsked) {
    return (
      <TextButton about={title} onPress={() => setAsked(true)}>
        Withdraw as a mistake
      </TextButton>
    );
  }
  const press = async (event: Event) => {
    event.preventDefault();
    if (reason.trim() === '') {
      setProblem('Say why it was a mistake.');
      return;
    }
    const body = { act: { act: 'withdraw-event', eventId, reason } } as const;
    const answer = await call(recordAct, { path: { personId }, body });
    if (answer.ok) onMember(answer.reply);
    else setProblem(failedWords(answer));
  };
  return (
    <form class="stack-s" onSubmit={(event) => void press(event)} noValidate>
      <Field
        id={`withdraw-${eventId}`}
        label="Why was it a mistake?"
        problem={problem}
        value={reason}
        onValue={setReason}
        autocomplete="off"
      />
      <p class="buttons">
        <Button type="submit" kind="stop">
          Withdraw it
        </Button>
        <TextButton onPress={() => setAsked(false)}>Leave it</TextButton>
      </p>
    </form>
  );
}
