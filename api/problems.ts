/**
 * The whole catalogue of refusals, RFC 9457. A command that cannot be carried out names one of these; nothing else
 * knows status codes but `server/http/refuse.ts`. The title is the first sentence that a person reads.
 */
export const problems = {
  'malformed-request': { status: 400, title: 'The request is not in the form that was expected' },
  'ballot-refused': { status: 400, title: 'The ballot was refused' },
  'share-refused': { status: 400, title: 'The part of the key was refused' },
  'key-refused': { status: 400, title: 'The public key was refused' },
  'file-refused': { status: 400, title: 'The file cannot be read' },
  'signature-refused': { status: 400, title: 'The signature of this message is wrong' },
  'wrong-election': { status: 400, title: 'This belongs to another election' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'code-refused': { status: 401, title: 'The code is wrong, used or too old' },
  'password-refused': { status: 401, title: 'The address or the password is wrong' },
  'link-refused': { status: 401, title: 'This link is wrong, used or too old' },
  'cross-site-request': { status: 403, title: 'The request did not come from this site' },
  'not-allowed': { status: 403, title: 'You do not have the role that this needs' },
  'members-only': { status: 403, title: 'This is for active members' },
  'not-on-roll': { status: 403, title: 'You are not on the roll of this election' },
  'sign-in-again': { status: 403, title: 'Sign in again first' },
  'wrong-credential': { status: 403, title: 'This personal link belongs to another voter' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'This address does not take that kind of request' },
  'request-too-slow': { status: 408, title: 'The request took too long to arrive' },
  'election-not-open': { status: 409, title: 'The ballot box is closed' },
  'election-not-draft': { status: 409, title: 'The election is frozen and cannot be changed' },
  'election-not-ready': { status: 409, title: 'The election cannot be opened yet' },
  'election-not-tallied': { status: 409, title: 'The election has no result yet' },
  'election-not-certified': { status: 409, title: 'The result is not certified yet' },
  'tie-open': { status: 409, title: 'A tie is open that decides who gets a seat' },
  'draw-not-due': { status: 409, title: 'There is nothing to draw' },
  'seating-recorded': { status: 409, title: 'This contest is seated already' },
  'seat-taken': { status: 409, title: 'Somebody holds one of these seats already' },
  'withdrawal-not-due': { status: 409, title: 'This candidate cannot withdraw here now' },
  'tally-not-due': { status: 409, title: 'There is nothing to open yet' },
  'ballot-replayed': { status: 409, title: 'This ballot is already on the board' },
  'key-already-given': { status: 409, title: 'A key was already given' },
  'readback-differs': { status: 409, title: 'What you typed is not what the election says' },
  'roll-changed': { status: 409, title: 'The roll has changed since you looked' },
  'roll-frozen': { status: 409, title: 'The roll is frozen' },
  'roll-not-frozen': { status: 409, title: 'The roll is not frozen yet' },
  'roll-empty': { status: 409, title: 'Nobody is on the roll' },
  'record-date-ahead': { status: 409, title: 'The record date has not come yet' },
  'already-on-roll': { status: 409, title: 'You are on the roll already' },
  'already-asked': { status: 409, title: 'You have asked already' },
  'already-decided': { status: 409, title: 'This was decided already' },
  'second-person-needed': { status: 409, title: 'Another person must decide this' },
  'tier-exists': { status: 409, title: 'There is such a tier already' },
  'body-exists': { status: 409, title: 'There is a body at this address already' },
  'term-ended': { status: 409, title: 'This term has ended already' },
  'affiliation-cap': { status: 409, title: 'Too many of this body would have one affiliation' },
  'affiliation-exists': { status: 409, title: 'This is disclosed already' },
  'organisation-exists': { status: 409, title: 'There is an organisation of this name already' },
  'organisation-circle': { status: 409, title: 'An organisation cannot belong to itself' },
  'drive-exists': { status: 409, title: 'There is a drive at this address already' },
  'programme-exists': { status: 409, title: 'There is a programme at this address already' },
  'review-closed': { status: 409, title: 'This review is not open' },
  recused: { status: 409, title: 'You stand aside for this nominee' },
  'not-joinable': { status: 409, title: 'These two nominees cannot be made one' },
  'round-not-decided': { status: 409, title: 'This round is not decided yet' },
  'import-not-ready': { status: 409, title: 'This import is not at that step' },
  'import-stale': { status: 409, title: 'Members have changed since the dry run' },
  'not-mergeable': { status: 409, title: 'These two cannot be merged now' },
  'address-taken': { status: 409, title: 'Somebody else has this address' },
  'act-refused': { status: 409, title: 'This cannot be recorded for this member' },
  'attestation-changed': { status: 409, title: 'The text has changed since you read it' },
  'notice-not-due': { status: 409, title: 'It is not the time for this notice' },
  'not-offered': { status: 409, title: 'This is not offered to you now' },
  'not-erasable-yet': { status: 409, title: 'You cannot be erased yet' },
  'nothing-to-undo': { status: 409, title: 'There is nothing to undo any more' },
  'dues-not-open': { status: 409, title: 'These dues cannot be paid now' },
  'not-refundable': { status: 409, title: 'This cannot be returned' },
  'no-provider': { status: 409, title: 'Dues cannot be paid by card here' },
  'already-set-up': { status: 409, title: 'This installation already has an administrator' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  'not-json': { status: 415, title: 'The request must be JSON' },
  'notice-too-short': { status: 422, title: 'The dates leave too little notice' },
  'amount-refused': { status: 422, title: 'This amount cannot be paid' },
  'weak-password': { status: 422, title: 'The password is too easy to guess' },
  'too-many-requests': { status: 429, title: 'Too many tries' },
  'provider-away': { status: 502, title: 'The payment provider does not answer' },
  'internal-error': { status: 500, title: 'Something went wrong here, not with what you sent' },
  busy: { status: 503, title: 'Too much is happening at once' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemName = keyof typeof problems;

/** What a refusal looks like on the wire. `detail` says what to do next; other members are facts of this problem. */
export interface ProblemDocument {
  readonly type: `/problems/${ProblemName}`;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly [fact: string]: unknown;
}
