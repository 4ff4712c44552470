import type { OfficeView } from '../../api/office.ts';
import { Card } from '../parts/boxes.tsx';
import { countWords } from '../parts/counts.ts';
import { Table } from '../parts/lists.tsx';
import { daysOf, daysWords, type Day } from './voting-days.ts';

const height = 150;
/** One day alone would fill the whole width. */
const fewestSlots = 7;

/** Voters per day: the finding in a sentence, the bars, and the same as a table. */
export function VotersPerDay({ office }: { readonly office: OfficeView }) {
  const days = daysOf(office);
  return (
    <Card title="Voters per day" aside="UTC days; a voter counts on the day of the first ballot">
      <p>{daysWords(days, office.view.phase !== 'open')}</p>
      {days.some(({ voters }) => voters > 0) && <Chart days={days} />}
    </Card>
  );
}

function Chart({ days }: { readonly days: readonly Day[] }) {
  return (
    <>
      <Columns days={days} />
      <details>
        <summary class="small">Show as a table</summary>
        <div class="below">
          <Table
            caption="Voters per day"
            rows={days}
            keyOf={({ day }) => day}
            columns={[
              { title: 'Day', cell: ({ words }) => words },
              { title: 'Voters', numeric: true, cell: ({ voters }) => countWords(voters) },
            ]}
          />
        </div>
      </details>
    </>
  );
}

/** Drawn in hundredths of the width: our policy allows no inline style. Every bar starts at zero. */
function Columns({ days }: { readonly days: readonly Day[] }) {
  const most = Math.max(1, ...days.map(({ voters }) => voters));
  const slot = 100 / Math.max(fewestSlots, days.length);
  const step = Math.ceil(days.length / 16);
  return (
    <svg
      class="columns"
      role="img"
      aria-label="Voters per day, as bars. The numbers are in the table below."
      width="100%"
      height="190"
    >
      {days.map(({ day, voters, words }, place) => {
        const tall = Math.round((voters / most) * (height - 24));
        const middle = `${(place + 0.5) * slot}%`;
        return (
          <g key={day}>
            {voters > 0 && (
              <rect
                class="fill"
                x={`${(place + 0.18) * slot}%`}
                y={height - tall}
                width={`${0.64 * slot}%`}
                height={tall}
                rx="3"
              />
            )}
            {voters > 0 && days.length <= 31 && (
              <text class="count" x={middle} y={height - tall - 7}>
                {voters}
              </text>
            )}
            {place % step === 0 && (
              <text x={middle} y={height + 22}>
                {words.split(' ')[0]}
              </text>
            )}
          </g>
        );
      })}
      <line class="base" x1="0" x2="100%" y1={height} y2={height} />
    </svg>
  );
}
