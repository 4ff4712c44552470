import { isRefused } from '../refused.ts';
import { combineDecryptions, decodeResult, type Combining, type ElectionResult } from '../result.ts';
import { counted, findingOf, refuseStage, type Check, type Stage } from './check.ts';

/** Belenios 4.21, Election result. */
export const RESULT_CHECKS: readonly Check[] = [
  { id: '7.a', claim: 'The result is canonical.' },
  { id: '7.b', claim: 'The decryptions give, for every answer, a number of votes that can be.' },
  { id: '7.c', claim: 'The result is these numbers.' },
];

/** Belenios 4.21, Election result. Recomputes it. */
export function checkResult(at: string, text: string, combining: Combining): Stage<ElectionResult> {
  try {
    decodeResult(text, combining.questions);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return refuseStage([findingOf('7.a', at, { failed: `result-${error.failed}`, detail: error.detail })]);
  }
  let expected: string;
  try {
    expected = combineDecryptions(combining);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const detail = `${error.detail}: a trustee's factor is wrong although its proof verifies`;
    return refuseStage([findingOf('7.b', at, { failed: error.failed, detail })]);
  }
  const result = decodeResult(expected, combining.questions);
  const words = counted(result.length, 'question');
  const examined = { '7.a': 'the result', '7.b': words, '7.c': words };
  if (text === expected) return { ok: true, value: result, examined };
  const detail = 'not what the decryptions give';
  return refuseStage([findingOf('7.c', at, { failed: 'result-sums', detail })], examined);
}
