import type { Election } from '../../db/elections.ts';
import { Problem } from '../problem.ts';

/** Refuses when the roll is frozen: from then on amendments alone change it. */
export function assertNotFrozen({ rollFrozenAt }: Election): void {
  if (rollFrozenAt === null) return;
  throw new Problem('roll-frozen', {
    frozenAt: rollFrozenAt.toString(),
    detail: 'It is frozen already. Whoever is missing from it is added by an amendment.',
  });
}
