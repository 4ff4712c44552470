import { Temporal } from 'temporal-polyfill';
import type { RollState } from '../../api/roll.ts';
import type { Election } from '../../db/elections.ts';
import { countWaiting } from '../../db/roll-amendments.ts';
import { countEventsAfter } from '../../db/roll-events.ts';
import { countOpenItems } from '../../db/roll-report.ts';
import { countVerdicts } from '../../db/roll-verdicts.ts';
import { codeWords } from '../../membership/code-words.ts';
import type { ReasonCode } from '../../membership/eligibility.ts';
import type { Ports } from '../ports.ts';
import { rollFacts } from '../roll-facts.ts';
import { timetableView } from '../timetable.ts';

/** Where the roll of an election stands. `openItems`: of the report, where it was just read. */
export async function rollStateOf(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  election: Election,
  openItems?: number,
): Promise<RollState> {
  const { in: isIn, out, codes } = await countVerdicts(db, election.id);
  return {
    state: election.rollFrozenAt !== null ? 'frozen' : election.rollMadeAt !== null ? 'forecast' : 'none',
    roll: await rollFacts(db, election),
    record: timetableView(election).record,
    isRecordPast: Temporal.Instant.compare(election.recordAt, clock.now()) <= 0,
    datesAnnouncedAt: election.datesAnnouncedAt?.toString() ?? null,
    madeAt: election.rollMadeAt?.toString() ?? null,
    since: election.rollEventsUpto === null ? 0 : await countEventsAfter(db, election.rollEventsUpto),
    in: isIn,
    out,
    // They were kept by `makeVerdicts`, and so are codes of reasons.
    codes: codes.map(({ code, count }) => ({ code, count, words: codeWords(code as ReasonCode) })),
    openItems: openItems ?? (await countOpenItems(db, election)),
    waiting: await countWaiting(db, election.id),
  };
}
