import { useState } from 'preact/hooks';
import type { Candidate, Contest } from '../../api/values.ts';
import type { BallotShape } from '../../counting/methods.ts';
import { ActionBar, Steps } from '../parts/frame.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { leftOutWords, methodOf, methodWords, rulesOf, shapeOf } from '../parts/methods.ts';
import { MotionText } from '../parts/motion-text.tsx';
import { abstainWords, majorityWords, type Motion } from '../parts/motion-words.ts';
import { alphabeticalOrder } from '../parts/shuffle.ts';
import { clockTime } from '../parts/when.ts';
import { millisOf } from '../clock.ts';
import { BoothFrame } from './frame.tsx';
import { matches } from './find.ts';
import type { Facts } from './hands.ts';
import { RankRows } from './rank-rows.tsx';
import { ScaleRow, type Scale } from './scale-row.tsx';
import { Standing, Statement } from './statement.tsx';
import type { Answer, Event } from './state.ts';
import { blankWords } from './words.ts';

export const boothSteps = ['Choose', 'Check and cast', 'Receipt'];

interface QuestionFacts extends Facts {
  readonly place: number;
  readonly back: boolean;
}

/** One contest: choose. */
export function QuestionPage({ state, view, voter, hands, place, back }: QuestionFacts) {
  const reader = useReader(view.now);
  const contest = view.contests[place];
  const answer = state.answers[place];
  if (contest === undefined || answer === undefined) return null;
  const method = methodOf(contest);
  const rules = rulesOf(contest);
  const problem = method.problem(answer.chosen, rules);
  const left = millisOf(view.timetable.closes.at) - reader.now;
  return (
    <BoothFrame
      organisation={view.organisation}
      name={voter.name}
      view={view}
      bar={
        <ActionBar says={method.bar(answer.chosen, rules)} more={method.barMore(answer.chosen, rules)}>
          <Button onPress={() => hands.say({ type: 'next' })}>{nextWords(view.contests.length, place, back)}</Button>
        </ActionBar>
      }
    >
      <Steps words={boothSteps} current={0} />
      {state.overLimit && problem !== undefined && <ErrorSummary problems={[{ words: problem, at: 'choices' }]} />}
      <div class="stack-s">
        <p class="small soft">
          {view.name}
          {view.contests.length > 1 && ` · question ${place + 1} of ${view.contests.length}`}
        </p>
        <Heading title={`${contest.title} – your ballot`} step={`question ${place}`} problem={state.overLimit}>
          {contest.title}
        </Heading>
        <p class="lead">{method.instruction(rules)}</p>
        {contest.motion !== null && <p>{majorityWords(contest.motion)}</p>}
      </div>
      {contest.motion !== null && <MotionText motion={contest.motion} title={contest.title} />}
      {left <= 0 ? (
        <Notice
          tone="stop"
          live
          title={`Voting closed at ${clockTime(view.timetable.closes.at, view.timetable.closes.zone)}`}
        >
          <p>A ballot cast before counts. This one was not cast.</p>
        </Notice>
      ) : (
        <DeadlineLine label="Voting closes" deadline={view.timetable.closes} reader={reader} />
      )}
      {left > 0 && left < 20 * 60_000 && (
        <Notice tone="warn" live title="Voting closes in less than 20 minutes">
          <p>A ballot that is cast before the close counts.</p>
        </Notice>
      )}
      {contest.motion === null ? (
        <Choices contest={contest} answer={answer} place={place} say={hands.say} problem={problem} />
      ) : (
        <Answers contest={contest} motion={contest.motion} answer={answer} place={place} say={hands.say} />
      )}
      <p>
        <TextButton onPress={() => hands.say({ type: 'back' })}>
          {back ? 'Back to your ballot' : place === 0 ? 'Back to the start' : 'Back to the question before'}
        </TextButton>
      </p>
    </BoothFrame>
  );
}

function nextWords(contests: number, place: number, back: boolean): string {
  return back || place + 1 === contests ? 'Check my ballot' : 'Next question';
}

interface ChoicesProps {
  readonly contest: Contest;
  readonly answer: Answer;
  readonly place: number;
  readonly say: (event: Event) => void;
  readonly problem: string | undefined;
}

