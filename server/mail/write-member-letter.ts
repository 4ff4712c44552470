import type { Temporal } from 'temporal-polyfill';
import { addressConfirmLetter, addressLeftLetter, addressNowLetter, addressTakenLetter } from '../../emails/address.ts';
import { joinLetter } from '../../emails/join.ts';
import type { Letter } from '../../emails/letter.ts';
import { affirmationLetter, duesReminderLetter } from '../../emails/reminders.ts';
import { findElection } from '../../db/elections.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import { readMemberEvents } from '../../db/member-events.ts';
import type { MailKind } from '../../db/schema.ts';
import { findSubscription } from '../../db/subscriptions.ts';
import { dayOf, lastDayBefore } from '../../membership/instants.ts';
import { remindersDue, type DuesReminder } from '../../membership/reminders.ts';
import { eventsInForce } from '../../membership/spans.ts';
import { tierAt } from '../../membership/terms-at.ts';
import { timetableView } from '../timetable.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';

/** The mails to members about themselves. */
export const memberKinds = [
  'address-confirm',
  'address-notice',
  'affirmation',
  'dues-reminder',
  'application',
] as const satisfies readonly MailKind[];
export type MemberKind = (typeof memberKinds)[number];

export function isMemberKind(kind: MailKind): kind is MemberKind {
  return (memberKinds as readonly MailKind[]).includes(kind);
}

interface Common {
  readonly organisation: string;
  readonly help: string;
  readonly name: string;
}
type MemberMail = Omit<Mail, 'kind'>;
type Needed = Pick<Ports, 'db' | 'config' | 'clock'>;

/** Undefined: what the mail would have told is gone, or is not so any more. */
export async function writeMemberLetter(
  ports: Needed,
  { kind, ...mail }: MemberMail & { kind: MemberKind },
  common: Common,
): Promise<Letter | undefined> {
  const secret = (await findMailSecret(ports.db, mail.id)) ?? {};
  const token = secret['token'];
  const page = (name: string) => `${ports.config.publicUrl}/${name}`;
  switch (kind) {
    case 'application': {
      const code = secret['code'];
      return code === undefined ? undefined : joinLetter({ ...common, code, link: page('join') });
    }
    case 'address-confirm':
      if (mail.facts['isTaken'] === true) return addressTakenLetter({ ...common, link: page('sign-in') });
      return token === undefined
        ? undefined
        : addressConfirmLetter({ ...common, link: page(`confirm-address#${token}`) });
    case 'address-notice':
      return writeAddressNotice(mail, common, {
        signIn: page('sign-in'),
        undo: token && page(`undo-address#${token}`),
      });
    case 'affirmation':
      return token === undefined
        ? undefined
        : writeAffirmation(ports, mail, { ...common, link: page(`affirm#${token}`) });
    case 'dues-reminder':
      return writeDuesReminder(ports, mail, common);
  }
}

function writeAddressNotice(
  { facts }: MemberMail,
  common: Common,
  links: { signIn: string; undo: string | undefined },
): Letter | undefined {
  const by = String(facts['by']);
  if (facts['side'] === 'now') return addressNowLetter({ ...common, by, link: links.signIn });
  const said = { newAddress: String(facts['newAddress']), undoUntil: String(facts['undoUntil']) };
  return links.undo === undefined ? undefined : addressLeftLetter({ ...common, ...said, by, link: links.undo });
}

/** Somebody who affirmed while the mail waited is not asked again. */
async function writeAffirmation(
  { db }: Needed,
  mail: MemberMail,
  facts: Common & { link: string },
): Promise<Letter | undefined> {
  const election = await findElection(db, mail.electionId ?? '');
  const by = election === undefined ? null : affirmDeadline(election);
  if (election === undefined || by === null) return undefined;
  const year = Number(mail.facts['year']);
  const events = eventsInForce(await readMemberEvents(db, mail.personId ?? ''));
  if (events.some((event) => event.kind === 'affirmed' && event.facts.year === year)) return undefined;
  const { opens } = timetableView(election);
  return affirmationLetter({
    ...facts,
    election: election.name,
    year,
    by,
    opens,
    isLast: mail.facts['isLast'] === true,
  });
}

function affirmDeadline({
  affirmLocal,
  affirmBy,
  zone,
}: {
  affirmLocal: string | null;
  affirmBy: Temporal.Instant | null;
  zone: string;
}) {
  return affirmLocal === null || affirmBy === null ? null : { local: affirmLocal, zone, at: affirmBy.toString() };
}

/** Looks once more at the moment of sending: whoever paid while the mail waited is not reminded. */
async function writeDuesReminder(
  { db, config, clock }: Needed,
  mail: MemberMail,
  common: Common,
): Promise<Letter | undefined> {
  const now = clock.now();
  const personId = mail.personId ?? '';
  const organisation = await readOrganisation(db, now);
  const due = remindersDue(await readMemberEvents(db, personId), organisation, now).find((one) => isOf(one, mail));
  const terms = due && tierAt(organisation.tiers, due.tier, now)?.terms;
  if (due === undefined || terms === undefined) return undefined;
  const subscription = due.act === 'pay' ? await findSubscription(db, personId, due.tier) : undefined;
  const { zone } = organisation.rules;
  return duesReminderLetter({
    ...common,
    ...{ tierName: due.name, step: due.step, act: due.act, votes: terms.votes },
    lastDay: lastDayBefore(due.until, zone).toString(),
    graceDay: dayOf(due.until, zone).add({ days: terms.graceDays }).subtract({ days: 1 }).toString(),
    isAutomatic: subscription?.state === 'active' && subscription.cancelsAt === null,
    link: `${config.publicUrl}/${due.act === 'pay' ? 'dues' : 'join'}?tier=${due.tier}`,
  });
}

function isOf({ tier, until, step, withheld }: DuesReminder, { facts }: MemberMail): boolean {
  return withheld === null && tier === facts['tier'] && until.toString() === facts['until'] && step === facts['step'];
}
