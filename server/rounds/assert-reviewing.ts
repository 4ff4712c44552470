import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import { findOpenRound, lockRound, type Programme } from '../../db/rounds.ts';
import { Problem } from '../problem.ts';
import { readRoundFacts, type NomineeFacts, type RoundFacts } from '../round-facts.ts';
import { assertProgramme } from './assert-programme.ts';

export interface Reviewing {
  readonly programme: Programme;
  readonly facts: RoundFacts;
  readonly nominee: NomineeFacts;
}

/**
 * The open round with this nominee, locked, for a reviewer who does not stand aside. The clock ends the review: what comes
 * later is refused, whether or not the decision is made.
 */
export async function assertReviewing(
  trx: Transaction,
  path: { readonly programme: string; readonly nomineeId: string },
  personId: string,
  now: Temporal.Instant,
): Promise<Reviewing> {
  const programme = await assertProgramme(trx, path.programme);
  const round = await findOpenRound(trx, programme.id, now);
  if (round === undefined) throw new Problem('review-closed', { detail: 'The next one opens after the next cut-off.' });
  const facts = await readRoundFacts(trx, await lockRound(trx, round.id));
  const nominee = facts.nominees.find(({ id }) => id === path.nomineeId);
  if (nominee === undefined || !facts.reviewers.some(({ id }) => id === personId)) {
    throw new Problem('not-found', { detail: 'You review nobody at this address. Load the page again.' });
  }
  const aside = nominee.recused.get(personId);
  if (aside !== undefined) throw new Problem('recused', { detail: aside.reason });
  return { programme, facts, nominee };
}
