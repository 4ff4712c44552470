import { isElementText } from './group.ts';
import { GROUP_NAME } from './group-name.ts';
import { base64HashOf } from './hash.ts';
import { parseJson, toPlain, type Json, type JsonObject } from './json.ts';
import { lineOf, proseOf } from './line.ts';
import { ciphertextsOf, questionOf, type Question } from './question.ts';
import { naming, Refused } from './refused.ts';
import { assertOrder, itemsOf, textOf } from './shape.ts';
import { isUuid } from './uuid.ts';

/** Belenios 4.10, Elections. Version 1 over Ed25519. */
export interface Election {
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly questions: readonly Question[];
  /** y, 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly administrator?: string;
  readonly credentialAuthority?: string;
  /** Our extra member: a JSON value, objects without prototype; undefined when the election has none. */
  readonly rules?: unknown;
  /** Members of the text that neither Belenios nor we know. */
  readonly unknownMembers: readonly string[];
}

export type ElectionCheck =
  | 'election-json'
  | 'election-canonical'
  | 'election-shape'
  | 'election-version'
  | 'election-group'
  | 'election-supported'
  | 'election-text'
  | 'election-uuid'
  | 'question-bounds'
  | 'element-member'
  | 'scalar-canonical';

const NAMES = {
  json: 'election-json',
  canonical: 'election-canonical',
  shape: 'election-shape',
  element: 'element-member',
  scalar: 'scalar-canonical',
} as const;

/** The members in the order of the specification; `rules`, ours, is the last. */
const MEMBERS = [
  'version',
  'description',
  'name',
  'group',
  'public_key',
  'questions',
  'uuid',
  'administrator',
  'credential_authority',
  'rules',
];

const MOST_QUESTIONS = 100;
/** In all questions together: what bounds the size of a ballot. */
const MOST_ANSWERS = 2000;

/** Belenios 4.10, Elections. Reads the text of an election; throws `Refused<ElectionCheck>`. */
export function decodeElection(text: string): Election {
  return naming(NAMES, () => {
    const value = parseJson(text);
    if (!(value instanceof Map)) throw new Refused('shape', 'the election is not an object');
    return electionOf(value as JsonObject);
  });
}

/** Belenios 4.10, Elections. phi: the compact Base64 of the SHA-256 of the election's text. */
export function fingerprint(electionText: string): string {
  return base64HashOf(electionText);
}

function electionOf(members: JsonObject): Election {
  assertVersion(members);
  assertOrder(members, MEMBERS, 'the election');
  const publicKey = textOf(members.get('public_key'), 'public_key');
  if (!isElementText(publicKey)) throw new Refused('element', 'public_key is not 64 hexadecimal digits');
  const uuid = textOf(members.get('uuid'), 'uuid');
  if (!isUuid(uuid)) throw new Refused<ElectionCheck>('election-uuid', 'not 14 or more Base58 characters');
  const rules = members.get('rules');
  return {
    uuid,
    name: lineOf(members.get('name'), 'name'),
    description: proseOf(members.get('description'), 'description'),
    questions: questionsOf(members.get('questions')),
    publicKey,
    ...optionalLine(members, 'administrator', 'administrator'),
    ...optionalLine(members, 'credential_authority', 'credentialAuthority'),
    ...(rules === undefined ? {} : { rules: toPlain(rules) }),
    unknownMembers: [...members.keys()].filter((name) => !MEMBERS.includes(name)),
  };
}

function assertVersion(members: JsonObject): void {
  if (members.get('version') !== 1) throw new Refused<ElectionCheck>('election-version', 'only version 1 is known');
  if (members.get('group') !== GROUP_NAME) throw new Refused<ElectionCheck>('election-group', 'only Ed25519 is known');
}

function questionsOf(value: Json | undefined): readonly Question[] {
  const items = itemsOf(value, 'questions');
  if (items.length === 0 || items.length > MOST_QUESTIONS) {
    throw new Refused('shape', `an election has 1 to ${MOST_QUESTIONS} questions`);
  }
  let answers = 0;
  return items.map((item, place) => {
    const question = questionOf(item, `question ${place + 1}`);
    answers += ciphertextsOf(question);
    if (answers > MOST_ANSWERS) {
      throw new Refused<ElectionCheck>('question-bounds', `there are more than ${MOST_ANSWERS} answers to encrypt`);
    }
    return question;
  });
}

function optionalLine<Name extends string>(
  members: JsonObject,
  member: string,
  name: Name,
): Partial<Record<Name, string>> {
  if (!members.has(member)) return {};
  return { [name]: lineOf(members.get(member), member) } as Partial<Record<Name, string>>;
}
