import { useState } from 'preact/hooks';
import { freezeRoll, readRollState, type RollState } from '../../api/roll.ts';
import { call, nameOf } from '../call.ts';
import { readerZone } from '../clock.ts';
import { ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { deadlineWords, shortMoment } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { countTyped, readBackProblems } from './read-back.ts';
import { pathOf } from './route.ts';

/** The number of people is typed, what contradicts is acknowledged, and the roll is frozen. */
export function RollFreezePage(facts: ElectionFacts) {
  const { id, name } = facts.office.view;
  const { reply, failed, again } = useReading(readRollState, { path: { electionId: id } });
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Trail name={`Roll of ${name}`} href={pathOf(id, 'roll')} />
      <Heading title={`Freeze the roll – ${name}`} step={pathOf(id, 'roll-freeze')} problem={problems.length > 0}>
        Freeze the roll
      </Heading>
      <p class="soft measure">
        Frozen, the roll no longer follows the members. Whoever is missing is added by an amendment, which two officers
        decide and everybody sees.
      </p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the roll." />}
      {reply !== undefined && !isReady(reply) && (
        <Notice>
          <p>
            {notReadyWords(reply)} <a href={pathOf(id, 'roll')}>Go to the roll</a>
          </p>
        </Notice>
      )}
      {reply !== undefined && isReady(reply) && (
        <div class="cols">
          <Forecast state={reply} />
          {facts.isOfficer && (
            <FreezeForm {...facts} state={reply} problems={problems} onProblems={setProblems} onLook={again} />
          )}
        </div>
      )}
    </>
  );
}

function isReady({ state, isRecordPast }: RollState): boolean {
  return state === 'forecast' && isRecordPast;
}

function notReadyWords({ state, isRecordPast }: RollState): string {
  if (state === 'frozen') return 'The roll is frozen already.';
  return isRecordPast ? 'Work out the roll first.' : 'The record date has not come yet.';
}

function Forecast({ state }: { readonly state: RollState }) {
  const { record } = state;
  return (
    <section class="card stack-s">
      <h2>What will be frozen</h2>
      <FactList
        facts={[
          { term: 'Record date', says: deadlineWords(record, readerZone()).join(' · ') },
          { term: 'On the roll', says: counted(state.in, 'person', 'people') },
          { term: 'Not on it', says: counted(state.out, 'person', 'people') },
          { term: 'To look at', says: counted(state.openItems, 'thing') },
          { term: 'Worked out', says: state.madeAt === null ? '' : shortMoment(state.madeAt) },
        ]}
      />
      {state.since > 0 && (
        <Notice tone="warn">
          <p>
            {counted(state.since, 'thing')} happened to members since. The freeze counts them too, so the number may be
            another one by now.
          </p>
        </Notice>
      )}
    </section>
  );
}

interface FormFacts extends ElectionFacts {
  readonly state: RollState;
  readonly problems: readonly PlacedProblem[];
  readonly onProblems: (problems: readonly PlacedProblem[]) => void;
  readonly onLook: () => void;
}

function FreezeForm({ office, onAgain, go, state, problems, onProblems, onLook }: FormFacts) {
  const { id } = office.view;
  const { openItems } = state;
  const [typed, setTyped] = useState('');
  const [hasSeen, setSeen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const freeze = async () => {
    const wrong = missing(typed, openItems === 0 || hasSeen);
    onProblems(wrong);
    if (wrong.length > 0) return;
    setBusy(true);
    const body = { size: countTyped(typed) ?? 0, openItems };
    const answer = await call(freezeRoll, { path: { electionId: id }, body });
    setBusy(false);
    if (answer.ok) {
      onAgain();
      go(pathOf(id, 'roll'));
      return;
    }
    onProblems(readBackProblems(answer, { '#/body/size': 'People on the roll' }));
    if (answer.problem !== undefined && nameOf(answer.problem) === 'roll-changed') onLook();
  };
  const press = (event: Event) => {
    event.preventDefault();
    void freeze();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Read it back</h2>
      <Field
        id="size"
        label="How many people are on the roll?"
        problem={problemAt(problems, 'size')}
        value={typed}
        onValue={setTyped}
        inputMode="numeric"
        autocomplete="off"
      />
      {openItems > 0 && (
        <>
          <p>
            <a href={pathOf(id, 'roll-report')}>Read the report</a>
          </p>
          <TickLine id="seen" type="checkbox" isChosen={hasSeen} onChosen={setSeen}>
            I have looked at the {countWords(openItems)} {openItems === 1 ? 'thing' : 'things'} in the report
          </TickLine>
        </>
      )}
      <Button type="submit" full busy={isBusy && 'Freezing…'}>
        Freeze the roll
      </Button>
    </form>
  );
}

function missing(typed: string, hasSeen: boolean): readonly PlacedProblem[] {
  return [
    ...(countTyped(typed) === undefined ? [{ words: 'People on the roll: type the number', at: 'size' }] : []),
    ...(hasSeen ? [] : [{ words: 'Look at the report, then tick that you have', at: 'seen' }]),
  ];
}
