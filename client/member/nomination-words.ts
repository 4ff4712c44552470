import type { CandidacyState } from '../../api/nominations.ts';
import type { Tone } from '../parts/marks.tsx';

/** Where a nomination stands, in one or two words. */
export const stateWords: Readonly<Record<CandidacyState, string>> = {
  invited: 'Asked, no answer yet',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  lapsed: 'Did not answer in time',
  approved: 'Approved',
  refused: 'Refused',
};

export function stateTone(state: CandidacyState): Exclude<Tone, 'open'> | 'plain' {
  if (state === 'accepted' || state === 'approved') return 'yes';
  return state === 'refused' ? 'warn' : 'plain';
}

/** What the nominee's page says first. */
export function nomineeTitle(state: CandidacyState, canAccept: boolean): string {
  switch (state) {
    case 'invited':
      return canAccept ? 'You are nominated. Do you want to stand?' : 'You are nominated';
    case 'accepted':
      return 'You have accepted';
    case 'approved':
      return 'Your nomination is approved';
    case 'refused':
      return 'Your nomination was refused';
    case 'declined':
      return 'You have declined';
    case 'withdrawn':
      return 'You do not stand';
    case 'lapsed':
      return 'You did not answer, so you do not stand';
  }
}
