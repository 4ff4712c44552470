import { permissions, type Permission } from '../../api/permissions.ts';
import type { Me } from './frame.tsx';

/** Whether somebody may do this: the server asks the same table again. */
export function may(me: Me, permission: Permission): boolean {
  const roles: readonly string[] = permissions[permission];
  return me.roles.some((role) => roles.includes(role));
}
