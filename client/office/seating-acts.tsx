import { useReducer, useState } from 'preact/hooks';
import { previewSeating, recordDraw, recordSeating, type ContestSeating, type SeatingPass } from '../../api/seating.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { figureTitle } from '../parts/methods.ts';
import { failedWords, placedProblems, problemAt } from '../parts/refusals.tsx';
import type { ElectionFacts } from './election-pages.tsx';
import { countTyped, readBackProblems } from './read-back.ts';
import { pathOf } from './route.ts';
import { changesBetween, nothingTried, reduceWhatIf, whys, type WhatIf } from './seating-state.ts';
import { PlanCard } from './seating-plan.tsx';

interface ActFacts extends ElectionFacts {
  readonly contest: ContestSeating;
  readonly place: number;
  /** Reads the seating anew. */
  readonly onAgain: () => void;
}

/** What can be tried and recorded for one contest that is not seated yet. */
export function SeatingActs(facts: ActFacts) {
  const { contest, isOfficer, office } = facts;
  const { id } = office.view;
  const [tried, say] = useReducer(reduceWhatIf, nothingTried);
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const plan = tried.plan ?? contest.plan;
  const [tie] = plan.openTies;
  const tryPasses = async (passes: readonly SeatingPass[]) => {
    const path = { electionId: id, contestId: contest.id };
    const answer = await call(previewSeating, { path, body: { passes: [...passes] } });
    if (answer.ok) say({ type: 'answered', passes, plan: answer.reply });
    setProblems(answer.ok ? [] : placedProblems(answer, () => 'Reason'));
  };
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {isOfficer && <WhatIfForm {...facts} tried={tried} say={say} onTry={tryPasses} onProblems={setProblems} />}
      {tried.plan !== undefined && (
        <div class="stack" role="status">
          <WhatChanges contest={contest} tried={tried} onTry={tryPasses} onClear={() => say({ type: 'cleared' })} />
          <PlanCard title="If so" plan={tried.plan} contest={contest} figure={figureTitle(office.view, contest.id)} />
        </div>
      )}
      {tie !== undefined && (
        <Notice tone="warn" title="A tie is open">
          <p>{tie.words}</p>
        </Notice>
      )}
      {isOfficer && tie !== undefined && contest.toDraw.length > 0 && <DrawForm {...facts} />}
      {isOfficer && tie === undefined && <RecordForm {...facts} passes={tried.passes} />}
    </>
  );
}

interface WhatIfFacts extends ActFacts {
  readonly tried: WhatIf;
  readonly say: (event: Parameters<typeof reduceWhatIf>[1]) => void;
  readonly onTry: (passes: readonly SeatingPass[]) => Promise<void>;
  readonly onProblems: (problems: readonly PlacedProblem[]) => void;
}

function WhatIfForm({ contest, place, tried, say, onTry, onProblems }: WhatIfFacts) {
  const ids = { candidate: `pass-${place}`, why: `why-${place}`, reason: `reason-${place}` };
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const left = contest.contenders.filter(
    ({ id, withdrawnAt }) => withdrawnAt === null && !tried.passes.some(({ candidate }) => candidate === id),
  );
  const press = async (event: Event) => {
    event.preventDefault();
    const { candidate, why, reason } = tried;
    const missing = [
      ...(candidate === '' ? [{ words: 'Candidate: choose one', at: ids.candidate }] : []),
      ...(reason.trim() === '' ? [{ words: 'Reason: write it, everybody can read it', at: ids.reason }] : []),
    ];
    setProblems(missing);
    onProblems(missing);
    if (missing.length > 0) return;
    setBusy(true);
    await onTry([...tried.passes, { candidate, why, reason: reason.trim() }]);
    setBusy(false);
  };
  return (
    <form class="card stack" onSubmit={(event) => void press(event)} noValidate>
      <h3>What if somebody is passed over?</h3>
      <p class="soft">Nothing is recorded by looking. What stays marked here is recorded with the seating.</p>
      <SelectField
        id={ids.candidate}
        label="Candidate"
        problem={problemAt(problems, ids.candidate)}
        value={tried.candidate}
        onValue={(candidate) => say({ type: 'typed', form: { candidate } })}
        options={[
          { value: '', words: 'Choose' },
          ...left.map(({ id, name, votes }) => ({ value: id, words: votes === null ? name : `${name} (${votes})` })),
        ]}
      />
      <SelectField
        id={ids.why}
        label="Why"
        value={tried.why}
        onValue={(value) => say({ type: 'typed', form: { why: whyOf(value) } })}
        options={whys}
      />
      <Field
        id={ids.reason}
        label="Reason"
        hint="One sentence. Once it is recorded, everybody can read it on the result page."
        problem={problemAt(problems, ids.reason)}
        value={tried.reason}
        onValue={(reason) => say({ type: 'typed', form: { reason } })}
        maxLength={300}
      />
      <p>
        <Button type="submit" kind="plain" busy={isBusy && 'Working it out…'}>
          See what would change
        </Button>
      </p>
    </form>
  );
}

function whyOf(value: string): SeatingPass['why'] {
  return whys.find((one) => one.value === value)?.value ?? 'declined';
}

