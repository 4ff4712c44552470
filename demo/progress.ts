const width = 30;

/** Says what is done in plain words, with a bar that fills where there is a terminal, and in ten lines where there is none. */
export class Progress {
  readonly #words: string;
  readonly #total: number;
  #done = 0;
  #shown = -1;

  constructor(words: string, total: number) {
    this.#words = words;
    this.#total = total;
    this.#show();
  }

  step(): void {
    this.to(this.#done + 1);
  }

  to(done: number): void {
    this.#done = Math.min(done, this.#total);
    this.#show();
  }

  #show(): void {
    const share = this.#total === 0 ? 1 : this.#done / this.#total;
    const isTerminal = process.stdout.isTTY;
    const mark = Math.floor(share * (isTerminal ? 200 : 4));
    if (mark === this.#shown) return;
    this.#shown = mark;
    const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
    const line = `  ${bar} ${this.#words} ${this.#done.toLocaleString('en')} of ${this.#total.toLocaleString('en')}`;
    if (!isTerminal) console.log(line);
    else process.stdout.write(`\r${line}${share === 1 ? '\n' : ''}`);
  }
}

export function say(words: string): void {
  console.log(`\n${words}`);
}
