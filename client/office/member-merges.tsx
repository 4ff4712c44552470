import { useState } from 'preact/hooks';
import { undoMerge } from '../../api/duplicates.ts';
import type { MemberView } from '../../api/members.ts';
import { call } from '../call.ts';
import { Card } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { shortDay } from '../parts/when.ts';

type Merge = MemberView['merges'][number];

/** Records that were merged into this one, and the way back while there is one. */
export function MemberMerges({
  member,
  mayUndo,
  onMember,
}: {
  readonly member: MemberView;
  readonly mayUndo: boolean;
  readonly onMember: (member: MemberView) => void;
}) {
  return (
    <Card title="Merged records">
      <ul class="stack-s">
        {member.merges.map((merge) => (
          <li key={merge.id}>
            {merge.name === '' ? 'Without a name' : merge.name}, <span class="break">{merge.email}</span>, merged{' '}
            {shortDay(merge.madeAt)}
            {merge.undoUntil !== null && `. Can be undone until ${shortDay(merge.undoUntil)}.`}
            {mayUndo && merge.undoUntil !== null && <Undo merge={merge} onMember={onMember} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Undo({ merge, onMember }: { readonly merge: Merge; readonly onMember: (member: MemberView) => void }) {
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  if (!isAsked) {
    return (
      <p>
        <TextButton about={`the merge with ${merge.email}`} onPress={() => setAsked(true)}>
          Undo
        </TextButton>
      </p>
    );
  }
  const press = async (event: Event) => {
    event.preventDefault();
    if (reason.trim() === '') {
      setProblem('Say why they are two people.');
      return;
    }
    const answer = await call(undoMerge, { path: { mergeId: merge.id }, body: { reason } });
    if (answer.ok) onMember(answer.reply);
    else setProblem(failedWords(answer));
  };
  return (
    <form class="stack-s" onSubmit={(event) => void press(event)} noValidate>
      <Field
        id={`undo-${merge.id}`}
        label="Why are they two people?"
        problem={problem}
        value={reason}
        onValue={setReason}
        autocomplete="off"
      />
      <Button type="submit" kind="plain">
        Undo the merge
      </Button>
    </form>
  );
}
