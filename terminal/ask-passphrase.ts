import { stdin, stderr } from 'node:process';
import { createInterface } from 'node:readline';
import { Told } from './call-site.ts';

const lines: string[] = [];
let ended: Promise<void> | undefined;

/** A passphrase, typed without being shown; where nobody sits at a terminal, the next line of the input. */
export async function askPassphrase(question: string): Promise<string> {
  stderr.write(`${question}: `);
  const answer = stdin.isTTY ? await typed() : await nextLine();
  stderr.write('\n');
  return answer;
}

/** A line that may be seen. */
export async function askLine(question: string): Promise<string> {
  if (stdin.isTTY) {
    const lines = createInterface({ input: stdin, output: stderr });
    const answered = Promise.withResolvers<string>();
    lines.question(`${question}: `, answered.resolve);
    return answered.promise.finally(() => lines.close());
  }
  stderr.write(`${question}: \n`);
  return nextLine();
}

async function nextLine(): Promise<string> {
  ended ??= readAll();
  await ended;
  const line = lines.shift();
  if (line === undefined) throw new Told('No passphrase came.');
  return line;
}

async function readAll(): Promise<void> {
  for await (const line of createInterface({ input: stdin })) lines.push(line);
}

/** Key by key, so that nothing is echoed. */
function typed(): Promise<string> {
  const answered = Promise.withResolvers<string>();
  let answer = '';
  const take = (text: string) => {
    for (const key of text) {
      if (key === '\u0003') answered.reject(new Told('Ended. Nothing was changed.'));
      else if (key === '\r' || key === '\n') answered.resolve(answer);
      else answer = key === '\u007f' || key === '\b' ? answer.slice(0, -1) : answer + key;
    }
  };
  stdin.setEncoding('utf8').setRawMode(true).on('data', take).resume();
  return answered.promise.finally(() => {
    stdin.off('data', take).setRawMode(false).pause();
  });
}
