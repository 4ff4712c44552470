import { Temporal } from 'temporal-polyfill';
import type { RollBasis } from '../db/schema.ts';
import { eligibilityOf, type EligibilityRules } from '../membership/eligibility.ts';
import type { MemberEvent } from '../membership/events.ts';
import { codesOf, participationOf, type PastElection } from '../membership/roll.ts';
import { organisationOf } from './roll-basis.ts';
import { wireReason } from './roll-reasons.ts';

/** What a thread is given to judge some members by; plain data, instants as texts. */
export interface Judging {
  readonly recordAt: string;
  readonly affirmBy: string | null;
  readonly applyBy: string | null;
  readonly basis: Pick<RollBasis, 'rules' | 'tiers'>;
  readonly elections: readonly {
    readonly electionId: string;
    readonly closedAt: string;
    readonly isRegular: boolean;
  }[];
  /** Whom to judge, and for their duplicates whose they are. */
  readonly people: readonly string[];
  readonly merged: Readonly<Record<string, string>>;
  /** JSON text, as `readEventsText` gives it. */
  readonly events: string;
  readonly turnout: readonly { readonly personId: string; readonly electionId: string; readonly hasVoted: boolean }[];
}

type EventLine = [personId: string, id: string, at: string, kind: string, tier: string | null, facts: unknown];

/** Each of them in or out with the reasons: JSON text, as `appendVerdicts` takes it. */
export function judgeMembers(ask: Judging): string {
  const recordAt = Temporal.Instant.from(ask.recordAt);
  const affirmBy = ask.affirmBy === null ? null : Temporal.Instant.from(ask.affirmBy);
  const applyBy = ask.applyBy === null ? null : Temporal.Instant.from(ask.applyBy);
  const rules: EligibilityRules = { ...organisationOf(ask.basis), affirmBy, applyBy };
  const elections = new Map(ask.elections.map((one) => [one.electionId, pastElection(one)]));
  const survivor = ({ personId }: { readonly personId: string }) => ask.merged[personId] ?? personId;
  const events = Map.groupBy(readEvents(ask.events), survivor);
  const turnout = Map.groupBy(ask.turnout, survivor);
  const verdicts = ask.people.map((id) => {
    const person = { events: events.get(id) ?? [], participation: participationOf(turnout.get(id) ?? [], elections) };
    const { eligible, reasons } = eligibilityOf(person, rules, recordAt);
    return [id, eligible, codesOf(reasons), reasons.map(wireReason)];
  });
  return JSON.stringify(verdicts);
}

/** Written by `appendMemberEvents`, so kind, tier and facts fit each other. Many were recorded at one instant. */
function readEvents(text: string): MemberEvent[] {
  const instants = new Map<string, Temporal.Instant>();
  const instantOf = (at: string) => {
    const known = instants.get(at) ?? Temporal.Instant.from(at);
    instants.set(at, known);
    return known;
  };
  return (JSON.parse(text) as EventLine[]).map(
    ([personId, id, at, kind, tier, facts]) => ({ personId, id, at: instantOf(at), kind, tier, facts }) as MemberEvent,
  );
}

function pastElection({ electionId, closedAt, isRegular }: Judging['elections'][number]): PastElection {
  return { electionId, closedAt: Temporal.Instant.from(closedAt), isRegular };
}
