import type { Transaction } from '../../db/connect.ts';
import { lockOpenVote, readDueToOpen, readVoteAddresses, recordOpening, type OpenVote } from '../../db/open-votes.ts';
import { openVotePhase } from '../open-vote-phase.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { openingFor } from './opening.ts';

type Needed = Pick<Ports, 'db' | 'clock' | 'queue'>;

/** Opens the votes whose time has come. May run any number of times, and several at once. */
export async function openDueVotes(ports: Needed): Promise<void> {
  for (const id of await readDueToOpen(ports.db, ports.clock.now())) {
    await ports.db.transaction().execute(async (trx) => {
      const vote = await lockOpenVote(trx, id);
      if (vote !== undefined) await openIfDue(ports, trx, vote);
    });
  }
}

/** Writes down who votes and by which rule, and mails each of them; the vote is locked. Members do not wait for it. */
export async function openIfDue(ports: Pick<Ports, 'clock' | 'queue'>, trx: Transaction, vote: OpenVote) {
  const now = ports.clock.now();
  const phase = openVotePhase(vote, now);
  if (vote.openedAt !== null || (phase !== 'open' && phase !== 'decided')) return;
  await recordOpening(trx, vote.id, await openingFor(trx, vote, now), now);
  const people = await readVoteAddresses(trx, vote.id);
  const mails = people.map(({ personId, name, email }) => ({
    ...{ key: `open-vote:${vote.id}:${personId}`, kind: 'open-vote' as const, toAddress: email, toName: name },
    ...{ personId, facts: { vote: vote.id } },
  }));
  if (mails.length > 0) await enqueueMails(ports, trx, mails);
}
