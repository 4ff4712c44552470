import type { ContestSeating, SeatingPlan } from '../../api/seating.ts';
import { Card } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { Table } from '../parts/lists.tsx';
import { ruleWords, untilWords } from './seating-state.ts';

/** Who takes which seat, and each decision with its rule. */
export function PlanCard({
  title,
  plan,
  contest,
  figure,
}: {
  readonly title: string;
  readonly plan: SeatingPlan;
  readonly contest: ContestSeating;
  /** What the figure that decides is called. */
  readonly figure: string;
}) {
  const rows = [
    ...plan.seated.map(({ seat, name, candidate, endsOn }) => ({
      ...{ seat, name, candidate, term: untilWords(endsOn) },
    })),
    ...plan.vacant.map((seat) => ({ seat, name: 'Vacant', candidate: '', term: '' })),
  ];
  const votesOf = (id: string) => contest.contenders.find((one) => one.id === id)?.votes ?? null;
  const hasFigures = contest.contenders.some(({ votes }) => votes !== null);
  return (
    <Card title={title} aside={`${counted(plan.seated.length, 'person', 'people')} seated`} flush>
      {rows.length === 0 ? (
        <p class="steps-of-seating">Nobody can be seated yet.</p>
      ) : (
        <Table
          caption={`${title}: ${contest.title}`}
          columns={[
            { title: 'Seat', cell: ({ seat }) => seat },
            { title: 'Who', cell: ({ name }) => <span dir="auto">{name}</span> },
            ...(hasFigures
              ? [
                  {
                    title: figure,
                    numeric: true,
                    cell: ({ candidate }: (typeof rows)[number]) => votesOf(candidate) ?? '',
                  },
                ]
              : []),
            { title: 'Term', cell: ({ term }) => term },
          ]}
          rows={rows}
          keyOf={({ seat }) => seat}
        />
      )}
      <ol class="steps-of-seating" hidden={plan.steps.length === 0}>
        {plan.steps.map(({ rule, words }) => (
          <li key={words}>
            <span class="soft tiny">{ruleWords[rule]}</span>
            <br />
            {words}
          </li>
        ))}
      </ol>
    </Card>
  );
}
