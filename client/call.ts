import type { z } from 'zod';
import type { Endpoint, Reply } from '../api/endpoint.ts';
import { tokenAhead } from '../api/token-ahead.ts';
import { problems, type ProblemDocument, type ProblemName } from '../api/problems.ts';

/**
 * Why no answer came. `offline`: this device has no connection, so nothing was sent. `no-answer`: the request left but
 * nothing came back in time, so it may or may not have arrived. `unreadable`: what came back is not what was promised.
 */
export type Lost = 'offline' | 'no-answer' | 'unreadable';

export type Refused = { readonly ok: false; readonly problem: ProblemDocument; readonly lost?: never };
export type Unanswered = { readonly ok: false; readonly problem?: never; readonly lost: Lost };
export type Answer<E extends Endpoint> =
  | { readonly ok: true; readonly reply: Reply<E>; readonly problem?: never; readonly lost?: never }
  | Refused
  | Unanswered;

type Member<Name extends string, Value> = string extends keyof Value
  ? { readonly [name in Name]?: Value }
  : { readonly [name in Name]: Value };

/** What the endpoint takes, each as the contract takes it; a part that holds nothing may be left out. */
export type Request<E extends Endpoint> = Member<'path', z.input<E['path']>> &
  Member<'body', z.input<E['body']>> & {
    readonly query?: z.input<E['query']>;
    /** How long to wait for the answer, in milliseconds. */
    readonly patience?: number;
  };

/** Calls an endpoint by its contract. Never throws: a refusal or a lost connection is an answer too. */
export async function call<E extends Endpoint>(endpoint: E, request: Request<E>): Promise<Answer<E>> {
  const parts: Record<'path' | 'query' | 'body', unknown> = { path: {}, query: {}, body: {}, ...request };
  const encoded = encode(endpoint, parts);
  if (!encoded.ok) return encoded;
  const response = await send(endpoint, encoded, request.patience ?? 60_000);
  return 'lost' in response ? response : decode(endpoint, response);
}

/** The name of a refusal, from the closed catalogue. */
export function nameOf(problem: ProblemDocument): ProblemName {
  return problem.type.slice('/problems/'.length) as ProblemName;
}

interface Encoded {
  readonly ok: true;
  readonly address: string;
  readonly body: string | undefined;
  readonly ahead: ReturnType<typeof tokenAhead>;
}

function encode(endpoint: Endpoint, request: Record<'path' | 'query' | 'body', unknown>): Encoded | Refused {
  const path = endpoint.path.safeParse(request.path);
  const query = endpoint.query.safeParse(request.query);
  const body = endpoint.body.safeParse(request.body);
  if (!path.success) return malformed('path', path.error);
  if (!query.success) return malformed('query', query.error);
  if (!body.success) return malformed('body', body.error);
  return {
    ok: true,
    address: addressOf(endpoint.route, membersOf(path.data), membersOf(query.data)),
    body: endpoint.method === 'GET' ? undefined : JSON.stringify(body.data),
    ahead: tokenAhead(endpoint, body.data),
  };
}

function membersOf(value: unknown): readonly (readonly [string, string])[] {
  const entries = Object.entries(value as Record<string, unknown>);
  return entries.filter(([, member]) => member !== undefined).map(([name, member]) => [name, String(member)]);
}

function addressOf(
  route: string,
  path: readonly (readonly [string, string])[],
  query: readonly (readonly [string, string])[],
): string {
  const filled = path.reduce((text, [name, value]) => text.replace(`:${name}`, encodeURIComponent(value)), route);
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query.map((pair) => [...pair])).toString()}`;
}

/** A request that does not fit its contract never leaves the browser; it is refused as the server would refuse it. */
function malformed(part: string, error: z.ZodError): Refused {
  const { status, title } = problems['malformed-request'];
  const errors = error.issues.map((issue) => ({
    pointer: `#/${[part, ...issue.path.map(String)].join('/')}`,
    detail: issue.message,
  }));
  return { ok: false, problem: { type: '/problems/malformed-request', title, status, errors } };
}

async function send(
  endpoint: Endpoint,
  { address, body, ahead }: Encoded,
  patience: number,
): Promise<Response | Unanswered> {
  try {
    return await fetch(address, {
      method: endpoint.method,
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...ahead,
      },
      ...(body === undefined ? {} : { body }),
    });
  } catch {
    return { ok: false, lost: navigator.onLine ? 'no-answer' : 'offline' };
  }
}

async function decode<E extends Endpoint>(endpoint: E, response: Response): Promise<Answer<E>> {
  const text = await response.text().catch(() => undefined);
  if (text === undefined) return { ok: false, lost: 'no-answer' };
  const value = parseJson(text);
  if (!response.ok) return isProblem(value) ? { ok: false, problem: value } : { ok: false, lost: 'unreadable' };
  const reply = endpoint.reply.safeParse(value);
  return reply.success ? { ok: true, reply: reply.data as Reply<E> } : { ok: false, lost: 'unreadable' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is ProblemDocument {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return false;
  return value.type.startsWith('/problems/') && value.type.slice('/problems/'.length) in problems;
}
