import type { ElectionView } from '../../api/elections.ts';
import { Card } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { FactList } from '../parts/lists.tsx';
import { shortDay, shortMoment } from '../parts/when.ts';

/** How many are on the roll, by which date, and every change since it was frozen: what everybody may know of it. */
export function RollCard({ view, rulesLink }: { readonly view: ElectionView; readonly rulesLink?: string }) {
  const { roll } = view;
  return (
    <Card title="The roll">
      <FactList
        facts={[
          { term: 'Voters on it', says: String(roll.size) },
          { term: 'Record date', says: shortMoment(view.timetable.record.at) },
          ...(roll.frozenAt === null
            ? []
            : [{ term: 'Frozen', says: `${shortDay(roll.frozenAt)}, with ${String(roll.frozenSize)}` }]),
        ]}
      />
      <Amendments amendments={roll.amendments} />
      <p class="small soft">Fingerprint of the roll</p>
      <p class="mono small break">{roll.hash}</p>
      {rulesLink !== undefined && (
        <p class="small">
          <a href={rulesLink}>Who may vote, in the rules</a>
        </p>
      )}
    </Card>
  );
}

function Amendments({ amendments }: Pick<ElectionView['roll'], 'amendments'>) {
  if (amendments.length === 0) return <p class="small">Nobody was added or taken off since.</p>;
  return (
    <>
      <p class="small strong">Changed since, each time by two officers:</p>
      <ul class="stack-s small">
        {amendments.map(({ change, people, reason, at }) => (
          <li key={`${at} ${reason}`}>
            {counted(people, 'person', 'people')} {change === 'added' ? 'added' : 'taken off'}, {shortDay(at)}: {reason}
          </li>
        ))}
      </ul>
    </>
  );
}
