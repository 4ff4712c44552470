import { Temporal } from 'temporal-polyfill';
import type { HappeningLine } from '../../api/members.ts';
import { permissions } from '../../api/permissions.ts';
import type { Reader } from '../../db/connect.ts';
import {
  readActorsOf,
  readAuditOf,
  readImportsOf,
  readMailsOf,
  readNames,
  readPaymentsOf,
  readVotesOf,
  type PersonRecord,
  type TimelinePayment,
  type TimelineMail,
} from '../../db/member-timeline.ts';
import type { MergeRow } from '../../db/merges.ts';
import type { MemberEvent } from '../../membership/events.ts';
import { dayWords } from '../../membership/words.ts';
import { moneyText } from '../../membership/money.ts';
import type { Organisation } from '../../membership/standing.ts';
import { tierAt } from '../../membership/terms-at.ts';
import type { Person as Caller } from '../ask.ts';
import { eventWords } from './event-words.ts';

interface About {
  readonly record: PersonRecord;
  readonly ids: readonly string[];
  readonly former: readonly { readonly email: string }[];
  readonly caller: Caller;
  readonly organisation: Organisation;
  readonly events: readonly MemberEvent[];
  readonly merges: readonly MergeRow[];
  readonly now: Temporal.Instant;
}

const most = 500;

/** Everything that happened to somebody in one list, newest first. */
export async function timelineOf(db: Reader, about: About): Promise<HappeningLine[]> {
  const { record, ids, former } = about;
  const emails = [record.email, ...former.map(({ email }) => email)];
  const lines: HappeningLine[] = [
    ...(await eventLines(db, about)),
    ...(await readMailsOf(db, ids, emails, most)).map(mailLine),
    ...(await readAuditOf(db, ids, most)).map(auditLine),
    ...(await readImportsOf(db, ids)).map(({ name, line, verdict, committedAt, undoneAt, by }) =>
      plain(
        'import',
        committedAt,
        `Import ${name}`,
        `Line ${line}: ${verdict}${undoneAt === null ? '' : ', undone since'}`,
        by,
      ),
    ),
    ...(await readVotesOf(db, ids)).map(({ name, closesAt, votedAt }) =>
      votedAt === null
        ? plain('vote', closesAt, name, 'On the roll')
        : plain('vote', votedAt, name, 'On the roll, cast a ballot'),
    ),
    ...(await readPaymentsOf(db, ids)).map((payment) => paymentLine(payment, about)),
    ...about.merges.map(({ name, email, madeAt, madeBy, undoneAt }) =>
      plain(
        'merge',
        madeAt,
        `Merged with ${name === '' ? email : name}`,
        undoneAt === null ? email : 'Undone since',
        madeBy,
      ),
    ),
  ];
  return lines.sort((one, other) => Temporal.Instant.compare(other.at, one.at)).slice(0, 2 * most);
}

async function eventLines(db: Reader, { ids, events, organisation, now }: About): Promise<HappeningLine[]> {
  const actors = await readActorsOf(db, ids);
  const names = await readNames(db, [...new Set(actors.values())]);
  const withdrawn = new Set(events.flatMap((event) => (event.kind === 'withdrawn' ? [event.facts.event] : [])));
  const zone = organisation.rules.zone;
  const tierName = (id: string) => tierAt(organisation.tiers, id, now)?.terms.name ?? id;
  // Newest first, also of what was recorded at one moment.
  return events.toReversed().map((event) => {
    const actor = actors.get(event.id);
    const isWithdrawn = withdrawn.has(event.id);
    const mayWithdraw = !isWithdrawn && !['withdrawn', 'changed', 'erased'].includes(event.kind);
    return {
      at: event.at.toString(),
      kind: 'event',
      ...eventWords(event, {
        tierName,
        day: (instant) => dayText(instant, zone),
        lastDay: (instant) => lastDayText(instant, zone),
      }),
      by: actor === undefined ? null : (names.get(actor) ?? null),
      eventId: mayWithdraw ? event.id : null,
      isWithdrawn,
    };
  });
}

/** `5 March 2027`, with the time of day where it is not midnight in the zone. */
export function dayText(instant: string, zone: string): string {
  if (!instant.includes('T')) return instant;
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const day = local.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return time === '00:00' ? day : `${day}, ${time}${zone === 'UTC' ? ' UTC' : ''}`;
}

/** What somebody paid is seen by those who handle money; that they paid, by all who see members. */
function paymentLine(
  { at, what, tier, method, closed, minor, currency }: TimelinePayment,
  about: About,
): HappeningLine {
  const seesMoney = about.caller.session.person.roles.some((role) =>
    (permissions['read-money'] as readonly string[]).includes(role),
  );
  const amount = seesMoney ? `${moneyText({ minor, currency })}, ` : '';
  const name = tierAt(about.organisation.tiers, tier, about.now)?.terms.name ?? tier;
  return plain(
    'payment',
    at,
    paymentTitles[what],
    `${amount}${name}, ${method}${closed === null ? '' : `, ${closed}`}`,
  );
}

const paymentTitles: Readonly<Record<TimelinePayment['what'], string>> = {
  begun: 'Payment begun',
  closed: 'Payment ended without money',
  paid: 'Paid',
  refund: 'Refunded',
  'refund-failed': 'A refund failed',
  dispute: 'Payment disputed',
  'dispute-won': 'Dispute decided for us',
  'dispute-lost': 'Dispute decided against us',
};

function lastDayText(instant: string, zone: string): string {
  return dayWords(Temporal.Instant.from(instant).subtract({ nanoseconds: 1 }), zone);
}

function mailLine({ at, kind, state, error, toAddress }: TimelineMail): HappeningLine {
  const fate = { queued: 'On the way', sent: 'Sent', failed: 'Not delivered', withheld: 'Not sent' }[state];
  const why = error === null || error === '' ? '' : `: ${error}`;
  return plain('mail', at, `Mail: ${kind.replaceAll('-', ' ')}`, `${fate} to ${toAddress}${why}`);
}

function auditLine({ at, actor, action, facts }: Awaited<ReturnType<typeof readAuditOf>>[number]): HappeningLine {
  const words = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
  return plain('audit', at, `Log: ${action.replaceAll('-', ' ')}`, words.join(' · '), actor);
}

function plain(
  kind: HappeningLine['kind'],
  at: Temporal.Instant,
  title: string,
  words: string,
  by: string | null = null,
): HappeningLine {
  return { kind, at: at.toString(), title, words, by, eventId: null, isWithdrawn: false };
}
