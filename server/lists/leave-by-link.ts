import type { Temporal } from 'temporal-polyfill';
import { findListMembership, leaveList as leave, type ListMember } from '../../db/lists.ts';
import type { Reader } from '../../db/connect.ts';
import { findMailedLink } from '../../db/mailed-links.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { assertList } from './assert-list.ts';

/** The list that a leaving link is for. Looking changes nothing. */
export async function findListToLeave({ db, clock }: Pick<Ports, 'db' | 'clock'>, token: string) {
  const member = await assertMember(db, token, clock.now());
  return assertList(db, member.listId);
}

/** Leaves the list that the link is for; again and again is as good as once. */
export async function leaveByLink({ db, clock }: Pick<Ports, 'db' | 'clock'>, token: string) {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const member = await assertMember(trx, token, now);
    await leave(trx, member, now);
    return assertList(trx, member.listId);
  });
}

async function assertMember(db: Reader, token: string, now: Temporal.Instant): Promise<ListMember> {
  const link = await findMailedLink(db, { tokenHash: hashToken(token), purpose: 'leave-list' }, now);
  const member = link && (await findListMembership(db, String(link.facts['membership'])));
  if (member === undefined) {
    throw new Problem('not-found', {
      detail: 'This link leads to no list. Use the one in the newest mail of the list.',
    });
  }
  return member;
}
