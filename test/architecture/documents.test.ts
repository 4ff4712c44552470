import { expect, test } from 'vitest';
import { openApiText } from '../../api/openapi.ts';
import { sections } from './belenios-sections.ts';
import { isThere, sourceFiles, textOf } from './imports.ts';
import { rooms } from './rooms.ts';

test('docs/openapi.json is what the endpoints say (npm run openapi)', () => {
  expect(textOf('docs/openapi.json') === openApiText()).toBe(true);
});

/** `Belenios 4.10, Elections` and `Belenios 4.5, 4.7 and 4.8`. */
const citation = /Belenios ((?:\d+(?:\.\d+)*)(?:(?:,| and) \d+(?:\.\d+)*)*)(?:, ([A-Z][^\n]*))?/g;

function wrongCitations(file: string): string[] {
  return [
    ...textOf(file)
      .replaceAll(/\s*\n\s*(?:\*|\/\/)\s*/g, ' ')
      .matchAll(citation),
  ].flatMap(([words, numbers = '', title]) => {
    const cited = numbers.split(/, | and /);
    const isKnown = cited.every((number) => sections[number] !== undefined);
    const isTitled = title === undefined || title.startsWith(sections[cited.at(-1) ?? ''] ?? '?');
    return isKnown && isTitled ? [] : [`${file}: ${words.slice(0, 80)}`];
  });
}

test('every section of the specification that is cited exists, under that title', () => {
  const files = sourceFiles().filter((file) => !file.startsWith('test/architecture/'));
  const citing = [...files, ...kernel].filter((file) => textOf(file).includes('Belenios '));
  expect(citing.length).toBeGreaterThan(20);
  expect(citing.flatMap(wrongCitations)).toEqual([]);
});

/** AssemblyScript, which the walk over the imports leaves out. */
const kernel = ['kernel', 'point', 'roots'].map((name) => `protocol/kernel/assembly/${name}.ts`);

/** The file of a relative link in a document. */
function brokenLinks(file: string): string[] {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  return [...textOf(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(#[\w-]+)?\)/g)]
    .map(([, link = '']) => new URL(link, `file:///${folder}`).pathname.slice(1))
    .filter((target) => !isThere(target))
    .map((target) => `${file} -> ${target}`);
}

test('the documents link to files that are there', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'docs/glossary.md',
    'docs/running.md',
    'docs/protocol.md',
    'docs/adr/README.md',
  ];
  expect(documents.flatMap(brokenLinks)).toEqual([]);
});

test('every lint ban of our own has its paragraph in CONTRIBUTING.md', () => {
  const anchors = [...textOf('eslint.config.js').matchAll(/CONTRIBUTING\.md#([\w-]+)/g)].map(([, anchor]) => anchor);
  const headings = [...textOf('CONTRIBUTING.md').matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  expect(anchors.length).toBeGreaterThan(0);
  expect(anchors.filter((anchor) => !headings.includes(anchor!))).toEqual([]);
});

/** The rooms that a room enters, directly or through others, and itself. */
function entered(room: string, found = new Set<string>()): Set<string> {
  if (found.has(room)) return found;
  found.add(room);
  for (const next of rooms[room]?.enters ?? []) entered(next, found);
  return found;
}

test('the image holds every room that the server and the verifier enter', () => {
  const dockerfile = textOf('Dockerfile');
  const needed = [...entered('server'), ...entered('verifier')];
  expect(needed.filter((room) => !dockerfile.includes(`COPY --from=build /quorate/${room} ${room}\n`))).toEqual([]);
});

test('the pages are built again when any room has changed that they are made of', () => {
  const [, listed = ''] = /\.\.\.\[([^\]]+)\]\.flatMap\(\s*sources/.exec(textOf('run.mjs')) ?? [];
  expect([...entered('client')].filter((room) => !listed.includes(`'${room}'`))).toEqual([]);
});

test('README.md names every setting', () => {
  const [, settings = ''] = /const environment = z\.object\(\{([\s\S]*?)\n\}\);/.exec(textOf('server/config.ts')) ?? [];
  const names = [...settings.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !textOf('README.md').includes(`\`${name}\``))).toEqual([]);
});
