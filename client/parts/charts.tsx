/** Bars and meters are drawn with attributes, not styles: our policy allows no inline style. Every bar starts at zero. */

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.round((part / whole) * 1000) / 10);
}

/** `64.5%` */
export function share(part: number, whole: number): string {
  return `${percent(part, whole).toFixed(1)}%`;
}

/** One bar of a chart, `part` of `whole`. Filled: elected. Outlined: not. Dashed: tied for the last seat. */
export function Bar({
  part,
  whole,
  look,
}: {
  readonly part: number;
  readonly whole: number;
  readonly look: 'fill' | 'outline' | 'tie';
}) {
  return (
    <svg class="bar-svg" aria-hidden="true" width="100%" height="16">
      <rect class={look} x="0" y="1" width={`${percent(part, whole)}%`} height="14" rx="3" />
    </svg>
  );
}

/** How many ballots gave each score, best first: one hue, the darker the better. `counts` begins with score 0, not drawn. */
export function ScoreBar({ counts, whole }: { readonly counts: readonly number[]; readonly whole: number }) {
  const best = counts.length - 1;
  const scores = counts
    .map((count, points) => ({ count, points }))
    .slice(1)
    .reverse();
  return (
    <svg class="bar-svg" aria-hidden="true" width="100%" height="16">
      {scores.map(({ count, points }, place) => (
        <rect
          key={points}
          class="fill"
          fill-opacity={points / best}
          x={`${percent(
            scores.slice(0, place).reduce((sum, one) => sum + one.count, 0),
            whole,
          )}%`}
          y="1"
          width={`${percent(count, whole)}%`}
          height="14"
        />
      ))}
    </svg>
  );
}

/** What the hatched parts of bars are filled with, by an id that the page has once. */
export function Hatching({ id }: { readonly id: string }) {
  return (
    <svg class="hatching" aria-hidden="true" width="0" height="0">
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch" width="3" height="6" />
        </pattern>
      </defs>
    </svg>
  );
}

/**
 * One bar of a step of a count: what was there, then, hatched, what came in this step. Lengths are thousandths; `line`: where
 * it has to come to.
 */
export function StepBar({
  lengths: [had = 0, came = 0],
  look,
  line,
  hatching,
}: {
  readonly lengths: readonly number[];
  readonly look: 'fill' | 'outline' | 'tie';
  /** The id of a `Hatching`. */
  readonly hatching: string;
  readonly line: number | null;
}) {
  const at = (length: number) => `${length / 10}%`;
  return (
    <svg class="bar-svg" aria-hidden="true" width="100%" height="16">
      <rect class={look} x="0" y="1" width={at(had)} height="14" />
      {came > 0 && <rect class="outline" x={at(had)} y="1" width={at(came)} height="14" />}
      {came > 0 && <rect fill={`url(#${hatching})`} x={at(had)} y="1" width={at(came)} height="14" />}
      {line !== null && <rect class="needed" x={at(Math.min(line, 995))} y="-2" width="2" height="20" />}
    </svg>
  );
}

/** Parts of one whole side by side, in thousandths: one hue, the first the darkest, each with an edge. */
export function StackedBar({ lengths, line }: { readonly lengths: readonly number[]; readonly line: number | null }) {
  const at = (length: number) => `${length / 10}%`;
  return (
    <svg class="bar-svg stacked" aria-hidden="true" width="100%" height="16">
      {lengths.map((length, place) => (
        <rect
          key={place}
          class="fill"
          fill-opacity={1 - place / Math.max(1, lengths.length - 1)}
          x={at(lengths.slice(0, place).reduce((sum, one) => sum + one, 0))}
          y="1"
          width={at(length)}
          height="14"
        />
      ))}
      {line !== null && <rect class="needed" x={at(line)} y="-2" width="2" height="20" />}
    </svg>
  );
}

/** How far something has come, with a labelled line where it must come to. `label` says it all in words. */
export function Meter({
  part,
  whole,
  needed,
  label,
}: {
  readonly part: number;
  readonly whole: number;
  readonly needed?: number | null;
  readonly label: string;
}) {
  return (
    <svg class="meter" role="img" aria-label={label} width="100%" height="46">
      <rect class="ground" x="0" y="24" width="100%" height="14" rx="7" />
      {part > 0 && <rect class="fill" x="0" y="24" width={`${percent(part, whole)}%`} height="14" rx="7" />}
      {needed !== undefined && needed !== null && <NeededLine at={percent(needed, whole)} words={`${needed} needed`} />}
    </svg>
  );
}

function NeededLine({ at, words }: { readonly at: number; readonly words: string }) {
  return (
    <>
      <rect class="needed" x={`${at}%`} y="16" width="2" height="28" />
      <text x={`${at}%`} y="11" text-anchor={at < 20 ? 'start' : at > 80 ? 'end' : 'middle'}>
        {words}
      </text>
    </>
  );
}

/** Work that is under way, `done` of `all`. */
export function Progress({
  done,
  all,
  label,
}: {
  readonly done: number;
  readonly all: number;
  readonly label: string;
}) {
  return (
    <svg
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done}
      width="100%"
      height="10"
    >
      <rect class="ground" x="0" y="1" width="100%" height="8" rx="4" />
      <rect class="fill" x="0" y="1" width={`${percent(done, all)}%`} height="8" rx="4" />
    </svg>
  );
}

/**
 * A motion: for filled, against outlined, abstain hatched, and a labelled line where the votes for it must come to.
 * `counts` are for, against, abstain; `id` is of this page alone.
 */
export function MotionMeter({
  id,
  counts: [forVotes, against, abstain],
  whole,
  needed,
  label,
}: {
  readonly id: string;
  readonly counts: readonly [forVotes: number, against: number, abstain: number];
  readonly whole: number;
  readonly needed: number;
  readonly label: string;
}) {
  const [first, second, third] = [forVotes, against, abstain].map((count) => percent(count, whole));
  const at = Math.min(99.5, percent(needed, whole));
  return (
    <svg class="meter motion" role="img" aria-label={label} width="100%" height="46">
      <defs>
        <pattern id={`hatch-${id}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch" width="2" height="6" />
        </pattern>
      </defs>
      <rect class="ground" x="0" y="24" width="100%" height="14" />
      <rect class="fill" x="0" y="24" width={`${first}%`} height="14" />
      <rect class="outline" x={`${first}%`} y="24" width={`${second}%`} height="14" />
      <rect class="outline" x={`${(first ?? 0) + (second ?? 0)}%`} y="24" width={`${third}%`} height="14" />
      <rect fill={`url(#hatch-${id})`} x={`${(first ?? 0) + (second ?? 0)}%`} y="24" width={`${third}%`} height="14" />
      <NeededLine at={at} words={`${needed} needed`} />
    </svg>
  );
}
