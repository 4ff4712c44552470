import type { Phase } from '../../api/values.ts';
import type { Tone } from '../parts/marks.tsx';

/** Where an election stands, for the office. */
export function phaseWords(phase: Phase): { readonly tone: Tone; readonly words: string } {
  switch (phase) {
    case 'draft':
      return { tone: 'plain', words: 'Draft' };
    case 'scheduled':
      return { tone: 'plain', words: 'Frozen, voting has not opened yet' };
    case 'open':
      return { tone: 'yes', words: 'Voting is open' };
    case 'closed':
      return { tone: 'warn', words: 'Voting has closed, no result yet' };
    case 'tallied':
      return { tone: 'warn', words: 'Result, not certified yet' };
    case 'certified':
      return { tone: 'yes', words: 'Certified' };
    case 'void':
      return { tone: 'stop', words: 'Void: the quorum was missed' };
  }
}
