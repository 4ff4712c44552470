import { useEffect, useRef } from 'preact/hooks';
import { Notice } from '../parts/boxes.tsx';

/** What was done, in place of the form with which it was done: the focus is on it, so it is seen, read out and gone on from. */
export function Said({ words }: { readonly words: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [words]);
  return (
    <div ref={box} tabIndex={-1}>
      <Notice live>
        <p>{words}</p>
      </Notice>
    </div>
  );
}
