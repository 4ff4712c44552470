import { setImmediate } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { eligibilityOf, type EligibilityRules } from '../../membership/eligibility.ts';
import { codesOf, participationOf } from '../../membership/roll.ts';
import { chunks } from '../../db/chunks.ts';
import type { Reader } from '../../db/connect.ts';
import { readEventsOf, readPastElections, readTurnoutOf, type Considered } from '../../db/roll-events.ts';
import type { VerdictRow } from '../../db/roll-verdicts.ts';
import type { RollBasis } from '../../db/schema.ts';
import type { Organisation } from '../../membership/standing.ts';
import { wireReason } from '../roll-reasons.ts';

/** What a roll is worked out by: everything besides the events and who the people are. */
export interface RollWork {
  readonly recordAt: Temporal.Instant;
  readonly affirmBy: Temporal.Instant | null;
  /** The number of the last event that counts. */
  readonly upTo: string;
  readonly basis: RollBasis;
}

/** So many people at a time: memory stays flat, and other requests are answered in between. */
const atOnce = 1000;

/** Each person in or out, with the reasons. */
export async function* workOut(
  db: Reader,
  people: readonly Considered[],
  { recordAt, affirmBy, upTo, basis }: RollWork,
): AsyncGenerator<VerdictRow[]> {
  const rules: EligibilityRules = { ...organisationOf(basis), affirmBy };
  const duplicates = duplicatesOf(basis);
  const elections = await readPastElections(db, recordAt);
  for (const some of chunks(people, atOnce)) {
    const ids = some.flatMap(({ id }) => [id, ...(duplicates.get(id) ?? [])]);
    const survivor = (id: string) => basis.merged[id] ?? id;
    const events = grouped(await readEventsOf(db, ids, upTo), survivor);
    const turnout = grouped(await readTurnoutOf(db, ids, [...elections.keys()]), survivor);
    yield some.map(({ id }) => {
      const person = { events: events.get(id) ?? [], participation: participationOf(turnout.get(id) ?? [], elections) };
      const { eligible, reasons } = eligibilityOf(person, rules, recordAt);
      return {
        personId: id,
        isIn: eligible,
        codes: eligible ? [] : codesOf(reasons),
        reasons: reasons.map(wireReason),
      };
    });
    await setImmediate();
  }
}

function grouped<T extends { readonly personId: string }>(
  rows: readonly T[],
  survivor: (id: string) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = survivor(row.personId);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function duplicatesOf({ merged }: RollBasis): Map<string, string[]> {
  const duplicates = new Map<string, string[]>();
  for (const [id, into] of Object.entries(merged)) duplicates.set(into, [...(duplicates.get(into) ?? []), id]);
  return duplicates;
}

/** The organisation's tiers and rules as data that can be kept, and back. */
export function basisOf({ rules, tiers }: Organisation, merged: RollBasis['merged']): RollBasis {
  return {
    rules,
    tiers: tiers.map(({ id, terms }) => ({
      id,
      terms: terms.map((one) => ({ effectiveAt: one.effectiveAt.toString(), terms: one.terms })),
    })),
    merged,
  };
}

function organisationOf({ rules, tiers }: RollBasis): Organisation {
  return {
    rules,
    tiers: tiers.map(({ id, terms }) => ({
      id,
      terms: terms.map((one) => ({ effectiveAt: Temporal.Instant.from(one.effectiveAt), terms: one.terms })),
    })),
  };
}
