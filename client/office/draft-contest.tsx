import type { OfficeBody } from '../../api/bodies.ts';
import { TextButton } from '../parts/button.tsx';
import { Card } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import type { DraftFacts } from './draft.tsx';
import { MotionForm } from './draft-motion.tsx';
import { OptionsForm } from './draft-options.tsx';
import { PeopleForm } from './draft-people.tsx';
import type { DraftContest } from './draft-state.ts';

export interface ContestFacts extends DraftFacts {
  readonly contest: DraftContest;
  readonly place: number;
  /** Undefined: they are on their way. */
  readonly bodies: readonly OfficeBody[] | undefined;
}

/** One contest: people for seats, a motion, or one of several texts. */
export function ContestForm(facts: ContestFacts) {
  const { contest, place, state, say } = facts;
  const id = `contests-${place}`;
  const change = (part: Partial<DraftContest>) => say({ type: 'contest-changed', contest: place, change: part });
  return (
    <Card
      title={`Contest ${place + 1}${contest.title === '' ? '' : `: ${contest.title}`}`}
      aside={<ContestButtons {...facts} count={state.draft.contests.length} />}
    >
      <RadioField
        name={`${id}-kind`}
        legend="What is decided"
        value={contest.kind}
        onValue={(kind) => change({ kind })}
        options={[
          { value: 'people', words: 'Seats of a body', hint: 'Who takes them, out of those who stand.' },
          { value: 'motion', words: 'A motion', hint: 'A text to be adopted or not: for, against, abstain.' },
          {
            value: 'options',
            words: 'One of several texts',
            hint: 'Voters put the texts and None of the above in order; at most one text is adopted.',
          },
        ]}
      />
      <Field
        id={`${id}-title`}
        label="Title"
        hint={titleHints[contest.kind]}
        problem={problemAt(state.problems, `${id}-title`)}
        value={contest.title}
        onValue={(title) => change({ title })}
        autocomplete="off"
      />
      <KindForm {...facts} />
    </Card>
  );
}

const titleHints: Readonly<Record<DraftContest['kind'], string>> = {
  people: 'What is elected, such as Board of directors',
  motion: 'What is decided, such as Change of the bylaws, article 4',
  options: 'What is decided, such as Where we meet in 2028',
};

function KindForm(facts: ContestFacts) {
  switch (facts.contest.kind) {
    case 'people':
      return <PeopleForm {...facts} />;
    case 'motion':
      return <MotionForm {...facts} />;
    case 'options':
      return <OptionsForm {...facts} />;
  }
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
