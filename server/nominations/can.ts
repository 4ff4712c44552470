import type { Temporal } from 'temporal-polyfill';
import type { Election } from '../../db/elections.ts';
import type { Candidacy } from '../../db/nominations.ts';
import { nominationsAt } from './window.ts';

/** What a nominee can do at a moment. `standing`: how many nominations stand behind the candidacy. */
export function nomineeCan({ state, appeal }: Candidacy, election: Election, standing: number, now: Temporal.Instant) {
  const isOpen = nominationsAt(election, now) === 'open';
  const isDraft = election.stage === 'draft';
  const stands = state === 'accepted' || state === 'approved';
  return {
    canAccept: isOpen && standing > 0 && (state === 'invited' || state === 'declined' || state === 'withdrawn'),
    // Saying no is never too late, as long as there is something to say no to.
    canDecline: isDraft && state === 'invited',
    canEdit: isOpen && stands,
    canWithdraw: isDraft && (stands || state === 'refused'),
    canAppeal: isDraft && state === 'refused' && appeal === null,
  };
}
