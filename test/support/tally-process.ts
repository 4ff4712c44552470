import { argv } from 'node:process';
import { SteppedClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { startPorts } from '../../server/start-ports.ts';
import { tallyElection } from '../../server/trustees/tally-election.ts';
import { CLOSES } from './elections.ts';

/* A worker that has taken up a tally, in a process of its own: `node tally-process.ts DATABASE ELECTION`. To be killed. */
const [databaseUrl = '', electionId = ''] = argv.slice(2);
const config = { ...readConfig({ LOG_LEVEL: 'error' }), databaseUrl };
await using started = await startPorts(config, new SteppedClock(CLOSES), { isWorker: false });
await tallyElection(started.ports, electionId);
