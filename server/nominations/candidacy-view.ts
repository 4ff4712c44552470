import type { MyCandidacy, Nominee } from '../../api/nominations.ts';
import { readAffiliations } from '../../db/affiliations.ts';
import { findCandidateOf } from '../../db/candidates.ts';
import { findElection } from '../../db/elections.ts';
import {
  readAcknowledgements,
  readDecisions,
  readEndorsers,
  readNominations,
  type Candidacy,
  type NominationRow,
} from '../../db/nominations.ts';
import type { Visitor } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';
import { hashToken } from '../secrets.ts';
import { timetableView } from '../timetable.ts';
import { nomineeCan } from './can.ts';
import { contestFacts, needContest } from './contests.ts';
import { nominationsAt } from './window.ts';

/** A nomination as the nominee sees it. */
export async function candidacyView(
  { db, clock, config }: Pick<Ports, 'db' | 'clock' | 'config'>,
  candidacy: Candidacy,
  { session }: Visitor,
  nominee: Nominee,
): Promise<MyCandidacy> {
  const now = clock.now();
  const { id, electionId, state, personId, email, statement } = candidacy;
  const election = assertFound(await findElection(db, electionId), 'office');
  const nominations = await readNominations(db, [id]);
  const { canAppeal, ...can } = nomineeCan(candidacy, election, nominations.length, now);
  const refused = (await readDecisions(db, [id])).findLast(({ outcome }) => outcome === 'refused');
  const timetable = timetableView(election);
  const person = session?.person;
  return {
    ...{ id, electionId, state, email, statement, name: candidacy.name, previousService: candidacy.previousService },
    ...{ election: election.name, organisation: config.organisation, help: config.helpAddress },
    ...{ nominations: nominationsAt(election, now), closes: timetable.nominationsClose, now: now.toString(), ...can },
    candidates: timetable.candidates,
    contest: contestFacts(await needContest(db, electionId, candidacy.contestId)),
    statementHtml: htmlOf(statement),
    affiliations: await affiliationsOf(db, personId),
    photo: photoAddress(candidacy, nominee),
    acknowledged: (await readAcknowledgements(db, id)).map(({ acknowledgementId }) => acknowledgementId),
    nominatedBy: nominations.map((one) => nominatedBy(one, candidacy)),
    supporters: (await readEndorsers(db, [id])).length,
    onBallot: election.stage === 'draft' ? null : await onBallot(db, id),
    refusal:
      state !== 'refused' || refused === undefined
        ? null
        : { reason: refused.reason, checks: [...refused.checks], appeal: candidacy.appeal, canAppeal },
    other: person === undefined || personId !== null || person.email === email ? null : nameAndEmail(person),
  };
}

/** The candidate on the frozen ballot, who can only be struck through now. */
async function onBallot(db: Ports['db'], candidacyId: string): Promise<MyCandidacy['onBallot']> {
  const candidate = await findCandidateOf(db, candidacyId);
  if (candidate === undefined) return null;
  return { candidateId: candidate.id, withdrawnAt: candidate.withdrawnAt?.toString() ?? null };
}

/** What a nominee disclosed; of somebody who has not accepted nothing is known. */
export async function affiliationsOf(db: Ports['db'], personId: string | null) {
  if (personId === null) return [];
  return (await readAffiliations(db, [personId])).map(({ organisation, kind }) => ({ organisation, kind }));
}

/** Who proposed a nominee, and in what words. */
export function nominatedBy({ nominator, statement, madeAt, personId }: NominationRow, candidacy: Candidacy) {
  const isOwn = personId === candidacy.personId;
  return { name: nominator, statementHtml: htmlOf(statement), at: madeAt.toString(), isOwn };
}

/** A page cannot send a token with a picture: the token's hash, which can do nothing else, stands in the address. */
function photoAddress({ photoId }: Candidacy, nominee: Nominee): string | null {
  if (photoId === null) return null;
  return `/photos/${photoId}.jpg${'token' in nominee ? `?key=${hashToken(nominee.token)}` : ''}`;
}

function nameAndEmail({ name, email }: { readonly name: string; readonly email: string }) {
  return { name, email };
}
