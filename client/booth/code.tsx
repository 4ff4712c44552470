import { useEffect, useState } from 'preact/hooks';
import { TextButton } from '../parts/button.tsx';
import { Card, ErrorSummary } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import type { Hands } from './hands.ts';
import type { Code } from './state.ts';

/** What is wrong with the code, at the top of the page, with a link to the place. */
export function CodeProblem({ code }: { readonly code: Code }) {
  if (code.problem === undefined) return null;
  return <ErrorSummary problems={[{ words: code.problem, at: code.step === 'sent' ? 'code' : 'code-card' }]} />;
}

/** Who you are is settled by a code of 6 digits: before the choices, and again only if it was too old at casting. */
export function CodeCard({
  code,
  address,
  hands,
}: {
  readonly code: Code;
  readonly address: string;
  readonly hands: Hands;
}) {
  return (
    <div id="code-card" tabIndex={-1}>
      <CodeCardContent code={code} address={address} hands={hands} />
    </div>
  );
}

function CodeCardContent({ code, address, hands }: Parameters<typeof CodeCard>[0]) {
  if (code.step === 'not-asked' || code.step === 'asking') {
    return (
      <Card title="First, a code">
        <p>
          We send a code of 6 digits to <span class="strong">{address}</span>. It shows that the link is used by you.
        </p>
      </Card>
    );
  }
  const press = (event: Event) => {
    event.preventDefault();
    hands.enterCode();
  };
  return (
    <Card title="Your code">
      <form class="stack-s" onSubmit={press} id="code-form" noValidate>
        <p>
          We sent a code of 6 digits to <span class="strong">{address}</span>.
        </p>
        <Field
          id="code"
          label="Code"
          problem={code.problem}
          value={code.digits}
          onValue={(digits) => hands.say({ type: 'code-typed', digits })}
          autocomplete="one-time-code"
          inputMode="numeric"
          spellcheck={false}
        />
        <SendAgain key={code.requestId} onPress={hands.askCode} />
      </form>
    </Card>
  );
}

const patience = 30_000;

/** "Send it again" is offered when the first mail had time to arrive. */
function SendAgain({ onPress }: { readonly onPress: () => void }) {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOffered(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="small soft" aria-live="polite">
      {offered ? (
        <TextButton onPress={onPress}>Send it again</TextButton>
      ) : (
        'It can take a minute. Look in your spam folder too.'
      )}
    </p>
  );
}
