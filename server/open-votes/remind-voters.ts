import { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import {
  lockOpenVote,
  markReminded,
  readDueToRemind,
  readMarks,
  readVoteAddresses,
  type OpenVote,
} from '../../db/open-votes.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';

const hoursBefore = 24;

/** Once, a day before the close: a mail to those who have not voted. May run any number of times. */
export async function remindVoters(ports: Pick<Ports, 'db' | 'clock' | 'queue'>): Promise<void> {
  const now = ports.clock.now();
  for (const id of await readDueToRemind(ports.db, now, now.add({ hours: hoursBefore }))) {
    await ports.db.transaction().execute(async (trx) => {
      const vote = await lockOpenVote(trx, id);
      if (vote === undefined || vote.remindedAt !== null) return;
      await markReminded(trx, id, now);
      if (wasOpenByThen(vote)) await mailThem(ports, trx, id);
    });
  }
}

/** A vote of less than a day has no such moment: its members had the mail of the opening just now. */
function wasOpenByThen({ opensAt, closesAt }: OpenVote): boolean {
  if (opensAt === null || closesAt === null) return false;
  return Temporal.Instant.compare(opensAt, closesAt.subtract({ hours: hoursBefore })) < 0;
}

async function mailThem(ports: Pick<Ports, 'clock' | 'queue'>, trx: Transaction, voteId: string): Promise<void> {
  const voted = new Set((await readMarks(trx, voteId)).map(({ personId }) => personId));
  const people = (await readVoteAddresses(trx, voteId)).filter(({ personId }) => !voted.has(personId));
  const mails = people.map(({ personId, name, email }) => ({
    ...{ key: `open-vote-reminder:${voteId}:${personId}`, kind: 'open-vote-reminder' as const },
    ...{ toAddress: email, toName: name, personId, facts: { vote: voteId } },
  }));
  if (mails.length > 0) await enqueueMails(ports, trx, mails);
}
