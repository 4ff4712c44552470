import { Problem } from './problem.ts';

/** NIST SP 800-63B-4: length is what counts; no rules of composition. */
const shortest = 15;

/** Passwords and beginnings that are tried first by whoever guesses. */
const common = [
  'password',
  'passwort',
  'qwertyuiop',
  '1234567890',
  'letmein',
  'iloveyou',
  'administrator',
  'quorate',
  'election',
  'abcdefghij',
];

/** Refuses a password that is short, one character over and over, or little more than a common or a known word. */
export function assertStrong(password: string, knownWords: readonly string[]): void {
  const weakness = weaknessOf(password.normalize('NFC'), knownWords);
  if (weakness !== undefined) {
    throw new Problem('weak-password', {
      detail: weakness,
      errors: [{ pointer: '#/body/password', detail: weakness }],
    });
  }
}

function weaknessOf(password: string, knownWords: readonly string[]): string | undefined {
  if (Array.from(password).length < shortest)
    return `Use at least ${shortest} characters, three or four words for example.`;
  if (new Set(password).size < 5) return 'Use more than a few different characters.';
  const words = knownWords
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 4);
  const rest = [...common, ...words].reduce((text, word) => text.replaceAll(word, ''), password.toLowerCase());
  return rest.length < 8 ? 'This is mostly a common word or a name from here. Add words of your own.' : undefined;
}
