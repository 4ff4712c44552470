import { describe, expect, test } from 'vitest';
import { allImports, importsOf, isThere, sourceFiles, textOf, type Import } from './imports.ts';
import { assembly, doors, forNode, guests, keepers, rooms, subjects, tools } from './rooms.ts';

const imports = allImports();
const shipped = imports.filter(({ from }) => roomOf(from) in rooms && tools[from] === undefined);

function roomOf(file: string): string {
  return file.split('/')[0]!;
}

/** The folder inside server/, or '' for the files beside the folders. */
function subjectOf(file: string): string {
  const [, folder, rest] = file.split('/');
  return rest === undefined ? '' : folder!;
}

function told({ from, file, package: name }: Import): string {
  return `${from} -> ${file ?? name ?? ''}`;
}

function mayEnter({ from, file }: Import): boolean {
  if (file === undefined || roomOf(file) === roomOf(from)) return true;
  return rooms[roomOf(from)]!.enters.includes(roomOf(file));
}

function mayUse({ from, package: name }: Import): boolean {
  if (name === undefined) return true;
  const room = rooms[roomOf(from)]!;
  return name.startsWith('node:') ? room.onNode || forNode.includes(from) : room.packages.includes(name);
}

function isKept({ from, package: name }: Import): boolean {
  const places = keepers[name ?? ''];
  return places === undefined || places.some((place) => from.startsWith(place));
}

function mayEnterSubject({ from, file }: Import): boolean {
  if (roomOf(from) !== 'server' || file === undefined || roomOf(file) !== 'server') return true;
  const [mine, theirs] = [subjectOf(from), subjectOf(file)];
  if (theirs === '' || theirs === mine || from in assembly) return true;
  return doors.includes(mine) && !doors.includes(theirs);
}

describe('the house', () => {
  test('has no room that nobody described', () => {
    const found = new Set(
      sourceFiles()
        .map(roomOf)
        .filter((room) => !room.includes('.')),
    );
    expect([...found].filter((room) => !(room in rooms) && !guests.includes(room))).toEqual([]);
    const folders = new Set(
      sourceFiles()
        .filter((file) => roomOf(file) === 'server')
        .map(subjectOf),
    );
    expect([...folders].filter((folder) => folder !== '').toSorted()).toEqual([...subjects, ...doors].toSorted());
  });
  test('names only files that are there', () => {
    const named = [...Object.keys(tools), ...forNode, ...Object.keys(assembly), ...Object.values(keepers).flat()];
    expect(named.filter((file) => !isThere(file))).toEqual([]);
  });
  test('is entered along its arrows only', () => {
    expect(shipped.filter((one) => !mayEnter(one)).map(told)).toEqual([]);
  });
  test('uses in each room only the packages of that room, and Node only where the room runs on Node', () => {
    expect(shipped.filter((one) => !mayUse(one)).map(told)).toEqual([]);
  });
  test('keeps the packages that have a keeper to that keeper', () => {
    expect(shipped.filter((one) => !isKept(one)).map(told)).toEqual([]);
  });
  test('keeps the subjects of server/ apart', () => {
    expect(shipped.filter((one) => !mayEnterSubject(one)).map(told)).toEqual([]);
  });
  test('has no circle of imports; one of types alone is erased', () => {
    expect(circles(imports.filter(({ isType }) => !isType))).toEqual([]);
  });
  test('imports no file that is not there', () => {
    expect(imports.filter(({ file }) => file !== undefined && !isThere(file)).map(told)).toEqual([]);
  });
});

describe('this test', () => {
  const planted = (from: string, text: string) => importsOf(from, text)[0]!;
  test('sees every way to import', () => {
    const text = `import a from './a.ts'; import type { B } from './b.ts'; export { c } from './c.ts';
      export type { D } from './d.ts'; const e = await import('./e.ts'); import './f.ts'; import g from './g.ts?worker&url';
      type H = import('./h.ts').H;`;
    expect(
      importsOf('api/x.ts', text)
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `api/${name}.ts`));
  });
  test('sees both files of a name that package.json gives to two', () => {
    const both = importsOf('protocol/x.ts', "import '#bytes'").map(({ file }) => file);
    expect(both).toEqual(['protocol/bytes.node.ts', 'protocol/bytes.ts']);
  });
  test('refuses what is planted', () => {
    expect(mayEnter(planted('protocol/x.ts', "import '../api/values.ts'"))).toBe(false);
    expect(mayEnter(planted('verifier/x.ts', "import '../server/config.ts'"))).toBe(false);
    expect(mayUse(planted('protocol/x.ts', "import 'node:fs'"))).toBe(false);
    expect(mayUse(planted('counting/x.ts', "import '@noble/curves/ed25519.js'"))).toBe(false);
    expect(isKept(planted('server/voting/x.ts', "import type { Request } from 'express'"))).toBe(false);
    expect(isKept(planted('server/voting/x.ts', "import { sql } from 'kysely'"))).toBe(false);
    expect(mayEnterSubject(planted('server/voting/x.ts', "import '../roll/read-roll.ts'"))).toBe(false);
    expect(mayEnterSubject(planted('server/ask.ts', "import './http/caller.ts'"))).toBe(false);
    const circle = [planted('api/a.ts', "import './b.ts'"), planted('api/b.ts', "import './a.ts'")];
    expect(circles(circle)).toEqual(['api/a.ts -> api/b.ts -> api/a.ts']);
  });
  test('reads the files', () => {
    expect(textOf('server/http/app.ts')).toContain("from 'express'");
    expect(imports.length).toBeGreaterThan(500);
  });
});

/** Every circle, each once, as the path that walks it. */
function circles(all: readonly Import[]): readonly string[] {
  const next = Map.groupBy(all, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file) || path.includes(file)) return;
    for (const { file: wanted } of next.get(file) ?? []) if (wanted !== undefined) visit(wanted, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}
