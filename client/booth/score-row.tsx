import type { Candidate } from '../../api/values.ts';
import { Standing, Statement } from './statement.tsx';

interface RowProps {
  readonly id: string;
  readonly candidate: Candidate | undefined;
  /** The best score; the worst is 0. */
  readonly greatest: number;
  /** Null: not scored. */
  readonly points: number | null;
  readonly onPoints: (points: number | null) => void;
}

/**
 * A candidate with the scores side by side. They are one group of radio buttons, so that the arrow keys go from one to the
 * next; "not scored" is the first of them, and takes a score back.
 */
export function ScoreRow({ id, candidate, greatest, points, onPoints }: RowProps) {
  if (candidate === undefined) return null;
  const scale = [null, ...Array.from({ length: greatest + 1 }, (_, score) => score)];
  return (
    <li class={points === null ? 'scored' : 'scored on'}>
      <div class="choice" role="radiogroup" aria-labelledby={`${id}-name`}>
        <span>
          <Standing candidate={candidate} id={`${id}-name`} />
          <span>{points === null ? 'Not scored: gets 0' : `${points} of ${greatest}`}</span>
        </span>
        <span class="scale">
          {scale.map((score) => (
            <label key={score}>
              <input type="radio" name={id} checked={points === score} onChange={() => onPoints(score)} />
              {score === null ? (
                <>
                  <span aria-hidden="true">–</span>
                  <span class="only-read">not scored</span>
                </>
              ) : (
                <span>{score}</span>
              )}
            </label>
          ))}
        </span>
      </div>
      <Statement id={id} candidate={candidate} />
    </li>
  );
}
