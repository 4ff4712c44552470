import type { giveCredentials as contract, RegistrarView } from '../../api/registrar.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection } from '../../db/elections.ts';
import { findRegistrar, recordList } from '../../db/registrar.ts';
import { readRollPeople } from '../../db/roll.ts';
import { IDENTITY_TEXT } from '../../protocol/group.ts';
import { hashOfList, sparesFor, type GivenList, type PublicPart } from '../../protocol/registrar.ts';
import type { AskOf } from '../ask.ts';
import { assertFound, assertRollCanChange } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { findRegistrarByLink, registrarView } from './find-registrar.ts';

/**
 * Takes the registrar's list, once: one public credential for each voter of the frozen roll and the spares, all distinct
 * and members of the group. The server never sees what they were made of.
 */
export async function giveCredentials(ports: Ports, { path, body }: AskOf<typeof contract>): Promise<RegistrarView> {
  const { electionId } = path;
  const { token, ...list } = body;
  const { registrar } = await findRegistrarByLink(ports, electionId, token);
  await assertGoodParts(ports, [...list.credentials, ...list.spares]);
  const hash = hashOfList(list);
  await ports.db.transaction().execute(async (trx) => {
    assertRollCanChange(assertFound(await lockElection(trx, electionId), 'office'));
    const given = (await findRegistrar(trx, electionId))?.listHash ?? null;
    // The same list again is a lost reply: the first answer holds.
    if (given === hash) return;
    if (given !== null) throw alreadyGiven();
    await assertForRoll(trx, electionId, list);
    const at = ports.clock.now();
    await recordList(trx, electionId, { ...list, hash }, at);
    const facts = { voters: list.credentials.length, spares: list.spares.length, hash };
    await appendAudit(trx, { at, actor: registrar.name, action: 'give-credentials', electionId, facts });
  });
  return registrarView(ports, electionId, token);
}

export function alreadyGiven(): Problem {
  return new Problem('list-already-given', {
    detail: 'Keep the first file. To make another list, ask the office to void the first one.',
  });
}

/** Distinct, and each a member of the group other than 1: else somebody could vote without a secret, or twice. */
async function assertGoodParts(ports: Ports, parts: readonly PublicPart[]): Promise<void> {
  const credentials = parts.map(({ credential }) => credential);
  const distinct = new Set(credentials).size === parts.length;
  if (!distinct || new Set(parts.map(({ linkHash }) => linkHash)).size !== parts.length)
    throw refused('credentials-distinct', 'A credential is there twice');
  if (credentials.includes(IDENTITY_TEXT)) throw refused('credential-identity', 'A credential is the identity');
  const stranger = await ports.proofs.run('firstNonMember', { credentials });
  if (stranger !== -1)
    throw refused('element-member', `Credential ${stranger + 1} of the list is not a member of the group`);
}

async function assertForRoll(trx: Transaction, electionId: string, list: GivenList): Promise<void> {
  const roll = await readRollPeople(trx, electionId);
  const wanted = new Set(roll.map(({ id }) => id));
  const bound = new Set(list.credentials.map(({ voter }) => voter));
  if (bound.size !== list.credentials.length) throw refused('voter-twice', 'A voter is on the list twice');
  const missing = roll.filter(({ id }) => !bound.has(id)).length;
  const foreign = [...bound].filter((id) => !wanted.has(id)).length;
  if (missing + foreign > 0) {
    const detail = `${missing} of the roll are missing from the list, and ${foreign} on the list are not on the roll`;
    throw refused('not-the-roll', detail);
  }
  const spares = sparesFor(roll.length);
  if (list.spares.length !== spares) throw refused('spares', `The list must hold exactly ${spares} spares`);
}

function refused(failed: string, what: string): Problem {
  return new Problem('list-refused', { failed, detail: `${what}. Nothing was kept. Make the links anew.` });
}
