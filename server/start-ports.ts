import pino from 'pino';
import { tokenHeader } from '../api/nominations.ts';
import { connect, type Connection } from '../db/connect.ts';
import { openQueue } from '../db/jobs.ts';
import { migrate } from '../db/migrate.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { startLimits } from './limits.ts';
import { mailer } from './mail/mailer.ts';
import { passwordHasher } from './password-hasher.ts';
import { startProvider } from './payments/provider.ts';
import type { Ports } from './ports.ts';
import { startProofs } from './proofs/proofs.ts';
import { tokenSigner } from './token-signer.ts';

export interface RunningPorts extends AsyncDisposable {
  readonly ports: Ports;
  readonly connection: Connection;
}

/** Opens everything that a process needs: the database at the newest schema, the queue, the proof threads, the mailer. */
export async function startPorts(
  config: Config & { databaseUrl: string },
  clock: Clock,
  { isWorker }: { isWorker: boolean },
): Promise<RunningPorts> {
  const secretHeaders = ['cookie', 'authorization', tokenHeader].map((name) => `req.headers["${name}"]`);
  const log = pino({ level: config.logLevel, redact: secretHeaders });
  const connection = connect(config.databaseUrl, config.databaseConnections);
  await migrate(connection.db);
  const onError = (error: unknown) => {
    log.error({ err: error }, 'The job queue reports an error');
  };
  const queue = await openQueue(config.databaseUrl, { supervise: isWorker, onError });
  const proofs = startProofs();
  const mail = mailer(config, connection.db, clock);
  const ports: Ports = {
    db: connection.db,
    clock,
    queue,
    proofs,
    mailer: mail,
    passwords: await passwordHasher(),
    tokens: await tokenSigner(connection.db, clock),
    stripe: startProvider(config),
    limits: startLimits(connection.pool),
    config,
    log,
  };
  return {
    ports,
    connection,
    async [Symbol.asyncDispose]() {
      await queue[Symbol.asyncDispose]();
      mail.close();
      await proofs[Symbol.asyncDispose]();
      await connection[Symbol.asyncDispose]();
    },
  };
}
