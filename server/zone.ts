import { Temporal } from 'temporal-polyfill';
import { Problem } from './problem.ts';

/** Anywhere on Earth: the day is over when it is over everywhere, the fixed offset -12:00. */
const anywhereOnEarth = '-12:00';

/**
 * The instant that a local date and time means in a zone (`UTC`, `AoE`, or an IANA name). A time that a clock change
 * skips or repeats is refused: a deadline must mean one instant to everybody.
 */
export function instantOf(local: string, zone: string, pointer: string): Temporal.Instant {
  const time = readLocal(local, pointer);
  const timeZone = zone === 'AoE' ? anywhereOnEarth : zone;
  try {
    return time.toZonedDateTime(timeZone, { disambiguation: 'reject' }).toInstant();
  } catch (cause) {
    throw malformed(
      isZone(timeZone) ? pointer : pointer.replace(/[^/]+$/u, 'zone'),
      zoneWords(isZone(timeZone), zone),
      cause,
    );
  }
}

function readLocal(local: string, pointer: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch (cause) {
    throw malformed(pointer, 'There is no such date and time', cause);
  }
}

function isZone(zone: string): boolean {
  try {
    Temporal.PlainDateTime.from('2000-01-01T00:00').toZonedDateTime(zone);
    return true;
  } catch {
    return false;
  }
}

function zoneWords(isKnown: boolean, zone: string): string {
  return isKnown
    ? `The clocks change at that moment in ${zone}: choose a time that happens exactly once`
    : 'Not a time zone: write UTC, AoE, or a name such as Europe/Berlin';
}

function malformed(pointer: string, detail: string, cause: unknown): Problem {
  const problem = new Problem('malformed-request', { errors: [{ pointer, detail }], detail });
  problem.cause = cause;
  return problem;
}
