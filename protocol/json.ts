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
  const reader = new Reader(text);
  const value = reader.document();
  const canonical = encodeJson(value);
  if (canonical !== text)
    throw new Refused('canonical', `not the canonical spelling ${firstDifference(canonical, text)}`);
  return value;
}

/**
 * RFC 8259. Reads a text in any spelling, as a request's body may have; refuses with `json` what `parseJson` refuses with
 * that name.
 */
export function readJson(text: string): Json {
  return new Reader(text).document();
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

function firstDifference(canonical: string, text: string): string {
  let place = 0;
  while (place < text.length && canonical[place] === text[place]) place += 1;
  return `at character ${place}`;
}

const BLANKS = /[ \t\n\r]*/y;
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y;
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

/** RFC 8259, by descent. Refuses a member that comes twice: two programs could read two different texts. */
class Reader {
  private readonly text: string;
  private place = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): Json {
    const value = this.value(0);
    if (this.place < this.text.length) this.refuse('something follows the value');
    return value;
  }

  private value(depth: number): Json {
    if (depth > DEEPEST) this.refuse('nested too deep');
    this.take(BLANKS);
    const value = this.bareValue(depth);
    this.take(BLANKS);
    return value;
  }

  private bareValue(depth: number): Json {
    switch (this.text[this.place]) {
      case '{':
        return this.members(depth);
      case '[':
        return this.items(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private members(depth: number): JsonObject {
    const members = new Map<string, Json>();
    this.skip('{');
    this.take(BLANKS);
    if (this.skipIf('}')) return members;
    do {
      this.take(BLANKS);
      const name = this.string();
      if (members.has(name)) this.refuse(`the member ${name} comes twice`);
      this.take(BLANKS);
      this.skip(':');
      members.set(name, this.value(depth + 1));
    } while (this.skipIf(','));
    this.skip('}');
    return members;
  }

  private items(depth: number): readonly Json[] {
    const items: Json[] = [];
    this.skip('[');
    this.take(BLANKS);
    if (this.skipIf(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.skipIf(','));
    this.skip(']');
    return items;
  }

  private string(): string {
    this.skip('"');
    let string = this.take(PLAIN_STRING);
    while (!this.skipIf('"')) {
      string += this.escape();
      string += this.take(PLAIN_STRING);
    }
    return string;
  }

  private escape(): string {
    this.skip('\\');
    const letter = this.text[this.place] ?? '';
    this.place += 1;
    if (letter !== 'u') return ESCAPES[letter] ?? this.refuse('an unknown escape');
    const digits = this.take(HEXADECIMAL);
    if (digits === '') this.refuse('an unknown escape');
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(): number {
    const digits = this.take(NUMBER);
    const number = Number(digits);
    if (digits === '' || !Number.isFinite(number)) this.refuse('no value here');
    return number;
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.place)) this.refuse('no value here');
    this.place += word.length;
    return value;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.place;
    const taken = pattern.exec(this.text)?.[0] ?? '';
    this.place += taken.length;
    return taken;
  }

  private skip(character: string): void {
    if (!this.skipIf(character)) this.refuse(`expected ${character}`);
  }

  private skipIf(character: string): boolean {
    if (this.text[this.place] !== character) return false;
    this.place += 1;
    return true;
  }

  private refuse(why: string): never {
    throw new Refused('json', `${why} (character ${this.place})`);
  }
}
