import { readRollChanges, type RollChanges } from '../../api/roll.ts';
import { Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { AmendForm } from './roll-amend.tsx';
import { AmendmentCard } from './roll-amendment.tsx';
import { ExceptionCard } from './roll-exception.tsx';
import { pathOf } from './route.ts';

/** Amendments of the frozen roll, and what members asked for. */
export function RollChangesPage(facts: ElectionFacts) {
  const { id, name, phase, roll } = facts.office.view;
  const { reply, failed, again, put } = useReading(readRollChanges, { path: { electionId: id } });
  const canChange = facts.isOfficer && phase === 'draft' && roll.frozenAt !== null;
  const take = (changes: RollChanges) => {
    put(changes);
    facts.onAgain();
  };
  return (
    <>
      <Trail name={`Roll of ${name}`} href={pathOf(id, 'roll')} />
      <Heading title={`Amendments of the roll – ${name}`} step={pathOf(id, 'roll-changes')}>
        Amendments and requests
      </Heading>
      <p class="soft measure">
        One officer proposes, another decides. Everybody sees how many people were added or taken off, and the reason;
        nobody sees who.
      </p>
      {!canChange && <CannotChange {...facts} />}
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the amendments." />}
      <div class="cols">
        {reply !== undefined && <Lists electionId={id} changes={reply} canDecide={canChange} onChanges={take} />}
        {canChange && <AmendForm electionId={id} onChanges={take} />}
      </div>
    </>
  );
}

function CannotChange({ office, isOfficer }: ElectionFacts) {
  const { phase, roll } = office.view;
  if (roll.frozenAt === null) {
    return (
      <Notice>
        <p>The roll is not frozen yet. Until then it follows the members by itself.</p>
      </Notice>
    );
  }
  if (phase === 'draft' && !isOfficer) return null;
  return (
    <Notice>
      <p>The election is set up, and the board holds a ballot for everybody on the roll. Nobody can be added now.</p>
    </Notice>
  );
}

function Lists({
  electionId,
  changes,
  canDecide,
  onChanges,
}: {
  readonly electionId: string;
  readonly changes: RollChanges;
  readonly canDecide: boolean;
  readonly onChanges: (changes: RollChanges) => void;
}) {
  const { amendments, exceptions } = changes;
  return (
    <div class="stack">
      <section class="stack-s" aria-labelledby="requests">
        <h2 id="requests">What members asked for</h2>
        {exceptions.length === 0 && <p class="card">Nobody has asked to be on the roll.</p>}
        {exceptions.map((exception) => (
          <ExceptionCard key={exception.id} {...{ electionId, exception, canDecide, onChanges }} />
        ))}
      </section>
      <section class="stack-s" aria-labelledby="amendments">
        <h2 id="amendments">Amendments</h2>
        {amendments.length === 0 && <p class="card">The roll is as it was frozen.</p>}
        {amendments.map((amendment) => (
          <AmendmentCard key={amendment.id} {...{ electionId, amendment, canDecide, onChanges }} />
        ))}
      </section>
    </div>
  );
}
