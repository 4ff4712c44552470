import { Field, SelectField, TextField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import type { ContestFacts } from './draft-contest.tsx';
import { EffectFields } from './draft-effect.tsx';
import type { DraftMotion } from './draft-state.ts';

/** A motion: the text, what it replaces, and what adopts it. */
export function MotionForm(facts: ContestFacts) {
  const { state, say, contest, place } = facts;
  const { motion } = contest;
  const id = `contests-${place}`;
  const problem = (part: string) => problemAt(state.problems, `${id}-${part}`);
  const change = (part: Partial<DraftMotion>) =>
    say({ type: 'contest-changed', contest: place, change: { motion: { ...motion, ...part } } });
  return (
    <>
      <TextField
        id={`${id}-text`}
        label="Text"
        hint="What would be in force. Markdown: headings, lists, emphasis and links."
        problem={problem('text')}
        value={motion.text}
        onValue={(text) => change({ text })}
        rows={8}
      />
      <TextField
        id={`${id}-replaces`}
        label="Text in force"
        hint="What it replaces: voters see the difference word by word. Empty: it replaces nothing."
        problem={problem('replaces')}
        value={motion.replaces}
        onValue={(replaces) => change({ replaces })}
      />
      <MajorityFields motion={motion} change={change} id={id} problem={problem} />
      <EffectFields {...facts} isPublic="the text" />
    </>
  );
}

function MajorityFields({
  motion,
  change,
  id,
  problem,
}: {
  readonly motion: DraftMotion;
  readonly change: (part: Partial<DraftMotion>) => void;
  readonly id: string;
  readonly problem: (part: string) => string | undefined;
}) {
  return (
    <>
      <SelectField
        id={`${id}-base`}
        label="The majority is taken of"
        problem={problem('base')}
        value={motion.base}
        onValue={(value) => change({ base: bases.find((base) => base === value) ?? motion.base })}
        options={bases.map((base) => ({ value: base, words: baseWords[base] }))}
      />
      <RadioField
        name={`${id}-strict`}
        legend="The votes for it must be"
        value={motion.isStrict ? 'more' : 'least'}
        onValue={(value) => change({ isStrict: value === 'more' })}
        options={[
          { value: 'more', words: 'More than this share', hint: 'Exactly the share is not enough.' },
          { value: 'least', words: 'At least this share', hint: 'Exactly the share is enough.' },
        ]}
      />
      <div class="pair narrow">
        <Field
          id={`${id}-numerator`}
          label="Parts for it"
          problem={problem('numerator')}
          value={motion.numerator}
          onValue={(numerator) => change({ numerator })}
          inputMode="numeric"
          autocomplete="off"
        />
        <Field
          id={`${id}-denominator`}
          label="Of how many parts"
          hint="2 of 3 is two thirds"
          problem={problem('denominator')}
          value={motion.denominator}
          onValue={(denominator) => change({ denominator })}
          inputMode="numeric"
          autocomplete="off"
        />
      </div>
      <p aria-live="polite">{majorityWords(motion)}</p>
    </>
  );
}

const bases = ['for-and-against', 'cast', 'eligible'] as const;
const baseWords: Readonly<Record<DraftMotion['base'], string>> = {
  'for-and-against': 'the votes for and against',
  cast: 'all ballots cast, abstentions and blanks too',
  eligible: 'everybody on the roll',
};

function majorityWords({ base, numerator, denominator, isStrict }: DraftMotion): string {
  const share = `${isStrict ? 'more than' : 'at least'} ${numerator} of ${denominator} parts`;
  return `Adopted if ${share} of ${baseWords[base]} are for it.`;
}
