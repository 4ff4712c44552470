import { parseArgs } from 'node:util';

/** How large the demonstration's election is. */
export interface Size {
  readonly voters: number;
  readonly candidates: number;
  readonly ballots: number;
  readonly seats: number;
}
export interface DemoArguments extends Size {
  readonly exits: boolean;
}

const usage = `npm run demo -- [--voters N] [--candidates N] [--ballots N] [--seats N] [--exit]

Runs a whole election through the product's own HTTP interface, in simulated time.
Without options: 1,459 voters, 26 candidates, 578 ballots, 4 seats, as a real foundation had in 2022.
--exit ends afterwards instead of serving until Ctrl-C.`;

/** Reads the command line; prints what is wrong and how it is meant, and ends, when it cannot be used. */
export function readArguments(words: readonly string[]): DemoArguments {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        voters: { type: 'string', default: '1459' },
        candidates: { type: 'string', default: '26' },
        ballots: { type: 'string' },
        seats: { type: 'string', default: '4' },
        exit: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) stop(usage, 0);
    const voters = number('voters', values.voters, 1, 1_000_000);
    const candidates = number('candidates', values.candidates, 1, 50);
    const ballots = number('ballots', values.ballots ?? String(Math.min(578, voters)), 0, voters);
    const seats = number('seats', values.seats, 1, 50);
    return { voters, candidates, ballots, seats, exits: values.exit };
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, 2);
  }
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not ${text}`);
}

function stop(words: string, code: number): never {
  (code === 0 ? console.log : console.error)(words);
  process.exit(code);
}