function Choices({ contest, answer, place, say, problem }: ChoicesProps) {
  const [search, setSearch] = useState('');
  const { candidates } = contest;
  const order = answer.sorted ? alphabeticalOrder(candidates.map(({ name }) => name)) : answer.order;
  const shown = order.filter((candidate) => matches(search, candidates[candidate]));
  const shape = shapeOf(contest);
  // What was undone is said like every other change of a ranking.
  const [about, setAbout] = useState<number>();
  const change = (event: Event) => {
    if ('candidate' in event) setAbout(event.candidate);
    say(event);
  };
  const undo = () => {
    setAbout(answer.past.at(-1)?.about);
    if (answer.past.length === 1) document.getElementById('choices')?.focus();
    say({ type: 'undone', place });
  };
  return (
    <>
      {candidates.length > 7 && (
        <Tools
          search={search}
          onSearch={setSearch}
          sorted={answer.sorted}
          onSort={(sorted) => say({ type: 'sorted', place, sorted })}
        />
      )}
      <p class="only-read" role="status">
        {search.trim() === '' ? '' : `${shown.length} of ${candidates.length} names shown`}
      </p>
      {shape.asks === 'ranks' && candidates.length > 1 && (
        <OrderLine shares={shape.shares} answer={answer} place={place} say={say} />
      )}
      <fieldset id="choices" tabIndex={-1}>
        <legend class="only-read">
          {contest.title}: {methodOf(contest).instruction(rulesOf(contest))}
        </legend>
        {problem !== undefined && <p class="field-problem">{problem}</p>}
        {shown.length === 0 && (
          <p class="card soft">No name holds “{search.trim()}”. What you chose is still chosen.</p>
        )}
        <Rows contest={contest} answer={answer} place={place} say={change} shown={shown} about={about} shape={shape} />
        {answer.past.length > 0 && (
          <p class="below">
            <TextButton onPress={undo}>Undo the last change</TextButton>
          </p>
        )}
        <NoneLine contest={contest} answer={answer} place={place} say={change} />
      </fieldset>
      <div class="small soft">
        <p>{leftOutWords(contest)}</p>
        <p>
          {answer.sorted
            ? 'The names stand from A to Z.'
            : `The order of the ${contest.kind === 'people' ? 'names' : 'options'} is random and made for you alone, so that none gains from coming first. It stays the same if you come back.`}
        </p>
      </div>
    </>
  );
}

interface RowsProps extends Pick<ChoicesProps, 'contest' | 'answer' | 'place' | 'say'> {
  readonly shape: BallotShape;
  readonly shown: readonly number[];
  readonly about: number | undefined;
}

function Rows({ contest, answer, place, say, shape, shown, about }: RowsProps) {
  const { candidates } = contest;
  if (shape.asks === 'ranks') {
    const { shares } = shape;
    return <RankRows {...{ candidates, answer, place, shares, shown, about, say }} />;
  }
  if (shown.length === 0) return null;
  return (
    <ul class="choices">
      {shown.map((candidate) =>
        shape.asks === 'marks' ? (
          <ChoiceRow
            key={candidate}
            id={`choice-${candidate}`}
            candidate={candidates[candidate]}
            checked={answer.chosen[candidate] === 1}
            onPress={() => say({ type: 'chose', place, candidate })}
          />
        ) : (
          <ScaleRow
            key={candidate}
            id={`choice-${place}-${candidate}`}
            candidate={candidates[candidate]}
            scale={scaleOf(shape)}
            mark={answer.chosen[candidate] ?? null}
            onMark={(points) => say({ type: 'scored', place, candidate, points })}
          />
        ),
      )}
    </ul>
  );
}

function scaleOf(shape: Extract<BallotShape, { asks: 'scores' | 'grades' }>): Scale {
  if (shape.asks === 'grades') {
    const unsaid = { words: 'Not graded', means: `Not graded: counts as ${shape.grades[0]}` };
    return { values: shape.grades, unsaid, says: undefined, isWordy: true };
  }
  const { greatest, total } = shape;
  const values = Array.from({ length: greatest + 1 }, (_, points) => `${points}`);
  // Points that are given away: no point is what everybody has until they are given one.
  if (total !== undefined) return { values, unsaid: undefined, says: undefined, isWordy: false };
  const unsaid = { words: 'not scored', means: 'Not scored: gets 0' };
  return { values, unsaid, says: (points) => `${points} of ${greatest}`, isWordy: false };
}

interface OrderProps extends Pick<ChoicesProps, 'answer' | 'place' | 'say'> {
  readonly shares: boolean;
}

