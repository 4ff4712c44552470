import type { resendBallot as contract } from '../../api/office.ts';
import { appendAudit } from '../../db/audit.ts';
import { findElection } from '../../db/elections.ts';
import { findEntry } from '../../db/roll.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertServerSends, sendBallotAgain } from '../ballot-mail.ts';
import { assertFound, assertOpen } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Sends one voter the personal link again. */
export async function resendBallot(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const { electionId, entryId } = path;
  const now = ports.clock.now();
  assertOpen(assertFound(await findElection(ports.db, electionId), 'office'), now);
  const entry = await findEntry(ports.db, electionId, entryId);
  if (entry === undefined) throw new Problem('not-found', { detail: 'Nobody on this roll has this address.' });
  await assertServerSends(ports.db, electionId);
  const sent = await sendBallotAgain(ports, entry);
  const facts = { voter: entry.email, sent };
  await ports.db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at: now, actor: actorOf(caller), action: 'resend-ballot', electionId, facts }),
    );
  return { sent };
}
