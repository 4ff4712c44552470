import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Connection } from '../db/connect.ts';
import { Problem } from './problem.ts';

/** How often something may be tried, per key. */
export interface Limits {
  /** Takes one try; throws `too-many-requests` with the seconds to wait when none is left. */
  take(what: LimitName, key: string): Promise<void>;
}

/**
 * points: tries; duration: seconds. A network may hold a whole office; an account is one person. Counted in PostgreSQL, so
 * that every web process counts together.
 */
const limits = {
  'sign-in-address': { points: 6, duration: 15 * 60 },
  'sign-in-network': { points: 300, duration: 15 * 60 },
  'password-address': { points: 10, duration: 15 * 60 },
  'code-network': { points: 600, duration: 15 * 60 },
  'list-address': { points: 3, duration: 60 * 60 },
  'list-network': { points: 60, duration: 15 * 60 },
  // Each nomination writes to somebody: a person nominates a few, not a list.
  'nomination-person': { points: 30, duration: 24 * 60 * 60 },
  'photo-candidacy': { points: 20, duration: 60 * 60 },
  'question-person': { points: 10, duration: 24 * 60 * 60 },
  // Each stays for ever.
  'test-ballot-person': { points: 30, duration: 60 * 60 },
} as const;

/** What each process counts by itself: twice as many would do no harm, and no cast waits for the count to be written. */
const limitsHere = { 'ballot-person': { points: 300, duration: 60 } } as const;

export type LimitName = keyof typeof limits | keyof typeof limitsHere;

export function startLimits(pool: Connection['pool']): Limits {
  const here = Object.entries(limitsHere).map(([name, options]) => [name, new RateLimiterMemory(options)] as const);
  const limiters = new Map<string, RateLimiterMemory | RateLimiterPostgres>([
    ...here,
    ...Object.entries(limits).map(([name, options]): [string, RateLimiterPostgres] => [
      name,
      new RateLimiterPostgres({
        storeClient: pool,
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix: name,
        clearExpiredByTimeout: false,
        ...options,
      }),
    ]),
  ]);
  return {
    async take(what, key) {
      try {
        await limiters.get(what)?.consume(shorten(key));
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const seconds = Math.ceil(((refusal as { msBeforeNext?: number }).msBeforeNext ?? 60_000) / 1000);
        throw new Problem('too-many-requests', {
          retryAfter: seconds,
          detail: `Try again in ${seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`,
        });
      }
    },
  };
}

/** A mail address can be longer than the column of the keys; its hash is not, and tells nobody whose it is. */
function shorten(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
