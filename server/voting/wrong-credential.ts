import { Problem } from '../problem.ts';

/** The ballot was sealed with another voter's link. */
export function wrongCredential(): Problem {
  return new Problem('wrong-credential', {
    detail: 'Open your own ballot mail, or sign in as the voter whom this link belongs to.',
  });
}
