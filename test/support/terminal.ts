import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Somebody at a terminal in this folder, who runs one of our programs and types these lines. */
export function runProgram(
  name: 'trustee' | 'registrar' | 'count',
  folder: string,
  words: readonly string[],
  typed: readonly string[] = [],
): Promise<Ended> {
  const program = fileURLToPath(new URL(`../../terminal/${name}.ts`, import.meta.url));
  const child = spawn(execPath, [program, ...words], { cwd: folder, env: { PATH: '' } });
  const ended = Promise.withResolvers<Ended>();
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.on('close', (code) => ended.resolve({ code, out, err }));
  child.stdin.end(typed.map((line) => `${line}\n`).join(''));
  return ended.promise;
}

export async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
