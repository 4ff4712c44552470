import { useEffect, useState } from 'preact/hooks';
import { TextButton } from './button.tsx';

const patience = 30_000;

/** "Send it again" is offered when the first mail had time to arrive. Give it a new `key` after each mail. */
export function SendAgain({ onPress }: { readonly onPress: () => void }) {
  const [isOffered, setOffered] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOffered(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="small soft" aria-live="polite">
      {isOffered ? (
        <TextButton onPress={onPress}>Send it again</TextButton>
      ) : (
        'It can take a minute. Look in your spam folder too.'
      )}
    </p>
  );
}
