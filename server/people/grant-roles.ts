import type { grantRoles as contract } from '../../api/people.ts';
import { appendAudit } from '../../db/audit.ts';
import { ensurePerson, findPerson, lockAdministrators, recordRoles } from '../../db/people.ts';
import { endOtherSessions } from '../../db/sessions.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Gives somebody exactly these roles. The last administrator stays one; whose roles change is signed out elsewhere. */
export async function grantRoles({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const now = clock.now();
  const roles = [...new Set(body.roles)];
  return db.transaction().execute(async (trx) => {
    const administrators = await lockAdministrators(trx);
    const id = await ensurePerson(trx, body, now);
    const losesTheLast = administrators.length === 1 && administrators[0] === id && !roles.includes('administrator');
    if (losesTheLast) {
      throw new Problem('readback-differs', {
        detail: 'This is the only administrator. Make somebody else one first.',
      });
    }
    await recordRoles(trx, id, roles, now);
    await endOtherSessions(trx, id, id === caller.session.person.id ? caller.session.sessionId : null, now);
    const facts = { person: body.email, roles: roles.join(', ') };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'grant-roles', facts });
    const person = await findPerson(trx, id);
    return { id, name: person?.name ?? body.name, email: body.email, roles };
  });
}
