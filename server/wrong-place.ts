import { Problem } from './problem.ts';

/** A refusal of one value of a request, with the place where it stands: `#/body/timetable/closes`. */
export function wrongPlace(pointer: string, detail: string): Problem {
  return new Problem('malformed-request', { detail, errors: [{ pointer, detail }] });
}
