import type { CeremonyStep } from '../../api/trustees.ts';
import { compareCounts, type CountedTwice } from '../../counting/compare-counts.ts';
import { prepareElection, verifyBallot, verifyOpenedBallot, type PreparedElection } from '../../protocol/ballot.ts';
import { generateCredential, publicCredential } from '../../protocol/credential.ts';
import { decryptTally, verifyDecryption } from '../../protocol/decryption.ts';
import { linkProof } from '../../protocol/link-proof.ts';
import { combineDecryptions, type OwnedText } from '../../protocol/result.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';
import { thresholdParametersOf } from '../../protocol/threshold/parameters.ts';
import { verifyCertificate } from '../../protocol/threshold/certificates.ts';
import { verifyPolynomial } from '../../protocol/threshold/polynomials.ts';
import { verifyVoutput } from '../../protocol/threshold/voutputs.ts';
import { shuffleTally } from '../../protocol/shuffle/shuffle-tally.ts';
import { withShuffle } from '../../protocol/shuffle/text.ts';
import { verifyShuffle } from '../../protocol/shuffle/verify.ts';
import { decodeTally, nhCiphertexts, tallyBallots } from '../../protocol/tally.ts';
import { firstNonMember } from '../../protocol/public-elements.ts';
import { judgeMembers } from '../judge-members.ts';
import { hashToken } from '../secrets.ts';
import { generateTrusteeKey, verifyTrusteeKey } from '../../protocol/trustee-key.ts';

/** What the threads of the pool can do: the protocol's slow functions, named. Arguments and answers are plain data. */
export const tasks = {
  verifyBallot: ({ election, ballot }: { election: string; ballot: string }) =>
    verifyBallot(prepared(election), ballot),

  verifyOpened: ({ election, text }: { election: string; text: string }) =>
    verifyOpenedBallot(prepared(election), text),

  makeCredentials: ({ uuid, count }: { uuid: string; count: number }) =>
    Array.from({ length: count }, () => {
      const secret = generateCredential();
      return { secret, publicCredential: publicCredential(uuid, secret), linkHash: hashToken(linkProof(uuid, secret)) };
    }),

  /** The place of the first credential of a registrar's list that is not a member of the group, or -1. */
  firstNonMember: ({ credentials }: { credentials: string[] }) => firstNonMember(credentials),

  generateKey: (_: undefined) => generateTrusteeKey(),

  verifyKey: ({ publicKey }: { publicKey: string }) => verifyTrusteeKey(publicKey),

  tally: ({ election, ballots }: { election: string; ballots: string[] }) => tallyBallots(prepared(election), ballots),

  /** The server's own shuffle, whole in this thread: its secrets are nowhere else. */
  shuffle: ({ election, encryptedTally }: { election: string; encryptedTally: string }) =>
    shuffleTally({ prepared: prepared(election), encryptedTally }),

  verifyShuffle: ({ election, encryptedTally, shuffle }: ShuffleOfTally) => {
    const before = nhCiphertexts(prepared(election).election.questions, decodeTally(encryptedTally));
    const verdict = verifyShuffle({ prepared: prepared(election), before, shuffle });
    return verdict.ok ? { ok: true as const } : verdict;
  },

  withShuffle: ({ election, encryptedTally, shuffle }: ShuffleOfTally) =>
    withShuffle(prepared(election).election.questions, encryptedTally, shuffle),

  decrypt: (ask: { election: string; encryptedTally: string; privateKey: string }) => decryptTally(ask),

  verifyShare: (ask: { election: string; encryptedTally: string; publicKey: string; decryption: string }) =>
    verifyDecryption(ask),

  verifyCeremonyMessage: (ask: GivenInCeremony) => verifyCeremonyMessage(ask),

  thresholdParameters: (given: { certs: string[]; polynomials: string[]; voutputs: string[] }) =>
    thresholdParametersOf(given),

  /** Not of the protocol, and as slow: everybody's verdict for a roll. */
  judgeMembers,

  /** Not of the protocol either: two counts of each contest. */
  compareCounts: (contests: readonly CountedTwice[]) => compareCounts(contests),

  combine: ({
    election,
    trustees,
    ...ask
  }: {
    election: string;
    trustees: string;
    encryptedTally: string;
    totalWeight: number;
    decryptions: OwnedText[];
  }) =>
    combineDecryptions({
      ...ask,
      questions: prepared(election).election.questions,
      trustees: decodeTrustees(trustees),
    }),
};

/** The tables of the few elections that are open at the same time. */
const elections = new Map<string, PreparedElection>();
const mostElections = 8;

function prepared(text: string): PreparedElection {
  const known = elections.get(text);
  if (known !== undefined) return known;
  const oldest = elections.keys().next();
  if (elections.size >= mostElections && oldest.done !== true) elections.delete(oldest.value);
  const fresh = prepareElection(text);
  elections.set(text, fresh);
  return fresh;
}

interface ShuffleOfTally {
  readonly election: string;
  /** With the shuffle before in it. */
  readonly encryptedTally: string;
  readonly shuffle: string;
}

interface GivenInCeremony {
  readonly step: CeremonyStep;
  readonly message: string;
  readonly owner: number;
  readonly size: number;
  readonly threshold: number;
  /** What everybody gave in the steps before, in their order. */
  readonly certificates: readonly string[];
  readonly polynomials: readonly string[];
}

/** The last certificate is looked at together with the others: no two may have a key in common. */
function verifyCeremonyMessage({ step, message, owner, size, threshold, ...before }: GivenInCeremony) {
  const { certificates: certs, polynomials } = before;
  switch (step) {
    case 'certificate':
      return verifyCertificate(message, { size, threshold, index: owner });
    case 'polynomial':
      return verifyPolynomial(message, certs, owner);
    case 'voutput':
      return verifyVoutput(message, { certs, polynomials, index: owner });
  }
}
