import { lockElection, markElection } from '../../db/elections.ts';
import { readRollPeople } from '../../db/roll.ts';
import { announceVote } from '../announcements.ts';
import { ballotMail } from '../ballot-mail.ts';
import { phaseOf } from '../lifecycle.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';

/** Sends everybody on the roll the ballot link when voting has opened, and tells the lists that want to know. May run any number of times. */
export async function announceOpening(ports: Pick<Ports, 'db' | 'clock' | 'queue'>, electionId: string): Promise<void> {
  await ports.db.transaction().execute(async (trx) => {
    const election = await lockElection(trx, electionId);
    const now = ports.clock.now();
    if (election === undefined || election.announcedAt !== null || phaseOf(election, now) !== 'open') return;
    const roll = await readRollPeople(trx, electionId);
    await enqueueMails(
      ports,
      trx,
      roll.map((entry) => ballotMail({ ...entry, electionId })),
    );
    await announceVote(ports, trx, electionId, 'opened');
    await markElection(trx, electionId, { announcedAt: now.toString() });
  });
}
