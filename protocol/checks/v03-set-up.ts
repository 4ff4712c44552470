import { appearance } from '../appearance.ts';
import { decodeCredentials, type Credentials } from '../credentials.ts';
import { electionKey, type Question } from '../election.ts';
import { firstNonMember } from '../public-elements.ts';
import { prepareElection, type PreparedElection } from '../prepared-election.ts';
import { isRefused } from '../refused.ts';
import { assertWeightsFit } from '../tally.ts';
import type { ThresholdCheck } from '../threshold/finding.ts';
import { verifyThreshold } from '../threshold/parameters.ts';
import { decodeTrustees, type Owner, type Trustees } from '../trustees.ts';
import { verifyPossession } from '../trustee-key.ts';
import { counted, findingOf, refuseStage, type Check, type Examined, type Finding, type Stage } from './check.ts';

/** Belenios 4.5, 4.7, 4.8, 4.10. */
export const SETUP_CHECKS: readonly Check[] = [
  { id: '3.a', claim: 'The election is canonical: every program reads the same election in it.' },
  { id: '3.b', claim: 'It is of version 1, over Ed25519, and asks only what this verifier knows.' },
  { id: '3.c', claim: 'Its questions can be answered, and their texts read as they are written.' },
  {
    id: '3.d',
    claim: 'The trustees are canonical; each, or of a group as many as its threshold says, is needed to decrypt.',
  },
  { id: '3.e', claim: 'Their keys are members of the group other than 1, and no two are equal.' },
  { id: '3.f', claim: 'Each trustee proved to know the private key.' },
  {
    id: '3.g',
    claim: "The election's key is the product of the trustees' keys, of a group of those that its polynomials say.",
  },
  {
    id: '3.h',
    claim:
      'The credentials are canonical, not empty, distinct, and each has a weight from 1 on; where ballots are opened, 1.',
  },
  { id: '3.i', claim: 'Each credential is a member of the group.' },
  {
    id: '3.j',
    claim:
      'In each group of trustees all signed the same certificates and coefficients, and the keys follow from them.',
  },
];

export interface SetUp {
  readonly prepared: PreparedElection;
  readonly trustees: Trustees;
  readonly credentials: Credentials;
}

export interface SetUpTexts {
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
}

/**
 * Belenios 3.1, Election setup. Where `leavesMembers`, check 3.i is left to who asked, if everything else holds: it takes
 * longer than all the others, and can be done beside what follows.
 */
export function checkSetUp(texts: SetUpTexts, { leavesMembers = false } = {}): Stage<SetUp> {
  const findings: Finding[] = [];
  const attempt = <T>(at: string, check: (failed: string) => string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!isRefused(error)) throw error;
      findings.push(findingOf(check(error.failed), at, error));
      return undefined;
    }
  };
  const prepared = attempt('election', electionCheck, () => prepareElection(texts.election));
  const trustees = attempt(
    'trustees',
    () => '3.d',
    () => decodeTrustees(texts.trustees),
  );
  const credentials = attempt(
    'credentials',
    () => '3.h',
    () => decodeCredentials(texts.credentials),
  );
  if (prepared !== undefined && credentials !== undefined) {
    const { questions } = prepared.election;
    attempt(
      'credentials',
      () => '3.h',
      () => assertWeightsFit(questions, credentials),
    );
  }
  findings.push(...trusteeFindings(trustees), ...groupFindings(trustees));
  const ofKey = findings.length === 0 ? [...keyFindings(prepared, texts.trustees)] : [];
  const isLeft = leavesMembers && findings.length + ofKey.length === 0;
  if (!isLeft) findings.push(...strangers([...(credentials?.keys() ?? [])]));
  if (findings.length === 0) findings.push(...ofKey);
  if (findings.length > 0 || prepared === undefined || trustees === undefined || credentials === undefined) {
    return refuseStage(findings);
  }
  const value = { prepared, trustees, credentials };
  const examined = { ...examinedOf(value), ...(isLeft ? {} : membersExamined(credentials)) };
  return { ok: true, value, examined, notes: notesOn(prepared) };
}

function electionCheck(failed: string): string {
  if (['election-version', 'election-group', 'election-supported'].includes(failed)) return '3.b';
  if (failed === 'element-member') return '3.g';
  return ['question-bounds', 'election-text', 'election-uuid'].includes(failed) ? '3.c' : '3.a';
}

