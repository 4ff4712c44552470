/**
 * What a reader of the protocol's texts throws when a text is not acceptable. `failed` is the name of the check, from the
 * reader's own closed list; `detail` is one English sentence for whoever must find the fault. Questions (`verify…`)
 * catch it and answer with a verdict.
 */
export class Refused<Name extends string = string> extends Error {
  readonly failed: Name;
  readonly detail: string;

  constructor(failed: Name, detail: string) {
    super(`${failed}: ${detail}`);
    this.name = 'Refused';
    this.failed = failed;
    this.detail = detail;
  }
}

/** `instanceof`, without the looseness about the name's type. */
export function isRefused(error: unknown): error is Refused {
  return error instanceof Refused;
}

/** Why a text could not be read, before anybody knows what the text is for. */
export type Unreadable = 'json' | 'canonical' | 'shape' | 'element' | 'scalar';

/** Runs `read` and gives its refusals the names that `names` has for them; refusals with other names pass unchanged. */
export function naming<T, Name extends string>(names: Readonly<Record<Unreadable, Name>>, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isRefused(error) && Object.hasOwn(names, error.failed)) {
      throw new Refused(names[error.failed as Unreadable], error.detail);
    }
    throw error;
  }
}

/** A refused question: the name of the check that failed, and a sentence. */
export interface Failure<Name extends string> {
  readonly ok: false;
  readonly failed: Name;
  readonly detail: string;
}

/** Turns a refusal thrown by `read` into an answer. Anything else thrown is a bug and goes on. */
export function answering<T, Name extends string>(read: () => T): T | Failure<Name> {
  try {
    return read();
  } catch (error) {
    if (isRefused(error)) return { ok: false, failed: error.failed as Name, detail: error.detail };
    throw error;
  }
}
