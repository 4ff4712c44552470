import type { castBallot as contract, Receipt } from '../../api/voting.ts';
import { appendBallot, claimCiphertexts, findBallot, findEventHash, findLastBallot } from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import { findElection, lockElection, markElection, type Election } from '../../db/elections.ts';
import { findMailFacts } from '../../db/mail.ts';
import { eraseSecret, findEntryOfPerson, markVoted, type RollEntry } from '../../db/roll.ts';
import type { VerifiedBallot } from '../../protocol/ballot.ts';
import type { AskOf } from '../ask.ts';
import { assertFound, assertOpen } from '../lifecycle.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { notOnRoll } from './request-ballot-link.ts';

/**
 * Casts a ballot. The proofs are checked first, while no lock is held; then one transaction under the election's row
 * lock, which the close takes too: open? on the roll? this voter's credential? no copy? Event, turnout, receipt.
 */
export async function castBallot(ports: Ports, { caller, path, body }: AskOf<typeof contract>): Promise<Receipt> {
  const { person } = caller.session;
  await ports.limits.take('ballot-person', person.id);
  const election = assertFound(await findElection(ports.db, path.electionId), 'public');
  assertOpen(election, ports.clock.now());
  if ((await findEntryOfPerson(ports.db, election.id, person.id)) === undefined) throw notOnRoll();
  const ballot = await verify(ports, election, body.ballot);
  return ports.db.transaction().execute(async (trx) => {
    const locked = assertFound(await lockElection(trx, election.id), 'public');
    assertOpen(locked, ports.clock.now());
    const entry = await findEntryOfPerson(trx, election.id, person.id);
    if (entry === undefined) throw notOnRoll();
    assertOwnCredential(entry, ballot);
    return (await findReceipt(trx, locked, ballot)) ?? append(ports, trx, locked, entry, ballot);
  });
}

async function verify(ports: Ports, election: Election, text: string): Promise<VerifiedBallot> {
  const verdict = await ports.proofs.run('verifyBallot', { election: election.electionText ?? '', ballot: text });
  if (verdict.ok) return verdict.ballot;
  const name = verdict.failed === 'ballot-election' ? 'wrong-election' : 'ballot-refused';
  throw new Problem(name, { failed: verdict.failed, detail: verdict.detail });
}

function assertOwnCredential(entry: RollEntry, ballot: VerifiedBallot): void {
  if (entry.credential === ballot.credential) return;
  throw new Problem('wrong-credential', {
    detail: 'Open your own ballot mail, or sign in as the voter whom this link belongs to.',
  });
}

/** The receipt of a ballot that is on the board already: harmless if it is the one that counts, else a replay. */
async function findReceipt(trx: Transaction, election: Election, ballot: VerifiedBallot): Promise<Receipt | undefined> {
  const place = await findBallot(trx, election.id, ballot.tracker);
  if (place === undefined) return undefined;
  const last = await findLastBallot(trx, election.id, ballot.credential);
  if (last?.tracker !== ballot.tracker) {
    throw new Problem('ballot-replayed', {
      detail: 'A later ballot of yours replaced this one. Seal a new ballot to change it.',
    });
  }
  const facts = await findMailFacts(trx, receiptKey(election, ballot));
  return {
    tracker: ballot.tracker,
    height: place.height,
    head: (await findEventHash(trx, election.id, place.height)) ?? '',
    castAt: String(facts?.['castAt']),
    replaced: facts?.['replaced'] === true,
  };
}

async function append(
  ports: Ports,
  trx: Transaction,
  election: Election,
  entry: RollEntry,
  ballot: VerifiedBallot,
): Promise<Receipt> {
  if (!(await claimCiphertexts(trx, election.id, ballot))) {
    throw new Problem('ballot-replayed', {
      detail: 'A part of this ballot is on the board already. Seal a new ballot.',
    });
  }
  const now = ports.clock.now();
  const head = await appendBallot(trx, election, ballot);
  const isFirst = await markVoted(trx, entry.id, now);
  await eraseSecret(trx, entry.id);
  await markElection(trx, election.id, { ballots: election.ballots + 1, voted: election.voted + (isFirst ? 1 : 0) });
  const facts = { tracker: ballot.tracker, height: head.height, castAt: now.toString(), replaced: !isFirst };
  await enqueueMails(ports, trx, [
    {
      key: receiptKey(election, ballot),
      kind: 'receipt',
      toAddress: entry.email,
      toName: entry.name,
      electionId: election.id,
      rollEntryId: entry.id,
      facts,
    },
  ]);
  return { ...facts, head: head.hash };
}

function receiptKey(election: Election, ballot: VerifiedBallot): string {
  return `receipt:${election.id}:${ballot.tracker}`;
}
