import type { Temporal } from 'temporal-polyfill';
import {
  findChore,
  lockChore,
  moveChore,
  readPeopleAfter,
  readPeopleWhosePeriodEnds,
  type ChorePerson,
} from '../../db/chores.ts';
import type { Reader, Transaction } from '../../db/connect.ts';
import { readUpcomingElections, type Election } from '../../db/elections.ts';
import type { NewMail } from '../../db/mail.ts';
import { recordWithheldMails } from '../../db/mail.ts';
import { recordMailedLinks } from '../../db/mailed-links.ts';
import { readMemberEventsOf } from '../../db/member-events.ts';
import { eligibilityOf } from '../../membership/eligibility.ts';
import {
  affirmationStepAt,
  remindersDue,
  type AffirmationStep,
  type DuesReminder,
} from '../../membership/reminders.ts';
import { readMemberFacts } from '../member-facts.ts';
import { readOrganisation } from '../organisation.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';

type Needed = Pick<Ports, 'db' | 'clock' | 'queue'>;

const dues = 'dues-reminders';
const atOnce = 500;
const hour = 3_600_000;

/**
 * Once an hour by the clock: reminds those whose membership ends, and those who have not affirmed. Each chunk of people is
 * one transaction that notes how far it came, so a killed worker goes on there; a mail's key lets it exist once.
 */
export async function remindMembers(ports: Needed): Promise<void> {
  const now = ports.clock.now();
  const last = (await findChore(ports.db, dues))?.finishedAt ?? null;
  if (last !== null && Math.floor(last.epochMilliseconds / hour) >= Math.floor(now.epochMilliseconds / hour)) return;
  for (const election of await readUpcomingElections(ports.db, now)) await remindToAffirm(ports, election, now);
  await goThrough(ports, dues, now, {
    read: (db, after) =>
      readPeopleWhosePeriodEnds(db, { from: daysFrom(now, -60), to: daysFrom(now, 32) }, after, atOnce),
    remind: (trx, people) => remindOfDues(ports, trx, people, now),
  });
}

function daysFrom(at: Temporal.Instant, days: number): Temporal.Instant {
  return at.add({ hours: 24 * days });
}

interface Round {
  readonly read: (db: Reader, after: string | null) => Promise<ChorePerson[]>;
  readonly remind: (trx: Transaction, people: readonly ChorePerson[]) => Promise<void>;
}

/** Goes through people chunk by chunk until none is left or another worker is at it. */
async function goThrough({ db }: Needed, name: string, now: Temporal.Instant, round: Round): Promise<void> {
  while (
    await db.transaction().execute(async (trx) => {
      const chore = await lockChore(trx, name);
      if (chore === undefined) return false;
      const people = await round.read(trx, chore.position);
      const last = people[people.length - 1];
      if (last !== undefined) await round.remind(trx, people);
      await moveChore(trx, name, last === undefined ? { finishedAt: now } : { position: last.id });
      return last !== undefined;
    })
  );
}

async function remindOfDues(
  ports: Needed,
  trx: Transaction,
  people: readonly ChorePerson[],
  now: Temporal.Instant,
): Promise<void> {
  const organisation = await readOrganisation(trx, now);
  const events = await readMemberEventsOf(
    trx,
    people.map(({ id }) => id),
  );
  const due = people.flatMap((person) =>
    remindersDue(events.get(person.id) ?? [], organisation, now).map((reminder) => ({ person, reminder })),
  );
  await enqueueMails(
    ports,
    trx,
    due.filter(({ reminder }) => reminder.withheld === null).map(({ person, reminder }) => duesMail(person, reminder)),
  );
  await recordWithheldMails(
    trx,
    due.flatMap(({ person, reminder }) =>
      reminder.withheld === null ? [] : [{ mail: duesMail(person, reminder), why: reminder.withheld }],
    ),
    now,
  );
}

/** Once for a person, a tier, the end of a period and a step. */
function duesMail({ id, name, email }: ChorePerson, { tier, until, step, act, ...reminder }: DuesReminder): NewMail {
  return {
    key: `dues:${id}:${tier}:${until.toString()}:${step}`,
    kind: 'dues-reminder',
    toAddress: email,
    toName: name,
    personId: id,
    facts: { tier, tierName: reminder.name, until: until.toString(), step, act },
  };
}

/** Each step of the series once, to those who will be on the roll if they affirm. */
async function remindToAffirm(ports: Needed, election: Election, now: Temporal.Instant): Promise<void> {
  const { affirmBy, rollFrozenAt } = election;
  if (affirmBy === null || rollFrozenAt !== null) return;
  const { rules } = await readOrganisation(ports.db, now);
  const step = affirmationStepAt(affirmBy, now, rules.zone);
  if (step === undefined) return;
  const name = `affirm:${election.id}:${step}`;
  if (((await findChore(ports.db, name))?.finishedAt ?? null) !== null) return;
  await goThrough(ports, name, now, {
    read: (db, after) => readPeopleAfter(db, after, atOnce),
    remind: (trx, people) => askToAffirm(ports, trx, people, { election, affirmBy, step, now }),
  });
}

async function askToAffirm(
  ports: Needed,
  trx: Transaction,
  people: readonly ChorePerson[],
  about: { election: Election; affirmBy: Temporal.Instant; step: AffirmationStep; now: Temporal.Instant },
): Promise<void> {
  const { election, affirmBy, step, now } = about;
  const organisation = await readOrganisation(trx, election.recordAt);
  const facts = await readMemberFacts(
    trx,
    people.map(({ id }) => id),
    election.recordAt,
  );
  const asked = people.flatMap((person) => {
    const known = facts.get(person.id);
    if (known === undefined) return [];
    const { reasons } = eligibilityOf(
      known,
      { ...organisation, affirmBy, applyBy: election.applyBy },
      election.recordAt,
    );
    const missing = reasons.filter(({ holds }) => !holds);
    const isAlone = missing.length === 1 && missing[0]?.code === 'not-affirmed';
    return isAlone ? [{ person, token: newToken() }] : [];
  });
  const year = election.recordAt.toZonedDateTimeISO(organisation.rules.zone).year;
  const links = asked.map(({ person, token }) => ({
    ...{ tokenHash: hashToken(token), purpose: 'affirm' as const, personId: person.id },
    facts: { electionId: election.id },
    // Longer than it can be used, so that whoever comes too late is told so.
    expiresAt: affirmBy.add({ hours: 24 * 60 }),
  }));
  await recordMailedLinks(trx, links, now);
  const mails = asked.map(({ person, token }): NewMail => ({
    key: `affirm:${election.id}:${person.id}:${step}`,
    ...{ kind: 'affirmation', toAddress: person.email, toName: person.name, personId: person.id },
    ...{ electionId: election.id, facts: { year, isLast: step === -3 }, secret: { token } },
  }));
  await enqueueMails(ports, trx, mails);
}
