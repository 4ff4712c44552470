import type { readMember as contract } from '../../api/members.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { memberViewOf } from './member-view.ts';

/** One person with everything that happened. */
export async function readMember({ db, clock }: Ports, { caller, path }: AskOf<typeof contract>) {
  return memberViewOf(db, { personId: path.personId, caller, now: clock.now() });
}
