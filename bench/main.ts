/* `npm run bench`: what things cost on the machine at hand. Nothing is asserted; quote medians, and say on what. */
import { cpus, totalmem } from 'node:os';
import { benchCasting } from './casting.ts';
import { benchCounting } from './counting.ts';
import { benchImports } from './imports.ts';
import { benchKernel } from './kernel.ts';
import { benchRoll } from './roll.ts';
import { benchSealing } from './sealing.ts';
import { benchShuffling } from './shuffling.ts';
import { benchVerifying } from './verifying.ts';

const [first] = cpus();
console.log(
  `${cpus().length} × ${first?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`,
);
benchKernel();
benchCounting();
await benchSealing();
await benchVerifying();
await benchShuffling();
await benchCasting();
await benchRoll();
await benchImports();
