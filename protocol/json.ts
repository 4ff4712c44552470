import { Refused } from './refused.ts';

/**
 * A JSON value as the record has it. An object is a map in the order of its members: nothing is lost by reading, and no
 * member can reach a prototype.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

/** No message of Belenios is nested deeper than ten. */
const DEEPEST = 32;

/**
 * Belenios 4.1, Conventions. Reads a text that must be compact JSON, exactly as `encodeJson` would write it.
 * Refuses with `json` what is not JSON, is nested too deep or has a member twice; with `canonical` whatever has another
 * spelling: blanks, needless escapes, numbers not in their shortest form.
 */
export function parseJson(text: string): Json {
  try {
    return new Reader(text, CANONICAL).document();
  } catch (error) {
    if (!(error instanceof OtherSpelling)) throw error;
    // What is not JSON at all is called so.
    new Reader(text, ANY).document();
    throw new Refused('canonical', `not the canonical spelling at character ${error.place}`);
  }
}

/**
 * RFC 8259. Reads a text in any spelling, as a request's body may have; refuses with `json` what `parseJson` refuses with
 * that name.
 */
export function readJson(text: string): Json {
  return new Reader(text, ANY).document();
}

/** Belenios 4.1, Conventions. Compact JSON, members in the order given. Strings as the OCaml tool writes them. */
export function encodeJson(value: Json): string {
  if (typeof value === 'string') return encodeString(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof Map) {
    const members: string[] = [];
    for (const [name, member] of value as JsonObject) members.push(`${encodeString(name)}:${encodeJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return `[${(value as readonly Json[]).map(encodeJson).join(',')}]`;
}

/** An object with these members in this order; those that are undefined are left out. */
export function object(members: readonly (readonly [string, Json | undefined])[]): JsonObject {
  return new Map(members.filter((member): member is readonly [string, Json] => member[1] !== undefined));
}

/** Any plain JSON value of JavaScript's as ours. Throws a TypeError for what JSON cannot say. */
export function fromPlain(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return new Map(members.map(([name, member]) => [name, fromPlain(member)]));
  }
  throw new TypeError('Not a JSON value');
}

/** Ours as a plain JSON value of JavaScript's. Objects have no prototype. */
export function toPlain(value: Json): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (!(value instanceof Map)) return (value as readonly Json[]).map(toPlain);
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [name, member] of value as JsonObject) plain[name] = toPlain(member);
  return plain;
}

const ESCAPED = /["\\\u0000-\u001f\u007f]/g;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function encodeString(text: string): string {
  const escaped = text.replace(
    ESCAPED,
    (character) => SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

const BLANKS = /[ \t\n\r]*/y;
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y;
/** DEL too is written with an escape. */
const CANONICAL_STRING = /[^"\\\u0000-\u001f\u007f]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const HEXADECIMAL = /[0-9a-fA-F]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Which spellings of a value a reader takes. */
type Spelling = 'canonical' | 'any';
const CANONICAL: Spelling = 'canonical';
const ANY: Spelling = 'any';

/** A text that `encodeJson` would not write, whether it is JSON or not. */
class OtherSpelling extends Error {
  readonly place: number;

  constructor(place: number) {
    super('another spelling');
    this.place = place;
  }
}

/**
 * RFC 8259, by descent. Refuses a member that comes twice: two programs could read two different texts. A canonical reader
 * takes nothing that `encodeJson` would write otherwise, so that what it has read need not be written again to compare.
 */
class Reader {
  private readonly text: string;
  private readonly isCanonical: boolean;
  private place = 0;

  constructor(text: string, spelling: Spelling) {
    this.text = text;
    this.isCanonical = spelling === CANONICAL;
  }

  document(): Json {
    const value = this.value(0);
    if (this.place < this.text.length) this.refuse('something follows the value');
    return value;
  }

  private value(depth: number): Json {
    if (depth > DEEPEST) throw new Refused('json', `nested too deep (character ${this.place})`);
    this.blanks();
    const value = this.bareValue(depth);
    this.blanks();
    return value;
  }

  private bareValue(depth: number): Json {
    switch (this.text.charCodeAt(this.place)) {
      case 0x7b:
        return this.members(depth);
      case 0x5b:
        return this.items(depth);
      case 0x22:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private members(depth: number): JsonObject {
    const members = new Map<string, Json>();
    this.skip(0x7b);
    this.blanks();
    if (this.skipIf(0x7d)) return members;
    do {
      this.blanks();
      const name = this.string();
      if (members.has(name)) throw new Refused('json', `the member ${name} comes twice`);
      this.blanks();
      this.skip(0x3a);
      members.set(name, this.value(depth + 1));
    } while (this.skipIf(0x2c));
    this.skip(0x7d);
    return members;
  }

  private items(depth: number): readonly Json[] {
    const items: Json[] = [];
    this.skip(0x5b);
    this.blanks();
    if (this.skipIf(0x5d)) return items;
    do items.push(this.value(depth + 1));
    while (this.skipIf(0x2c));
    this.skip(0x5d);
    return items;
  }

  private string(): string {
    this.skip(0x22);
    let string = this.plain();
    while (!this.skipIf(0x22)) {
      string += this.escape();
      string += this.plain();
    }
    return string;
  }

  private plain(): string {
    const start = this.place;
    const pattern = this.isCanonical ? CANONICAL_STRING : PLAIN_STRING;
    pattern.lastIndex = start;
    pattern.test(this.text);
    this.place = pattern.lastIndex;
    return this.text.slice(start, this.place);
  }

  private escape(): string {
    const start = this.place;
    this.skip(0x5c);
    const letter = this.text[this.place] ?? '';
    this.place += 1;
    const character = letter === 'u' ? this.hexadecimal() : (ESCAPES[letter] ?? this.refuse('an unknown escape'));
    const isOther = this.isCanonical && encodeString(character) !== `"${this.text.slice(start, this.place)}"`;
    if (isOther) throw new OtherSpelling(start);
    return character;
  }

  private hexadecimal(): string {
    const digits = this.take(HEXADECIMAL);
    if (digits === '') this.refuse('an unknown escape');
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(): number {
    const start = this.place;
    const digits = this.take(NUMBER);
    const number = Number(digits);
    if (digits === '' || !Number.isFinite(number)) this.refuse('no value here');
    if (this.isCanonical && String(number) !== digits) throw new OtherSpelling(start);
    return number;
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.place)) this.refuse('no value here');
    this.place += word.length;
    return value;
  }

  private blanks(): void {
    if (this.isCanonical) return;
    BLANKS.lastIndex = this.place;
    BLANKS.test(this.text);
    this.place = BLANKS.lastIndex;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.place;
    const taken = pattern.exec(this.text)?.[0] ?? '';
    this.place += taken.length;
    return taken;
  }

  private skip(code: number): void {
    if (!this.skipIf(code)) this.refuse(`expected ${String.fromCharCode(code)}`);
  }

  private skipIf(code: number): boolean {
    if (this.text.charCodeAt(this.place) !== code) return false;
    this.place += 1;
    return true;
  }

  private refuse(why: string): never {
    if (this.isCanonical) throw new OtherSpelling(this.place);
    throw new Refused('json', `${why} (character ${this.place})`);
  }
}
