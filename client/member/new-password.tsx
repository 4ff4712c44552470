import { useEffect, useState } from 'preact/hooks';
import { setPassword } from '../../api/people.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { passwordProblem, passwordRule } from './set-up-state.ts';

/** A new password, typed once: whoever mistypes it signs in by code and sets another. */
export function NewPassword({ onDone, onBack }: { readonly onDone: () => void; readonly onBack: () => void }) {
  const [password, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => document.getElementById('new-password')?.focus(), []);
  const save = async () => {
    const weak = passwordProblem(password);
    setProblem(weak);
    if (weak !== undefined) return;
    setBusy(true);
    const answer = await call(setPassword, { body: { password } });
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(answer.problem?.errors?.[0]?.detail ?? failedWords(answer));
  };
  const press = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="stack-s" onSubmit={press} noValidate>
      <Field
        id="new-password"
        type="password"
        label="New password"
        hint={passwordRule}
        problem={problem}
        value={password}
        onValue={setTyped}
        autocomplete="new-password"
      />
      <p class="buttons">
        <Button type="submit" busy={isBusy && 'Saving…'}>
          Save the password
        </Button>
      </p>
      <p>
        <TextButton onPress={onBack}>Keep things as they are</TextButton>
      </p>
    </form>
  );
}
