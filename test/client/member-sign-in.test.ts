import { describe, expect, test } from 'vitest';
import { codeOf, reduceSignIn, signInStep, startSignIn } from '../../client/member/sign-in-state.ts';
import { passwordProblem, reduceSetUp, startSetUp } from '../../client/member/set-up-state.ts';

describe('a code', () => {
  test('may be pasted with blanks and a dash', () => {
    expect(codeOf(' 123-456\n')).toBe('123456');
  });
  test('with a digit missing is no code', () => {
    expect(codeOf('12345')).toBeUndefined();
  });
});

describe('signing in', () => {
  test('asks for the code first', () => {
    expect(signInStep(startSignIn(''))).toBe('code');
    expect(startSignIn('').way).toBe('code');
  });
  test('with a link from the mail waits for a press', () => {
    const opened = startSignIn('some-token');
    expect(opened.way).toBe('link');
    expect(opened.busy).toBe(false);
  });
  test('with a used link offers a new one, and says why', () => {
    const refused = reduceSignIn(reduceSignIn(startSignIn('used'), { type: 'sending' }), { type: 'link-refused' });
    expect(refused).toMatchObject({ way: 'code', isLinkRefused: true, busy: false });
    expect(signInStep(refused)).toBe('link-refused');
  });
  test('a new code empties the field of the old one', () => {
    const typed = reduceSignIn(startSignIn(''), { type: 'typed', field: 'digits', value: '111111' });
    const sent = reduceSignIn(typed, { type: 'code-sent', requestId: 'second' });
    expect(sent).toMatchObject({ digits: '', requestId: 'second', sent: 1 });
  });
  test('a refusal keeps what was typed', () => {
    const typed = reduceSignIn(startSignIn(''), { type: 'typed', field: 'email', value: 'marta@oyelaran.example' });
    const refused = reduceSignIn(typed, { type: 'refused', words: 'Too many tries.', at: undefined });
    expect(refused.email).toBe('marta@oyelaran.example');
    expect(refused.problem?.words).toBe('Too many tries.');
  });
});

describe('the first administrator', () => {
  test('needs 15 characters, counted as people count', () => {
    expect(passwordProblem('fourteen chars')).toContain('This one has 14');
    expect(passwordProblem('fifteen chars !')).toBeUndefined();
    expect(passwordProblem('😀'.repeat(14))).toContain('This one has 14');
  });
  test('cannot be made without the whole link', () => {
    expect(startSetUp('').stopped).toBe('link-refused');
  });
  test('is told what is wrong, and keeps the name', () => {
    const typed = reduceSetUp(startSetUp('token'), { type: 'typed', field: 'name', value: 'Ines Halvorsen' });
    const refused = reduceSetUp(typed, {
      type: 'refused',
      problems: [{ words: 'Password: too short', at: 'password' }],
    });
    expect(refused).toMatchObject({ name: 'Ines Halvorsen', busy: false });
  });
});
