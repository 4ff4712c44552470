import type { Json } from './json.ts';
import { Refused } from './refused.ts';
import { textOf } from './shape.ts';

/* Texts that people read before they vote: nothing in them may make one look like another. */

/** Characters that reorder what stands around them: with one, an answer can be made to look like another. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/;
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_BREAKS = /[^\P{Cc}\n\r\t]/u;

/** A text of one line. */
export function lineOf(value: Json | undefined, what: string): string {
  const line = proseOf(value, what);
  if (CONTROL.test(line)) throw refused(`${what} has a control character`);
  return line;
}

/** A text that may have several lines. */
export function proseOf(value: Json | undefined, what: string): string {
  const prose = textOf(value, what);
  if (REORDERING.test(prose)) throw refused(`${what} has a character that reorders text`);
  if (CONTROL_BUT_BREAKS.test(prose)) throw refused(`${what} has a control character`);
  if (!prose.isWellFormed()) throw refused(`${what} is not well-formed Unicode`);
  return prose;
}

function refused(detail: string): Refused<'election-text'> {
  return new Refused('election-text', detail);
}
