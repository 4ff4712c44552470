import type { ComponentChildren } from 'preact';
import type { readMe } from '../../api/people.ts';
import type { Reply } from '../../api/endpoint.ts';
import { Frame } from '../parts/frame.tsx';
import type { Route } from './route.ts';

export type Me = NonNullable<Reply<typeof readMe>['person']>;

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
  const isStaff = at === 'staff';
  const isLog = at === 'log';
  const links = [
    { href: '/office', words: 'Elections', current: !isStaff && !isLog },
    ...(me?.roles.includes('administrator') === true
      ? [{ href: '/office/staff', words: 'Staff', current: isStaff }]
      : []),
    { href: '/office/log', words: 'Log', current: isLog },
  ];
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
