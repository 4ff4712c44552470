import type { MemberRow } from '../../api/members.ts';
import { instantOf, millisOf } from '../clock.ts';
import { standingWords } from '../../membership/words.ts';
import { Tag, type Tone } from '../parts/marks.tsx';
import { shortDay } from '../parts/when.ts';

export type WireStanding = MemberRow['standings'][number];

export function standingTone({ state }: Pick<WireStanding, 'state'>): Tone {
  if (state === 'active') return 'yes';
  return state === 'lapsed' || state === 'resigned' || state === 'terminated' ? 'plain' : 'warn';
}

/** `until Thu 17 June 2027`, `for life`, or nothing where there never was a period. The last day, not the instant after it. */
export function untilWords({ from, until }: Pick<WireStanding, 'from' | 'until'>): string {
  if (from === null) return '';
  return until === null ? 'for life' : `until ${shortDay(instantOf(millisOf(until) - 1000))}`;
}

/** How somebody stands, one line for each tier. */
export function Standings({ standings }: { readonly standings: readonly WireStanding[] }) {
  if (standings.length === 0) return <span class="soft">No tier</span>;
  return (
    <>
      {standings.map((standing) => (
        <span class="standing" key={standing.tier}>
          {standing.name} <Tag tone={standingTone(standing)}>{standingWords(standing.state)}</Tag>{' '}
          <span class="soft tiny">{untilWords(standing)}</span>
        </span>
      ))}
    </>
  );
}
