import { useReducer } from 'preact/hooks';
import { nominateForProgramme, readProgramme, type ProgrammePage } from '../../api/rounds.ts';
import { readMe } from '../../api/people.ts';
import { call } from '../call.ts';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import {
  bodyOf,
  fieldName,
  noProposal,
  reduceProposal,
  type Proposal,
  type ProposalEvent,
} from './round-nominate-state.ts';

/** `/rounds/NAME/nominate`: propose somebody. Whoever is not signed in gives an address, which a mail then confirms. */
export function NominatePage({ programme }: { readonly programme: string }) {
  const { reply, failed, again } = useReading(readProgramme, { path: { programme } });
  const me = useReading(readMe, {});
  if (reply === undefined || me.reply === undefined) {
    return (
      <>
        <Heading title="Nominate somebody" step="nominate">
          Nominate somebody
        </Heading>
        {failed === undefined ? (
          <Waiting words="Looking up the programme." />
        ) : (
          <FailedNotice failed={failed} onAgain={again} />
        )}
      </>
    );
  }
  return <Nominate facts={reply} me={me.reply.person ?? undefined} />;
}

interface Me {
  readonly name: string;
  readonly email: string;
}

function Nominate({ facts, me }: { readonly facts: ProgrammePage; readonly me: Me | undefined }) {
  const [state, say] = useReducer(reduceProposal, noProposal);
  const send = async (event: Event) => {
    event.preventDefault();
    say({ type: 'sending' });
    const body = bodyOf(state, me !== undefined);
    const answer = await call(nominateForProgramme, { path: { programme: facts.slug }, body });
    if (answer.ok) say({ type: 'sent', state: answer.reply.state });
    else say({ type: 'refused', problems: placedProblems(answer, fieldName) });
  };
  if (state.sent !== undefined) return <Sent facts={facts} state={state} />;
  return (
    <form class="stack" onSubmit={(event) => void send(event)} noValidate>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Heading title={`Nominate somebody – ${facts.name}`} step="nominate" problem={state.problems.length > 0}>
        Nominate somebody: {facts.name}
      </Heading>
      <p class="lead">
        {facts.group} reviews what you write. It stays confidential; a name is public only once it is accepted and
        announced.
      </p>
      <Until facts={facts} />
      <WhoAndWhy state={state} say={say} />
      {facts.mostReferences > 0 && <References state={state} say={say} most={facts.mostReferences} />}
      {me === undefined ? <Yourself state={state} say={say} slug={facts.slug} /> : <p>You nominate as {me.name}.</p>}
      <p class="buttons">
        <Button type="submit" busy={state.isBusy && 'Sending…'}>
          {me === undefined ? 'Send me the mail to confirm' : 'Nominate'}
        </Button>
      </p>
    </form>
  );
}

function Until({ facts }: { readonly facts: ProgrammePage }) {
  const reader = useReader(facts.now);
  return <DeadlineLine label="This round takes nominations until" deadline={facts.next.cutOff} reader={reader} />;
}

interface FormFacts {
  readonly state: Proposal;
  readonly say: (event: ProposalEvent) => void;
}

function WhoAndWhy({ state, say }: FormFacts) {
  return (
    <>
      <Field
        id="nominee-name"
        label="Whom do you nominate?"
        hint="The name. It may be your own."
        problem={problemAt(state.problems, 'nominee-name')}
        value={state.name}
        onValue={(value) => say({ type: 'typed', field: 'name', value })}
        autocomplete="off"
      />
      <Field
        id="nominee-email"
        type="email"
        label="Their mail address (may stay empty)"
        hint="We do not write to it before an acceptance is announced. It shows that two nominations are for one person."
        problem={problemAt(state.problems, 'nominee-email')}
        value={state.email}
        onValue={(value) => say({ type: 'typed', field: 'email', value })}
        autocomplete="off"
        inputMode="email"
        spellcheck={false}
      />
      <TextField
        id="accomplishments"
        label="What have they done?"
        hint="What it was, since when, and for whom it mattered. Markdown works: lists, **bold**, links."
        rows={10}
        problem={problemAt(state.problems, 'accomplishments')}
        value={state.accomplishments}
        onValue={(value) => say({ type: 'typed', field: 'accomplishments', value })}
      />
    </>
  );
}

function References({ state, say, most }: FormFacts & { readonly most: number }) {
  return (
    <fieldset class="stack" id="references">
      <legend class="label">References: up to {most} people who know the work</legend>
      <p class="hint">Each gets a mail that names you and the nominee, with a link to write a few words.</p>
      {state.references.map((reference, place) => (
        <div key={place} class="stack-s">
          <Field
            id={`references-${place}-name`}
            label={`Name of reference ${place + 1}`}
            problem={problemAt(state.problems, `references-${place}-name`)}
            value={reference.name}
            onValue={(value) => say({ type: 'reference-typed', place, field: 'name', value })}
            autocomplete="off"
          />
          <Field
            id={`references-${place}-email`}
            type="email"
            label={`Mail address of reference ${place + 1}`}
            problem={problemAt(state.problems, `references-${place}-email`)}
            value={reference.email}
            onValue={(value) => say({ type: 'reference-typed', place, field: 'email', value })}
            autocomplete="off"
            inputMode="email"
            spellcheck={false}
          />
          <p>
            <TextButton onPress={() => say({ type: 'reference-removed', place })}>
              Remove reference {place + 1}
            </TextButton>
          </p>
        </div>
      ))}
      {state.references.length < most && (
        <p class="buttons">
          <Button kind="plain" onPress={() => say({ type: 'reference-added' })}>
            Add a reference
          </Button>
        </p>
      )}
    </fieldset>
  );
}

function Yourself({ state, say, slug }: FormFacts & { readonly slug: string }) {
  return (
    <>
      <h2>Who are you?</h2>
      <p class="soft">
        You need no account: a mail asks you to confirm.{' '}
        <a href={`/sign-in?next=/rounds/${slug}/nominate`}>If you have one, sign in first</a>.
      </p>
      <Field
        id="nominator-name"
        label="Your name"
        problem={problemAt(state.problems, 'nominator-name')}
        value={state.ownName}
        onValue={(value) => say({ type: 'typed', field: 'ownName', value })}
        autocomplete="name"
      />
      <Field
        id="nominator-email"
        type="email"
        label="Your mail address"
        problem={problemAt(state.problems, 'nominator-email')}
        value={state.ownEmail}
        onValue={(value) => say({ type: 'typed', field: 'ownEmail', value })}
        autocomplete="email"
        inputMode="email"
        spellcheck={false}
      />
    </>
  );
}

function Sent({ facts, state }: { readonly facts: ProgrammePage; readonly state: Proposal }) {
  const isMailed = state.sent === 'mailed';
  const title = isMailed ? 'Not counted yet: look at your mail' : 'Your nomination is received';
  return (
    <>
      <Heading title={title} step="sent">
        {title}
      </Heading>
      {isMailed ? (
        <>
          <p class="lead">
            A mail is on its way to <span class="strong break">{state.ownEmail.trim()}</span>. The nomination counts
            when you press the button behind its link.
          </p>
          <p class="soft">The link works for a week. After that the nomination is deleted.</p>
        </>
      ) : (
        <>
          <p class="lead">{state.name.trim()} will be reviewed after the cut-off.</p>
          <p>
            <a class="stands-alone" href={`/rounds/${facts.slug}/nomination`}>
              See how your nominations stand
            </a>
          </p>
        </>
      )}
      <Notice>
        <p>What you wrote is confidential: only the reviewers read it.</p>
      </Notice>
    </>
  );
}
