import { z } from 'zod';
import { recordRoute } from './elections.ts';
import { everyEndpointsProblems, type CallerKind, type Endpoint } from './endpoint.ts';
import { endpoints } from './index.ts';
import { permissions } from './permissions.ts';
import { problems, type ProblemName } from './problems.ts';

type Json = Record<string, unknown>;

/** How a caller is described; all but `anyone` need the session cookie. */
function callerWords(caller: CallerKind): string {
  if (caller === 'anyone') return 'Anybody may ask.';
  if (caller === 'person') return 'For whoever is signed in.';
  return `For staff with one of the roles ${permissions[caller].join(', ')}.`;
}

/** The OpenAPI document as `docs/openapi.json` holds it. */
export function openApiText(): string {
  return `${JSON.stringify(openApi(), null, 2)}\n`;
}

/** OpenAPI 3.1: a fold over the table of endpoints. */
function openApi(): Json {
  const paths: Record<string, Json> = { [template(recordRoute)]: { get: record } };
  for (const [name, value] of Object.entries<Endpoint>(endpoints)) {
    const path = (paths[template(value.route)] ??= {});
    path[value.method.toLowerCase()] = operation(name, value);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quorate',
      version: '1',
      description: 'Instants are ISO 8601 strings in UTC. Objects are strict: an unknown member is refused.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-session' } },
      schemas: { Problem: problemSchema },
      responses: Object.fromEntries(statusesOf([...everyEndpointsProblems]).map(commonResponse)),
    },
  };
}

/** `/api/elections/:electionId` as OpenAPI writes it: `/api/elections/{electionId}`. */
function template(route: string): string {
  return route.replaceAll(/:(\w+)/g, '{$1}');
}

function operation(name: string, endpoint: Endpoint): Json {
  const body = schemaOf(endpoint.body, 'input');
  return {
    operationId: name,
    summary: endpoint.summary,
    description: callerWords(endpoint.caller),
    ...(endpoint.caller === 'anyone' ? {} : { security: [{ session: [] }] }),
    parameters: [...parameters(endpoint.path, 'path'), ...parameters(endpoint.query, 'query')],
    ...(isEmpty(body) ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [endpoint.status]: {
        description: 'Done.',
        content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } },
      },
      ...refusals(endpoint.problems),
    },
  };
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: value,
  }));
}

/** The refusals that any request can meet, by status; where this endpoint has its own of that status, both. */
function refusals(own: readonly ProblemName[]): Json {
  const common = statusesOf(everyEndpointsProblems).map((status) => [
    status,
    { $ref: `#/components/responses/Refused${status}` },
  ]);
  const named = statusesOf(own).map((status) => [
    status,
    response([...own, ...everyEndpointsProblems].filter((name) => problems[name].status === status)),
  ]);
  return Object.fromEntries([...common, ...named]) as Json;
}

function statusesOf(names: readonly ProblemName[]): number[] {
  return [...new Set(names.map((name) => problems[name].status))].toSorted((a, b) => a - b);
}

function commonResponse(status: number): [string, Json] {
  return [`Refused${status}`, response(everyEndpointsProblems.filter((name) => problems[name].status === status))];
}

function response(names: readonly ProblemName[]): Json {
  const types = names.map((name) => `/problems/${name}`);
  return {
    description: names.map((name) => `${name}: ${problems[name].title}.`).join(' '),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { type: { enum: types } } }] },
      },
    },
  };
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457. Other members are facts of the problem.',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(problems).map((name) => `/problems/${name}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

/** The record is the one answer that is no JSON. */
const record: Json = {
  operationId: 'readRecord',
  summary: 'The whole public record: a Belenios archive, to be checked by anybody',
  description: callerWords('anyone'),
  parameters: [{ name: 'electionId', in: 'path', required: true, schema: { type: 'string' } }],
  responses: {
    200: { description: 'The archive.', content: { 'application/x-tar': {} } },
    ...refusals(['not-found']),
  },
};

/** What goes over the wire: a body before it is trimmed, a reply after it was written. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: plain });
  return rest;
}

/** A format says what a long pattern would say again. */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}

function isEmpty(schema: Json): boolean {
  return Object.keys(schema['properties'] ?? {}).length === 0;
}
