import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface HeadingProps {
  /** What the browser's title bar says. */
  readonly title: string;
  /** What step of its task the page is at: when it changes, focus comes to this heading. */
  readonly step?: string;
  /** Whether the page holds a problem, which then is the first word of the title. */
  readonly problem?: boolean;
  readonly children: ComponentChildren;
}

/** Steps that this page has shown since it was loaded; the first one must not take the focus from the browser. */
let shown: string | undefined;

/** The page's `h1`. A new step names itself in the title and takes the focus, so that nobody is left behind. */
export function Heading({ title, step, problem = false, children }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = problem ? `Problem: ${title}` : title;
  }, [title, problem]);
  useEffect(() => {
    if (step === undefined) return;
    if (shown !== undefined && shown !== step) focusAtTop(heading.current);
    shown = step;
  }, [step]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

function focusAtTop(heading: HTMLElement | null): void {
  scrollTo(0, 0);
  heading?.focus({ preventScroll: true });
}
