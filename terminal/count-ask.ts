import { parseArgs } from 'node:util';
import type { BallotFile } from '../counting/files/ballot-file.ts';
import type { DebianRules, Method, MethodRules, Ratio } from '../counting/method.ts';
import { findMethod, METHODS } from '../counting/methods.ts';
import { Told } from './told.ts';

/** What was asked at the terminal. Candidates are as written there: numbers from 1. */
export interface CountAsk {
  readonly file: string;
  readonly method: Method;
  readonly seats: number | undefined;
  readonly withdrawn: readonly number[];
  readonly lot: readonly number[] | undefined;
  readonly json: boolean;
  readonly debian: { readonly default: number; readonly quorum: number; readonly majorities: readonly Majority[] };
}

interface Majority {
  readonly candidate: number;
  readonly ratio: Ratio;
}

const usage = `Counts a file of ballots: BLT, ABIF or CSV (docs/counting-files.md).

  npm run count -- FILE --method NAME [--seats N] [--withdrawn 3,7] [--lot 4,2] [--json]

Candidates are numbers from 1, in the order of the file. --seats and --withdrawn add to what the file says; --lot is an
order that was drawn: whoever is earlier wins a tie. debian has [--default ID] [--quorum VOTES] [--majority ID=2/1,ID=3/1].
It exits with 0 when it has counted, 2 when the file or the words above are wrong, 3 when a tie stands that only a lot
can break.
`;

/** Throws Told for what it does not know. */
export function countAsk(words: readonly string[]): CountAsk {
  const { values, positionals } = parsed(words);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || values.method === undefined) throw new Told(`${usage}\n${methodList()}`);
  return {
    ...{ file, method: methodOf(values.method), json: values.json },
    seats: values.seats === undefined ? undefined : positive('--seats', values.seats),
    withdrawn: numbers('--withdrawn', values.withdrawn),
    lot: values.lot === undefined ? undefined : numbers('--lot', values.lot),
    debian: {
      default: values.default === undefined ? 0 : positive('--default', values.default),
      quorum: values.quorum === undefined ? 0 : positive('--quorum', values.quorum),
      majorities: (values.majority ?? '').split(',').filter(isWord).map(majority),
    },
  };
}

function parsed(words: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...{ method: text, seats: text, withdrawn: text, lot: text, default: text, quorum: text, majority: text },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Told(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function isWord(word: string): boolean {
  return word.trim() !== '';
}

function positive(option: string, word: string): number {
  const number = /^\d+$/.test(word.trim()) ? Number(word) : 0;
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Told(`After ${option} comes a whole number from 1 up, not “${word}”.`);
}

function numbers(option: string, words: string | undefined): readonly number[] {
  const all = (words ?? '')
    .split(',')
    .filter(isWord)
    .map((word) => positive(option, word));
  if (new Set(all).size < all.length) throw new Told(`After ${option} a number stands twice.`);
  return all;
}

/** `3=2/1`. */
function majority(word: string): Majority {
  const [, candidate = '', numerator = '', denominator = ''] = /^\s*(\d+)=(\d+)\/(\d+)\s*$/.exec(word) ?? [];
  const number = (digits: string) => positive('--majority', digits);
  if (candidate === '')
    throw new Told(`After --majority come candidates with their ratio, such as 3=2/1, not “${word}”.`);
  return { candidate: number(candidate), ratio: { numerator: number(numerator), denominator: number(denominator) } };
}

function methodOf(name: string): Method {
  const method = findMethod(name);
  if (method !== undefined) return method;
  const plain = name.toLowerCase().replace(/[^a-z]+/g, '');
  const meant = METHODS.find((one) => one.name.replaceAll('-', '') === plain)?.name ?? elsewhere[plain];
  const hint = METHODS.some((one) => one.name === meant) ? ` Did you mean ${meant ?? ''}?` : '';
  throw new Told(`There is no method ${name}.${hint}\n\n${methodList()}`);
}

function methodList(): string {
  const width = Math.max(...METHODS.map(({ name }) => name.length));
  return `Methods:\n${METHODS.map(({ name, words }) => `  ${name.padEnd(width)}  ${words.offer}\n`).join('')}`;
}

/** What other programs and people call them, without signs between. */
const elsewhere: Readonly<Record<string, string>> = {
  ...{ scotland: 'scottish-stv', scottish: 'scottish-stv', stv: 'scottish-stv', ssi: 'scottish-stv' },
  ...{ wigm: 'wigm-stv', wigmprf: 'wigm-stv', gregory: 'wigm-stv', meek: 'meek-stv', meekprf: 'meek-stv' },
  ...{ rcv: 'irv', instantrunoff: 'irv', alternativevote: 'irv', av: 'irv', hare: 'irv' },
  ...{ fptp: 'plurality', firstpastthepost: 'plurality', sntv: 'plurality', bloc: 'block-plurality' },
  ...{ blockvote: 'block-plurality', limited: 'block-plurality', range: 'score', starpr: 'allocated-score' },
  ...{ proportionalstar: 'allocated-score', mj: 'majority-judgment', majorityjudgement: 'majority-judgment' },
  ...{ condorcet: 'schulze', beatpath: 'schulze', schulzewv: 'schulze', cssd: 'schulze', tideman: 'ranked-pairs' },
  ...{ simpson: 'minimax', simpsonkramer: 'minimax', rankedrobin: 'copeland', llull: 'copeland' },
  ...{ smithirv: 'condorcet-irv', bordacount: 'borda', chooseone: 'plurality', motion: 'question' },
};

/** The rules of the count: what was asked goes before what the file says. Throws Told for what does not go together. */
export function countRules(ask: CountAsk, file: BallotFile): MethodRules {
  const { method } = ask;
  const candidates = file.candidates.length;
  const places = (option: string, ids: readonly number[]) => ids.map((id) => placeOf(option, id, candidates));
  const withdrawn = [...new Set([...file.withdrawn, ...places('--withdrawn', ask.withdrawn)])];
  return {
    ...{ seats: seatsOf(ask, file), candidates },
    withdrawn: withdrawn.sort((one, other) => one - other),
    lot: ask.lot === undefined ? undefined : places('--lot', ask.lot),
    debian: method.name === 'debian' ? debianRules(ask, candidates) : undefined,
  };
}

function placeOf(option: string, id: number, candidates: number): number {
  if (id <= candidates) return id - 1;
  throw new Told(`${option} names candidate ${id}; the file has 1 to ${candidates}.`);
}

function seatsOf({ method, seats }: CountAsk, file: BallotFile): number {
  if (method.answers !== null) return 0;
  const asked = seats ?? file.seats ?? (method.elects === 'one' ? 1 : undefined);
  if (asked === undefined) throw new Told('The file does not say how many seats there are. Add --seats N.');
  if (method.elects === 'one' && asked !== 1)
    throw new Told(`${method.name} elects one, and there are ${asked} seats. Add --seats 1, or take another method.`);
  return asked;
}

/** The quorum is told in votes, so the electorate of which it would be a root does not matter. */
function debianRules({ debian }: CountAsk, candidates: number): DebianRules {
  const usual = { numerator: 1, denominator: 1 };
  const majorities = Array.from({ length: candidates }, () => usual as Ratio);
  for (const { candidate, ratio } of debian.majorities)
    majorities[placeOf('--majority', candidate, candidates)] = ratio;
  if (debian.default === 0) throw new Told('Debian’s rule has a default option. Say which with --default ID.');
  return {
    ...{ default: placeOf('--default', debian.default, candidates), electorate: 1, majorities },
    quorum: { numerator: debian.quorum, denominator: 1 },
  };
}
