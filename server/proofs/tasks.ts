import { prepareElection, verifyBallot, type PreparedElection } from '../../protocol/ballot.ts';
import { generateCredential, publicCredential } from '../../protocol/credential.ts';
import { decryptTally, verifyDecryption } from '../../protocol/decryption.ts';
import { signHead, type SignedHead } from '../../protocol/head.ts';
import { linkProof } from '../../protocol/link-proof.ts';
import { combineDecryptions, type OwnedText } from '../../protocol/result.ts';
import { decodeTrustees } from '../../protocol/trustees.ts';
import { tallyBallots } from '../../protocol/tally.ts';
import { firstNonMember } from '../../protocol/public-elements.ts';
import { judgeMembers } from '../judge-members.ts';
import { hashToken } from '../secrets.ts';
import { decodeTrusteeKey, generateTrusteeKey, verifyTrusteeKey } from '../../protocol/trustee-key.ts';

type UnsignedHead = Pick<SignedHead, 'electionUuid' | 'height' | 'hash'>;

/** What the threads of the pool can do: the protocol's slow functions, named. Arguments and answers are plain data. */
export const tasks = {
  verifyBallot: ({ election, ballot }: { election: string; ballot: string }) =>
    verifyBallot(prepared(election), ballot),

  makeCredentials: ({ uuid, count }: { uuid: string; count: number }) =>
    Array.from({ length: count }, () => {
      const secret = generateCredential();
      return { secret, publicCredential: publicCredential(uuid, secret), linkHash: hashToken(linkProof(uuid, secret)) };
    }),

  /** With the board key of one election. */
  signHeads: ({ privateKey, heads }: { privateKey: string; heads: readonly UnsignedHead[] }) =>
    heads.map((head) => signHead(privateKey, head)),

  /** The place of the first credential of a registrar's list that is not a member of the group, or -1. */
  firstNonMember: ({ credentials }: { credentials: string[] }) => firstNonMember(credentials),

  generateKey: (_: undefined) => generateTrusteeKey(),

  verifyKey: ({ publicKey }: { publicKey: string }) => verifyTrusteeKey(publicKey),

  tally: ({ election, ballots }: { election: string; ballots: string[] }) => tallyBallots(prepared(election), ballots),

  decrypt: (ask: { election: string; encryptedTally: string; privateKey: string }) => decryptTally(ask),

  /** `trusteeKey` is the text of the trustee_public_key. */
  verifyShare: ({
    trusteeKey,
    ...ask
  }: {
    election: string;
    encryptedTally: string;
    trusteeKey: string;
    decryption: string;
  }) => verifyDecryption({ ...ask, publicKey: decodeTrusteeKey(trusteeKey).publicKey }),

  /** Not of the protocol, and as slow: everybody's verdict for a roll. */
  judgeMembers,

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
