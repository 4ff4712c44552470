/* The voters of the bench of casting, in a process of their own: so many at a time, each with one ballot. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** A voter who is signed in, and the request that casts the ballot. */
export interface ReadyVoter {
  readonly cookie: string;
  readonly ballot: string;
}

export interface Load {
  readonly url: string;
  readonly electionId: string;
  readonly atOnce: number;
  /** How many of the voters cast before the measurement. */
  readonly before: number;
  readonly voters: readonly ReadyVoter[];
}

/** Durations in milliseconds, the whole in seconds, the client's own processor time in milliseconds. */
export interface Measured {
  readonly durations: readonly number[];
  readonly seconds: number;
  readonly processor: number;
}

const { url, electionId, atOnce, before, voters } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Load;
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
const queue = voters.map(({ cookie, ballot }, number) => ({ cookie, number, body: JSON.stringify({ ballot }) }));

function cast({ cookie, number, body }: (typeof queue)[number]): Promise<void> {
  const headers = {
    ...{ origin: url, cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    'x-forwarded-for': `198.18.${(number >> 8) % 256}.${number % 256}`,
  };
  return new Promise((done, fail) => {
    const asking = request(`${url}/api/elections/${electionId}/ballots`, { method: 'POST', agent, headers });
    asking.once('error', fail);
    asking.once('response', (response) => {
      const parts: string[] = [];
      response.setEncoding('utf8');
      response.on('data', (part: string) => parts.push(part));
      response.once('end', () => {
        if (response.statusCode === 201) done();
        else fail(new Error(parts.join('')));
      });
    });
    asking.end(body);
  });
}

/** Casts the next `count` ballots; how long each took. */
async function castNext(count: number): Promise<number[]> {
  const next = queue.splice(0, count);
  const durations: number[] = [];
  const lane = async () => {
    for (let voter = next.shift(); voter !== undefined; voter = next.shift()) {
      const start = performance.now();
      await cast(voter);
      durations.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return durations;
}

await castNext(before);
process.send?.('warm');
const usage = process.cpuUsage();
const start = performance.now();
const durations = await castNext(queue.length);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(usage);
agent.destroy();
const measured: Measured = { durations, seconds, processor: (user + system) / 1000 };
process.send?.(measured);
