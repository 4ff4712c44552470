import { Temporal } from 'temporal-polyfill';
import type { DriveForm, DriveView } from '../../api/drives.ts';
import type { Reader } from '../../db/connect.ts';
import { countNewMembers, sumMoney, type Drive, type DriveFacts } from '../../db/drives.ts';
import { readTiers } from '../../db/tiers.ts';
import { termsAt } from '../../membership/terms-at.ts';
import type { Tier } from '../../membership/terms.ts';
import { wrongPlace } from '../wrong-place.ts';
import { instantOf } from '../zone.ts';

/** What everybody sees of a drive, counted at this moment. */
export async function driveViewOf(db: Reader, drive: Drive, now: Temporal.Instant): Promise<DriveView> {
  const { id, title, about, zone } = drive;
  return {
    ...{ id, title, about },
    goal: goalOf(drive),
    tierName: drive.tier === null ? null : tierName(await readTiers(db), drive.tier, now),
    reached: await reachedBy(db, drive),
    begins: { local: drive.beginsLocal, zone, at: drive.beginsAt.toString() },
    ends: { local: drive.endsLocal, zone, at: drive.endsAt.toString() },
    state: stateOf(drive, now),
  };
}

function goalOf({ goal, tier, currency, amount }: Drive): DriveView['goal'] {
  return goal === 'members'
    ? { kind: 'members', tier: tier ?? '', amount: Number(amount) }
    : { kind: 'money', currency: currency ?? '', amount: Number(amount) };
}

function reachedBy(db: Reader, { tier, currency, beginsAt, endsAt }: Drive): Promise<number> {
  return tier === null ? sumMoney(db, currency ?? '', beginsAt, endsAt) : countNewMembers(db, tier, beginsAt, endsAt);
}

function stateOf({ beginsAt, endsAt }: Drive, now: Temporal.Instant): DriveView['state'] {
  if (Temporal.Instant.compare(now, beginsAt) < 0) return 'coming';
  return Temporal.Instant.compare(now, endsAt) < 0 ? 'running' : 'over';
}

function tierName(tiers: readonly Tier[], id: string, now: Temporal.Instant): string {
  const tier = tiers.find((one) => one.id === id);
  return (tier === undefined ? undefined : termsAt(tier, now)?.name) ?? id;
}

/** The columns of the form; refuses a tier that is not there and an end before the beginning. */
export async function driveFactsOf(db: Reader, form: DriveForm): Promise<DriveFacts> {
  const { title, about, goal, zone, begins, ends } = form;
  if (goal.kind === 'members' && !(await readTiers(db)).some(({ id }) => id === goal.tier)) {
    throw wrongPlace('#/body/goal/tier', 'There is no such tier');
  }
  if (goal.kind === 'money' && !Intl.supportedValuesOf('currency').includes(goal.currency)) {
    throw wrongPlace('#/body/goal/currency', 'There is no such currency');
  }
  const beginsAt = instantOf(begins, zone, '#/body/begins');
  const endsAt = instantOf(ends, zone, '#/body/ends');
  if (Temporal.Instant.compare(beginsAt, endsAt) >= 0) throw wrongPlace('#/body/ends', 'A drive ends after it begins');
  return {
    ...{ title, about, zone, beginsAt, endsAt, beginsLocal: begins, endsLocal: ends },
    goal: goal.kind,
    tier: goal.kind === 'members' ? goal.tier : null,
    currency: goal.kind === 'money' ? goal.currency : null,
    amount: goal.amount,
  };
}
