import type { ComponentChildren } from 'preact';
import { Button, TextButton } from '../parts/button.tsx';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { SendAgain } from '../parts/send-again.tsx';
import { MemberFrame } from './frame.tsx';
import { signInStep, type SignIn, type SignInEvent } from './sign-in-state.ts';

export interface SignInHands {
  readonly say: (event: SignInEvent) => void;
  readonly sendCode: () => void;
  readonly enterCode: () => void;
  readonly enterPassword: () => void;
  readonly useLink: () => void;
}

interface Facts {
  readonly state: SignIn;
  readonly hands: SignInHands;
}

/** One page, two ways, the code first. */
export function SignInPage({ organisation, state, hands }: Facts & { readonly organisation: string }) {
  return (
    <MemberFrame organisation={organisation}>
      {state.problem !== undefined && (
        <ErrorSummary
          problems={[
            state.problem.at === undefined
              ? { words: state.problem.words }
              : { words: state.problem.words, at: state.problem.at },
          ]}
        />
      )}
      <Step state={state} hands={hands} />
    </MemberFrame>
  );
}

function Step({ state, hands }: Facts) {
  switch (state.way) {
    case 'link':
      return <LinkStep state={state} hands={hands} />;
    case 'password':
      return <PasswordStep state={state} hands={hands} />;
    case 'code':
      if (state.requestId !== undefined) return <CodeStep state={state} hands={hands} />;
      return <AddressStep state={state} hands={hands} />;
  }
}

function Title({ state, children }: { readonly state: SignIn; readonly children: string }) {
  return (
    <Heading title={children} step={signInStep(state)} problem={state.problem !== undefined}>
      {children}
    </Heading>
  );
}

function Form({ onPress, children }: { readonly onPress: () => void; readonly children: ComponentChildren }) {
  const press = (event: Event) => {
    event.preventDefault();
    onPress();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      {children}
    </form>
  );
}

/** The mail scanner that opened this page pressed nothing, so nothing was used up. */
function LinkStep({ state, hands }: Facts) {
  return (
    <>
      <Title state={state}>Sign in</Title>
      <p class="lead">You opened the sign-in link of our mail. Press the button to sign in on this device.</p>
      <p class="soft">You did not ask for it, or this is not your device? Close the page. Nothing has happened yet.</p>
      <p class="buttons">
        <Button onPress={hands.useLink} busy={state.busy && 'Signing in…'}>
          Sign in
        </Button>
      </p>
    </>
  );
}

function AddressStep({ state, hands }: Facts) {
  return (
    <>
      <Title state={state}>Sign in</Title>
      {state.isLinkRefused && (
        <Notice tone="warn" title="This link does not work any more" live>
          <p>
            A sign-in link works once, for 10 minutes, and a newer mail replaces an older one. Write your address, and
            we send you a new one.
          </p>
        </Notice>
      )}
      <Form onPress={hands.sendCode}>
        <EmailField state={state} hands={hands} />
        <p class="buttons">
          <Button type="submit" busy={state.busy && 'Sending the code…'}>
            Send me a code
          </Button>
        </p>
      </Form>
      <p>
        <TextButton onPress={() => hands.say({ type: 'way-chosen', way: 'password' })}>
          Use my password instead
        </TextButton>
      </p>
    </>
  );
}

function CodeStep({ state, hands }: Facts) {
  return (
    <>
      <Title state={state}>Type the code</Title>
      <p class="lead">
        If somebody here has the address <span class="strong break">{state.email.trim()}</span>, a code of 6 digits is
        on its way there. It works for 10 minutes.
      </p>
      <Form onPress={hands.enterCode}>
        <Field
          id="code"
          label="Code"
          hint="6 digits"
          problem={state.problem?.at === 'code' ? state.problem.words : undefined}
          value={state.digits}
          onValue={(value) => hands.say({ type: 'typed', field: 'digits', value })}
          autocomplete="one-time-code"
          inputMode="numeric"
          spellcheck={false}
        />
        <p class="buttons">
          <Button type="submit" busy={state.busy && 'Signing in…'}>
            Sign in
          </Button>
        </p>
        <SendAgain key={state.sent} onPress={hands.sendCode} />
      </Form>
      <p>
        <TextButton onPress={() => hands.say({ type: 'other-address' })}>Use another address</TextButton>
      </p>
    </>
  );
}

function PasswordStep({ state, hands }: Facts) {
  return (
    <>
      <Title state={state}>Sign in with your password</Title>
      <Form onPress={hands.enterPassword}>
        <EmailField state={state} hands={hands} />
        <Field
          id="password"
          type="password"
          label="Password"
          problem={state.problem?.at === 'password' ? state.problem.words : undefined}
          value={state.password}
          onValue={(value) => hands.say({ type: 'typed', field: 'password', value })}
          autocomplete="current-password"
        />
        <p class="buttons">
          <Button type="submit" busy={state.busy && 'Signing in…'}>
            Sign in
          </Button>
        </p>
      </Form>
      <p>
        <TextButton onPress={() => hands.say({ type: 'way-chosen', way: 'code' })}>
          Send me a code instead, for example because I forgot the password
        </TextButton>
      </p>
    </>
  );
}

function EmailField({ state, hands }: Facts) {
  return (
    <Field
      id="email"
      type="email"
      label="Mail address"
      hint="The one at which the office writes to you"
      problem={state.problem?.at === 'email' ? state.problem.words : undefined}
      value={state.email}
      onValue={(value) => hands.say({ type: 'typed', field: 'email', value })}
      autocomplete="email"
      inputMode="email"
      spellcheck={false}
    />
  );
}
