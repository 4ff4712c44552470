import { useState } from 'preact/hooks';
import { exportColumns, exportRoute, type ExportColumn } from '../../api/members.ts';
import { ButtonLink } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { TickLine } from '../parts/tick-field.tsx';
import { exportAddress, type MembersQuery } from './members-query.ts';

const words: Readonly<Record<ExportColumn, string>> = {
  number: 'Member number',
  name: 'Name',
  email: 'Mail address',
  city: 'City',
  country: 'Country',
  tier: 'Tier',
  state: 'How they stand',
  from: 'Member from',
  until: 'Paid until',
  affirmed: 'Affirmed year',
  body: 'Appointed by',
  vote: 'Vote of the appointment',
};

/** Whoever is shown above, as a file. */
export function ExportForm({ query, total }: { readonly query: MembersQuery; readonly total: number }) {
  const [chosen, setChosen] = useState<readonly ExportColumn[]>(['number', 'name', 'email', 'tier', 'from', 'until']);
  const tick = (column: ExportColumn, has: boolean) =>
    setChosen((before) => exportColumns.filter((one) => (one === column ? has : before.includes(one))));
  return (
    <details class="card">
      <summary>Export {counted(total, 'person', 'people')} as a file</summary>
      <div class="stack">
        <p class="soft measure">
          A line for each person and tier. Who took the file, with how many people and which filter, stands in the log.
          With all columns but “How they stand” it can be imported again and changes nothing.
        </p>
        <fieldset class="ticks">
          <legend class="label">Columns</legend>
          {exportColumns.map((column) => (
            <TickLine
              key={column}
              id={`column-${column}`}
              type="checkbox"
              isChosen={chosen.includes(column)}
              onChosen={(has) => tick(column, has)}
            >
              {words[column]}
            </TickLine>
          ))}
        </fieldset>
        {chosen.length === 0 ? (
          <p class="soft">Choose at least one column.</p>
        ) : (
          <p>
            <ButtonLink href={exportAddress(exportRoute, query, chosen)} download="members.csv">
              Download the file
            </ButtonLink>
          </p>
        )}
      </div>
    </details>
  );
}
