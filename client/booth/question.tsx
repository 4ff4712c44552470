import { useState } from 'preact/hooks';
import type { Candidate, Contest } from '../../api/values.ts';
import { ActionBar, Steps } from '../parts/frame.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { methodOf, methodWords, rulesOf } from '../parts/methods.ts';
import { MotionText } from '../parts/motion-text.tsx';
import { abstainWords, majorityWords, type Motion } from '../parts/motion-words.ts';
import { alphabeticalOrder } from '../parts/shuffle.ts';
import { clockTime } from '../parts/when.ts';
import { millisOf } from '../clock.ts';
import { BoothFrame } from './frame.tsx';
import { matches } from './find.ts';
import type { Facts } from './hands.ts';
import { ScoreRow } from './score-row.tsx';
import { Standing, Statement } from './statement.tsx';
import type { Answer, Event } from './state.ts';
import { blankMotionWords, blankWords } from './words.ts';

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
  const shape = methodOf(contest).ballotShape(rulesOf(contest));
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
      <fieldset id="choices" tabIndex={-1}>
        <legend class="only-read">
          {contest.title}: {methodOf(contest).instruction(rulesOf(contest))}
        </legend>
        {problem !== undefined && <p class="field-problem">{problem}</p>}
        {shown.length === 0 ? (
          <p class="card soft">No name holds “{search.trim()}”. What you chose is still chosen.</p>
        ) : (
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
                <ScoreRow
                  key={candidate}
                  id={`choice-${place}-${candidate}`}
                  candidate={candidates[candidate]}
                  greatest={shape.greatest}
                  points={answer.chosen[candidate] ?? null}
                  onPoints={(points) => say({ type: 'scored', place, candidate, points })}
                />
              ),
            )}
          </ul>
        )}
        {answer.past.length > 0 && (
          <p class="below">
            <TextButton onPress={() => say({ type: 'undone', place })}>Undo the last change</TextButton>
          </p>
        )}
        <NoneLine contest={contest} answer={answer} place={place} say={say} />
      </fieldset>
      <p class="small soft">
        {answer.sorted
          ? 'The names stand from A to Z.'
          : 'The order is random and made for you alone, so nobody gains from coming first. It stays the same if you come back.'}
      </p>
    </>
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
        <ActionBar says={contest.motion === null ? 'Nobody chosen' : 'Nothing chosen'}>
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
        <p class="lead">{contest.motion === null ? blankWords(view) : blankMotionWords(view)}</p>
      </div>
      <p>
        <Button kind="plain" onPress={() => hands.say({ type: 'back' })}>
          Go back and choose
        </Button>
      </p>
    </BoothFrame>
  );
}
