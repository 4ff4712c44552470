import { Temporal } from 'temporal-polyfill';
import type { MadeNomination, Nominating, readNominating as contract } from '../../api/nominations.ts';
import { findElection, type Election } from '../../db/elections.ts';
import { countNominees, readNominationsBy } from '../../db/nominations.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';
import { contestFacts, readOpenContests, type OpenContest } from './contests.ts';
import { readReceived } from './received.ts';
import { nominationsAt } from './window.ts';

/** What can be nominated for, and one's own nominations in this election and no other. */
export async function readNominating(
  { db, clock }: Ports,
  { caller, path }: AskOf<typeof contract>,
): Promise<Nominating> {
  const now = clock.now();
  const election = assertFound(await findElection(db, path.electionId), 'announced');
  const contests = await readOpenContests(db, election.id);
  const nominees = await countNominees(db, election.id);
  const { nominationsOpen, nominationsClose, candidates } = timetableView(election);
  const me = caller.session?.person;
  const made = me === undefined ? [] : await readNominationsBy(db, me.id, election.id);
  const received = me === undefined ? [] : await readReceived(db, me, now, election.id);
  return {
    ...{ electionId: election.id, name: election.name, state: nominationsAt(election, now), now: now.toString() },
    ...{ opens: nominationsOpen, closes: nominationsClose, candidates, received },
    contests: contests.map((contest) => ({ ...contestFacts(contest), nominees: nominees.get(contest.id) ?? 0 })),
    me: me === undefined ? null : { name: me.name, email: me.email },
    made: made.map((one) => madeNomination(one, contests, election, received, now)),
  };
}

/** What officers decided is told to all at once: until then whoever nominated hears what the nominee answered. */
function madeNomination(
  one: Awaited<ReturnType<typeof readNominationsBy>>[number],
  contests: readonly OpenContest[],
  { candidatesAt, stage }: Election,
  received: Nominating['received'],
  now: Temporal.Instant,
): MadeNomination {
  const isTold = stage !== 'draft' || (candidatesAt !== null && Temporal.Instant.compare(candidatesAt, now) <= 0);
  const isDecided = one.state === 'approved' || one.state === 'refused';
  return {
    ...{ id: one.id, name: one.nomineeName, email: one.nomineeEmail, statement: one.statement },
    contest: contests.find(({ id }) => id === one.contestId)?.title ?? '',
    isOwn: received.some(({ candidacyId }) => candidacyId === one.candidacyId),
    statementHtml: htmlOf(one.statement),
    madeAt: one.madeAt.toString(),
    withdrawnAt: one.withdrawnAt?.toString() ?? null,
    state: isDecided && !isTold ? 'accepted' : one.state,
  };
}
