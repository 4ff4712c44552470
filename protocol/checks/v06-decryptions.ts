import { verifyDecryption, type DecryptionCheck } from '../decryption.ts';
import type { OwnedText } from '../result.ts';
import { isEnough, type Trustees } from '../trustees.ts';
import { counted, findingOf, refuseStage, type Check, type Finding, type Stage } from './check.ts';
import type { SetUp } from './v03-set-up.ts';

/** Belenios 4.20, Partial decryptions. */
export const DECRYPTION_CHECKS: readonly Check[] = [
  { id: '6.a', claim: 'Every decryption is canonical and has the shape of the tally.' },
  { id: '6.b', claim: 'Every decryption factor is a member of the group.' },
  { id: '6.c', claim: "Every decryption is proved to be made of the tally with that trustee's key." },
  {
    id: '6.d',
    claim: 'Proofs that name the ciphertext and the factor hold; in an election with rules, all are there.',
  },
  {
    id: '6.e',
    claim: 'Where the rules decide ties by lot, every trustee opened it with the same key; elsewhere nobody did.',
  },
];

export interface DecryptionAt {
  readonly at: string;
  /** 1 for the first trustee. */
  readonly owner: number;
  readonly text: string;
}

const CHECK_OF: Readonly<Record<DecryptionCheck, string>> = {
  'decryption-json': '6.a',
  'decryption-canonical': '6.a',
  'decryption-shape': '6.a',
  'scalar-canonical': '6.a',
  'element-member': '6.b',
  'decryption-proof': '6.c',
  'decryption-bound': '6.d',
  'decryption-lot': '6.e',
};

/**
 * Belenios 4.20, Partial decryptions. Each against its trustee's key. In a group, one that does not hold is set aside and
 * its trustee named, as long as those that hold are enough; of a single trustee it is refused.
 */
export function checkDecryptions(
  { prepared, trustees }: SetUp,
  encryptedTally: string,
  decryptions: readonly DecryptionAt[],
): Stage<readonly OwnedText[]> {
  const [findings, valid]: [Finding[], DecryptionAt[]] = [[], []];
  let [bound, lots] = [0, 0];
  const isOurs = prepared.election.rules !== undefined;
  for (const decryption of decryptions) {
    const { at, owner, text } = decryption;
    const publicKey = trustees.owners[owner - 1]?.key.publicKey ?? '';
    const texts = { election: prepared.text, encryptedTally, publicKey, decryption: text };
    const verdict = verifyDecryption({ ...texts, allowUnbound: !isOurs });
    if (verdict.ok) {
      valid.push(decryption);
      if (verdict.decryption.boundProofs !== undefined) bound += 1;
      if (verdict.decryption.lot !== undefined) lots += 1;
    } else {
      const detail = `trustee ${owner}: ${verdict.detail}`;
      findings.push(findingOf(CHECK_OF[verdict.failed], at, { failed: verdict.failed, detail }));
    }
  }
  const words = counted(valid.length, 'decryption');
  const examined = {
    ...{ '6.a': words, '6.b': words, '6.c': words },
    '6.d': counted(bound, 'decryption'),
    '6.e': counted(lots, 'part'),
  };
  if (findings.length > 0 && !areSetAside(trustees, decryptions, valid)) return refuseStage(findings, examined);
  const notes = [...findings.map(asideNote), ...(bound < valid.length ? [UNBOUND] : [])];
  return { ok: true, value: valid, examined, notes };
}

const UNBOUND =
  'There are decryptions without proofs that name the ciphertext and the factor: a false factor would show only in a result that cannot be.';

/** Those that do not hold are of groups, of which enough others hold. */
function areSetAside(
  trustees: Trustees,
  decryptions: readonly DecryptionAt[],
  valid: readonly DecryptionAt[],
): boolean {
  const isOfGroup = ({ owner }: DecryptionAt) => {
    const item = trustees.owners[owner - 1]?.item ?? -1;
    return trustees.items[item]?.kind === 'group';
  };
  if (!decryptions.every((decryption) => valid.includes(decryption) || isOfGroup(decryption))) return false;
  return isEnough(
    trustees,
    valid.map(({ owner }) => owner),
  );
}

function asideNote({ at, detail }: Finding): string {
  return `The decryption at ${at} does not hold and was set aside, since enough others of the group hold. ${detail}.`;
}
