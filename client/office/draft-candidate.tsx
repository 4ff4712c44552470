import { TextButton } from '../parts/button.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import type { DraftFacts } from './draft.tsx';
import type { DraftCandidate, DraftContest } from './draft-state.ts';

/** Somebody who stands. The statement is folded until it is needed: the list stays readable with 26 people. */
export function CandidateForm({
  state,
  say,
  contest,
  place,
  candidate,
  index,
}: DraftFacts & {
  readonly contest: DraftContest;
  readonly place: number;
  readonly candidate: DraftCandidate;
  readonly index: number;
}) {
  const id = `contests-${place}-candidates-${index}`;
  const problem = (part: string) => problemAt(state.problems, `${id}-${part}`);
  const change = (part: Partial<DraftCandidate>) =>
    say({ type: 'candidate-changed', contest: place, candidate: index, change: part });
  return (
    <li class="stack-s">
      <div class="pair">
        <Field
          id={`${id}-name`}
          label={`Candidate ${index + 1}, name`}
          problem={problem('name')}
          value={candidate.name}
          onValue={(name) => change({ name })}
          autocomplete="off"
        />
        <Field
          id={`${id}-affiliation`}
          label="Affiliation"
          problem={problem('affiliation')}
          value={candidate.affiliation}
          onValue={(affiliation) => change({ affiliation })}
          autocomplete="off"
        />
      </div>
      <div class="candidate-foot">
        <details open={problem('statement') !== undefined}>
          <summary>{candidate.statement === '' ? 'Add a statement' : 'Statement'}</summary>
          <div class="below">
            <TextField
              id={`${id}-statement`}
              label={`Statement of ${candidate.name === '' ? `candidate ${index + 1}` : candidate.name}`}
              hint="Markdown: headings, lists, emphasis and links."
              problem={problem('statement')}
              value={candidate.statement}
              onValue={(statement) => change({ statement })}
            />
          </div>
        </details>
        <CandidateButtons say={say} contest={contest} place={place} candidate={candidate} index={index} />
      </div>
    </li>
  );
}

function CandidateButtons({
  say,
  contest,
  place,
  candidate,
  index,
}: {
  readonly say: DraftFacts['say'];
  readonly contest: DraftContest;
  readonly place: number;
  readonly candidate: DraftCandidate;
  readonly index: number;
}) {
  const about = candidate.name === '' ? `candidate ${index + 1}` : candidate.name;
  const move = (by: -1 | 1) => say({ type: 'candidate-moved', contest: place, candidate: index, by });
  return (
    <span class="row-buttons">
      {index > 0 && (
        <TextButton about={about} onPress={() => move(-1)}>
          Up
        </TextButton>
      )}
      {index < contest.candidates.length - 1 && (
        <TextButton about={about} onPress={() => move(1)}>
          Down
        </TextButton>
      )}
      <TextButton about={about} onPress={() => say({ type: 'candidate-removed', contest: place, candidate: index })}>
        Remove
      </TextButton>
    </span>
  );
}
