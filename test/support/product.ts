import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import { endpoints, type EndpointName } from '../../api/index.ts';
import { everyEndpointsProblems, type Endpoint, type Reply } from '../../api/endpoint.ts';
import type { ProblemDocument } from '../../api/problems.ts';
import { SteppedClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/http/serve.ts';
import { jobHandlers } from '../../server/jobs/handlers.ts';
import { beat } from '../../server/jobs/heartbeat.ts';
import type { Ports } from '../../server/ports.ts';
import { makeSetUpLink } from '../../server/sign-in/set-up.ts';
import { startPorts } from '../../server/start-ports.ts';
import { freshDatabase } from './database.ts';

/** The moment at which a test's product starts; its clock stands still until it is moved. */
export const START = Temporal.Instant.from('2027-05-01T12:00:00Z');

/** The whole product on a database of its own: real HTTP, real PostgreSQL; the clock and the mailbox are the test's. */
export interface Product extends AsyncDisposable {
  readonly ports: Ports;
  readonly clock: SteppedClock;
  readonly url: string;
  readonly databaseUrl: string;
  /** Does what is due, then runs every job, until nothing is left. */
  settle(): Promise<void>;
  visitor(): Visitor;
}

export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await freshDatabase());
  const clock = new SteppedClock(START);
  const port = String(20_000 + (process.pid * 7 + counter()) % 20_000);
  const config = readConfig({ PORT: port, TRUST_PROXY: 'loopback', LOG_LEVEL: 'error', ORGANISATION: 'Lantern Software Foundation', ...settings });
  const { ports } = stack.use(await startPorts({ ...config, databaseUrl: database.url }, clock, { isWorker: false }));
  const server = stack.use(await serve(ports));
  const url = `http://localhost:${server.port}`;
  return {
    ports,
    clock,
    url,
    databaseUrl: database.url,
    async settle() {
      await beat(ports);
      await ports.queue.runToEmpty(jobHandlers(ports));
    },
    visitor: () => new Visitor(url),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

let started = 0;
function counter(): number {
  started += 1;
  return started;
}

type Of<Name extends EndpointName> = (typeof endpoints)[Name];
type AskParts<Name extends EndpointName> = {
  [Part in 'path' | 'query' | 'body' as string extends keyof z.input<Of<Name>[Part]> ? never : Part]: z.input<Of<Name>[Part]>;
};

/** Somebody with a cookie jar, speaking through the contracts; a refusal that an endpoint does not list fails the test. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  readonly #network = `198.51.100.${counter() % 250}`;

  constructor(url: string) {
    this.#url = url;
  }

  /** The reply of an endpoint; throws a `Refusal` when it refuses. */
  async call<Name extends EndpointName>(name: Name, ask: AskParts<Name>): Promise<Reply<Of<Name>>> {
    const endpoint: Endpoint = endpoints[name];
    const { path = {}, query = {}, body } = ask as { path?: Record<string, string>; query?: Record<string, string>; body?: unknown };
    const route = endpoint.route.replaceAll(/:(\w+)/g, (_, part: string) => encodeURIComponent(path[part] ?? ''));
    const search = new URLSearchParams(query).toString();
    const response = await this.fetch(search === '' ? route : `${route}?${search}`, {
      method: endpoint.method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return endpoint.reply.parse(answer) as Reply<Of<Name>>;
    throw new Refusal(name, endpoint, answer as ProblemDocument);
  }

  /** A raw request of this visitor, from our own origin unless its headers say otherwise. */
  async fetch(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', this.#url);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('x-forwarded-for', this.#network);
    const response = await fetch(`${this.#url}${path}`, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }
}

/** What an endpoint answered instead of its reply. */
export class Refusal extends Error {
  readonly problem: ProblemDocument;
  readonly problemName: string;
  constructor(name: string, endpoint: Endpoint, problem: ProblemDocument) {
    super(`${name} refused: ${JSON.stringify(problem)}`);
    this.problem = problem;
    this.problemName = problem.type.replace('/problems/', '');
    const listed: readonly string[] = [...endpoint.problems, ...everyEndpointsProblems];
    if (!listed.includes(this.problemName)) throw new Error(`${name} does not list its refusal ${this.problemName}`);
  }
}

/** The refusal of a promise that must be refused. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was expected to be refused');
}

/** Signed in as the first administrator, who is an officer too. */
export async function anAdministrator(product: Product): Promise<Visitor> {
  const link = await makeSetUpLink(product.ports);
  const officer = product.visitor();
  const token = link?.split('#')[1] ?? '';
  const body = { token, name: 'Ines Halvorsen', email: 'ines@lantern.example', password: 'seven quiet herons wade' };
  await officer.call('setUp', { body });
  return officer;
}
