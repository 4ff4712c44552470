import type { Candidate } from '../../api/values.ts';
import { Standing, Statement } from './statement.tsx';

/** What can be given to a candidate: scores, points or grades. */
export interface Scale {
  /** The worst first: it is 0. */
  readonly values: readonly string[];
  /** Where leaving somebody out is told apart from the worst: what that is called, and what it means. */
  readonly unsaid: { readonly words: string; readonly means: string } | undefined;
  /** `4 of 5`; undefined where the chosen value says it itself. */
  readonly says: ((mark: number) => string) | undefined;
  /** Its values are words, which need more room. */
  readonly isWordy: boolean;
}

interface RowProps {
  readonly id: string;
  readonly candidate: Candidate | undefined;
  readonly scale: Scale;
  /** Null: nothing was said. */
  readonly mark: number | null;
  readonly onMark: (mark: number | null) => void;
}

/**
 * A candidate with the values side by side. They are one group of radio buttons, so that the arrow keys go from one to the
 * next; where there is a way to say nothing, it is the first of them, and takes back what was given.
 */
export function ScaleRow({ id, candidate, scale, mark, onMark }: RowProps) {
  if (candidate === undefined) return null;
  const { values, unsaid, says, isWordy } = scale;
  const given = mark ?? (unsaid === undefined ? 0 : null);
  const words = mark === null && unsaid !== undefined ? unsaid.means : says?.(mark ?? 0);
  const option = (value: number | null) => (
    <label key={value}>
      <input type="radio" name={id} checked={given === value} onChange={() => onMark(value)} />
      {value !== null && <span>{values[value]}</span>}
      {value === null && !isWordy && <span aria-hidden="true">–</span>}
      {value === null && <span class={isWordy ? undefined : 'only-read'}>{unsaid?.words}</span>}
    </label>
  );
  return (
    <li class={mark === null || (unsaid === undefined && mark === 0) ? 'scored' : 'scored on'}>
      <div class={isWordy ? 'choice graded' : 'choice'} role="radiogroup" aria-labelledby={`${id}-name`}>
        <span>
          <Standing candidate={candidate} id={`${id}-name`} />
          {words !== undefined && <span>{words}</span>}
        </span>
        <span class="scale">
          {unsaid !== undefined && option(null)}
          {values.map((_, value) => option(value))}
        </span>
      </div>
      <Statement id={id} candidate={candidate} />
    </li>
  );
}
