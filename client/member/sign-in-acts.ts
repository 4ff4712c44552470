import { requestSignIn, signInByCode, signInByLink, signInByPassword } from '../../api/people.ts';
import type { Endpoint, Reply } from '../../api/endpoint.ts';
import { call, nameOf, type Answer } from '../call.ts';
import { failedWords, type Failed } from '../parts/refusals.tsx';
import { codeOf, type SignIn, type SignInEvent } from './sign-in-state.ts';

export type Me = Reply<typeof signInByCode>;

interface Desk {
  readonly state: SignIn;
  readonly say: (event: SignInEvent) => void;
  readonly onSignedIn: (me: Me) => void;
}

export async function sendCode({ state, say }: Desk): Promise<void> {
  if (state.email.trim() === '') {
    say({ type: 'refused', words: 'Write your mail address', at: 'email' });
    return;
  }
  say({ type: 'sending' });
  const answer = await call(requestSignIn, { body: { email: state.email } });
  if (answer.ok) say({ type: 'code-sent', requestId: answer.reply.requestId });
  else say(refused(answer, 'email'));
}

export async function enterCode({ state, say, onSignedIn }: Desk): Promise<void> {
  const code = codeOf(state.digits);
  if (code === undefined || state.requestId === undefined) {
    say({ type: 'refused', words: 'Type the 6 digits of the code', at: 'code' });
    return;
  }
  say({ type: 'sending' });
  const answer = await call(signInByCode, { body: { requestId: state.requestId, code } });
  if (answer.ok) onSignedIn(answer.reply);
  else say(refused(answer, 'code'));
}

export async function enterPassword({ state, say, onSignedIn }: Desk): Promise<void> {
  if (state.email.trim() === '' || state.password === '') {
    const at = state.email.trim() === '' ? 'email' : 'password';
    say({ type: 'refused', words: at === 'email' ? 'Write your mail address' : 'Type your password', at });
    return;
  }
  say({ type: 'sending' });
  const answer = await call(signInByPassword, { body: { email: state.email, password: state.password } });
  if (answer.ok) onSignedIn(answer.reply);
  else say(refused(answer, 'password'));
}

/** The press that uses the link. Opening its page did nothing. */
export async function useLink(token: string, { say, onSignedIn }: Omit<Desk, 'state'>): Promise<void> {
  say({ type: 'sending' });
  const answer = await call(signInByLink, { body: { token } });
  if (answer.ok) onSignedIn(answer.reply);
  else if (isRefusedLink(answer)) say({ type: 'link-refused' });
  else say(refused(answer, undefined));
}

function isRefusedLink(answer: Exclude<Answer<Endpoint>, { readonly ok: true }>): boolean {
  if (answer.problem === undefined) return false;
  const name = nameOf(answer.problem);
  return name === 'link-refused' || name === 'malformed-request';
}

function refused(failed: Failed, at: 'email' | 'password' | 'code' | undefined): SignInEvent {
  const [error] = failed.problem?.errors ?? [];
  return {
    type: 'refused',
    words: error?.detail ?? failedWords(failed),
    at: isAboutWhatWasTyped(failed) ? at : undefined,
  };
}

function isAboutWhatWasTyped({ problem }: Failed): boolean {
  if (problem === undefined) return false;
  return ['malformed-request', 'code-refused', 'password-refused'].includes(nameOf(problem));
}
