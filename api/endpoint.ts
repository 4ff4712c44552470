import type { z } from 'zod';
import type { Permission } from './permissions.ts';
import type { ProblemName } from './problems.ts';

/**
 * Who must be asking. The server builds the caller of that kind before the handler runs, so a handler for a voter cannot
 * be reached, or typed, without one; staff by what they may do (`permissions.ts`). `anyone` includes people who hold a mailed link, which then is part of the body.
 */
export type CallerKind = 'anyone' | 'person' | Permission;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One promise, one value: server, browser client and OpenAPI document are folds over these. */
export interface Endpoint<
  Path extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
  Caller extends CallerKind = CallerKind,
> {
  readonly summary: string;
  readonly method: Method;
  /** The route as Express writes it, with `:name` for each member of `path`. */
  readonly route: string;
  readonly caller: Caller;
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
  readonly status: 200 | 201 | 202;
  /** Every refusal that this endpoint may answer with, besides those that any request can meet. */
  readonly problems: readonly ProblemName[];
  /** The largest body in bytes; 16 KiB unless said. */
  readonly bodyLimit?: number;
}

/** Refusals that any request can meet before its handler runs. */
export const everyEndpointsProblems = [
  'malformed-request',
  'not-signed-in',
  'not-allowed',
  'cross-site-request',
  'method-not-allowed',
  'request-too-slow',
  'body-too-large',
  'not-json',
  'too-many-requests',
  'busy',
  'internal-error',
] as const satisfies readonly ProblemName[];

export function endpoint<
  Path extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  const Caller extends CallerKind,
>(value: Endpoint<Path, Query, Body, Reply, Caller>): Endpoint<Path, Query, Body, Reply, Caller> {
  return value;
}

/** What a handler is given, and what a client must give, decoded. */
export interface Ask<E extends Endpoint> {
  readonly path: z.output<E['path']>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
}
export type Reply<E extends Endpoint> = z.output<E['reply']>;
