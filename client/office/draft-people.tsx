import { peopleMethod } from '../../api/values.ts';
import { findMethod, type BallotShape } from '../../counting/methods.ts';
import { Notice } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { RadioField, TickLine } from '../parts/tick-field.tsx';
import { AddButton } from './add-button.tsx';
import { CandidateForm } from './draft-candidate.tsx';
import type { ContestFacts } from './draft-contest.tsx';
import { NoneNotice, OpenedNotice } from './draft-notices.tsx';
import { bodyOf, seatChoices, seatsAfter, seatsWith } from './draft-seats.ts';
import { mostCandidates, type DraftContest } from './draft-state.ts';
import { candidatesIn } from './pasted-candidates.ts';

/** People for seats: which seats, how people vote, and whom the office writes down. */
export function PeopleForm(facts: ContestFacts) {
  const { contest } = facts;
  return (
    <>
      <SeatFields {...facts} />
      <MethodFields {...facts} />
      <h3>
        Candidates <span class="soft">({contest.candidates.length})</span>
      </h3>
      {contest.candidates.length === 0 && <p class="soft">{nobodyWords(facts)}</p>}
      <ol class="candidates">
        {contest.candidates.map((candidate, index) => (
          <CandidateForm key={index} {...facts} candidate={candidate} index={index} />
        ))}
      </ol>
      <AddCandidates {...facts} />
    </>
  );
}

function nobodyWords({ state }: ContestFacts): string {
  return state.draft.membersNominate
    ? 'Whoever accepts a nomination and is approved is added by itself. Write down only those who stand without one.'
    : 'Nobody stands yet. Add people one by one, or paste a list.';
}

/** How many are elected is never typed: it is the number of seats. */
function SeatFields(facts: ContestFacts) {
  const { state, say, contest, place, bodies } = facts;
  const id = `contests-${place}`;
  const problem = (part: string) => problemAt(state.problems, `${id}-${part}`);
  if (bodies === undefined) return <p class="soft">Reading the bodies…</p>;
  if (bodies.length === 0) return <NoBody id={`${id}-seats`} problem={problem('seats')} />;
  const body = bodyOf(contest, bodies);
  const change = (part: Partial<Pick<DraftContest, 'body' | 'termsStartOn'>>) =>
    say({ type: 'contest-changed', contest: place, change: seatsAfter(contest, part, bodies) });
  const none = body === undefined ? [{ value: '', words: 'Choose a body' }] : [];
  return (
    <>
      <div class="pair">
        <SelectField
          id={`${id}-body`}
          label="Body"
          hint="Whose seats are filled"
          value={body?.id ?? ''}
          onValue={(value) => change({ body: value })}
          options={[...none, ...bodies.map((one) => ({ value: one.id, words: one.name }))]}
        />
        <Field
          id={`${id}-termsStartOn`}
          type="date"
          label="First day of the terms"
          hint="The seats say how long they run"
          problem={problem('termsStartOn')}
          value={contest.termsStartOn}
          onValue={(termsStartOn) => change({ termsStartOn })}
        />
      </div>
      {body !== undefined && <SeatTicks {...facts} body={body} />}
    </>
  );
}

function NoBody({ id, problem }: { readonly id: string; readonly problem: string | undefined }) {
  return (
    <div id={id} tabIndex={-1}>
      <Notice tone="warn">
        {problem !== undefined && <p class="field-problem">{problem}</p>}
        <p>
          There is no body with seats yet. <a href="/office/bodies/new">Make a body with its seats</a>, then come back:
          what you typed here stays.
        </p>
      </Notice>
    </div>
  );
}

