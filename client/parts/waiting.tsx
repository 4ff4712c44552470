import { useEffect, useState } from 'preact/hooks';
import { Loading } from './boxes.tsx';

const patience = 300;

/** The still outline, once something takes longer than a blink. */
export function Waiting({ words }: { readonly words: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? <Loading words={words} /> : null;
}
