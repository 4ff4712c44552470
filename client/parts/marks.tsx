import type { ComponentChildren } from 'preact';

export type Tone = 'yes' | 'warn' | 'stop' | 'plain' | 'open';

/** Two drawn marks, and nothing else: tick and exclamation. */
export function Tick() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3 8.5 6.5 12 13 4.5" />
    </svg>
  );
}

export function Exclamation() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 3.2v5.6M8 12.4v.1" />
    </svg>
  );
}

/** A round mark. It only repeats what words beside it say, so it is hidden from screen readers. */
export function Mark({ tone, big = false }: { readonly tone: Tone; readonly big?: boolean }) {
  return (
    <span class={`mark ${tone}${big ? ' big' : ''}`} aria-hidden="true">
      {tone === 'yes' && <Tick />}
      {(tone === 'warn' || tone === 'stop') && <Exclamation />}
    </span>
  );
}

export function Tag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ComponentChildren }) {
  return <span class={`tag ${tone}`}>{children}</span>;
}
