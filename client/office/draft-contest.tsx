import { TextButton } from '../parts/button.tsx';
import { Card } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { Field, TextField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { CandidateForm } from './draft-candidate.tsx';
import { AddButton } from './add-button.tsx';
import type { DraftFacts } from './draft.tsx';
import { mostCandidates, type DraftContest } from './draft-state.ts';
import { candidatesIn } from './pasted-candidates.ts';

interface ContestFacts extends DraftFacts {
  readonly contest: DraftContest;
  readonly place: number;
}

/** One contest: what is elected, how, and who stands. */
export function ContestForm(facts: ContestFacts) {
  const { contest, place, state } = facts;
  return (
    <Card
      title={`Contest ${place + 1}${contest.title === '' ? '' : `: ${contest.title}`}`}
      aside={<ContestButtons {...facts} count={state.draft.contests.length} />}
    >
      <RuleFields {...facts} />
      <h3>
        Candidates <span class="soft">({contest.candidates.length})</span>
      </h3>
      {contest.candidates.length === 0 && (
        <p class="soft">Nobody stands yet. Add people one by one, or paste a list.</p>
      )}
      <ol class="candidates">
        {contest.candidates.map((candidate, index) => (
          <CandidateForm key={index} {...facts} candidate={candidate} index={index} />
        ))}
      </ol>
      <AddCandidates {...facts} />
    </Card>
  );
}

function ContestButtons({ say, place, count }: ContestFacts & { readonly count: number }) {
  const about = `contest ${place + 1}`;
  return (
    <span class="row-buttons">
      {place > 0 && (
        <TextButton about={about} onPress={() => say({ type: 'contest-moved', contest: place, by: -1 })}>
          Up
        </TextButton>
      )}
      {place < count - 1 && (
        <TextButton about={about} onPress={() => say({ type: 'contest-moved', contest: place, by: 1 })}>
          Down
        </TextButton>
      )}
      {count > 1 && (
        <TextButton about={about} onPress={() => say({ type: 'contest-removed', contest: place })}>
          Remove
        </TextButton>
      )}
    </span>
  );
}

function RuleFields({ state, say, contest, place }: ContestFacts) {
  const change = (part: Partial<Omit<DraftContest, 'candidates'>>) =>
    say({ type: 'contest-changed', contest: place, change: part });
  const id = `contests-${place}`;
  const problem = (part: string) => problemAt(state.problems, `${id}-${part}`);
  return (
    <>
      <Field
        id={`${id}-title`}
        label="Title"
        hint="What is elected, such as Board of directors"
        problem={problem('title')}
        value={contest.title}
        onValue={(title) => change({ title })}
        autocomplete="off"
      />
      <RadioField
        name={`${id}-method`}
        legend="How people vote"
        value={contest.method}
        onValue={(method) => change({ method })}
        options={[
          { value: 'approval', words: 'Approval', hint: 'Everybody may approve as many people as they like.' },
          {
            value: 'choose',
            words: 'Choose up to a number',
            hint: 'Everybody may choose up to the number given below.',
          },
        ]}
      />
      <div class="pair narrow">
        <Field
          id={`${id}-seats`}
          label="Seats"
          hint="How many people are elected"
          problem={problem('seats')}
          value={contest.seats}
          onValue={(seats) => change({ seats })}
          inputMode="numeric"
          autocomplete="off"
        />
        {contest.method === 'choose' && (
          <Field
            id={`${id}-max`}
            label="Most choices"
            hint="How many a voter may choose"
            problem={problem('max')}
            value={contest.max}
            onValue={(max) => change({ max })}
            inputMode="numeric"
            autocomplete="off"
          />
        )}
      </div>
    </>
  );
}

function AddCandidates({ state, say, contest, place }: ContestFacts) {
  const pasted = candidatesIn(contest.pasted).length;
  const problem = problemAt(state.problems, `contests-${place}-candidates`);
  if (contest.candidates.length >= mostCandidates && problem === undefined) {
    return <p class="soft">A contest has at most {mostCandidates} candidates.</p>;
  }
  return (
    <>
      {problem !== undefined && (
        <p class="field-problem" id={`contests-${place}-candidates`} tabIndex={-1}>
          {problem}
        </p>
      )}
      <p>
        <AddButton id={`add-candidate-${place}`} onPress={() => say({ type: 'candidate-added', contest: place })}>
          Add a candidate
        </AddButton>
      </p>
      <details open={contest.pasted !== ''}>
        <summary>Paste a list of candidates</summary>
        <div class="stack-s below">
          <TextField
            id={`contests-${place}-pasted`}
            label="One person a line: name; affiliation"
            hint="Two columns copied from a spreadsheet work too."
            value={contest.pasted}
            onValue={(value) => say({ type: 'contest-changed', contest: place, change: { pasted: value } })}
          />
          {pasted > 0 && (
            <p>
              <AddButton id={`add-pasted-${place}`} onPress={() => say({ type: 'candidates-pasted', contest: place })}>
                {`Add these ${counted(pasted, 'candidate')}`}
              </AddButton>
            </p>
          )}
        </div>
      </details>
    </>
  );
}
