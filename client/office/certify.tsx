import { useState } from 'preact/hooks';
import { certifyElection } from '../../api/office.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { problemAt } from '../parts/refusals.tsx';
import { ElectedList, hasOpenTie } from './after-close.tsx';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { countTyped, electedIn, hasTexts, readBackProblems } from './read-back.ts';
import { pathOf } from './route.ts';

/** Publish the result for good; the number of people elected is typed. */
export function CertifyPage(facts: ElectionFacts) {
  const { view } = facts.office;
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const isOpen = view.phase === 'tallied' && hasOpenTie(facts.office);
  const isDue = view.phase === 'tallied' && electedIn(facts.office) !== undefined && !isOpen;
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading
        title={`Certify the result – ${view.name}`}
        step={pathOf(view.id, 'certify')}
        problem={problems.length > 0}
      >
        Certify the result
      </Heading>
      {isOpen && (
        <Notice tone="warn" title="A tie is open that decides who is elected">
          <p>
            Hold a public draw first and record it. <a href={pathOf(view.id, 'seating')}>Record the public draw</a>
          </p>
        </Notice>
      )}
      {isDue ? (
        <div class="cols">
          <Card title={hasTexts(facts.office) ? 'What is decided' : 'Who is elected'}>
            <ElectedList contests={view.contests} result={view.result ?? []} />
            <p>
              <a href={`/elections/${view.id}/check`}>Check the record first</a>
            </p>
          </Card>
          {facts.isOfficer && <CertifyForm {...facts} problems={problems} onProblems={setProblems} />}
        </div>
      ) : isOpen ? null : (
        <Notice>
          <p>
            {notDueWords(view.phase)} <a href={pathOf(view.id)}>Go to the election</a>
          </p>
        </Notice>
      )}
    </>
  );
}

function notDueWords(phase: ElectionFacts['office']['view']['phase']): string {
  switch (phase) {
    case 'certified':
      return 'The result is certified already.';
    case 'void':
      return 'The quorum was missed, so there is nothing to certify.';
    case 'draft':
    case 'scheduled':
    case 'open':
    case 'closed':
    case 'tallied':
      return 'There is no result to certify yet.';
  }
}

interface FormFacts extends ElectionFacts {
  readonly problems: readonly PlacedProblem[];
  readonly onProblems: (problems: readonly PlacedProblem[]) => void;
}

function CertifyForm({ office, onOffice, go, problems, onProblems }: FormFacts) {
  const { id } = office.view;
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const certify = async () => {
    const elected = countTyped(typed);
    onProblems(elected === undefined ? [{ words: 'People elected: type the number', at: 'elected' }] : []);
    if (elected === undefined) return;
    setBusy(true);
    const answer = await call(certifyElection, { path: { electionId: id }, body: { elected } });
    setBusy(false);
    if (answer.ok) {
      onOffice(answer.reply);
      go(pathOf(id));
    } else onProblems(readBackProblems(answer, { '#/body/elected': 'People elected' }));
  };
  const press = (event: Event) => {
    event.preventDefault();
    void certify();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Read it back</h2>
      <Field
        id="elected"
        label="How many people are elected, in all contests together?"
        hint={hasTexts(office) ? 'A text that is adopted is not counted' : undefined}
        problem={problemAt(problems, 'elected')}
        value={typed}
        onValue={setTyped}
        inputMode="numeric"
        autocomplete="off"
      />
      <p>Your name and the time are published with the certificate.</p>
      <Button type="submit" full busy={isBusy && 'Certifying…'}>
        Certify the result
      </Button>
    </form>
  );
}
