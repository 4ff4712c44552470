/*
 * What every npm script goes through: `node run.mjs COMMAND [ARG ...]`, with any Node from 20 up and nothing installed.
 * It installs the exact dependencies when they are missing or have changed, builds the pages when their sources have
 * changed, and then runs the command under the Node that is pinned in package.json.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const node = join(root, 'node_modules', 'node', 'bin', 'node');
// Node keeps what it compiles from our source beside the packages, where only who may change the source may write.
const kept = join(root, 'node_modules', '.cache', 'compiled');
const env = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}`, NODE_COMPILE_CACHE: kept };

const commands = {
  demo: { pages: true, run: ['demo/main.ts'] },
  start: { pages: true, run: ['server/start.ts'] },
  web: { pages: true, run: ['server/main.ts'] },
  worker: { pages: false, run: ['server/worker.ts'] },
  verify: { pages: false, run: ['verifier/main.ts'] },
  trustee: { pages: false, run: ['terminal/trustee.ts'] },
  registrar: { pages: false, run: ['terminal/registrar.ts'] },
  count: { pages: false, run: ['terminal/count.ts'] },
  bench: { pages: true, run: ['bench/main.ts'] },
  test: { pages: true, run: ['node_modules/vitest/vitest.mjs', 'run'] },
  openapi: { pages: false, run: ['test/support/write-openapi.ts'] },
  install: { pages: false },
  pages: { pages: true },
  check: { pages: false, scripts: ['lint', 'types', 'format', 'house'] },
};

function fail(message) {
  console.error(message);
  process.exit(1);
}

function step(words, command, args) {
  console.error(`${words} …`);
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) fail(`${stdout}\n${stderr}\nThat did not work: ${command} ${args.join(' ')}`);
}

function hash(files) {
  const digest = createHash('sha256');
  for (const file of files)
    digest
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return digest.digest('hex');
}

function isDone(stamp, state) {
  const file = join(root, 'node_modules', '.quorate', stamp);
  return existsSync(file) && readFileSync(file, 'utf8') === state;
}

function markDone(stamp, state) {
  mkdirSync(join(root, 'node_modules', '.quorate'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.quorate', stamp), state);
}

/** Whether every package of package-lock.json is there in its version; optional ones are for other machines. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || there[path]?.version === version,
  );
}

/** `npm ci` when what is there is not what package-lock.json says. */
function installWhatIsMissing() {
  if (!isInstalled()) {
    if (!existsSync(node)) console.error('First start: this takes a minute or two.');
    step('Installing the exact dependencies', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  }
  // Where install scripts are switched off, the package `node` has not fetched its binary yet.
  const fetcher = join(root, 'node_modules', 'node', 'installArchSpecificPackage.js');
  if (!existsSync(node)) step('Fetching the pinned Node', process.execPath, [fetcher]);
}

function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter((file) => !file.startsWith(join('client', 'dist')))
    .sort();
}

/** The pages are built again when anything they are made of has changed. */
function buildPages() {
  const state = hash([
    'package-lock.json',
    ...['client', 'api', 'protocol', 'counting', 'membership', 'emails'].flatMap(sources),
  ]);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (isDone('pages', state) && existsSync(join(root, 'client', 'dist', 'server', 'gallery.js'))) return;
  rmSync(join(root, 'client', 'dist'), { recursive: true, force: true });
  step('Building the pages', node, [vite, 'build', 'client', '--logLevel', 'warn']);
  step('Building the booth', node, [vite, 'build', 'client', '--mode', 'booth', '--logLevel', 'warn']);
  step('Building the pages that read without script', node, [vite, 'build', 'client', '--logLevel', 'warn', '--ssr']);
  markDone('pages', state);
}

/** Runs npm scripts two at a time, and shows what each said when it has ended; the longest comes first. */
async function runScripts(names) {
  const waiting = [...names];
  const codes = [];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) codes.push(await runScript(next));
  };
  await Promise.all([lane(), lane()]);
  return Math.max(...codes);
}

function runScript(script) {
  const begin = performance.now();
  const child = spawn('npm', ['run', '--silent', script], { cwd: root, env });
  const words = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => words.push(chunk));
  return new Promise((done) => {
    child.on('close', (code) => {
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'holds ' : 'FAILED'} ${script}, ${seconds} s`);
      if (code !== 0) console.log(Buffer.concat(words).toString());
      done(code ?? 1);
    });
  });
}

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) fail(`There is no command ${name}. There are: ${Object.keys(commands).join(', ')}.`);
if (Number(process.versions.node.split('.')[0]) < 20) fail('Quorate needs Node 20 or newer to set itself up.');
installWhatIsMissing();
if (command.pages) buildPages();
if (command.scripts !== undefined) process.exitCode = await runScripts(command.scripts);
if (command.run !== undefined) {
  const child = spawn(node, [...command.run, ...args], { cwd: root, env, stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the child by itself, the same signal from elsewhere only through us.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}
