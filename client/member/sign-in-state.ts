/** Signing in as a pure machine: by a mailed code, by a password, or by the button behind a mailed link. */

export type Way = 'code' | 'password' | 'link';

export interface SignIn {
  readonly way: Way;
  readonly email: string;
  readonly password: string;
  /** Set when a code was sent: the code belongs to this request. */
  readonly requestId: string | undefined;
  /** How many codes were sent here: "Send it again" waits anew after each. */
  readonly sent: number;
  readonly digits: string;
  readonly busy: boolean;
  /** What is wrong, and in which field. */
  readonly problem: { readonly words: string; readonly at: 'email' | 'password' | 'code' | undefined } | undefined;
  /** The link of the mail was refused: say so above the fields that offer a new one. */
  readonly isLinkRefused: boolean;
}

export type SignInEvent =
  | { readonly type: 'typed'; readonly field: 'email' | 'password' | 'digits'; readonly value: string }
  | { readonly type: 'way-chosen'; readonly way: 'code' | 'password' }
  | { readonly type: 'sending' }
  | { readonly type: 'code-sent'; readonly requestId: string }
  | { readonly type: 'other-address' }
  | { readonly type: 'link-refused' }
  | {
      readonly type: 'refused';
      readonly words: string;
      readonly at: 'email' | 'password' | 'code' | undefined;
    };

export function startSignIn(token: string): SignIn {
  return {
    way: token === '' ? 'code' : 'link',
    email: '',
    password: '',
    requestId: undefined,
    sent: 0,
    digits: '',
    busy: false,
    problem: undefined,
    isLinkRefused: false,
  };
}

export function reduceSignIn(state: SignIn, event: SignInEvent): SignIn {
  switch (event.type) {
    case 'typed':
      return { ...state, [event.field]: event.value };
    case 'way-chosen':
      return { ...state, way: event.way, problem: undefined };
    case 'sending':
      return { ...state, busy: true, problem: undefined };
    case 'code-sent':
      return {
        ...state,
        busy: false,
        digits: '',
        requestId: event.requestId,
        sent: state.sent + 1,
        isLinkRefused: false,
      };
    case 'other-address':
      return { ...state, requestId: undefined, digits: '', problem: undefined };
    case 'link-refused':
      return { ...state, busy: false, way: 'code', isLinkRefused: true };
    case 'refused':
      return { ...state, busy: false, problem: { words: event.words, at: event.at } };
  }
}

/** People copy codes with blanks and dashes around them; only the digits count. */
export function codeOf(digits: string): string | undefined {
  const code = digits.replaceAll(/\D/gu, '');
  return code.length === 6 ? code : undefined;
}

/** What the page is at: when it changes, focus comes to its heading. */
export function signInStep({ way, requestId, isLinkRefused }: SignIn): string {
  if (way === 'code' && requestId !== undefined) return 'code';
  return isLinkRefused && way === 'code' ? 'link-refused' : way;
}
