import { useState } from 'preact/hooks';
import { resendBallot } from '../../api/office.ts';
import { call } from '../call.ts';
import { TextButton } from '../parts/button.tsx';
import { failedWords } from '../parts/refusals.tsx';

type Asked = 'no' | 'sending' | 'sent' | 'has-voted' | { readonly failed: string };

/** Sends one voter the ballot link again; what became of it stands where the button was. */
export function Resend({
  electionId,
  entry,
}: {
  readonly electionId: string;
  readonly entry: { readonly id: string; readonly name: string };
}) {
  const [asked, setAsked] = useState<Asked>('no');
  const send = async () => {
    setAsked('sending');
    const answer = await call(resendBallot, { path: { electionId, entryId: entry.id } });
    if (answer.ok) setAsked(answer.reply.sent ? 'sent' : 'has-voted');
    else setAsked({ failed: failedWords(answer) });
  };
  return (
    <span role="status">
      {asked === 'no' && (
        <TextButton about={`to ${entry.name}`} onPress={() => void send()}>
          Send again
        </TextButton>
      )}
      {asked === 'sending' && 'Sending…'}
      {asked === 'sent' && 'On its way'}
      {asked === 'has-voted' && 'Has voted: no link is needed'}
      {typeof asked === 'object' && asked.failed}
    </span>
  );
}
