import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { Problem } from './problem.ts';

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. */
const parameters = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes passwords and mailed codes with argon2id, as many at a time as there are cores. */
export interface PasswordHasher {
  /** A PHC string. */
  hash(secret: string): Promise<string>;
  /** `hash` null: nobody has that account; takes as long as a real comparison and answers false. */
  matches(hash: string | null, secret: string): Promise<boolean>;
}

/** Beyond this many waiting, an asker is told to come back: a queue of minutes helps nobody. */
const mostWaiting = 400;

export async function passwordHasher(): Promise<PasswordHasher> {
  let free = availableParallelism();
  const waiting: (() => void)[] = [];
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else {
      if (waiting.length >= mostWaiting) throw new Problem('busy', { detail: 'Try again in a minute.' });
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  }
  const nobodys = await argon2.hash('nobody has this secret', parameters);
  return {
    hash: (secret) => inTurn(() => argon2.hash(secret, parameters)),
    matches: async (hash, secret) => {
      const isRight = await inTurn(() => argon2.verify(hash ?? nobodys, secret));
      return hash !== null && isRight;
    },
  };
}
