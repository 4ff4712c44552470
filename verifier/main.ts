import process, { argv, stderr } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { askedIn, USAGE } from './arguments.ts';
import { startThreads } from './ballot-threads.ts';
import { openRegular } from './open-regular.ts';

/*
 * A stranger's program: `node verifier/main.ts FILE.bel [--json] [--since OLDER.bel] [--receipt FILE]…`. It exits with
 *   0  every check holds and the record is complete,
 *   1  a check failed, or a receipt is evidence against the server,
 *   2  a file cannot be read, or the command was not understood,
 *   3  every check holds so far, and the record is not complete.
 */
const UNREADABLE = 2;

/**
 * From this length on memory is spared, at the price of a little time: by itself Node lets its heaps grow beyond need. What
 * is shorter is checked before the last step of compiling JavaScript, which takes a core from the ballots, would pay.
 */
const LONG = 128 * 1024 * 1024;

async function main(words: readonly string[]): Promise<number> {
  const asked = askedIn(words);
  if (asked === undefined) return refuse(USAGE);
  const opened = openRegular(asked.file);
  if (typeof opened === 'string') return refuse(`${opened}\n`);
  setFlagsFromString(opened.size > LONG ? '--optimize-for-size' : '--no-turbofan');
  // They load what they need while this thread does, and while it reads the file.
  const threads = startThreads(opened.descriptor, opened.size);
  try {
    const { answer } = await import('./answer.ts');
    return await answer(asked, opened, threads);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

function refuse(words: string): number {
  stderr.write(words);
  return UNREADABLE;
}

try {
  process.exitCode = await main(argv.slice(2));
} catch (error) {
  // Nothing was decided about the record: neither 0 nor 1 may be the answer.
  stderr.write(
    `The verifier itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = UNREADABLE;
}
