import type { decideCandidacy as contract } from '../../api/nominations.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import {
  appendDecision,
  markCandidacy,
  readAcknowledgements,
  readDecisions,
  readEndorsers,
  type Candidacy,
  type Decision,
} from '../../db/nominations.ts';
import { readStaff } from '../../db/people.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { wrongPlace } from '../wrong-place.ts';
import { needContest, type OpenContest } from './contests.ts';
import { mailNominee } from './mails.ts';
import { missingFor } from './missing.ts';
import { isUndecided, officeNominationsView } from './office-view.ts';
import { refreshCandidate } from './profile.ts';
import { withCandidacy } from './with-candidacy.ts';

type Body = AskOf<typeof contract>['body'];

/** Approves or refuses a nominee, condition by condition. Approving puts them on the ballot of the draft. */
export async function decideCandidacy(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { outcome, checks, reason } = body;
  const decidedById = caller.session.person.id;
  const electionId = await withCandidacy(ports, path.candidacyId, async (trx, { candidacy, election, now }) => {
    const contest = await needContest(trx, election.id, candidacy.contestId);
    const decisions = await readDecisions(trx, [candidacy.id]);
    if (!isUndecided(candidacy, decisions))
      throw new Problem('already-decided', { detail: 'There is nothing to decide about this nominee now.' });
    if (candidacy.state === 'refused') await assertAnother(trx, decisions, decidedById);
    assertLookedAt(contest, body);
    if (outcome === 'approved') await assertReady(trx, candidacy, contest);
    const onAppeal = candidacy.state === 'refused';
    await appendDecision(trx, { candidacyId: candidacy.id, outcome, checks, reason, onAppeal, decidedById }, now);
    await markCandidacy(trx, candidacy.id, { state: outcome });
    await refreshCandidate(trx, candidacy.id);
    await mailNominee(ports, trx, { candidacy, election }, outcome, now.toString());
    const facts = { candidacyId: candidacy.id, outcome };
    await appendAudit(trx, {
      ...{ at: now, actor: actorOf(caller), action: 'decide-candidacy', electionId: election.id, facts },
      ...(candidacy.personId === null ? {} : { personId: candidacy.personId }),
    });
  });
  return officeNominationsView(ports, electionId);
}

/** Whoever refused does not judge the answer to it, where there is another officer. */
async function assertAnother(trx: Transaction, decisions: readonly Decision[], officerId: string): Promise<void> {
  if (decisions.at(-1)?.decidedById !== officerId) return;
  const others = (await readStaff(trx)).filter(({ id, roles }) => id !== officerId && roles.includes('officer'));
  if (others.length === 0) return;
  throw new Problem('second-person-needed', {
    detail: 'You refused this nominee. Another officer decides about the answer.',
  });
}

/** Every condition is looked at, one by one; what is not met says why. */
function assertLookedAt({ rules }: OpenContest, { outcome, checks, reason }: Body): void {
  const isWhole =
    checks.length === rules.conditions.length &&
    rules.conditions.every((condition, place) => checks[place]?.condition === condition);
  if (!isWhole)
    throw wrongPlace('#/body/checks', 'The conditions have changed. Load the page and look at each of them');
  for (const [place, { isMet, note }] of checks.entries()) {
    if (isMet) continue;
    if (outcome === 'approved')
      throw wrongPlace(`#/body/checks/${place}/isMet`, 'A nominee who does not meet this cannot be approved');
    if (note === '') throw wrongPlace(`#/body/checks/${place}/note`, 'Say why this is not met');
  }
  if (outcome === 'refused' && reason === '')
    throw wrongPlace('#/body/reason', 'Say why. The nominee reads it and can answer');
}

async function assertReady(trx: Transaction, candidacy: Candidacy, contest: OpenContest): Promise<void> {
  const declared = (await readAcknowledgements(trx, candidacy.id)).map((one) => one.acknowledgementId);
  const supporters = (await readEndorsers(trx, [candidacy.id])).length;
  const [first, ...rest] = missingFor(candidacy, contest, { supporters, declared });
  if (first !== undefined) throw new Problem('nominee-not-ready', { detail: first, missing: [first, ...rest] });
}
