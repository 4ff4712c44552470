import { useState } from 'preact/hooks';
import { withdrawCandidate } from '../../api/seating.ts';
import type { Contest, Phase } from '../../api/values.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { ErrorSummary, type PlacedProblem } from '../parts/boxes.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { failedWords, problemAt } from '../parts/refusals.tsx';
import { shortDay } from '../parts/when.ts';

interface WithdrawFacts {
  readonly electionId: string;
  readonly contests: readonly Contest[];
  readonly phase: Phase;
  /** Ids of contests whose seating is recorded. */
  readonly seated: readonly string[];
  readonly onDone: () => void;
}

/** A candidate who does not stand any more, on a ballot that cannot be changed. */
export function WithdrawCard({ contests, phase, seated, electionId, onDone }: WithdrawFacts) {
  const open = contests.filter(({ id, kind }) => kind === 'people' && !seated.includes(id));
  const gone = contests.flatMap(({ candidates }) => candidates.filter(({ withdrawnAt }) => withdrawnAt !== null));
  if (phase === 'draft' || phase === 'void' || (open.length === 0 && gone.length === 0)) return null;
  return (
    <section class="card stack">
      <h2>Withdrawn candidates</h2>
      <ul class="stack-s">
        {gone.map(({ id, name, withdrawnAt }) => (
          <li key={id}>
            <s dir="auto">{name}</s> <span class="soft small">withdrew on {shortDay(withdrawnAt ?? '')}</span>
          </li>
        ))}
      </ul>
      {open.length > 0 && <WithdrawForm contests={open} electionId={electionId} onDone={onDone} />}
    </section>
  );
}

function WithdrawForm({ contests, electionId, onDone }: Pick<WithdrawFacts, 'contests' | 'electionId' | 'onDone'>) {
  const [candidateId, setCandidate] = useState('');
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const press = async (event: Event) => {
    event.preventDefault();
    const missing = [
      ...(candidateId === '' ? [{ words: 'Who withdrew: choose one', at: 'withdrawn' }] : []),
      ...(reason.trim() === '' ? [{ words: 'Reason: write it, everybody can read it', at: 'withdrawn-why' }] : []),
    ];
    setProblems(missing);
    if (missing.length > 0) return;
    setBusy(true);
    const answer = await call(withdrawCandidate, { path: { electionId, candidateId }, body: { reason } });
    setBusy(false);
    if (!answer.ok) {
      setProblems([{ words: failedWords(answer) }]);
      return;
    }
    setCandidate('');
    setReason('');
    onDone();
  };
  return (
    <form class="stack" onSubmit={(event) => void press(event)} noValidate>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <p class="measure">
        The name stays on the ballot, struck through on every page. Votes for it are counted, and whoever is next takes
        the seat. It cannot be taken back.
      </p>
      <SelectField
        id="withdrawn"
        label="Who withdrew"
        problem={problemAt(problems, 'withdrawn')}
        value={candidateId}
        onValue={setCandidate}
        options={[{ value: '', words: 'Choose' }, ...whoCanWithdraw(contests)]}
      />
      <Field
        id="withdrawn-why"
        label="Reason"
        hint="One sentence. Everybody can read it once the seating is recorded."
        problem={problemAt(problems, 'withdrawn-why')}
        value={reason}
        onValue={setReason}
        maxLength={300}
      />
      <p>
        <Button type="submit" kind="plain" busy={isBusy && 'Striking through…'}>
          Strike through
        </Button>
      </p>
    </form>
  );
}

/** None of the above is nobody, and stands to the end. */
export function whoCanWithdraw(contests: readonly Contest[]): readonly { value: string; words: string }[] {
  return contests.flatMap(({ title, candidates }) =>
    candidates
      .filter(({ withdrawnAt, isDefault }) => withdrawnAt === null && !isDefault)
      .map(({ id, name }) => ({ value: id, words: contests.length === 1 ? name : `${name}, ${title}` })),
  );
}
