import type { ComponentChildren } from 'preact';
import { Frame } from '../parts/frame.tsx';

/** Every page of a member: calm, one column. */
export function MemberFrame({
  organisation,
  name,
  children,
}: {
  readonly organisation: string;
  readonly name?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <Frame
      place="member"
      organisation={organisation}
      home="/"
      {...(name === undefined ? {} : { aside: name })}
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
