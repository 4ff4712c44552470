import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoints } from '../../api/index.ts';
import { everyEndpointsProblems, type Endpoint } from '../../api/endpoint.ts';
import { problems } from '../../api/problems.ts';
import { handlers } from '../../server/http/handlers.ts';

const all: [string, Endpoint][] = Object.entries(endpoints);

test('every endpoint has a handler, and every handler an endpoint', () => {
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(endpoints).sort());
});

test('no two endpoints answer at the same place', () => {
  const places = all.map(([, { method, route }]) => `${method} ${route.replaceAll(/:\w+/g, ':')}`);
  expect(new Set(places).size).toBe(places.length);
});

test.each(all)('%s says in its route what its path holds, and reads nothing else', (_, endpoint) => {
  const { method, route, path, query, body } = endpoint;
  const inRoute = [...route.matchAll(/:(\w+)/g)].map(([, name]) => name);
  for (const part of [path, query, body]) expect(part).toBeInstanceOf(z.ZodObject);
  expect(Object.keys((path as z.ZodObject).shape).sort()).toEqual(inRoute.sort());
  for (const part of [path, query, body]) {
    expect(part.safeParse({ ...Object.create(null), unknown: 1 }).error?.issues.map(({ code }) => code)).toContain(
      'unrecognized_keys',
    );
  }
  expect(route).toMatch(/^\/api\//);
  if (method === 'GET') expect(Object.keys((body as z.ZodObject).shape)).toEqual([]);
  if (method !== 'GET') expect(Object.keys((query as z.ZodObject).shape)).toEqual([]);
});

test.each(all)('%s lists its refusals once, and whoever names an election can name one that is not there', (_, one) => {
  const listed: readonly string[] = one.problems;
  expect(new Set(listed).size).toBe(listed.length);
  for (const name of everyEndpointsProblems) expect(listed).not.toContain(name);
  for (const name of listed) expect(Object.keys(problems)).toContain(name);
  if (one.route.includes(':electionId')) expect(listed).toContain('not-found');
});

test('every refusal has a title for people and a status of its kind', () => {
  for (const [name, { status, title }] of Object.entries(problems)) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(status).toBeGreaterThanOrEqual(400);
  }
});

/** What only the doors refuse with that take bytes instead of JSON: a file, a message of the provider, mixed ballots. */
const ofRawDoors = [
  ...['file-refused', 'signature-refused'],
  ...['shuffle-refused', 'shuffle-not-due', 'shuffle-outdated', 'shuffle-given'],
];

test('every refusal but those that any request can meet is listed somewhere', () => {
  const listed = new Set<string>([...all.flatMap(([, one]) => one.problems), ...everyEndpointsProblems, ...ofRawDoors]);
  expect(Object.keys(problems).filter((name) => !listed.has(name))).toEqual([]);
});
