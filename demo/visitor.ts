import type { z } from 'zod';
import { everyEndpointsProblems, type Endpoint, type Reply } from '../api/endpoint.ts';
import { endpoints, type EndpointName } from '../api/index.ts';
import { tokenAhead } from '../api/token-ahead.ts';
import type { ProblemDocument } from '../api/problems.ts';

type Of<Name extends EndpointName> = (typeof endpoints)[Name];
type AskParts<Name extends EndpointName> = {
  [Part in 'path' | 'query' | 'body' as string extends keyof z.input<Of<Name>[Part]> ? never : Part]: z.input<
    Of<Name>[Part]
  >;
};

/** Somebody with a cookie jar, speaking through the contracts; a refusal that an endpoint does not list fails the test. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  readonly #network = nextNetwork();

  constructor(url: string) {
    this.#url = url;
  }

  /** The reply of an endpoint; throws a `Refusal` when it refuses. */
  async call<Name extends EndpointName>(name: Name, ask: AskParts<Name>): Promise<Reply<Of<Name>>> {
    const endpoint: Endpoint = endpoints[name];
    const {
      path = {},
      query = {},
      body,
    } = ask as { path?: Record<string, string>; query?: Record<string, string>; body?: unknown };
    const route = endpoint.route.replaceAll(/:(\w+)/g, (_, part: string) => encodeURIComponent(path[part] ?? ''));
    const search = new URLSearchParams(query).toString();
    const response = await this.fetch(search === '' ? route : `${route}?${search}`, {
      method: endpoint.method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'content-type': 'application/json', ...tokenAhead(endpoint, body) },
            body: JSON.stringify(body),
          }),
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

let networks = 0;
/** Each visitor comes from an address of the range that is reserved for examples of benchmarks, RFC 2544. */
function nextNetwork(): string {
  networks += 1;
  return `198.${18 + ((networks >> 16) % 2)}.${(networks >> 8) % 256}.${networks % 256}`;
}
