import { expect, test } from 'vitest';
import { countIrv } from '../../counting/irv.ts';
import { countMeekStv } from '../../counting/meek-stv.ts';
import type { Outcome, Paper } from '../../counting/methods.ts';
import { countScottishStv } from '../../counting/scottish-stv.ts';
import { countWigmStv } from '../../counting/wigm-stv.ts';
import { drawFlow } from '../../drawing/flow.ts';

const counts = { irv: countIrv, scottish: countScottishStv, wigm: countWigmStv, meek: countMeekStv };
const names = Array.from({ length: 7 }, (_, place) => `Person ${place + 1}`);

/** Papers that look random and are the same in every run. */
function papersFrom(seed: number): readonly Paper[] {
  let state = seed;
  const next = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  return Array.from({ length: 40 }, () => {
    const order = names.map((_, place) => ({ place, by: next(1000) })).sort((one, other) => one.by - other.by);
    const ranked = order.slice(0, 1 + next(names.length)).map(({ place }) => place);
    return { marks: names.map((_, place) => ranked.indexOf(place) + 1), count: 1 + next(9) };
  });
}

function counted(name: keyof typeof counts, seed: number): Outcome {
  const lot = names.map((_, place) => place);
  return counts[name](papersFrom(seed), { seats: name === 'irv' ? 1 : 3, candidates: names.length, lot });
}

const cases = (['irv', 'scottish', 'wigm', 'meek'] as const).flatMap((name) =>
  [1, 2, 3, 4, 5].map((seed) => [name, seed] as const),
);

test.each(cases)(
  '%s, papers %i: in every stage each total is the last one with what came and without what went',
  (name, seed) => {
    const stages = counted(name, seed).steps.filter((step) => step.kind === 'stage');
    expect(stages.length).toBeGreaterThan(1);
    const parts = (text: string) => BigInt(text.replace('.', ''));
    for (const [at, stage] of stages.entries()) {
      const before = stages[at - 1];
      for (const who of [...names.keys(), null]) {
        const total = (of: typeof stage | undefined) =>
          of === undefined ? 0n : parts(who === null ? of.nonTransferable : of.totals[who]!);
        const came = stage.moved.filter(({ to }) => to === who).reduce((sum, { votes }) => sum + parts(votes), 0n);
        const went = stage.moved.filter(({ from }) => from === who).reduce((sum, { votes }) => sum + parts(votes), 0n);
        // First preferences come from nowhere.
        expect(total(stage)).toBe(before === undefined ? came : total(before) + came - went);
      }
    }
  },
);

test.each(cases)('%s, papers %i: bands are as wide together as the block that they leave', (name, seed) => {
  const svg = drawFlow(counted(name, seed), names);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|<script|xlink|href|url\(/);
  const blocks = [
    ...svg.matchAll(/<rect class="(?:in|other|nobody)" x="([\d.]+)" y="([\d.]+)" width="12" height="([\d.]+)"/g),
  ];
  const bands = [...svg.matchAll(/d="M([\d.]+),([\d.]+)C\S+ \S+ [\d.]+,[\d.]+" stroke-width="([\d.]+)"/g)];
  expect(bands).toHaveLength(svg.match(/<path/g)!.length);
  const lastX = Math.max(...blocks.map(([, x]) => Number(x)));
  for (const [, x, y, height] of blocks) {
    if (Number(x) === lastX) continue;
    const [top, bottom] = [Number(y), Number(y) + Number(height)];
    const own = bands.filter(
      ([, from, at]) =>
        Math.abs(Number(from) - Number(x) - 12) < 0.02 && Number(at) >= top - 0.02 && Number(at) <= bottom + 0.02,
    );
    const sum = own.reduce((all, [, , , width]) => all + Number(width), 0);
    expect(Math.abs(sum - Number(height))).toBeLessThan(0.01 * (own.length + 2));
  }
});

test('the same count gives the same picture', () => {
  expect(drawFlow(counted('meek', 3), names)).toBe(drawFlow(counted('meek', 3), [...names]));
});

test('names are text and nothing else, and one from the right leaves the number beside it in its place', () => {
  const odd = ['<script>alert(1)</script>', 'A & B "C"', 'נועם לוי', ...names.slice(3)];
  const svg = drawFlow(counted('scottish', 1), odd);
  expect(svg).not.toContain('<script');
  expect(svg).toContain('A &#38; B &#34;C&#34;');
  expect(svg).toMatch(/\u2068נועם לוי\u2069: \d/);
  const tags = svg
    .replaceAll(/<style>.*<\/style>/g, '')
    .match(/<[^>]*>/g)!
    .map((tag) => /^<\/?(\w+)/.exec(tag)?.[1]);
  expect(new Set(tags)).toEqual(new Set(['svg', 'title', 'desc', 'rect', 'text', 'path']));
});

test('a count of one stage has no flow', () => {
  const outcome = countIrv([{ marks: [1, 0, 0, 0, 0, 0, 0], count: 3 }], { seats: 1, candidates: 7 });
  expect(() => drawFlow(outcome, names)).toThrow(RangeError);
});
