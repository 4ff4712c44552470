import { Field } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import type { ContestFacts } from './draft-contest.tsx';
import type { DraftContest } from './draft-state.ts';

/** Of what may be adopted: how long it is public before the vote, and from when on it holds. */
export function EffectFields({
  state,
  say,
  contest,
  place,
  isPublic,
}: ContestFacts & {
  /** What must be public. */
  readonly isPublic: 'the text' | 'the texts';
}) {
  const id = `contests-${place}`;
  const change = (part: Partial<Pick<DraftContest, 'noticeDays' | 'effectiveOn'>>) =>
    say({ type: 'contest-changed', contest: place, change: part });
  return (
    <div class="pair">
      <Field
        id={`${id}-noticeDays`}
        label="Days of notice"
        hint={`How long ${isPublic} must be public before voting opens`}
        problem={problemAt(state.problems, `${id}-noticeDays`)}
        value={contest.noticeDays}
        onValue={(noticeDays) => change({ noticeDays })}
        inputMode="numeric"
        autocomplete="off"
      />
      <Field
        id={`${id}-effectiveOn`}
        type="date"
        label="Takes effect on"
        hint="Empty: when the result is certified"
        problem={problemAt(state.problems, `${id}-effectiveOn`)}
        value={contest.effectiveOn}
        onValue={(effectiveOn) => change({ effectiveOn })}
      />
    </div>
  );
}