function* trusteeFindings(trustees: Trustees | undefined): Generator<Finding> {
  const seen = new Map<string, Owner>();
  for (const one of trustees?.owners ?? []) {
    const { owner, key: trustee } = one;
    const at = `trustees/${owner}`;
    const verdict = verifyPossession(trustee);
    if (!verdict.ok) yield findingOf(verdict.failed === 'trustee-proof' ? '3.f' : '3.e', at, verdict);
    const earlier = seen.get(trustee.publicKey);
    if (earlier !== undefined && !shareOneKey(trustees, earlier, one)) {
      yield findingOf('3.e', at, { failed: 'trustee-distinct', detail: 'this key is listed already' });
    }
    seen.set(trustee.publicKey, one);
  }
}

/** Where any one of a group is enough, its polynomials are constant: all its trustees hold one key. */
function shareOneKey(trustees: Trustees | undefined, one: Owner, other: Owner): boolean {
  const item = trustees?.items[one.item];
  return one.item === other.item && item?.kind === 'group' && item.parameters.threshold === 1;
}

/** Belenios 4.6, Messages specific to threshold decryption support. */
function* groupFindings(trustees: Trustees | undefined): Generator<Finding> {
  for (const [place, item] of trustees?.items.entries() ?? []) {
    if (item.kind === 'single') continue;
    const before = trustees?.owners.find((owner) => owner.item === place)?.owner ?? 1;
    for (const { failed, detail, trustee } of verifyThreshold(item.parameters)) {
      const at = trustee === undefined ? `trustees/${before}` : `trustees/${before + trustee - 1}`;
      yield findingOf(groupCheck(failed), at, { failed, detail });
    }
  }
}

function groupCheck(failed: ThresholdCheck): string {
  if (failed === 'threshold-proof') return '3.f';
  if (failed === 'element-member' || failed === 'threshold-distinct') return '3.e';
  return failed === 'scalar-canonical' ? '3.d' : '3.j';
}

function* strangers(credentials: readonly string[]): Generator<Finding> {
  const place = firstNonMember(credentials);
  if (place !== -1) yield strangerAt(place);
}

/** That the credential of a place, from 0, is not a member of the group. */
export function strangerAt(place: number): Finding {
  const detail = 'not a member of the group';
  return findingOf('3.i', `credentials/${place + 1}`, { failed: 'element-member', detail });
}

/** What was looked at when no credential was a stranger. */
export function membersExamined(credentials: Credentials): Examined {
  return { '3.i': counted(credentials.size, 'credential') };
}

function* keyFindings(prepared: PreparedElection | undefined, trustees: string): Generator<Finding> {
  if (prepared?.election.publicKey === electionKey(trustees)) return;
  const detail = "not the product of the trustees' keys";
  yield findingOf('3.g', 'election', { failed: 'election-key', detail });
}

function examinedOf({ prepared, trustees, credentials }: SetUp): Record<string, string> {
  const keys = counted(trustees.owners.length, 'trustee');
  const list = counted(credentials.size, 'credential');
  const { questions } = prepared.election;
  const answers = questions.reduce((sum, question) => sum + question.answers.length, 0);
  const asked = `${counted(questions.length, 'question')}, ${counted(answers, 'answer')}`;
  return {
    '3.a': `${prepared.text.length} characters`,
    '3.b': asked,
    '3.c': asked,
    '3.d': keys,
    '3.e': keys,
    '3.f': keys,
    '3.g': keys,
    '3.h': list,
    '3.j': counted(trustees.items.filter(({ kind }) => kind === 'group').length, 'group'),
  };
}

function notesOn({ election }: PreparedElection): readonly string[] {
  const unknown = election.unknownMembers.map((name) => `The election has a member that nobody here knows: ${name}.`);
  return [...unknown, ...election.questions.flatMap((question, place) => notesOnAnswers(question, place + 1))];
}

function notesOnAnswers({ answers }: Question, number: number): string[] {
  const seen = new Map<string, string>();
  const notes: string[] = [];
  for (const answer of answers) {
    const looks = appearance(answer);
    const earlier = seen.get(looks);
    if (earlier === answer) notes.push(`Question ${number} has the answer "${answer}" twice.`);
    else if (earlier !== undefined) notes.push(`Question ${number} has two answers that look alike: "${answer}".`);
    seen.set(looks, answer);
  }
  return notes;
}
