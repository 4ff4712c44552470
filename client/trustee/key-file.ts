import type { TrusteeView } from '../../api/trustees.ts';
import type { ExpectedFile } from '../../protocol/trustee-key-file.ts';

/** The name under which a trustee's file is saved, and looked for later. */
export function keyFileName({ electionId, owner }: { readonly electionId: string; readonly owner: number }): string {
  return `${electionId}-trustee-${owner}-key.json`;
}

/** Which file fits. In a group one seed serves for all steps, and the certificate stands for it. */
export function expectedFile(electionId: string, { owner, publicKey, ceremony }: TrusteeView): ExpectedFile {
  return ceremony === null
    ? { electionId, owner, kind: 'trustee key', public: publicKey }
    : { electionId, owner, kind: 'trustee seed', public: ceremony.certificate };
}
