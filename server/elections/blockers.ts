import type { OfficeView } from '../../api/office.ts';
import type { ContestRow, Election } from '../../db/elections.ts';
import type { Trustee } from '../../db/trustees.ts';
import { Temporal } from 'temporal-polyfill';
import { findMethod } from '../../counting/methods.ts';
import { appearance } from '../../protocol/appearance.ts';
import { mostChoices, tooManyWords } from './most-choices.ts';

type Blocker = OfficeView['blockers'][number];

/**
 * What stands between a draft and its opening. Empty: it can be opened. `doubled`: entries of the roll that belong to
 * somebody who has another one.
 */
export function blockersOf(
  election: Election,
  contests: readonly ContestRow[],
  trustees: readonly Trustee[],
  now: Temporal.Instant,
  doubled: number,
): Blocker[] {
  const blockers: Blocker[] = [];
  const block = (what: Blocker['what'], detail: string) => void blockers.push({ what, detail });
  for (const { title, kind, method, candidates } of contests) {
    const nobody = findMethod(method)?.defaultAnswer ?? [];
    const equal = equalNames(candidates.map((candidate) => candidate.name).concat(nobody));
    const names = kind === 'options' ? 'equal-options' : 'equal-names';
    if (equal !== undefined) block(names, `${title} has two choices called ${equal}. Tell them apart.`);
    if (kind !== 'people') continue;
    if (candidates.length > mostChoices(method))
      block('too-many-candidates', `${title}: ${tooManyWords(method, candidates.length)}.`);
    if (candidates.length === 0) block('no-candidates', `${title} has no candidates yet.`);
  }
  if (election.rollFrozenAt === null) block('roll-not-frozen', 'The roll is not frozen yet.');
  if (doubled > 0) {
    const detail = `${doubled} of the roll ${doubled === 1 ? 'is a person' : 'are people'} who stand there twice, because records were merged since the freeze. Take one off.`;
    block('roll-doubled', detail);
  }
  for (const { name, publicKey } of trustees) {
    const missing = election.threshold === null ? 'has made no key yet' : 'has not finished the key of the group yet';
    if (publicKey === null) block('trustee-key-missing', `${name} ${missing}.`);
  }
  if (Temporal.Instant.compare(election.closesAt, now) <= 0) block('closing-passed', 'The closing time has passed.');
  for (const { what, detail } of tooEarly(election, now)) block(what, detail);
  return blockers;
}

/** Nothing is frozen while somebody may still be nominated, or before everybody may know who stands. */
function tooEarly({ nominationsCloseAt, candidatesAt }: Election, now: Temporal.Instant): Blocker[] {
  if (nominationsCloseAt !== null && Temporal.Instant.compare(now, nominationsCloseAt) < 0)
    return [{ what: 'nominations-open', detail: 'Nominations have not closed yet.' }];
  if (candidatesAt !== null && Temporal.Instant.compare(now, candidatesAt) < 0)
    return [{ what: 'candidates-not-announced', detail: 'The candidates are not announced yet.' }];
  return [];
}

function equalNames(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => {
    const key = name.normalize('NFKC').toLowerCase();
    return seen.has(key) || void seen.add(key);
  });
}

/**
 * Valid, but worth a second look before anything is frozen. `waiting`: amendments of the roll and requests of members that
 * nobody has decided.
 */
export function warningsOf(
  election: Election,
  contests: readonly ContestRow[],
  now: Temporal.Instant,
  waiting: number,
): string[] {
  const people = contests.filter(({ kind }) => kind === 'people');
  const warnings = people.flatMap(({ title, seats, candidates, method }) => [
    ...(candidates.length > 0 && candidates.length <= seats && findMethod(method)?.defaultAnswer === undefined
      ? [
          `${title} has ${counted(candidates.length, 'candidate')} for ${counted(seats, 'seat')}: everybody who gets a vote is elected.`,
        ]
      : []),
    ...candidates
      .filter(({ name }) => mixesScripts(name))
      .map(({ name }) => `${name} mixes letters of two alphabets that look alike. Check the spelling.`),
    ...alike(candidates.map(({ name }) => name)).map(
      (name) =>
        `${title} has two candidates whose names look alike, in letters of two alphabets: ${name}. Tell them apart.`,
    ),
  ]);
  if (election.stage === 'draft' && Temporal.Instant.compare(election.opensAt, now) < 0) {
    warnings.push('The opening time has passed: voting opens at the moment when you open the election.');
  }
  if (election.stage === 'draft' && waiting > 0) {
    const what =
      waiting === 1
        ? '1 amendment or request about the roll waits'
        : `${waiting} amendments or requests about the roll wait`;
    warnings.push(`${what} for an officer. Once the election is open, nobody can be added.`);
  }
  return warnings;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Names that read like an earlier one and are spelled otherwise: `Сора` in Cyrillic, `Copa` in Latin. */
function alike(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  return names.filter((name) => {
    const looks = appearance(name);
    const earlier = seen.get(looks);
    seen.set(looks, earlier ?? name);
    return earlier !== undefined && earlier !== name;
  });
}

/** Latin beside Cyrillic or Greek in one word: `Аda` with a Cyrillic A reads like `Ada`. */
function mixesScripts(name: string): boolean {
  return name
    .split(/\s+/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}
