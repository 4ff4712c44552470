import type { auditBallot as contract } from '../../api/voting.ts';
import { findAuditedBallot, recordAuditedBallot } from '../../db/audited-ballots.ts';
import { claimCiphertexts } from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import { findPaper, lockBallotBox } from '../../db/elections.ts';
import { findEntriesOfPeople } from '../../db/roll.ts';
import type { VerifiedOpening } from '../../protocol/ballot.ts';
import type { AskOf } from '../ask.ts';
import { assertFound, assertOpen } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { notOnRoll } from './request-ballot-link.ts';
import { wrongCredential } from './wrong-credential.ts';

/**
 * Publishes a sealed ballot that its voter opened instead of casting it. Under the row lock that casting takes too its
 * ciphertexts are taken for ever: whichever of the two comes first, the other is refused.
 */
export async function auditBallot(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { person } = caller.session;
  await ports.limits.take('ballot-person', person.id);
  await ports.limits.take('test-ballot-person', person.id);
  const election = assertFound(await findPaper(ports.db, path.electionId, person.id), 'public');
  assertOpen(election, ports.clock.now());
  if (!election.isOnRoll) throw notOnRoll();
  const opened = await verify(ports, election.electionText ?? '', body.opened);
  const now = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    assertOpen(assertFound(await lockBallotBox(trx, election.id), 'public'), ports.clock.now());
    const entry = (await findEntriesOfPeople(trx, election.id, [person.id])).get(person.id);
    if (entry === undefined) throw notOnRoll();
    if (entry.credential !== opened.credential) throw wrongCredential();
    if ((await findAuditedBallot(trx, election.id, opened.promise)) !== undefined) return;
    await claim(trx, election.id, opened);
    await recordAuditedBallot(trx, election.id, { ...opened, text: body.opened }, now);
  });
  return { promise: opened.promise, choices: opened.choices.map((marks) => [...marks]) };
}

async function verify({ proofs }: Ports, election: string, text: string): Promise<VerifiedOpening> {
  const verdict = await proofs.run('verifyOpened', { election, text });
  if (verdict.ok) return verdict;
  const name = verdict.failed === 'ballot-election' ? 'wrong-election' : 'ballot-refused';
  throw new Problem(name, { failed: verdict.failed, detail: verdict.detail });
}

async function claim(trx: Transaction, electionId: string, opened: VerifiedOpening): Promise<void> {
  if (await claimCiphertexts(trx, electionId, [opened])) return;
  throw new Problem('ballot-replayed', {
    detail: 'A ballot that is cast can never be opened. Seal a new ballot to test this device.',
  });
}
