import type { Temporal } from 'temporal-polyfill';
import type {
  giveSupport as giveContract,
  readSupport as readContract,
  Support,
  takeBackSupport as takeBackContract,
} from '../../api/nominations.ts';
import type { Reader, Transaction } from '../../db/connect.ts';
import { findElection, lockElection } from '../../db/elections.ts';
import {
  deleteEndorsement,
  findCandidacy,
  readEndorsers,
  recordEndorsement,
  type Candidacy,
} from '../../db/nominations.ts';
import type { AskOf, Person } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { timetableView } from '../timetable.ts';
import { needContest } from './contests.ts';
import { isVotingMember } from '../voting-member.ts';
import { assertNominating, nominationsAt } from './window.ts';

/** Somebody who passed on the link to this page, and asks for support. Whoever has not accepted is not shown. */
export async function readSupport({ db, clock }: Ports, { caller, path }: AskOf<typeof readContract>) {
  return supportView(db, await needSupported(db, path.candidacyId), caller, clock.now());
}

/** A voting member stands behind a nominee, once. */
export async function giveSupport(ports: Ports, { caller, path }: AskOf<typeof giveContract>) {
  return changeSupport(ports, caller, path.candidacyId, async (trx, candidacy, now) => {
    const personId = caller.session.person.id;
    const isMe = candidacy.personId === personId;
    if (isMe || !(await isVotingMember(trx, personId, now))) {
      const detail = isMe ? 'Others support you. Pass the link on.' : 'Your own page says how your membership stands.';
      throw new Problem('members-only', { detail });
    }
    await recordEndorsement(trx, { candidacyId: candidacy.id, personId }, now);
  });
}

export async function takeBackSupport(ports: Ports, { caller, path }: AskOf<typeof takeBackContract>) {
  return changeSupport(ports, caller, path.candidacyId, (trx, { id }) =>
    deleteEndorsement(trx, id, caller.session.person.id),
  );
}

async function changeSupport(
  { db, clock }: Ports,
  caller: Person,
  candidacyId: string,
  act: (trx: Transaction, candidacy: Candidacy, now: Temporal.Instant) => Promise<void>,
): Promise<Support> {
  const { electionId } = await needSupported(db, candidacyId);
  return db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, electionId), 'announced');
    const candidacy = await needSupported(trx, candidacyId);
    const now = clock.now();
    assertNominating(election, now);
    await act(trx, candidacy, now);
    return supportView(trx, candidacy, caller, now);
  });
}

async function needSupported(db: Reader, candidacyId: string): Promise<Candidacy> {
  const candidacy = await findCandidacy(db, candidacyId);
  const stands = candidacy?.state === 'accepted' || candidacy?.state === 'approved';
  if (candidacy === undefined || !stands || candidacy.joinedInto !== null)
    throw new Problem('not-found', { detail: 'Nobody asks for support here. Check the link.' });
  return candidacy;
}

async function supportView(
  db: Reader,
  candidacy: Candidacy,
  { session }: Person,
  now: Temporal.Instant,
): Promise<Support> {
  const election = assertFound(await findElection(db, candidacy.electionId), 'announced');
  const contest = await needContest(db, election.id, candidacy.contestId);
  const endorsers = await readEndorsers(db, [candidacy.id]);
  const me = session.person.id;
  return {
    ...{ electionId: election.id, election: election.name, contest: contest.title, name: candidacy.name },
    statementHtml: htmlOf(candidacy.statement),
    ...{ needed: contest.rules.endorsements, given: endorsers.length },
    ...{ isOpen: nominationsAt(election, now) === 'open', closes: timetableView(election).nominationsClose },
    now: now.toString(),
    isMe: candidacy.personId === me,
    isVotingMember: await isVotingMember(db, me, now),
    supports: endorsers.some(({ personId }) => personId === me),
  };
}
