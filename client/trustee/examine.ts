import { recordAsk } from '../../api/rules.ts';
import { examineTally, type Examination, type Wanted } from '../../protocol/examine-tally.ts';

/** What a trustee makes sure of before mixing or decrypting anything, with the rules as this program writes them. */
export function examine(
  record: Uint8Array,
  wanted: Wanted,
  onProgress: (done: number, total: number) => void,
): Examination {
  return examineTally(record, wanted, { asks: recordAsk, onProgress });
}
