import { deleteExpired } from '../../db/housekeeping.ts';
import { forgetOldBatches } from '../../db/imports.ts';
import { deleteUnconfirmed } from '../../db/round-nominations.ts';
import { readDueToAnnounce, readDueToClose } from '../../db/elections.ts';
import { announceOpening } from '../elections/announce-opening.ts';
import { tellCandidates } from '../candidates/tell-candidates.ts';
import { closeElection } from '../elections/close-election.ts';
import { beginDayOfReconciling } from '../payments/reconcile.ts';
import { openDueVotes } from '../open-votes/open-due-votes.ts';
import { remindVoters } from '../open-votes/remind-voters.ts';
import { refreshMemberIndex } from '../people/refresh-member-index.ts';
import { releaseHeldChanges } from '../members/change-address.ts';
import { remindMembers } from '../members/remind-members.ts';
import { remindNominees } from '../nominations/remind-nominees.ts';
import type { Ports } from '../ports.ts';
import { tellRegistrars } from '../registrar/tell-registrars.ts';
import { remindTrustees } from '../trustees/ask-trustees.ts';
import { moveRoundsOn } from '../rounds/move-rounds-on.ts';

/**
 * Does what the clock says is due: ballot mails at the opening, the close on the board. Voters do not depend on it: the
 * ballot box opens and closes by the clock alone. Any number of workers may run it at once.
 */
export async function beat(ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'stripe'>): Promise<void> {
  const now = ports.clock.now();
  for (const id of await readDueToAnnounce(ports.db, now)) await announceOpening(ports, id);
  for (const id of await readDueToClose(ports.db, now)) await closeElection(ports, id);
  await tellRegistrars(ports);
  await remindTrustees(ports);
  await openDueVotes(ports);
  await remindVoters(ports);
  await releaseHeldChanges(ports);
  await remindMembers(ports);
  await remindNominees(ports);
  await tellCandidates(ports);
  await moveRoundsOn(ports);
  await refreshMemberIndex(ports);
  await beginDayOfReconciling(ports);
}

/** Beats once a second until disposed; a beat that fails (the database is away) is told and the next one tries again. */
export function startHeartbeat(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'stripe' | 'log'>,
  everyMilliseconds = 1000,
): AsyncDisposable {
  let isStopped = false;
  const stopped = Promise.withResolvers<undefined>();
  const run = async () => {
    for (let beats = 0; !isStopped; beats += 1) {
      try {
        await beat(ports);
        if (beats % beatsBetweenCleanings === 0) await tidy(ports);
      } catch (error) {
        ports.log.error({ err: error }, 'The heartbeat failed and will try again');
      }
      await pause(everyMilliseconds, stopped.promise);
    }
  };
  const running = run();
  return {
    async [Symbol.asyncDispose]() {
      isStopped = true;
      stopped.resolve(undefined);
      await running;
    },
  };
}

/** Ten minutes' worth. */
const beatsBetweenCleanings = 600;

/** How long a file of members waits for its commit. */
const daysOfFiles = 14;

/** How long a nomination waits for the press on its mailed link. */
const daysToConfirm = 7;

async function tidy({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await deleteExpired(trx, clock.now());
    await deleteUnconfirmed(trx, clock.now().subtract({ hours: 24 * daysToConfirm }));
    await forgetOldBatches(trx, clock.now().subtract({ hours: 24 * daysOfFiles }));
  });
}

async function pause(milliseconds: number, until: Promise<undefined>): Promise<void> {
  const timer = Promise.withResolvers<undefined>();
  const handle = setTimeout(() => {
    timer.resolve(undefined);
  }, milliseconds);
  await Promise.race([timer.promise, until]);
  clearTimeout(handle);
}
