import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from '../../db/connect.ts';
import { findElection, lockElection, type Election } from '../../db/elections.ts';
import type { TrusteeAct } from '../../db/schema.ts';
import { markAsked, readElectionsWithTrusteesAsked, recordTrusteeLink, type Trustee } from '../../db/trustees.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';
import { actOf, readSituation, taskOf, type Situation } from './situation.ts';

type Needed = Pick<Ports, 'clock' | 'queue'>;

/** Whom to ask: those whose turn has come and who were not told, those who let a reminder's moment pass, or all who must act. */
export type Whom = 'new' | 'due' | 'all';

/**
 * Writes to trustees what to do next, each with a personal link, under the election's lock. Returns how many were asked.
 * Nobody of a draft is asked before the office invited somebody.
 */
export async function askTrustees(ports: Needed, trx: Transaction, election: Election, whom: Whom): Promise<number> {
  const due = await readDue(trx, election, ports.clock.now(), whom);
  for (const { trustee, act, isFirst } of due) {
    const token = newToken();
    // Only the office ends a link: a page that is open when a mail goes out by itself goes on with the one it has.
    const endsEarlier = whom === 'all';
    await recordTrusteeLink(trx, trustee, { tokenHash: hashToken(token), endsEarlier }, ports.clock.now());
    await markAsked(trx, trustee, act, { isFirst, now: ports.clock.now() });
    const kind: 'trustee-share' | 'trustee-key' =
      act === 'shuffle' || act === 'decrypt' ? 'trustee-share' : 'trustee-key';
    const isAnew = act === 'make-key' && trustee.askedFor === null && trustee.invitedAt !== null;
    const facts = { owner: trustee.owner, act, isAnew, isReminder: whom === 'due' && !isFirst };
    const to = { toAddress: trustee.email, toName: trustee.name };
    const mail = { key: `${kind}:${randomUUID()}`, kind, ...to, electionId: election.id, facts, secret: { token } };
    await enqueueMails(ports, trx, [mail]);
  }
  return due.length;
}

/** By the clock: who was put off by a change of the list, whose turn has come, who has forgotten. */
export async function remindTrustees(ports: Needed & Pick<Ports, 'db'>): Promise<void> {
  for (const id of await readElectionsWithTrusteesAsked(ports.db)) {
    const election = await findElection(ports.db, id);
    if (election === undefined) continue;
    if ((await readDue(ports.db, election, ports.clock.now(), 'due')).length === 0) continue;
    await ports.db.transaction().execute(async (trx) => {
      const locked = await lockElection(trx, id);
      if (locked !== undefined) await askTrustees(ports, trx, locked, 'due');
    });
  }
}

interface Due {
  readonly trustee: Trustee;
  readonly act: TrusteeAct;
  readonly isFirst: boolean;
}

async function readDue(db: Reader, election: Election, now: Temporal.Instant, whom: Whom): Promise<Due[]> {
  const situation = await readSituation(db, election);
  if (whom !== 'all' && !hasBegun(situation)) return [];
  return situation.trustees.flatMap((trustee): Due[] => {
    const act = actOf(taskOf(situation, trustee, now));
    if (act === undefined) return [];
    const isFirst = trustee.askedFor !== act;
    if (isFirst && (whom === 'all' || isAsked(situation, trustee))) return [{ trustee, act, isFirst }];
    const isWanted = whom === 'all' || (whom === 'due' && isForgotten(election, trustee, now));
    return !isFirst && isWanted ? [{ trustee, act, isFirst }] : [];
  });
}

function hasBegun({ election, trustees }: Situation): boolean {
  return election.stage !== 'draft' || trustees.some(({ invitedAt }) => invitedAt !== null);
}

/** Where keys stand alone, the office decides when somebody new is asked for one. */
function isAsked({ election, ceremony }: Situation, { invitedAt }: Trustee): boolean {
  return election.stage !== 'draft' || ceremony !== undefined || invitedAt !== null;
}

/** A day and three days after the asking, and two days before voting opens. */
function isForgotten({ stage, opensAt }: Election, { askedAt, invitedAt }: Trustee, now: Temporal.Instant): boolean {
  if (askedAt === null || invitedAt === null) return false;
  const moments = [
    askedAt.add({ hours: 24 }),
    askedAt.add({ hours: 72 }),
    ...(stage === 'draft' ? [opensAt.subtract({ hours: 48 })] : []),
  ];
  return moments.some(
    (moment) => Temporal.Instant.compare(moment, now) <= 0 && Temporal.Instant.compare(invitedAt, moment) < 0,
  );
}
