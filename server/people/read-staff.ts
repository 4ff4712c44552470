import type { readStaff as contract } from '../../api/people.ts';
import { readStaff as readStaffRows } from '../../db/people.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';

/** Everybody who has a role. */
export async function readStaff({ db }: Ports, _: AskOf<typeof contract>) {
  const staff = await readStaffRows(db);
  return { staff: staff.map((one) => ({ ...one, roles: [...one.roles] })) };
}
