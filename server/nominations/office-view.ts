import type { OfficeCandidacy, OfficeNominations } from '../../api/nominations.ts';
import { findElection } from '../../db/elections.ts';
import {
  readAcknowledgements,
  readCandidacies,
  readDecisions,
  readEndorsers,
  readNominations,
  type Candidacy,
  type Decision,
} from '../../db/nominations.ts';
import { assertFound } from '../lifecycle.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';
import { affiliationsOf, nominatedBy } from './candidacy-view.ts';
import { readOpenContests, type OpenContest } from './contests.ts';
import { missingFor } from './missing.ts';
import { nominationsAt } from './window.ts';

/** Everybody who is nominated in an election, as officers see them. */
export async function officeNominationsView(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  electionId: string,
): Promise<OfficeNominations> {
  const now = clock.now();
  const election = assertFound(await findElection(db, electionId), 'office');
  const contests = await readOpenContests(db, electionId);
  const all = await readCandidacies(db, electionId);
  const { nominationsOpen, nominationsClose } = timetableView(election);
  const isDraft = election.stage === 'draft';
  const candidacies: OfficeCandidacy[] = [];
  for (const candidacy of all) {
    const contest = contests.find(({ id }) => id === candidacy.contestId);
    if (contest !== undefined) candidacies.push(await officeCandidacy(db, candidacy, contest, all, isDraft));
  }
  return {
    ...{ electionId, name: election.name, state: nominationsAt(election, now), now: now.toString(), isDraft },
    ...{ opens: nominationsOpen, closes: nominationsClose, candidacies },
    contests: contests.map(({ id, title, rules }) => ({
      ...{ id, title, endorsements: rules.endorsements, conditions: [...rules.conditions] },
    })),
  };
}

async function officeCandidacy(
  db: Ports['db'],
  candidacy: Candidacy,
  contest: OpenContest,
  all: readonly Candidacy[],
  isDraft: boolean,
): Promise<OfficeCandidacy> {
  const { id, contestId, name, email, ballotName, state, previousService, photoId, appeal } = candidacy;
  const declared = await readAcknowledgements(db, id);
  const endorsers = await readEndorsers(db, [id]);
  const decisions = await readDecisions(db, [id]);
  const facts = { supporters: endorsers.length, declared: declared.map((one) => one.acknowledgementId) };
  return {
    ...{ id, contestId, name, email, ballotName, state, previousService, appeal },
    missing: missingFor(candidacy, contest, facts),
    statementHtml: htmlOf(candidacy.statement),
    affiliations: await affiliationsOf(db, candidacy.personId),
    photo: photoId === null ? null : `/photos/${photoId}.jpg`,
    acknowledgements: declared.map(({ text, givenAt }) => ({ text, at: givenAt.toString() })),
    nominations: (await readNominations(db, [id])).map((one) => ({
      ...nominatedBy(one, candidacy),
      byOffice: one.recordedById !== null,
    })),
    supporters: endorsers.map((one) => one.name),
    invitedAt: candidacy.invitedAt?.toString() ?? null,
    answeredAt: candidacy.answeredAt?.toString() ?? null,
    appealedAt: candidacy.appealedAt?.toString() ?? null,
    decisions: decisions.map(({ outcome, checks, reason, decidedAt, decider }) => ({
      ...{ outcome, checks: [...checks], reason, at: decidedAt.toString(), by: decider },
    })),
    canDecide: isDraft && isUndecided(candidacy, decisions),
    sameName: all.filter((one) => isNamesake(one, candidacy)).map((one) => one.id),
  };
}

/** Whether an officer has yet to decide: about somebody who accepted, or about an answer to a refusal. */
export function isUndecided({ state, appealedAt }: Candidacy, decisions: readonly Decision[]): boolean {
  if (state === 'accepted') return true;
  return state === 'refused' && appealedAt !== null && !decisions.some(({ onAppeal }) => onAppeal);
}

function isNamesake(one: Candidacy, other: Candidacy): boolean {
  const key = (name: string) => name.normalize('NFKC').toLowerCase();
  return one.id !== other.id && one.contestId === other.contestId && key(one.name) === key(other.name);
}