function SeatTicks({
  state,
  say,
  contest,
  place,
  body,
}: ContestFacts & { readonly body: NonNullable<ReturnType<typeof bodyOf>> }) {
  const id = `contests-${place}-seats`;
  const problem = problemAt(state.problems, id);
  const offered = seatChoices(body, contest.termsStartOn);
  const tick = (seat: string, is: boolean) =>
    say({
      type: 'contest-changed',
      contest: place,
      change: { body: body.id, seats: seatsWith(contest.seats, offered, seat, is) },
    });
  return (
    <fieldset class="stack-s" id={id} tabIndex={-1}>
      <legend class="label">Seats</legend>
      {problem !== undefined && <p class="field-problem">{problem}</p>}
      {offered.map((seat) => (
        <TickLine
          key={seat.id}
          id={`${id}-${seat.id}`}
          type="checkbox"
          isChosen={contest.seats.includes(seat.id)}
          onChosen={(is) => tick(seat.id, is)}
        >
          {seat.name}, {seat.words}
        </TickLine>
      ))}
      <p aria-live="polite">{seatCountWords(contest.seats.length)}</p>
    </fieldset>
  );
}

function seatCountWords(count: number): string {
  if (count === 0) return 'No seat is chosen. Give the first day of the terms, then choose the seats to fill.';
  return `${counted(count, 'seat is', 'seats are')} filled, so ${counted(count, 'person is', 'people are')} elected.`;
}

type MethodName = DraftContest['method'];
type Asks = BallotShape['asks'];

const asksWords: Readonly<Record<Asks, { readonly words: string; readonly hint: string }>> = {
  marks: { words: 'They choose people', hint: 'A tick for each whom they want.' },
  ranks: { words: 'They rank people', hint: 'First, second and so on; several steps or comparisons may decide.' },
  scores: { words: 'They give people numbers', hint: 'Scores or points.' },
  grades: { words: 'They give people grades', hint: 'In words, from the worst to the best.' },
};
const allAsks: readonly Asks[] = ['marks', 'ranks', 'scores', 'grades'];

function asksOf(method: MethodName): Asks {
  return findMethod(method)?.ballotShape({ seats: 1, candidates: 1 }).asks ?? 'marks';
}

function methodsOf(asks: Asks): readonly MethodName[] {
  return peopleMethod.options.filter((method) => asksOf(method) === asks);
}

/** What voters do, and then how that is counted: the ways of voting are too many for one list. */
function MethodFields({ state, say, contest, place }: ContestFacts) {
  const id = `contests-${place}`;
  const change = (part: Partial<DraftContest>) => say({ type: 'contest-changed', contest: place, change: part });
  const asks = asksOf(contest.method);
  const offered = methodsOf(asks);
  const problem = problemAt(state.problems, `${id}-method`) ?? oneSeatWords(contest);
  const methods = (legend: string, name: string, elects: 'one' | 'many') => {
    const options = offered.flatMap((value) => {
      const method = findMethod(value);
      return method?.elects === elects ? [{ value, words: method.words.offer, hint: method.words.hint }] : [];
    });
    if (options.length === 0) return null;
    return (
      <RadioField {...{ name, legend, options }} value={contest.method} onValue={(method) => change({ method })} />
    );
  };
  return (
    <>
      <RadioField
        name={`${id}-asks`}
        legend="What voters do"
        value={asks}
        onValue={(value) => change({ method: methodsOf(value)[0] ?? contest.method })}
        options={allAsks.map((value) => ({ value, ...asksWords[value] }))}
      />
      <p>
        <a href="/methods" target="_blank" rel="noreferrer">
          Which one fits?<span class="only-read"> (opens in a new tab)</span>
        </a>
      </p>
      {problem !== undefined && (
        <p class="field-problem" id={`${id}-method`} tabIndex={-1} role="status">
          {problem}
        </p>
      )}
      {methods('How it is counted, for one seat or several', `${id}-counted`, 'many')}
      {methods('For one seat only', `${id}-counted-one`, 'one')}
      <NoneNotice contest={contest} />
      <OpenedNotice contest={contest} keys={state.draft.keys} />
      {contest.method === 'choose' && (
        <Field
          id={`${id}-max`}
          label="Most choices"
          hint="How many a voter may choose"
          problem={problemAt(state.problems, `${id}-max`)}
          value={contest.max}
          onValue={(max) => change({ max })}
          inputMode="numeric"
          autocomplete="off"
        />
      )}
    </>
  );
}

function oneSeatWords({ method, seats }: DraftContest): string | undefined {
  if (findMethod(method)?.elects !== 'one' || seats.length < 2) return undefined;
  return `This way of voting elects one person, and ${seats.length} seats are to be filled. Choose another, or one seat.`;
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
