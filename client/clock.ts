/** The only module of the client that asks what time it is. Instants are milliseconds since 1970 or ISO 8601 text. */

export interface Clock {
  readonly now: () => number;
}

export const deviceClock: Clock = { now: () => Date.now() };

/** Devices are often minutes wrong: this clock starts at what the server said and runs on at the device's pace. */
export function clockFrom(serverNow: string, device: Clock = deviceClock): Clock {
  const ahead = millisOf(serverNow) - device.now();
  return { now: () => device.now() + ahead };
}

/** `2027-06-15T14:00:00Z` as milliseconds. */
export function millisOf(instant: string): number {
  return Date.parse(instant);
}

export function instantOf(millis: number): string {
  return new Date(millis).toISOString();
}

/** The reader's own zone, as `Europe/Berlin`. Known in a browser only: the server must not guess it. */
export function readerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
