import type { Contest } from '../../api/values.ts';
import { counted } from './counts.ts';

/** What is filled or decided, and out of how many. */
export function answersWords({ kind, seats, candidates }: Contest): string {
  const { length } = candidates.filter(({ isDefault }) => !isDefault);
  switch (kind) {
    case 'people':
      return `${counted(seats, 'seat')}, ${counted(length, 'candidate')}.`;
    case 'motion':
      return 'A motion.';
    case 'options':
      return `One of ${counted(length, 'option')}, or none.`;
  }
}
