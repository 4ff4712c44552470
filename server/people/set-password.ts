import type { setPassword as contract } from '../../api/people.ts';
import { appendAudit } from '../../db/audit.ts';
import { recordPassword } from '../../db/people.ts';
import { endOtherSessions } from '../../db/sessions.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertStrong } from '../password-rule.ts';
import type { Ports } from '../ports.ts';

/** Chooses or changes the caller's password; every other session of theirs ends. */
export async function setPassword(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  const { person, sessionId } = caller.session;
  assertStrong(body.password, [person.name, person.email, ports.config.organisation]);
  const hash = await ports.passwords.hash(body.password);
  const now = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    await recordPassword(trx, person.id, hash);
    await endOtherSessions(trx, person.id, sessionId, now);
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'set-password' });
  });
  return {};
}
