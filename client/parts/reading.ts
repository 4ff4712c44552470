import { useEffect, useState } from 'preact/hooks';
import type { Endpoint, Reply } from '../../api/endpoint.ts';
import { call, type Request } from '../call.ts';
import type { Failed } from './refusals.tsx';

/** What was read last, and why the last try gave nothing newer. */
export interface Reading<E extends Endpoint> {
  readonly reply: Reply<E> | undefined;
  readonly failed: Failed | undefined;
  readonly again: () => void;
  /** A command answered with what this page reads: take its answer. */
  readonly put: (reply: Reply<E>) => void;
}

interface Known<E extends Endpoint> {
  readonly reply: Reply<E> | undefined;
  readonly failed: Failed | undefined;
}

/**
 * Reads an endpoint when the page opens, when what is asked for changes, and every `every` milliseconds while the page is
 * looked at. What was read before stays until something newer is there, so nothing jumps.
 */
export function useReading<E extends Endpoint>(endpoint: E, request: Request<E>, every?: number): Reading<E> {
  const [known, setKnown] = useState<Known<E>>({ reply: undefined, failed: undefined });
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((before) => before + 1);
  useEffect(() => {
    let isWanted = true;
    void call(endpoint, request).then((answer) => {
      if (!isWanted) return;
      setKnown(({ reply }) => (answer.ok ? { reply: answer.reply, failed: undefined } : { reply, failed: answer }));
    });
    return () => {
      isWanted = false;
    };
  }, [endpoint, JSON.stringify(request), turn]);
  useEffect(() => {
    if (every === undefined) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, every);
    return () => clearInterval(timer);
  }, [every]);
  return { ...known, again, put: (reply) => setKnown({ reply, failed: undefined }) };
}
