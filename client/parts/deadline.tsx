import { useEffect, useState } from 'preact/hooks';
import type { Deadline } from '../../api/values.ts';
import { clockFrom, millisOf, readerZone, type Clock } from '../clock.ts';
import { deadlineWords, span } from './when.ts';

export interface Reader {
  readonly zone: string | undefined;
  readonly now: number;
}

/**
 * The reader's zone and the time by the server's clock, looked at again every ten seconds. The first rendering knows
 * no zone, so that what the server drew and what the browser draws first are the same.
 */
export function useReader(serverNow: string): Reader {
  const [reader, setReader] = useState<Reader>({ zone: undefined, now: millisOf(serverNow) });
  useEffect(() => {
    const clock: Clock = clockFrom(serverNow);
    const look = () => setReader({ zone: readerZone(), now: clock.now() });
    look();
    const timer = setInterval(look, 10_000);
    return () => clearInterval(timer);
  }, [serverNow]);
  return reader;
}

/** A deadline is never bare: as promised, in UTC, in the reader's own zone, and as time left. */
export function DeadlineLine({
  label,
  deadline,
  reader,
}: {
  readonly label: string;
  readonly deadline: Deadline;
  readonly reader: Reader;
}) {
  const [promised, ...others] = deadlineWords(deadline, reader.zone);
  const left = millisOf(deadline.at) - reader.now;
  return (
    <p class="facts">
      <span>
        {label} <b>{promised}</b>
      </span>
      {others.map((words) => (
        <span key={words}>{words}</span>
      ))}
      {left > 0 && <span>{span(left)} left</span>}
    </p>
  );
}
