import type { readMyNominations as contract } from '../../api/nominations.ts';
import { readUpcomingElections } from '../../db/elections.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';
import { readReceived } from './received.ts';
import { nominationsAt } from './window.ts';

/** For one's own page: what one is nominated for, and where one can nominate now. */
export async function readMyNominations({ db, clock }: Ports, { caller }: AskOf<typeof contract>) {
  const now = clock.now();
  const open = (await readUpcomingElections(db, now)).filter(
    (election) => election.datesAnnouncedAt !== null && nominationsAt(election, now) === 'open',
  );
  return {
    now: now.toString(),
    received: await readReceived(db, caller.session.person, now),
    open: open.flatMap((election) => {
      const closes = timetableView(election).nominationsClose;
      return closes === null ? [] : [{ electionId: election.id, name: election.name, closes }];
    }),
  };
}
