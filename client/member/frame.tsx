import type { ComponentChildren } from 'preact';
import { Frame } from '../parts/frame.tsx';

const pages = [
  { href: '/me', words: 'Overview' },
  { href: '/join', words: 'Membership' },
  { href: '/dues', words: 'Dues' },
  { href: '/my-data', words: 'My data' },
];

/** Every page of a member: calm, one column. `here`: which of the pages of somebody who is signed in. */
export function MemberFrame({
  organisation,
  name,
  here,
  children,
}: {
  readonly organisation: string;
  readonly here?: string | undefined;
  readonly name?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <Frame
      place="member"
      organisation={organisation}
      home="/"
      {...(name === undefined || here !== undefined ? {} : { aside: name })}
      {...(here === undefined ? {} : { nav: navAt(here) })}
      foot={
        <>
          <a href="/">All elections</a>
          <span>Run with Quorate</span>
        </>
      }
    >
      {children}
    </Frame>
  );
}

function navAt(here: string) {
  return { label: 'Your pages', links: pages.map((page) => ({ ...page, current: page.href === here })) };
}
