import { prepareElection, prepareSealing, sealBallot, verifyBallot } from '../protocol/ballot.ts';
import { publicArithmetic } from '../protocol/kernel/public-arithmetic.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { build } from 'vite';
import { median, milliseconds, row, spread, timed, type Durations } from './figures.ts';
import { paper } from './paper.ts';
import type { Asked, SealTimes } from './seal-in-browser.ts';

const choices = 26;
const rounds = 10;

/** Sealing and checking one ballot of 26 choices. */
export async function benchSealing(): Promise<void> {
  console.log('\nOne ballot of 26 choices, from the click to its tracker');
  const ask = paper(choices);
  const prepared = prepareElection(ask.election);
  sealBallot(prepared, ask);
  let ballot = '';
  const unprepared = await measured(() => (ballot = sealBallot(prepared, ask)));
  report('sealed in Node, with nothing prepared', unprepared);
  const preparations = Array.from({ length: rounds }, () => prepareSealing(prepared));
  for (const preparation of preparations) while (preparation.advance());
  report('sealed in Node, prepared', await measured(() => sealBallot(prepared, ask, preparations.pop())));
  const inChromium = await sealInChromium({ ...ask, rounds });
  report('sealed in Chromium, with nothing prepared', inChromium.unprepared, 'first of its worker');
  report('sealed in Chromium, prepared', inChromium.prepared, 'in the booth’s worker');
  const checking = await measured(() => verifyBallot(prepared, ballot));
  report('all its proofs checked in Node', checking, `with the ${publicArithmetic().name}`);
}

async function measured(work: () => unknown): Promise<Durations> {
  const durations: number[] = [];
  for (let round = 0; round < rounds; round += 1) durations.push(await timed(work));
  return durations;
}

function report(what: string, durations: Durations, how?: string): void {
  row(what, milliseconds(median(durations)), [spread(durations), ...(how === undefined ? [] : [how])].join(', '));
}

/** The booth's own worker, bundled as the pages are, and asked as they ask it. */
async function sealInChromium(ask: Omit<Asked, 'script'>): Promise<SealTimes> {
  const [worker, page] = await Promise.all([bundle('../client/booth/seal.worker.ts'), bundle('seal-in-browser.ts')]);
  await using browser = await launchChromium();
  const context = await browser.newPage();
  await context.addScriptTag({ content: page });
  const script = `URL.createObjectURL(new Blob([${JSON.stringify(worker)}], { type: 'text/javascript' }))`;
  return await context.evaluate<SealTimes>(`sealTimes({ ...${JSON.stringify(ask)}, script: ${script} })`);
}

async function bundle(file: string): Promise<string> {
  const entry = new URL(file, import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bench' }, target: 'es2022' },
  });
  const [output] = Array.isArray(built) ? built : [];
  const chunk = output?.output[0];
  if (chunk === undefined) throw new Error('The script for the browser was not built');
  return chunk.code;
}
