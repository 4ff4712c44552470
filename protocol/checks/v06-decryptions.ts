import { verifyDecryption, type DecryptionCheck } from '../decryption.ts';
import type { OwnedText } from '../result.ts';
import type { Trustees } from '../trustees.ts';
import { counted, findingOf, refuseStage, type Check, type Finding, type Stage } from './check.ts';

/** Belenios 4.20, Partial decryptions. */
export const DECRYPTION_CHECKS: readonly Check[] = [
  { id: '6.a', claim: 'Every decryption is canonical and has the shape of the tally.' },
  { id: '6.b', claim: 'Every decryption factor is a member of the group.' },
  { id: '6.c', claim: "Every decryption is proved to be made of the tally with that trustee's key." },
  { id: '6.d', claim: 'Where a trustee also gave proofs that name the ciphertext and the factor, they hold.' },
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

/** Belenios 4.20, Partial decryptions. Each against its trustee's key. */
export function checkDecryptions(
  texts: { readonly election: string; readonly encryptedTally: string },
  { owners }: Trustees,
  decryptions: readonly DecryptionAt[],
): Stage<readonly OwnedText[]> {
  const findings: Finding[] = [];
  let [bound, lots] = [0, 0];
  for (const { at, owner, text } of decryptions) {
    const publicKey = owners[owner - 1]?.key.publicKey ?? '';
    const verdict = verifyDecryption({ ...texts, publicKey, decryption: text, allowUnbound: true });
    if (verdict.ok) {
      if (verdict.decryption.boundProofs !== undefined) bound += 1;
      if (verdict.decryption.lot !== undefined) lots += 1;
    } else {
      const detail = `trustee ${owner}: ${verdict.detail}`;
      findings.push(findingOf(CHECK_OF[verdict.failed], at, { failed: verdict.failed, detail }));
    }
  }
  const words = counted(decryptions.length, 'decryption');
  const examined = {
    '6.a': words,
    '6.b': words,
    '6.c': words,
    '6.d': counted(bound, 'decryption'),
    '6.e': counted(lots, 'part'),
  };
  if (findings.length > 0) return refuseStage(findings, examined);
  return { ok: true, value: decryptions, examined };
}
