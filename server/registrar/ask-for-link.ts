import type { Temporal } from 'temporal-polyfill';
import type { askForLink as contract } from '../../api/registrar.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection, type Election } from '../../db/elections.ts';
import { appendReplacement, findRegistrar, readReplacements, readSpares, type Registrar } from '../../db/registrar.ts';
import { findEntry } from '../../db/roll.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { mailRegistrar } from '../registrar-mail.ts';

/**
 * An officer asks for another link for a voter. It takes both: the officer alone has no secret, and the registrar alone
 * can void nobody's credential.
 */
export async function askForLink(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId, entryId } = path;
  return ports.db.transaction().execute(async (trx) => {
    const at = ports.clock.now();
    assertBeforeClose(assertFound(await lockElection(trx, electionId), 'office'), at);
    const entry = await findEntry(trx, electionId, entryId);
    const registrar = await findRegistrar(trx, electionId);
    if (entry === undefined || registrar === undefined)
      throw new Problem('not-found', {
        detail: 'Nobody on this roll has this address, or the server is the registrar.',
      });
    if (entry.votedAt !== null) throw alreadyVoted();
    await assertReplaceable(trx, registrar);
    const askedBy = caller.session.person.id;
    const asked = await appendReplacement(trx, { electionId, rollEntryId: entryId, ...body, askedBy }, at);
    if (!asked) return { asked };
    const facts = { voter: entry.email, ...body };
    await appendAudit(trx, { at, actor: actorOf(caller), action: 'ask-for-link', electionId, facts });
    await mailRegistrar(ports, trx, registrar, 'replace');
    return { asked };
  });
}

/** From the freeze to the close. */
export function assertBeforeClose(election: Election, now: Temporal.Instant): void {
  const phase = phaseOf(election, now);
  if (phase === 'scheduled' || phase === 'open') return;
  const detail = 'Links are replaced from the opening of the election in the office until voting closes.';
  throw new Problem('election-not-open', { detail });
}

export function alreadyVoted(): Problem {
  return new Problem('already-voted', { detail: 'The link was used: nobody may void it. Nothing was changed.' });
}

async function assertReplaceable(trx: Transaction, { electionId, mailedAt, name }: Registrar): Promise<void> {
  if (mailedAt === null)
    throw new Problem('mailing-not-due', {
      detail: `${name} is still sending the links, and can send this one again.`,
    });
  const asked = await readReplacements(trx, electionId);
  const open = asked.filter(({ decidedAt, votedAt }) => decidedAt !== null || votedAt === null).length;
  if (open >= (await readSpares(trx, electionId)).length)
    throw new Problem('no-spare-left', { detail: 'The list was published with so many spares and no more.' });
}
