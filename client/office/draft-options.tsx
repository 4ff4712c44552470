import { TextButton } from '../parts/button.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { AddButton } from './add-button.tsx';
import type { ContestFacts } from './draft-contest.tsx';
import { EffectFields } from './draft-effect.tsx';
import { NoneNotice, OpenedNotice } from './draft-notices.tsx';
import { mostOptions, type DraftOption } from './draft-state.ts';
import { optionMajorityWords } from '../parts/option-words.ts';

/** One of several texts, or none of them. */
export function OptionsForm(facts: ContestFacts) {
  const { contest, state } = facts;
  return (
    <>
      <NoneNotice contest={contest} />
      <h3>
        Options <span class="soft">({contest.options.length})</span>
      </h3>
      <ol class="candidates">
        {contest.options.map((option, index) => (
          <OptionForm key={index} {...facts} option={option} index={index} />
        ))}
      </ol>
      <AddOption {...facts} />
      <EffectFields {...facts} isPublic="the texts" />
      <OpenedNotice contest={contest} keys={state.draft.keys} />
    </>
  );
}

interface OptionFacts extends ContestFacts {
  readonly option: DraftOption;
  readonly index: number;
}

function OptionForm(facts: OptionFacts) {
  const { state, say, place, option, index } = facts;
  const id = `contests-${place}-options-${index}`;
  const problem = (part: string) => problemAt(state.problems, `${id}-${part}`);
  const change = (part: Partial<DraftOption>) =>
    say({ type: 'option-changed', contest: place, option: index, change: part });
  return (
    <li class="stack">
      <Field
        id={`${id}-name`}
        label={`Option ${index + 1}, title`}
        problem={problem('name')}
        value={option.name}
        onValue={(name) => change({ name })}
        autocomplete="off"
      />
      <TextField
        id={`${id}-text`}
        label={`Option ${index + 1}, text`}
        hint="What would be in force. Markdown: headings, lists, emphasis and links. May stay empty."
        problem={problem('text')}
        value={option.text}
        onValue={(text) => change({ text })}
        rows={6}
      />
      <MajorityFields id={id} option={option} index={index} change={change} problem={problem} />
      <div class="candidate-foot">
        <p aria-live="polite">{typedMajorityWords(option)}</p>
        <OptionButtons {...facts} />
      </div>
    </li>
  );
}

function MajorityFields({
  id,
  option,
  index,
  change,
  problem,
}: Pick<OptionFacts, 'option' | 'index'> & {
  readonly id: string;
  readonly change: (part: Partial<DraftOption>) => void;
  readonly problem: (part: string) => string | undefined;
}) {
  return (
    <fieldset>
      <legend class="only-read">Majority that option {index + 1} needs</legend>
      <div class="pair">
        <Field
          id={`${id}-numerator`}
          label="Ballots before None of the above"
          hint="1, unless your rules ask for more, such as 3"
          problem={problem('numerator')}
          value={option.numerator}
          onValue={(numerator) => change({ numerator })}
          inputMode="numeric"
          autocomplete="off"
        />
        <Field
          id={`${id}-denominator`}
          label="For so many after it"
          hint="1, or 2 for a majority of 3 to 2"
          problem={problem('denominator')}
          value={option.denominator}
          onValue={(denominator) => change({ denominator })}
          inputMode="numeric"
          autocomplete="off"
        />
      </div>
    </fieldset>
  );
}

function typedMajorityWords({ numerator, denominator }: DraftOption): string {
  const [before, after] = [Number(numerator), Number(denominator)];
  if (!Number.isInteger(before) || !Number.isInteger(after) || before < after || after < 1) {
    return 'Write two whole numbers, at least 1 to 1.';
  }
  return optionMajorityWords({ numerator: before, denominator: after });
}

function OptionButtons({ say, contest, place, option, index }: OptionFacts) {
  const about = option.name === '' ? `option ${index + 1}` : option.name;
  const move = (by: -1 | 1) => say({ type: 'option-moved', contest: place, option: index, by });
  return (
    <span class="row-buttons">
      {index > 0 && (
        <TextButton about={about} onPress={() => move(-1)}>
          Up
        </TextButton>
      )}
      {index < contest.options.length - 1 && (
        <TextButton about={about} onPress={() => move(1)}>
          Down
        </TextButton>
      )}
      {contest.options.length > 1 && (
        <TextButton about={about} onPress={() => say({ type: 'option-removed', contest: place, option: index })}>
          Remove
        </TextButton>
      )}
    </span>
  );
}

function AddOption({ state, say, contest, place }: ContestFacts) {
  const problem = problemAt(state.problems, `contests-${place}-options`);
  return (
    <>
      {problem !== undefined && (
        <p class="field-problem" id={`contests-${place}-options`} tabIndex={-1}>
          {problem}
        </p>
      )}
      {contest.options.length >= mostOptions ? (
        <p class="soft">A contest has at most {mostOptions} options.</p>
      ) : (
        <p>
          <AddButton id={`add-option-${place}`} onPress={() => say({ type: 'option-added', contest: place })}>
            Add an option
          </AddButton>
        </p>
      )}
    </>
  );
}
