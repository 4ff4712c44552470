import type { Logger } from 'pino';
import type { Db } from '../db/connect.ts';
import type { Queue } from '../db/jobs.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './limits.ts';
import type { Config } from './config.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Provider } from './payments/provider.ts';
import type { Proofs } from './proofs/proofs.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { TokenSigner } from './token-signer.ts';

/** What a use case may touch. A use case names the members that it needs: `Pick<Ports, 'db' | 'clock'>`. */
export interface Ports {
  readonly db: Db;
  readonly clock: Clock;
  readonly queue: Queue;
  readonly proofs: Proofs;
  readonly mailer: Mailer;
  readonly passwords: PasswordHasher;
  readonly tokens: TokenSigner;
  /** The payment provider; undefined where none is configured. */
  readonly stripe: Provider | undefined;
  readonly limits: Limits;
  readonly config: Config;
  readonly log: Logger;
}
