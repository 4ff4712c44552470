import { isAccepted } from '../../counting/group-vote.ts';
import type { Transaction } from '../../db/connect.ts';
import { appendAudit } from '../../db/audit.ts';
import { markAnnounced, markDecided, recordDecision, type Programme, type Round } from '../../db/rounds.ts';
import type { ReviewOutcome } from '../../db/schema.ts';
import type { Ports } from '../ports.ts';
import { countsOf, readRoundFacts, type NomineeFacts, type RoundFacts } from '../round-facts.ts';
import { appoint } from './appoint.ts';
import { tellNominators } from './tell-nominators.ts';

/**
 * Decides about every nominee of a locked round by the votes that lie there at the end of its review. Whoever is accepted
 * is appointed from that moment on. Where nobody is, there is nothing to announce, and the nominators hear at once.
 */
export async function decideRound(
  ports: Pick<Ports, 'clock' | 'queue'>,
  trx: Transaction,
  programme: Programme,
  round: Round,
): Promise<void> {
  if (round.decidedAt !== null) return;
  const now = ports.clock.now();
  const facts = await readRoundFacts(trx, round);
  const outcomes: ReviewOutcome[] = [];
  for (const nominee of facts.nominees) {
    const counts = countsOf(facts, nominee);
    const outcome = outcomeOf(facts, nominee);
    await recordDecision(trx, { roundId: round.id, nomineeId: nominee.id, outcome, ...counts, decidedAt: now });
    if (outcome === 'accepted') await appoint(trx, { programme, round, nominee }, now);
    outcomes.push(outcome);
  }
  await markDecided(trx, round.id, now);
  const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
  const audited = { programme: programme.slug, round: round.cutOffOn, nominees: outcomes.length, accepted };
  await appendAudit(trx, { at: now, actor: 'the clock', action: 'decide-round', facts: audited });
  if (accepted > 0) return;
  await markAnnounced(trx, round.id, { announcement: '', announcedBy: 'the clock' }, now);
  await tellNominators(ports, trx, round.id);
}

function outcomeOf(facts: RoundFacts, nominee: NomineeFacts): ReviewOutcome {
  const { threshold, rounds } = facts.round.rules;
  if (isAccepted(countsOf(facts, nominee), threshold)) return 'accepted';
  return nominee.number < rounds ? 'carried' : 'expired';
}
