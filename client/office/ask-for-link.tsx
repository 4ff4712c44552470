import { useState } from 'preact/hooks';
import { askForLink, type LostReason } from '../../api/registrar.ts';
import { call } from '../call.ts';
import { TextButton } from '../parts/button.tsx';
import { SelectField } from '../parts/field.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { reasonWords } from './registrar.tsx';

type Asked = 'no' | 'choosing' | 'sending' | 'asked' | 'already' | { readonly failed: string };

const reasons: readonly LostReason[] = ['never-came', 'lost', 'seen-by-others'];

/** Asks the registrar for another link for one voter; what became of it stands where the button was. */
export function AskForLink({
  electionId,
  entry,
}: {
  readonly electionId: string;
  readonly entry: { readonly id: string; readonly name: string };
}) {
  const [asked, setAsked] = useState<Asked>('no');
  const [reason, setReason] = useState<LostReason>('never-came');
  const send = async () => {
    setAsked('sending');
    const answer = await call(askForLink, { path: { electionId, entryId: entry.id }, body: { reason } });
    if (answer.ok) setAsked(answer.reply.asked ? 'asked' : 'already');
    else setAsked({ failed: failedWords(answer) });
  };
  if (asked === 'choosing')
    return (
      <>
        <SelectField
          id={`reason-${entry.id}`}
          label={`Why does ${entry.name} need another link?`}
          value={reason}
          onValue={(value) => setReason(reasons.find((one) => one === value) ?? 'never-came')}
          options={reasons.map((value) => ({ value, words: reasonWords(value) }))}
        />
        <TextButton about={`for ${entry.name}`} onPress={() => void send()}>
          Ask the registrar
        </TextButton>
      </>
    );
  return (
    <span role="status">
      {asked === 'no' && (
        <TextButton about={`for ${entry.name}`} onPress={() => setAsked('choosing')}>
          Ask for another
        </TextButton>
      )}
      {asked === 'sending' && 'Asking…'}
      {asked === 'asked' && 'The registrar is asked. The old link works until the new one is given.'}
      {asked === 'already' && 'The registrar was asked already'}
      {typeof asked === 'object' && asked.failed}
    </span>
  );
}
