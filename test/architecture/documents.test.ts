import { expect, test } from 'vitest';
import { openApiText } from '../../api/openapi.ts';
import { sections } from './belenios-sections.ts';
import { isThere, sourceFiles, textOf } from './imports.ts';

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
const kernel = ['chain', 'field', 'point', 'table'].map((name) => `protocol/kernel/assembly/${name}.ts`);

/** The file of a relative link in a document. */
function brokenLinks(file: string): string[] {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  return [...textOf(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(#[\w-]+)?\)/g)]
    .map(([, link = '']) => new URL(link, `file:///${folder}`).pathname.slice(1))
    .filter((target) => !isThere(target))
    .map((target) => `${file} -> ${target}`);
}

test('the documents link to files that are there', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'docs/glossary.md', 'docs/running.md', 'docs/adr/README.md'];
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
