import { isDeepStrictEqual } from 'node:util';
import type { Temporal } from 'temporal-polyfill';
import type { Definition } from '../../api/office.ts';
import type { Transaction } from '../../db/connect.ts';
import {
  markElection,
  readContests,
  type ContestRow,
  type Election,
  type ElectionDefinition,
} from '../../db/elections.ts';
import { movedMoments } from '../timetable.ts';

/**
 * Before a draft is changed whose dates were announced: whether its calendar entries move, and whether what its notice was
 * about is another thing now, so that the days of notice begin anew (bylaws 3.5).
 */
export async function noteChanges(
  trx: Transaction,
  election: Election,
  definition: ElectionDefinition,
  contests: Definition['contests'],
  now: Temporal.Instant,
): Promise<void> {
  if (election.datesAnnouncedAt === null) return;
  const moved = movedMoments(election, definition);
  const at = now.toString();
  if (moved.length > 0) {
    const calendarSequence = election.calendarSequence + 1;
    await markElection(trx, election.id, { calendarSequence, datesMovedAt: at });
  }
  const isOtherVote = moved.some((moment) => ofTheVote.has(moment));
  if (isOtherVote || changesText(await readContests(trx, election.id), contests))
    await markElection(trx, election.id, { noticeRenewedAt: at });
}

const ofTheVote: ReadonlySet<string> = new Set(['record', 'opens', 'closes']);

/** Whether a motion is new, or says or replaces something else; or whether there are other options, or other texts of them. */
function changesText(before: readonly ContestRow[], forms: Definition['contests']): boolean {
  return forms.some((form) => {
    const known = before.find(({ id, kind }) => id === form.id && kind === form.kind);
    switch (form.kind) {
      case 'people':
        return false;
      case 'motion':
        return known?.motion?.text !== form.text || known.motion.replaces !== form.replaces;
      case 'options':
        return !isDeepStrictEqual(
          known?.candidates.map(({ name, statement }) => [name, statement]),
          form.options.map(({ name, text }) => [name, text]),
        );
    }
  });
}
