import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import { endpoints, type EndpointName } from '../../api/index.ts';
import type { Visitor } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { callerOf } from './caller.ts';
import { handlers } from './handlers.ts';
import { jsonBody } from './json-body.ts';

const usualLimit = 16 * 1024;
const verbs = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;

/** Puts every endpoint of the table on the server. */
export function mountEndpoints(app: Express, ports: Ports): void {
  const all = Object.keys(endpoints) as EndpointName[];
  for (const name of all) {
    const endpoint: Endpoint = endpoints[name];
    const body = takesBody(endpoint) ? jsonBody(endpoint.bodyLimit ?? usualLimit) : [];
    app[verbs[endpoint.method]](endpoint.route, admit(ports, endpoint), ...body, answer(ports, name, endpoint));
  }
  for (const route of new Set(all.map((name) => endpoints[name].route))) app.all(route, wrongMethod);
}

/** Who asks is settled before their body is read: a stranger's file of 24 MB is not even taken. */
function admit(ports: Ports, { caller }: Endpoint): RequestHandler {
  return async (request, response, next) => {
    response.locals['caller'] = await callerOf(ports, caller, request, response);
    next();
  };
}

const wrongMethod: RequestHandler = () => {
  throw new Problem('method-not-allowed');
};

/** A command that says all in its path needs no body. */
function takesBody({ method, body }: Endpoint): boolean {
  return method !== 'GET' && body instanceof z.ZodObject && Object.keys(body.shape).length > 0;
}

function answer(ports: Ports, name: EndpointName, endpoint: Endpoint) {
  // The table pairs each endpoint with the handler of the same name; TypeScript cannot follow a pair through a union.
  const handle = handlers[name] as (ports: Ports, ask: unknown, response: Response) => unknown;
  return async (request: Request, response: Response) => {
    const ask = {
      caller: response.locals['caller'] as Visitor,
      path: decode(endpoint.path, request.params, '#/path', 'not-found'),
      query: decode(endpoint.query, { ...request.query }, '#/query', 'malformed-request'),
      body: takesBody(endpoint) ? decode(endpoint.body, request.body, '#/body', 'malformed-request') : {},
    };
    const reply = await handle(ports, ask, response);
    response.setHeader('Cache-Control', 'no-store');
    // Built from allow-listed members: one that the contract does not name is a bug, not an answer.
    response.status(endpoint.status).json(endpoint.reply.parse(reply));
  };
}

/** Decodes one part of a request; refuses with a pointer and a reason for each thing that is wrong. */
function decode(schema: z.ZodType, value: unknown, where: string, refusal: 'not-found' | 'malformed-request'): unknown {
  const decoded = schema.safeParse(value);
  if (decoded.success) return decoded.data;
  const errors = decoded.error.issues.map(({ path, message }) => ({
    pointer: [where, ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'),
    detail: message,
  }));
  throw new Problem(refusal, { errors, detail: errors[0]?.detail ?? 'Check what was sent.' });
}