function WhatChanges({
  contest,
  tried,
  onTry,
  onClear,
}: {
  readonly contest: ContestSeating;
  readonly tried: WhatIf;
  readonly onTry: WhatIfFacts['onTry'];
  readonly onClear: () => void;
}) {
  const changes = tried.plan === undefined ? [] : changesBetween(contest.plan, tried.plan);
  const remove = (candidate: string) => {
    const rest = tried.passes.filter((pass) => pass.candidate !== candidate);
    if (rest.length === 0) onClear();
    else void onTry(rest);
  };
  return (
    <Card title="What would change">
      <ul class="stack-s">
        {tried.passes.map(({ candidate, why, reason }) => (
          <li key={candidate}>
            <span class="strong" dir="auto">
              {nameOf(contest, candidate)}
            </span>{' '}
            {whys.find(({ value }) => value === why)?.words}: {reason}{' '}
            <TextButton onPress={() => remove(candidate)} about={nameOf(contest, candidate)}>
              Take back
            </TextButton>
          </li>
        ))}
      </ul>
      {changes.length === 0 ? (
        <p>Nobody else is touched by it.</p>
      ) : (
        <ul class="stack-s">
          {changes.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function nameOf({ contenders }: ContestSeating, id: string): string {
  return contenders.find((one) => one.id === id)?.name ?? '';
}

/** The order of a public draw, chosen name by name. */
function DrawForm({ office, contest, place, onAgain }: ActFacts) {
  const [drawn, setDrawn] = useState<readonly string[]>(contest.toDraw.map(() => ''));
  const [note, setNote] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const press = async (event: Event) => {
    event.preventDefault();
    const missing = drawProblems(drawn, note, place);
    setProblems(missing);
    if (missing.length > 0) return;
    setBusy(true);
    const path = { electionId: office.view.id, contestId: contest.id };
    const answer = await call(recordDraw, { path, body: { drawn: [...drawn], note } });
    setBusy(false);
    if (answer.ok) onAgain();
    else setProblems([{ words: failedWords(answer) }]);
  };
  return (
    <form class="card stack" onSubmit={(event) => void press(event)} noValidate>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <h3>Record the public draw</h3>
      <p class="measure">
        Put the names of all who share a number of votes into one draw, before people who can say what they saw. It is
        recorded once and cannot be changed.
      </p>
      {drawn.map((id, position) => (
        <SelectField
          key={position}
          id={`drawn-${place}-${position}`}
          label={`Drawn ${ordinals[position] ?? `as number ${position + 1}`}`}
          problem={problemAt(problems, `drawn-${place}-${position}`)}
          value={id}
          onValue={(value) => setDrawn(drawn.map((old, at) => (at === position ? value : old)))}
          options={[
            { value: '', words: 'Choose' },
            ...contest.toDraw.map((one) => ({ value: one, words: nameOf(contest, one) })),
          ]}
        />
      ))}
      <TextField
        id={`note-${place}`}
        label="Where, when and before whom"
        hint="Everybody can read it on the result page."
        problem={problemAt(problems, `note-${place}`)}
        value={note}
        onValue={setNote}
        rows={3}
      />
      <Button type="submit" full busy={isBusy && 'Recording…'}>
        Record the draw
      </Button>
    </form>
  );
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

function drawProblems(drawn: readonly string[], note: string, place: number): readonly PlacedProblem[] {
  const wrong = drawn.flatMap((id, position) => {
    const at = `drawn-${place}-${position}`;
    if (id === '') return [{ words: `Number ${position + 1}: choose a name`, at }];
    return drawn.indexOf(id) < position ? [{ words: `Number ${position + 1}: this name was drawn already`, at }] : [];
  });
  const isSaid = note.trim() !== '';
  return isSaid ? wrong : [...wrong, { words: 'Where, when and before whom: write it', at: `note-${place}` }];
}

function RecordForm({
  office,
  contest,
  place,
  passes,
  onAgain,
}: ActFacts & { readonly passes: readonly SeatingPass[] }) {
  const at = `seated-${place}`;
  const [typed, setTyped] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const { id, phase } = office.view;
  if (phase !== 'certified') {
    return (
      <Notice>
        <p>
          It is recorded after the result is certified. <a href={pathOf(id, 'certify')}>Certify the result</a>
        </p>
      </Notice>
    );
  }
  const press = async (event: Event) => {
    event.preventDefault();
    const seated = countTyped(typed);
    setProblems(seated === undefined ? [{ words: 'People seated: type the number', at }] : []);
    if (seated === undefined) return;
    setBusy(true);
    const path = { electionId: id, contestId: contest.id };
    const answer = await call(recordSeating, { path, body: { passes: [...passes], seated } });
    setBusy(false);
    if (answer.ok) onAgain();
    else
      setProblems(
        readBackProblems(answer, { '#/body/seated': 'People seated' }).map((one) =>
          one.at === 'seated' ? { ...one, at } : one,
        ),
      );
  };
  return (
    <form class="card stack" onSubmit={(event) => void press(event)} noValidate>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <h3>Record the seating</h3>
      <p class="measure">
        What stands {passes.length === 0 ? 'above' : 'above under “If so”'} goes on record, with every reason, and the
        terms begin as it says. It cannot be taken back.
      </p>
      <Field
        id={at}
        label={`How many people are seated in ${contest.title}?`}
        problem={problemAt(problems, at)}
        value={typed}
        onValue={setTyped}
        inputMode="numeric"
        autocomplete="off"
      />
      <Button type="submit" full busy={isBusy && 'Recording…'}>
        Record the seating
      </Button>
    </form>
  );
}
