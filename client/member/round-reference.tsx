import { useState } from 'preact/hooks';
import { readReferenceRequest, writeReference } from '../../api/rounds.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';

/** `/rounds/NAME/reference#TOKEN`, from the mail: write what one knows of somebody's work, once. */
export function ReferencePage({ token }: { readonly token: string }) {
  const { reply, failed, again } = useReading(readReferenceRequest, { path: {}, body: { token } });
  const [isWritten, setWritten] = useState(false);
  if (isWritten) {
    return (
      <>
        <Heading title="Your reference is received" step="written">
          Your reference is received
        </Heading>
        <p class="lead">Thank you. Only the reviewers read it. You may close this page.</p>
      </>
    );
  }
  if (reply === undefined) {
    return (
      <>
        <Heading title="A reference" step="reference">
          A reference
        </Heading>
        {failed === undefined ? (
          <Waiting words="Looking up who asks." />
        ) : (
          <FailedNotice failed={failed} onAgain={again} />
        )}
      </>
    );
  }
  return <Write request={reply} token={token} onWritten={() => setWritten(true)} />;
}

function Write({
  request,
  token,
  onWritten,
}: {
  readonly request: {
    nominee: string;
    nominator: string;
    programme: string;
    now: string;
    until: { local: string; zone: string; at: string };
  };
  readonly token: string;
  readonly onWritten: () => void;
}) {
  const { nominee, nominator, programme, until, now } = request;
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const reader = useReader(now);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(writeReference, { path: {}, body: { token, text } });
    setBusy(false);
    if (answer.ok) onWritten();
    else setProblem(answer.problem?.errors?.[0]?.detail ?? failedWords(answer));
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)} noValidate>
      <Heading title={`A reference for ${nominee}`} step="reference" problem={problem !== undefined}>
        A reference for {nominee}
      </Heading>
      <p class="lead">
        {nominator} nominated {nominee} for {programme} and named you. A few sentences on the work that you know are
        enough.
      </p>
      <DeadlineLine label="You can write until" deadline={until} reader={reader} />
      <TextField
        id="text"
        label="What do you know of their work?"
        hint="Only the reviewers read it. You can send it once. Markdown works."
        rows={10}
        problem={problem}
        value={text}
        onValue={setText}
      />
      <p class="buttons">
        <Button type="submit" busy={isBusy && 'Sending…'}>
          Send my reference
        </Button>
      </p>
      <p class="soft">The nomination is confidential, and {nominee} may not know of it.</p>
    </form>
  );
}
