import { useState } from 'preact/hooks';
import { readRollState } from '../../api/roll.ts';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { noVerdictQuery } from './roll-state.ts';
import { Verdicts } from './roll-verdicts.tsx';
import { pathOf } from './route.ts';

/** Why somebody is on the roll of an election that is set up, or is not. */
export function RollReasonsPage({ office }: ElectionFacts) {
  const { id, name } = office.view;
  const [query, setQuery] = useState(noVerdictQuery);
  const { reply } = useReading(readRollState, { path: { electionId: id } });
  return (
    <>
      <Trail name={`Roll of ${name}`} href={pathOf(id, 'roll')} />
      <Heading title={`Reasons – roll of ${name}`} step={pathOf(id, 'roll-reasons')}>
        Who is on the roll, and why
      </Heading>
      <Verdicts electionId={id} query={query} onQuery={setQuery} codes={reply?.codes ?? []} canAmend={false} />
    </>
  );
}
