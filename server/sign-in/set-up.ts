import type { setUp as contract } from '../../api/people.ts';
import { appendAudit } from '../../db/audit.ts';
import { ensurePerson, recordPassword, recordRoles } from '../../db/people.ts';
import { isSetUp, recordSetUpLink, useSetUpLink } from '../../db/sign-in.ts';
import { readTiers } from '../../db/tiers.ts';
import type { AskOf } from '../ask.ts';
import { assertStrong } from '../password-rule.ts';
import { installPreset } from '../install-preset.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken, newToken } from '../secrets.ts';
import { startSession } from './start-session.ts';

/** Makes the first administrator, with the one-time link that the server printed. */
export async function setUp(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  await ports.limits.take('code-network', caller.network);
  assertStrong(body.password, [body.name, body.email, ports.config.organisation]);
  const passwordHash = await ports.passwords.hash(body.password);
  const now = ports.clock.now();
  return ports.db.transaction().execute(async (trx) => {
    if (!(await useSetUpLink(trx, hashToken(body.token), now))) {
      if (await isSetUp(trx)) throw new Problem('already-set-up', { detail: 'Sign in instead.' });
      throw new Problem('link-refused', { detail: 'Use the link that the server printed when it started last.' });
    }
    if (await isSetUp(trx)) throw new Problem('already-set-up', { detail: 'Sign in instead.' });
    const personId = await ensurePerson(trx, body, now);
    await recordPassword(trx, personId, passwordHash);
    await recordRoles(trx, personId, ['administrator', 'officer', 'clerk', 'treasurer'], now);
    const actor = `${body.name} <${body.email}>`;
    if ((await readTiers(trx)).length === 0) await installPreset(trx, actor, now);
    await appendAudit(trx, { at: now, actor, action: 'set-up' });
    return startSession(ports, trx, personId, 'set-up');
  });
}

/** A fresh one-time link while there is no administrator; undefined afterwards. Earlier links work until one is used. */
export async function makeSetUpLink({
  db,
  clock,
  config,
}: Pick<Ports, 'db' | 'clock' | 'config'>): Promise<string | undefined> {
  return db.transaction().execute(async (trx) => {
    if (await isSetUp(trx)) return undefined;
    const token = newToken();
    await recordSetUpLink(trx, hashToken(token), clock.now());
    return `${config.publicUrl}/set-up#${token}`;
  });
}
