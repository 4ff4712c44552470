import type { CeremonyStep, giveCeremonyMessage as contract } from '../../api/trustees.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection, type Election } from '../../db/elections.ts';
import { appendCeremonyMessage, recordTrusteeKey, type Trustee } from '../../db/trustees.ts';
import { encodeJson, parseJson } from '../../protocol/json.ts';
import { certificateOf } from '../../protocol/threshold/certificates.ts';
import { decodeVoutput } from '../../protocol/threshold/voutputs.ts';
import { groupKeyJson } from '../../protocol/trustee-key.ts';
import type { AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { askTrustees } from './ask-trustees.ts';
import { findTrustee, trusteeView } from './find-trustee.ts';
import { readSituation, type Situation } from './situation.ts';

type Message = AskOf<typeof contract>['body'];

/**
 * Belenios 3.1.1, "Pedersen". Takes one step of a trustee, checked against what everybody gave before; the last of a step
 * begins the next, and everybody is told. The same message again is a lost reply: the first answer holds.
 */
export async function giveCeremonyMessage(ports: Ports, { path, body }: AskOf<typeof contract>) {
  const { election, trustee } = await findTrustee(ports, path.electionId, body.token);
  const situation = await readSituation(ports.db, election);
  if (!isKnown(situation, trustee, body)) {
    assertDraft(election);
    assertDue(situation, trustee, body);
    await verify(ports, situation, trustee, body);
    await ports.db.transaction().execute(async (trx) => append(ports, trx, trustee, body));
  }
  const after = await findTrustee(ports, path.electionId, body.token);
  return trusteeView(ports, after.election, after.trustee);
}

function isKnown({ election, ceremony }: Situation, { owner }: Trustee, { step, message, ...body }: Message): boolean {
  return election.ceremony === body.ceremony && ceremony?.given(step, owner) === message;
}

const DUE = { certificate: 'make-key', polynomial: 'share-out', voutput: 'finish-key' } as const;

function assertDue({ election, ceremony }: Situation, { owner }: Trustee, { step, ...body }: Message): void {
  if (ceremony === undefined || election.ceremony !== body.ceremony) {
    throw new Problem('ceremony-moved-on', {
      detail: 'The trustees were changed, and the key is made anew. Load the page again and begin with a new key file.',
    });
  }
  if (ceremony.given(step, owner) !== undefined) {
    throw new Problem('key-already-given', {
      detail: 'This step is done already. Go on with the key file that you gave first.',
    });
  }
  if (ceremony.taskOf(owner) !== DUE[step]) {
    throw new Problem('ceremony-moved-on', { detail: 'Another step is due. Load the page again.' });
  }
}

async function verify(ports: Ports, situation: Situation, trustee: Trustee, { step, message }: Message): Promise<void> {
  const { ceremony, election, trustees } = situation;
  const { owner } = trustee;
  const verdict = await ports.proofs.run('verifyCeremonyMessage', {
    ...{ step, message, owner },
    size: trustees.length,
    threshold: election.threshold ?? 0,
    certificates: ceremony?.all('certificate') ?? [],
    polynomials: ceremony?.all('polynomial') ?? [],
  });
  if (!verdict.ok) throw new Problem('key-refused', { failed: verdict.failed, detail: verdict.detail });
  if (step === 'certificate') assertOwn(situation, trustee, message);
}

/** A certificate names its owner's number, so another's never fits; one made with the seed of another is caught here. */
function assertOwn({ trustees, ceremony }: Situation, trustee: Trustee, message: string): void {
  const mine = keysIn(message);
  const isAnothers = trustees.some(({ owner }) => {
    const given = owner === trustee.owner ? undefined : ceremony?.given('certificate', owner);
    return given !== undefined && keysIn(given).some((key) => mine.includes(key));
  });
  if (!isAnothers) return;
  const detail = 'Another trustee gave this key. Make one of your own.';
  throw new Problem('key-refused', { failed: 'key-of-another', detail });
}

function keysIn(certificate: string): string[] {
  const { verification, encryption } = certificateOf(parseJson(certificate));
  return [verification, encryption];
}

/** Under the lock what was checked before it is looked at once more: others may have been faster. */
async function append(ports: Ports, trx: Transaction, trustee: Trustee, body: Message): Promise<void> {
  const election = assertFound(await lockElection(trx, trustee.electionId), 'office');
  assertDraft(election);
  const situation = await readSituation(trx, election);
  if (isKnown(situation, trustee, body)) return;
  assertDue(situation, trustee, body);
  const { step, message } = body;
  const at = ports.clock.now();
  await appendCeremonyMessage(trx, election, { step, owner: trustee.owner, content: message }, at);
  if (step === 'voutput')
    await recordTrusteeKey(trx, trustee, encodeJson(groupKeyJson(decodeVoutput(message).publicKey)));
  await note(ports, trx, election, trustee, step);
  await askTrustees(ports, trx, election, 'new');
}

async function note(
  ports: Ports,
  trx: Transaction,
  { id, ceremony }: Election,
  { name, owner }: Trustee,
  step: CeremonyStep,
): Promise<void> {
  const facts = { owner, ceremony, step };
  const at = ports.clock.now();
  await appendAudit(trx, { at, actor: name, action: 'give-ceremony-message', electionId: id, facts });
}
