import type { Endpoint } from '../../api/endpoint.ts';
import { nameOf, type Answer } from '../call.ts';
import { Notice, type PlacedProblem } from './boxes.tsx';
import { TextButton } from './button.tsx';

/** An answer that is not what was asked for: a refusal with its reason, or no answer at all. */
export type Failed = Exclude<Answer<Endpoint>, { readonly ok: true }>;

/** What happened, what is safe, what to do. */
export function failedWords(failed: Failed): string {
  if (failed.problem !== undefined) {
    const { title, detail } = failed.problem;
    return detail === undefined || detail === '' ? `${title}.` : `${title}. ${detail}`;
  }
  switch (failed.lost) {
    case 'offline':
      return 'There is no connection, so nothing was sent. Try again when you are online.';
    case 'no-answer':
      return 'No answer came, so we cannot tell whether it arrived. Load the page again and look.';
    case 'unreadable':
      return 'The answer could not be read. Load the page again.';
  }
}

export function isSignedOut(failed: Failed): boolean {
  return failed.problem !== undefined && nameOf(failed.problem) === 'not-signed-in';
}

/** `#/body/contests/0/title` is mended in the field with the id `contests-0-title`. */
export function fieldIdOf(pointer: string): string {
  return pointer.replace(/^#\/(body|query|path)\/?/u, '').replaceAll('/', '-');
}

/** Each thing that is wrong, with the field where it is mended. `nameOf` says the field's name before the reason. */
export function placedProblems(failed: Failed, nameOfField: (pointer: string) => string): readonly PlacedProblem[] {
  const errors = failed.problem?.errors ?? [];
  if (errors.length === 0) return [{ words: failedWords(failed) }];
  const placed = errors.map(({ pointer, detail }) => ({
    words: `${nameOfField(pointer)}: ${lowerFirst(detail)}`,
    at: fieldIdOf(pointer),
  }));
  return placed.filter(({ words }, place) => placed.findIndex((other) => other.words === words) === place);
}

/** What is wrong with the field of this id, in the same words as in the error summary. */
export function problemAt(problems: readonly PlacedProblem[], id: string): string | undefined {
  return problems.find(({ at }) => at === id)?.words;
}

function lowerFirst(words: string): string {
  return /^\p{Lu}\p{Lu}/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

/** A page or a part of it that could not be had, with the way to try again. */
export function FailedNotice({ failed, onAgain }: { readonly failed: Failed; readonly onAgain?: () => void }) {
  return (
    <Notice tone="warn" live>
      <p>{failedWords(failed)}</p>
      {isSignedOut(failed) ? (
        <p>
          <a class="stands-alone" href={signInAddress()}>
            Sign in
          </a>
        </p>
      ) : (
        onAgain !== undefined && (
          <p>
            <TextButton onPress={onAgain}>Try again</TextButton>
          </p>
        )
      )}
    </Notice>
  );
}

/** Where to sign in, and to come back from. */
export function signInAddress({ pathname, search }: Pick<Location, 'pathname' | 'search'> = location): string {
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}
