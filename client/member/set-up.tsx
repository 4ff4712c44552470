import { useReducer } from 'preact/hooks';
import { setUp } from '../../api/people.ts';
import { call, nameOf } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { ErrorSummary } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { placedProblems, problemAt } from '../parts/refusals.tsx';
import { MemberFrame } from './frame.tsx';
import { passwordProblem, passwordRule, reduceSetUp, startSetUp, type SetUp, type SetUpEvent } from './set-up-state.ts';

/** The one-time link that the server printed leads here: the first administrator. */
export function SetUpPage({ organisation, token }: { readonly organisation: string; readonly token: string }) {
  const [state, say] = useReducer(reduceSetUp, token, startSetUp);
  return (
    <MemberFrame organisation={organisation}>
      {state.stopped === undefined ? (
        <SetUpForm state={state} say={say} onPress={() => void send(token, state, say)} />
      ) : (
        <Stopped why={state.stopped} />
      )}
    </MemberFrame>
  );
}

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/name': 'Your name',
  '#/body/email': 'Your mail address',
  '#/body/password': 'Password',
};

async function send(token: string, state: SetUp, say: (event: SetUpEvent) => void): Promise<void> {
  const weak = passwordProblem(state.password);
  if (weak !== undefined) {
    say({ type: 'refused', problems: [{ words: weak, at: 'password' }] });
    return;
  }
  say({ type: 'sending' });
  const { name, email, password } = state;
  const answer = await call(setUp, { body: { token, name, email, password } });
  if (answer.ok) {
    location.assign('/office');
    return;
  }
  const refusal = answer.problem === undefined ? undefined : nameOf(answer.problem);
  if (refusal === 'link-refused' || refusal === 'already-set-up') say({ type: 'stopped', why: refusal });
  else say({ type: 'refused', problems: placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'This') });
}

function SetUpForm({
  state,
  say,
  onPress,
}: {
  readonly state: SetUp;
  readonly say: (event: SetUpEvent) => void;
  readonly onPress: () => void;
}) {
  const press = (event: Event) => {
    event.preventDefault();
    onPress();
  };
  const typed = (field: 'name' | 'email' | 'password') => (value: string) => say({ type: 'typed', field, value });
  const { problems } = state;
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Heading title="Make the first administrator" step="set-up" problem={problems.length > 0}>
        Make the first administrator
      </Heading>
      <p class="lead">
        You will be able to draft elections and to give others their roles. You can change all of this later.
      </p>
      <form class="card stack" onSubmit={press} noValidate>
        <Field
          id="name"
          label="Your name"
          hint="As people read it in the log"
          problem={problemAt(problems, 'name')}
          value={state.name}
          onValue={typed('name')}
          autocomplete="name"
        />
        <Field
          id="email"
          type="email"
          label="Your mail address"
          problem={problemAt(problems, 'email')}
          value={state.email}
          onValue={typed('email')}
          autocomplete="email"
          spellcheck={false}
        />
        <Field
          id="password"
          type="password"
          label="Password"
          hint={passwordRule}
          problem={problemAt(problems, 'password')}
          value={state.password}
          onValue={typed('password')}
          autocomplete="new-password"
        />
        <p class="buttons">
          <Button type="submit" busy={state.busy && 'Setting up…'}>
            Make me administrator
          </Button>
        </p>
      </form>
    </>
  );
}

function Stopped({ why }: { readonly why: 'link-refused' | 'already-set-up' }) {
  if (why === 'already-set-up') {
    return (
      <>
        <Heading title="Somebody is administrator already" step="stopped">
          Somebody is administrator already
        </Heading>
        <p class="lead">This link has done its work. Nothing was changed.</p>
        <p>
          <a class="button" href="/sign-in?next=/office">
            Sign in
          </a>
        </p>
      </>
    );
  }
  return (
    <>
      <Heading title="This link does not work" step="stopped">
        This link does not work
      </Heading>
      <p class="lead">
        Nothing was changed. Use the whole link that the server printed when it started last; start it again to get a
        new one.
      </p>
    </>
  );
}
