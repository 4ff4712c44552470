import type { OfficeView } from '../../api/office.ts';
import type { ContestRow, Election } from '../../db/elections.ts';
import type { Trustee } from '../../db/trustees.ts';
import { Temporal } from 'temporal-polyfill';

type Blocker = OfficeView['blockers'][number];

/** What stands between a draft and its opening. Empty: it can be opened. */
export function blockersOf(
  election: Election,
  contests: readonly ContestRow[],
  trustees: readonly Trustee[],
  now: Temporal.Instant,
): Blocker[] {
  const blockers: Blocker[] = [];
  const block = (what: Blocker['what'], detail: string) => void blockers.push({ what, detail });
  for (const { title, candidates } of contests) {
    if (candidates.length === 0) block('no-candidates', `${title} has no candidates yet.`);
    const equal = equalNames(candidates.map((candidate) => candidate.name));
    if (equal !== undefined) block('equal-names', `${title} has two candidates called ${equal}. Tell them apart.`);
  }
  if (election.rollSize === 0) block('roll-not-frozen', 'The roll is not frozen yet.');
  for (const { name, publicKey } of trustees) {
    if (publicKey === null) block('trustee-key-missing', `${name} has made no key yet.`);
  }
  if (Temporal.Instant.compare(election.closesAt, now) <= 0) block('closing-passed', 'The closing time has passed.');
  return blockers;
}

function equalNames(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => {
    const key = name.normalize('NFKC').toLowerCase();
    return seen.has(key) || void seen.add(key);
  });
}

/** Valid, but worth a second look before anything is frozen. */
export function warningsOf(election: Election, contests: readonly ContestRow[], now: Temporal.Instant): string[] {
  const warnings = contests.flatMap(({ title, seats, candidates }) => [
    ...(candidates.length > 0 && candidates.length <= seats
      ? [`${title} has ${candidates.length} candidates for ${seats} seats: everybody who gets a vote is elected.`]
      : []),
    ...candidates
      .filter(({ name }) => mixesScripts(name))
      .map(({ name }) => `${name} mixes letters of two alphabets that look alike. Check the spelling.`),
  ]);
  if (election.stage === 'draft' && Temporal.Instant.compare(election.opensAt, now) < 0) {
    warnings.push('The opening time has passed: voting opens at the moment when you open the election.');
  }
  return warnings;
}

/** Latin beside Cyrillic or Greek in one word: `Аda` with a Cyrillic A reads like `Ada`. */
function mixesScripts(name: string): boolean {
  return name
    .split(/\s+/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}
