import { prepareElection, sealBallot, verifyBallot } from '../protocol/ballot.ts';
import { publicArithmetic } from '../protocol/kernel/public-arithmetic.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { build } from 'vite';
import { median, milliseconds, row, spread, timed, type Durations } from './figures.ts';
import { paper } from './paper.ts';

const choices = 26;
const rounds = 10;

/** Sealing and checking one ballot of 26 choices. */
export async function benchSealing(): Promise<void> {
  console.log('\nOne ballot of 26 choices');
  const ask = paper(choices);
  const prepared = prepareElection(ask.election);
  const sealing: number[] = [];
  let ballot = '';
  for (let round = -2; round < rounds; round += 1) {
    const duration = await timed(() => (ballot = sealBallot(prepared, ask)));
    if (round >= 0) sealing.push(duration);
  }
  row('sealed in Node', milliseconds(median(sealing)), spread(sealing));
  const inBrowser = await sealInChromium(ask);
  row('sealed in Chromium', milliseconds(median(inBrowser)), spread(inBrowser));
  const checking: number[] = [];
  for (let round = 0; round < rounds; round += 1) checking.push(await timed(() => verifyBallot(prepared, ballot)));
  row(
    'all its proofs checked in Node',
    milliseconds(median(checking)),
    `${spread(checking)}, with the ${publicArithmetic().name}`,
  );
}

/** The same function that the booth's worker runs, bundled as the pages are. */
async function sealInChromium(ask: ReturnType<typeof paper>): Promise<Durations> {
  const script = await bundle();
  await using browser = await launchChromium();
  const page = await browser.newPage();
  await page.addScriptTag({ content: script });
  const durations = await page.evaluate<number[]>(`sealTimes(${JSON.stringify(ask)}, ${rounds + 2})`);
  return durations.slice(2);
}

async function bundle(): Promise<string> {
  const entry = new URL('seal-in-browser.ts', import.meta.url).pathname;
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