/** Above a ranking: how it is changed. */
function OrderLine({ shares, answer: { ordered }, place, say }: OrderProps) {
  return (
    <div class="tools">
      <p class="small soft">
        {ordered ? (
          <>
            Move a name by its buttons, or drag it by the dots beside it.
            {shares && ' Under Place, two can get the same place.'}
          </>
        ) : (
          'Press a name again to take it out. Put them in order to move them.'
        )}
      </p>
      <button
        type="button"
        class="button plain"
        aria-pressed={ordered}
        onClick={() => say({ type: 'put-in-order', place, ordered: !ordered })}
      >
        Put in order
      </button>
    </div>
  );
}

interface AnswersProps extends Pick<ChoicesProps, 'contest' | 'answer' | 'place' | 'say'> {
  readonly motion: Motion;
}

/** A motion: one of three answers, or none. */
function Answers({ contest, motion, answer, place, say }: AnswersProps) {
  return (
    <fieldset id="choices" tabIndex={-1}>
      <legend class="only-read">
        {contest.title}: {methodOf(contest).instruction(rulesOf(contest))}
      </legend>
      <ul class="choices">
        {contest.candidates.map(({ id, name }, candidate) => (
          <li key={id}>
            <label class="choice">
              <input
                type="radio"
                name={`answer-${place}`}
                checked={answer.chosen[candidate] === 1}
                onChange={() => say({ type: 'chose', place, candidate })}
              />
              <span>
                <b>{name}</b>
                {candidate === abstaining && <span>{abstainWords(motion)}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <NoneLine contest={contest} answer={answer} place={place} say={say} />
    </fieldset>
  );
}

/** The place of the answer that is for neither side. */
const abstaining = 2;

function NoneLine({ contest, answer, place, say }: Pick<ChoicesProps, 'contest' | 'answer' | 'place' | 'say'>) {
  return (
    <label class="tickline card below">
      <input type="checkbox" checked={answer.none} onChange={() => say({ type: 'chose-none', place })} />
      <span>
        <span class="strong">{methodWords(contest).nobody}</span>
        <br />
        <span class="soft small">Your ballot still counts as cast.</span>
      </span>
    </label>
  );
}

interface ToolsProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly sorted: boolean;
  readonly onSort: (sorted: boolean) => void;
}

function Tools({ search, onSearch, sorted, onSort }: ToolsProps) {
  return (
    <div class="tools">
      <input
        class="field"
        type="search"
        placeholder="Find a name"
        aria-label="Find a name"
        value={search}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
      <button type="button" class="button plain" aria-pressed={sorted} onClick={() => onSort(!sorted)}>
        A–Z
      </button>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly candidate: Candidate | undefined;
  readonly checked: boolean;
  readonly onPress: () => void;
}

/** The whole row is the label; the statement stands outside it. */
function ChoiceRow({ id, candidate, checked, onPress }: RowProps) {
  if (candidate === undefined) return null;
  return (
    <li>
      <label class="choice">
        <input type="checkbox" id={id} checked={checked} onChange={onPress} />
        <span>
          <Standing candidate={candidate} />
        </span>
      </label>
      <Statement id={id} candidate={candidate} />
    </li>
  );
}

/** Nobody was chosen. A choice is never an error: it is stated, and asked about once. */
export function BlankPage({ state, view, voter, hands, place }: Facts & { readonly place: number }) {
  const contest = view.contests[place];
  if (contest === undefined || state.stage.at !== 'blank') return null;
  return (
    <BoothFrame
      organisation={view.organisation}
      name={voter.name}
      view={view}
      bar={
        <ActionBar says={contest.kind === 'people' ? 'Nobody chosen' : 'Nothing chosen'}>
          <Button onPress={() => hands.say({ type: 'left-blank' })}>Leave this question blank</Button>
        </ActionBar>
      }
    >
      <Steps words={boothSteps} current={0} />
      <div class="stack-s">
        <p class="small soft">{contest.title}</p>
        <Heading title={`${contest.title} – blank`} step={`blank ${place}`}>
          {methodWords(contest).saidNobody}. Is that what you want?
        </Heading>
        <p class="lead">{blankWords(view, contest.kind)}</p>
      </div>
      <p>
        <Button kind="plain" onPress={() => hands.say({ type: 'back' })}>
          Go back and choose
        </Button>
      </p>
    </BoothFrame>
  );
}
