import type { ComponentChildren } from 'preact';

interface ButtonProps {
  readonly onPress?: () => void;
  /** `filled` once per page; everything else is `plain`. */
  readonly kind?: 'filled' | 'plain' | 'stop';
  readonly type?: 'button' | 'submit';
  readonly full?: boolean;
  /** While the press is being worked on: the button stays in place, keeps the focus, and says this. */
  readonly busy?: string | false;
  readonly children: ComponentChildren;
}

export function Button({
  onPress,
  kind = 'filled',
  type = 'button',
  full = false,
  busy = false,
  children,
}: ButtonProps) {
  const press = (event: Event) => {
    if (busy !== false) event.preventDefault();
    else onPress?.();
  };
  return (
    <button type={type} class={classes(kind, full)} aria-disabled={busy === false ? undefined : 'true'} onClick={press}>
      {busy === false ? children : busy}
    </button>
  );
}

interface ButtonLinkProps {
  readonly href: string;
  readonly kind?: 'filled' | 'plain';
  readonly download?: string;
  readonly children: ComponentChildren;
}

/** A link that looks like a button: the next page, or a file. */
export function ButtonLink({ href, kind = 'plain', download, children }: ButtonLinkProps) {
  return (
    <a class={classes(kind, false)} href={href} download={download}>
      {children}
    </a>
  );
}

function classes(kind: 'filled' | 'plain' | 'stop', full: boolean): string {
  return ['button', kind === 'filled' ? '' : kind, full ? 'full' : ''].filter((name) => name !== '').join(' ');
}

/** A press that belongs to a sentence or a row, and looks like a link. */
export function TextButton({
  onPress,
  about,
  children,
}: {
  readonly onPress: () => void;
  /** What it is about, for those who hear the button alone. */
  readonly about?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <button type="button" class="text-button" onClick={onPress}>
      {children}
      {about !== undefined && <span class="only-read"> {about}</span>}
    </button>
  );
}
