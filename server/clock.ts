import { Temporal } from 'temporal-polyfill';

/** Time is a port: tests and the demonstration hand in their own. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that stands still until it is moved; never backwards, as time orders nothing on the board but a reader expects it. */
export class SteppedClock implements Clock {
  #now: Temporal.Instant;
  constructor(start: Temporal.Instant) {
    this.#now = start;
  }
  now(): Temporal.Instant {
    return this.#now;
  }
  moveTo(instant: Temporal.Instant): void {
    if (Temporal.Instant.compare(instant, this.#now) > 0) this.#now = instant;
  }
}
