import type { Progress } from './verify-file.ts';

const WIDTH = 40;

/** A bar of ballots on a terminal; nothing where there is none. */
export function progressBar(stream: NodeJS.WriteStream): Progress {
  let [total, done, shown] = [0, 0, -1];
  const show = (number: number) => {
    done += number;
    const filled = Math.floor((WIDTH * done) / Math.max(total, 1));
    if (!stream.isTTY || total === 0 || (filled === shown && done < total)) return;
    shown = filled;
    stream.write(`\r[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done} of ${total} ballots`);
  };
  return {
    begin: (number) => {
      total = number;
      show(0);
    },
    advance: show,
    end: () => {
      if (stream.isTTY && total > 0) stream.write('\r\u001b[K');
    },
  };
}
