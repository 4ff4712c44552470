import { ThresholdRefused } from '../protocol/threshold/finding.ts';
import { decryptionKeyOf } from '../protocol/threshold/voutputs.ts';
import { Told } from './call-site.ts';

/** A trustee's private key, which was sealed for the holder of the seed at the end of the ceremony. */
export function openSealedKey(seed: string, encryptedKey: string): string {
  try {
    return decryptionKeyOf({ seed, encryptedKey });
  } catch (error) {
    if (!(error instanceof ThresholdRefused)) throw error;
    throw new Told(`The key that the ceremony made cannot be opened: ${error.detail}. Nothing was opened.`);
  }
}
