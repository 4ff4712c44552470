export interface ProgressBar {
  readonly advance: (number: number) => void;
  readonly end: () => void;
}

const WIDTH = 40;

/** A bar of `total` ballots on a terminal; nothing where there is none. */
export function progressBar(stream: NodeJS.WriteStream, total: number): ProgressBar {
  if (!stream.isTTY || total === 0) return { advance: () => undefined, end: () => undefined };
  let done = 0;
  let shown = -1;
  const advance = (number: number) => {
    done += number;
    const filled = Math.floor((WIDTH * done) / total);
    if (filled === shown && done < total) return;
    shown = filled;
    stream.write(`\r[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done} of ${total} ballots`);
  };
  return { advance, end: () => void stream.write('\r\u001b[K') };
}
