import type { Ask, CallerKind, Endpoint } from '../api/endpoint.ts';
import type { LiveSession } from '../db/sessions.ts';

/** Anybody; perhaps signed in. */
export interface Visitor {
  readonly session: LiveSession | undefined;
  /** The network address, believed only through configured proxies. */
  readonly network: string;
}

/** Somebody who is signed in, as the session's row says at this moment. */
export interface Person {
  readonly session: LiveSession;
  readonly network: string;
}

/** The caller that an endpoint demands, as a type. Staff are persons whose permission was checked at the door. */
type CallerOf<Kind extends CallerKind> = Kind extends 'anyone' ? Visitor : Person;

/** What a use case is asked: who, and the decoded request. */
export type AskOf<E extends Endpoint> = Ask<E> & { readonly caller: CallerOf<E['caller']> };

/** How the audit log names a caller: as they were then. */
export function actorOf({ session }: Person): string {
  return `${session.person.name} <${session.person.email}>`;
}
