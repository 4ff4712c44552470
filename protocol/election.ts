import { GROUP_NAME } from './group-name.ts';
import { encodeJson, fromPlain, object } from './json.ts';
import { questionJson, type Question } from './question.ts';
import { decodeElection } from './read-election.ts';
import { electionKey } from './trustees.ts';

export { decodeElection, fingerprint, type Election, type ElectionCheck } from './read-election.ts';
export { electionKey, encodeTrustees } from './trustees.ts';
export { encodeCredentials } from './credentials.ts';
export type { BallotsQuestion, Question, SumsQuestion } from './question.ts';

export interface ElectionDraft {
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly questions: readonly Question[];
  /** The text of the trustees structure; the public key is computed from it. */
  readonly trustees: string;
  readonly administrator?: string | undefined;
  readonly credentialAuthority?: string | undefined;
  /** A plain JSON value, covered by the fingerprint. */
  readonly rules?: unknown;
}

/**
 * Belenios 4.10, Elections. The text of a new election. Throws `Refused` when `decodeElection` would refuse it, so that
 * nobody can open an election that nobody can verify.
 */
export function encodeElection(draft: ElectionDraft): string {
  const text = encodeJson(
    object([
      ['version', 1],
      ['description', draft.description],
      ['name', draft.name],
      ['group', GROUP_NAME],
      ['public_key', electionKey(draft.trustees)],
      ['questions', draft.questions.map(questionJson)],
      ['uuid', draft.uuid],
      ['administrator', draft.administrator],
      ['credential_authority', draft.credentialAuthority],
      ['rules', draft.rules === undefined ? undefined : fromPlain(draft.rules)],
    ]),
  );
  decodeElection(text);
  return text;
}
