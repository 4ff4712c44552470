import type { Motion } from './motion-words.ts';
import { Prose } from './prose.tsx';

/** What a motion would put in force; folded out, what it changes, the old words beside the new. */
export function MotionText({ motion, title }: { readonly motion: Motion; readonly title: string }) {
  return (
    <div class="card stack-s">
      <Prose html={motion.textHtml} />
      {motion.difference !== null && (
        <details>
          <summary>
            What it changes, word by word<span class="only-read"> in {title}</span>
          </summary>
          <p class="small soft">Underlined is new. Struck through is what it replaces.</p>
          <p class="prose difference" dir="auto">
            {motion.difference.map(({ kind, text }, place) => (
              <DifferencePart key={place} kind={kind} text={text} />
            ))}
          </p>
        </details>
      )}
    </div>
  );
}

type Part = NonNullable<Motion['difference']>[number];

/** Underlining and striking through are not read out: the words say them. */
function DifferencePart({ kind, text }: Part) {
  switch (kind) {
    case 'same':
      return <>{text}</>;
    case 'added':
      return (
        <ins>
          <span class="only-read"> [new: </span>
          {text}
          <span class="only-read">] </span>
        </ins>
      );
    case 'removed':
      return (
        <del>
          <span class="only-read"> [taken out: </span>
          {text}
          <span class="only-read">] </span>
        </del>
      );
  }
}
