import { useState } from 'preact/hooks';
import { openElection } from '../../api/office.ts';
import { call } from '../call.ts';
import { readerZone } from '../clock.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { problemAt } from '../parts/refusals.tsx';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { ReadBackTable } from './read-back-table.tsx';
import { countTyped, dateTyped, hasTexts, readBackProblems } from './read-back.ts';
import { pathOf } from './route.ts';

/** Everything once more in words; the officer types the seats and the closing date, and opens. */
export function OpenPage(facts: ElectionFacts) {
  const { view, blockers, warnings } = facts.office;
  const isReady = view.phase === 'draft' && blockers.length === 0;
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Trail name={view.name} href={pathOf(view.id)}>
        the last task
      </Trail>
      <Heading title={`Open the election – ${view.name}`} step={pathOf(view.id, 'open')} problem={problems.length > 0}>
        Open the election
      </Heading>
      <p class="soft measure">
        When it is open, nobody can change what is voted on, who may vote or how it is counted, not even you. Ballot
        mail leaves when voting opens.
      </p>
      {view.phase !== 'draft' && (
        <Notice>
          <p>
            It is open already. <a href={pathOf(view.id)}>Go to the election</a>
          </p>
        </Notice>
      )}
      {view.phase === 'draft' && blockers.length > 0 && (
        <Notice tone="warn" title="It cannot be opened yet">
          <ul class="stack-s">
            {blockers.map(({ detail }) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </Notice>
      )}
      {warnings.length > 0 && view.phase === 'draft' && (
        <Notice tone="warn" title="Worth a second look">
          <ul class="stack-s">
            {warnings.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="cols">
        <ReadBackTable office={facts.office} reader={readerZone()} />
        {isReady && facts.isOfficer && <OpenForm {...facts} problems={problems} onProblems={setProblems} />}
      </div>
    </>
  );
}

const fieldNames: Readonly<Record<string, string>> = { '#/body/seats': 'Seats', '#/body/closesOn': 'Closing date' };

interface FormFacts extends ElectionFacts {
  readonly problems: readonly PlacedProblem[];
  readonly onProblems: (problems: readonly PlacedProblem[]) => void;
}

function OpenForm({ office, onOffice, go, problems, onProblems }: FormFacts) {
  const { id } = office.view;
  const [seats, setSeats] = useState('');
  const [date, setDate] = useState('');
  const [isBusy, setBusy] = useState(false);
  const open = async () => {
    const typed = typedProblems(seats, date);
    onProblems(typed);
    if (typed.length > 0) return;
    setBusy(true);
    const body = { seats: countTyped(seats) ?? 0, closesOn: dateTyped(date) ?? '' };
    const answer = await call(openElection, { path: { electionId: id }, body });
    setBusy(false);
    if (answer.ok) {
      onOffice(answer.reply);
      go(pathOf(id));
    } else onProblems(readBackProblems(answer, fieldNames));
  };
  const press = (event: Event) => {
    event.preventDefault();
    void open();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Read it back</h2>
      <Field
        id="seats"
        label="How many seats are filled, in all contests together?"
        hint={hasTexts(office) ? 'A contest about a text fills none' : undefined}
        problem={problemAt(problems, 'seats')}
        value={seats}
        onValue={setSeats}
        inputMode="numeric"
        autocomplete="off"
      />
      <Field
        id="closesOn"
        label="On which date does voting close?"
        hint={`Day, month and year, such as 3 May 2027, in the zone of the election`}
        problem={problemAt(problems, 'closesOn')}
        value={date}
        onValue={setDate}
        autocomplete="off"
      />
      <p class="strong">Afterwards nothing can be changed.</p>
      <Button type="submit" full busy={isBusy && 'Opening… making a personal link for everybody'}>
        Open the election
      </Button>
      <ButtonLink href={pathOf(id, 'edit')}>Change something first</ButtonLink>
    </form>
  );
}

function typedProblems(seats: string, date: string): readonly PlacedProblem[] {
  return [
    ...(countTyped(seats) === undefined ? [{ words: 'Seats: type the number of seats', at: 'seats' }] : []),
    ...(dateTyped(date) === undefined
      ? [{ words: 'Closing date: type day, month and year, such as 3 May 2027', at: 'closesOn' }]
      : []),
  ];
}
