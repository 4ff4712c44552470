import { stderr } from 'node:process';

/** Says on the error output how far something has come: in one line at a terminal, else a line for each tenth. */
export function tellProgress(what: string): (done: number, total: number) => void {
  const step = stderr.isTTY ? 1 : 10;
  let told = 0;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    if (percent < told + step && !(done === total && told < 100)) return;
    told = percent;
    const line = `${what}: ${percent} %`;
    stderr.write(stderr.isTTY ? `\r${line}${percent === 100 ? '\n' : ''}` : `${line}\n`);
  };
}
