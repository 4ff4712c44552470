import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Mark, type Tone } from './marks.tsx';

/** A card with a title. `flush`: its content reaches the edges, and the title stands in a caption line. */
export function Card({
  title,
  aside,
  flush = false,
  children,
}: {
  readonly title?: string;
  readonly aside?: ComponentChildren;
  readonly flush?: boolean;
  readonly children: ComponentChildren;
}) {
  if (flush) {
    return (
      <section class="card flush">
        {title !== undefined && (
          <div class="cap">
            <h2>{title}</h2>
            {aside !== undefined && <span class="soft tiny">{aside}</span>}
          </div>
        )}
        {children}
      </section>
    );
  }
  return (
    <section class="card stack-s">
      {title !== undefined && (
        <div class="head">
          <h2>{title}</h2>
          {aside !== undefined && <span class="small soft">{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

/** One thing that the reader should know here. `live`: it came while the page was open, and is read out. */
export function Notice({
  tone = 'plain',
  title,
  live = false,
  children,
}: {
  readonly tone?: 'plain' | 'warn' | 'stop';
  readonly title?: string;
  readonly live?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class={`notice stack-s ${tone}`} role={live ? 'status' : undefined}>
      {title !== undefined && <p class="strong">{title}</p>}
      {children}
    </div>
  );
}

export interface PlacedProblem {
  readonly words: string;
  /** The id of the place where it is mended. */
  readonly at?: string;
}

/** What stands in the way, at the top of the page. It takes the focus when it appears or changes. */
export function ErrorSummary({
  title = 'There is a problem',
  problems,
  children,
}: {
  readonly title?: string;
  readonly problems: readonly PlacedProblem[];
  readonly children?: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const said = problems.map(({ words }) => words).join('\n');
  useEffect(() => box.current?.focus(), [said]);
  return (
    <div class="problem-box stack-s" ref={box} tabIndex={-1} role="alert">
      <h2>{title}</h2>
      <ul>
        {problems.map(({ words, at }) => (
          <li key={words}>{at === undefined ? words : <a href={`#${at}`}>{words}</a>}</li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** A heading and a still outline while something is on its way; never a bare spinner. */
export function Loading({ words }: { readonly words: string }) {
  return (
    <div class="stack">
      <p class="soft" role="status">
        {words}
      </p>
      <div class="loading" aria-hidden="true" />
    </div>
  );
}

export interface Rule {
  readonly tone: Tone;
  readonly title: string;
  readonly words?: string;
  readonly act?: ComponentChildren;
}

/** Why something is so, or what is to be done, one line each: mark, title, reason, button. */
export function RuleList({ rules, dense = false }: { readonly rules: readonly Rule[]; readonly dense?: boolean }) {
  return (
    <ul class={dense ? 'todo-list' : 'rules'}>
      {rules.map(({ tone, title, words, act }) => (
        <li key={title}>
          <Mark tone={tone} />
          <h3>{title}</h3>
          {words !== undefined && <p>{words}</p>}
          {act !== undefined && <div class="act">{act}</div>}
        </li>
      ))}
    </ul>
  );
}
