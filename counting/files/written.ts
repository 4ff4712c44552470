import type { Method } from '../method.ts';
import { writeAbif } from './abif.ts';
import type { BallotFile } from './ballot-file.ts';
import { writeBlt } from './blt.ts';
import { writeCsv } from './csv.ts';

/** A format in which opened ballots can be handed on, by the ending of its files. */
export type FileEnding = 'blt' | 'abif' | 'csv';

const writers: Readonly<Record<FileEnding, (file: BallotFile) => string>> = {
  blt: writeBlt,
  abif: writeAbif,
  csv: writeCsv,
};

/** The formats that hold what ballots of this method say; none where only sums are opened. */
export function endingsFor(method: Method): readonly FileEnding[] {
  if (method.opened === 'sums') return [];
  const { asks } = method.ballotShape({ seats: 1, candidates: 2 });
  if (asks === 'ranks') return ['blt', 'abif', 'csv'];
  return asks === 'scores' ? ['abif', 'csv'] : ['csv'];
}

/** The ballots as a file of this format. Two of one name are told apart by their numbers on the ballot. */
export function ballotFileText(
  ending: FileEnding,
  method: Method,
  file: Omit<BallotFile, 'says' | 'order' | 'unused'>,
): string {
  const { asks } = method.ballotShape({ seats: 1, candidates: 2 });
  const says = asks === 'ranks' ? 'ranks' : asks === 'scores' ? 'scores' : 'numbers';
  const isTaken = (name: string) => file.candidates.filter((one) => one === name).length > 1;
  const candidates = file.candidates.map((name, place) => (isTaken(name) ? `${name} (${place + 1})` : name));
  return writers[ending]({ ...file, candidates, says, order: null, unused: [] });
}
