import type { ComponentChildren } from 'preact';
import type { readMe } from '../../api/people.ts';
import type { Reply } from '../../api/endpoint.ts';
import { permissions, type Permission } from '../../api/permissions.ts';
import { Frame } from '../parts/frame.tsx';
import type { Route } from './route.ts';

export type Me = NonNullable<Reply<typeof readMe>['person']>;

/** The rooms of the office: where, what it is called, who sees it, and which pages are in it. */
const rooms: readonly {
  readonly href: string;
  readonly words: string;
  readonly needs: Permission;
  readonly holds: readonly Route['at'][];
}[] = [
  {
    href: '/office',
    words: 'Elections',
    needs: 'read-elections',
    holds: [
      ...(['list', 'new', 'election', 'edit', 'registrar', 'trustees', 'open', 'certify', 'seating'] as const),
      ...(['nominations', 'announcements', 'questions'] as const),
      ...(['roll', 'roll-reasons', 'roll-report', 'roll-freeze', 'roll-changes'] as const),
    ],
  },
  {
    href: '/office/members',
    words: 'Members',
    needs: 'read-members',
    holds: ['members', 'member', 'applications', 'duplicates', 'pair', 'imports', 'import'],
  },
  {
    href: '/office/bodies',
    words: 'Bodies',
    needs: 'read-office',
    holds: [
      ...(['bodies', 'new-body', 'organisations', 'body', 'body-rules'] as const),
      ...(['open-votes', 'new-open-vote', 'open-vote', 'rounds'] as const),
    ],
  },
  { href: '/office/tiers', words: 'Tiers', needs: 'read-office', holds: ['tiers'] },
  { href: '/office/money', words: 'Money', needs: 'read-money', holds: ['money'] },
  { href: '/office/drives', words: 'Drives', needs: 'read-money', holds: ['drives'] },
  { href: '/office/lists', words: 'Lists', needs: 'read-elections', holds: ['lists'] },
  { href: '/office/staff', words: 'Staff', needs: 'administer', holds: ['staff'] },
  { href: '/office/log', words: 'Log', needs: 'read-elections', holds: ['log'] },
];

/** Every page of the office: dense, the same places at the top, who is here at the right. */
export function OfficeFrame({
  organisation,
  me,
  at,
  children,
}: {
  readonly organisation: string;
  readonly me: Me | undefined;
  readonly at: Route['at'];
  readonly children: ComponentChildren;
}) {
  const links = rooms
    .filter(({ needs }) => me?.roles.some((role) => (permissions[needs] as readonly string[]).includes(role)))
    .map(({ href, words, holds }) => ({ href, words, current: holds.includes(at) }));
  return (
    <Frame
      place="office"
      organisation={organisation}
      home="/office"
      {...(me === undefined ? {} : { nav: { label: 'Office', links }, aside: me.name })}
      foot={
        <>
          <a href="/me">My page, sign out</a>
          <a href="/">Public pages</a>
          <span>Run with Quorate</span>
        </>
      }
    >
      {children}
    </Frame>
  );
}

/** What stands above the heading: the way back, and where one is. */
export function Trail({
  name,
  href,
  children,
}: {
  readonly name: string;
  readonly href: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <p class="soft tiny">
      <a href={href}>{name}</a>
      {children !== undefined && <> · {children}</>}
    </p>
  );
}
