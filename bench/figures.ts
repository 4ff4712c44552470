/** Measured durations, in milliseconds. */
export type Durations = readonly number[];

export function median(durations: Durations): number {
  return percentile(durations, 50);
}

/** The smallest duration that at least `percent` of all do not exceed. */
export function percentile(durations: Durations, percent: number): number {
  const sorted = [...durations].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** One row of the report: what was measured, the figure, and how. */
export function row(what: string, figure: string, how: string): void {
  console.log(`  ${what.padEnd(46)} ${figure.padStart(14)}   ${how}`);
}

export function milliseconds(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function spread(durations: Durations): string {
  return `median of ${durations.length}, ${milliseconds(Math.min(...durations))} to ${milliseconds(Math.max(...durations))}`;
}
