import type { PreparedElection } from '../prepared-election.ts';
import { verifyBallot, type CheckName } from '../verify-ballot.ts';
import { counted, findingOf, refuseStage, type Check, type Finding, type Stage } from './check.ts';
import type { Credentials } from '../credentials.ts';

/** Belenios 3.5.1, During the voting phase. */
export const BALLOT_CHECKS: readonly Check[] = [
  { id: '4.a', claim: 'Every ballot is canonical and has the shape that the questions demand.' },
  { id: '4.b', claim: 'Every ballot is for this election.' },
  { id: '4.c', claim: 'Every ballot is cast with a credential of the list.' },
  { id: '4.d', claim: 'Every ballot is signed with that credential.' },
  { id: '4.e', claim: 'Every ciphertext is made of members of the group.' },
  { id: '4.f', claim: 'Every ciphertext is proved to hold 0 or 1.' },
  { id: '4.g', claim: 'Every ballot is proved to choose as few and as many as the question allows.' },
  { id: '4.h', claim: 'No ballot stands on the board twice.' },
  { id: '4.i', claim: 'No ciphertext stands on the board twice: nobody copied a vote.' },
];

/** What became of one ballot, as plain data: it can be sent from another thread. */
export type BallotOutcome =
  | { readonly ok: true; readonly credential: string; readonly ciphertexts: readonly string[] }
  | { readonly ok: false; readonly failed: CheckName; readonly detail: string };

/** Belenios 3.5.1, During the voting phase. All about one ballot that needs neither another nor the credentials. */
export function examineBallot(prepared: PreparedElection, text: string): BallotOutcome {
  const verdict = verifyBallot(prepared, text);
  if (!verdict.ok) return verdict;
  const { credential, ciphertexts } = verdict.ballot;
  return { ok: true, credential, ciphertexts };
}

/** For each credential that was used, the ciphertexts of its last ballot. */
export type LastBallots = ReadonlyMap<string, readonly string[]>;

/**
 * Belenios 4.17, Ballots. All ballots together. `outcomes` are in the order of the board, the first at height 1.
 * Each of `expected` ballots must have an outcome: what was not examined has not passed.
 */
export function checkBallots(
  outcomes: readonly (BallotOutcome | undefined)[],
  expected: number,
  credentials: Credentials,
): Stage<LastBallots> {
  const findings: Finding[] = [];
  const last = new Map<string, readonly string[]>();
  const seen = new Map<string, string>();
  for (let place = 0; place < Math.max(expected, outcomes.length); place += 1) {
    const [outcome, at] = [outcomes[place], `board/${place + 1}`];
    findings.push(...outcomeFindings(outcome, at, credentials));
    if (outcome?.ok !== true) continue;
    findings.push(...copies(outcome.ciphertexts, seen, at));
    last.set(outcome.credential, outcome.ciphertexts);
  }
  const words = counted(expected, 'ballot');
  const examined = Object.fromEntries(BALLOT_CHECKS.map(({ id }) => [id, words]));
  return findings.length > 0 ? refuseStage(findings, examined) : { ok: true, value: last, examined };
}

const CHECK_OF: Readonly<Record<CheckName, string>> = {
  'ballot-size': '4.a',
  'ballot-json': '4.a',
  'ballot-canonical': '4.a',
  'ballot-shape': '4.a',
  'scalar-canonical': '4.a',
  'ballot-election': '4.b',
  'credential-known': '4.c',
  'signature-hash': '4.d',
  signature: '4.d',
  'element-member': '4.e',
  'individual-proof': '4.f',
  'overall-proof': '4.g',
};

function* outcomeFindings(
  outcome: BallotOutcome | undefined,
  at: string,
  credentials: Credentials,
): Generator<Finding> {
  if (outcome === undefined) {
    yield findingOf('4.a', at, { failed: 'ballot-unexamined', detail: 'this ballot was not examined' });
  } else if (!outcome.ok) {
    yield findingOf(CHECK_OF[outcome.failed], at, outcome);
  } else if (!credentials.has(outcome.credential)) {
    yield findingOf('4.c', at, { failed: 'credential-known', detail: 'the credential is not in the list' });
  }
}

/** Belenios has each proof name its voter; a copied ciphertext under another credential is refused before that matters. */
function* copies(ciphertexts: readonly string[], seen: Map<string, string>, at: string): Generator<Finding> {
  for (const ciphertext of ciphertexts) {
    const earlier = seen.get(ciphertext);
    if (earlier !== undefined) {
      yield findingOf('4.i', at, { failed: 'ciphertext-repeated', detail: `a ciphertext of ${earlier} again` });
    }
    seen.set(ciphertext, at);
  }
}
