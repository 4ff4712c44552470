import { useState } from 'preact/hooks';
import { decideException, type OfficeException, type RollChanges } from '../../api/roll.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Tag } from '../parts/marks.tsx';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { shortMoment } from '../parts/when.ts';
import { whoWords } from './roll-amendment.tsx';

interface CardFacts {
  readonly electionId: string;
  readonly exception: OfficeException;
  readonly canDecide: boolean;
  readonly onChanges: (changes: RollChanges) => void;
}

/** What a member asked for and why, and what became of it. */
export function ExceptionCard(facts: CardFacts) {
  const { person, reason, askedAt, state, decisionReason, decidedBy, decidedAt } = facts.exception;
  return (
    <article class="card stack-s">
      <div class="head">
        <h3 class="break">{person.name === '' ? person.email : person.name}</h3>
        <StateTag state={state} />
      </div>
      <Paragraphs text={reason} />
      <p class="soft small break">
        {person.email}, asked {shortMoment(askedAt)}
      </p>
      {decidedBy !== null && decidedAt !== null && (
        <p class="small">
          {whoWords(state === 'refused' ? 'Refused' : 'Supported', decidedBy, decidedAt)} Reason: {decisionReason}
        </p>
      )}
      {state === 'asked' && facts.canDecide && <Decide {...facts} />}
    </article>
  );
}

function StateTag({ state }: { readonly state: OfficeException['state'] }) {
  switch (state) {
    case 'asked':
      return <Tag tone="warn">Waits for an officer</Tag>;
    case 'supported':
      return <Tag tone="warn">Supported, waits for another officer</Tag>;
    case 'accepted':
      return <Tag tone="yes">On the roll</Tag>;
    case 'refused':
      return <Tag>Refused</Tag>;
  }
}

function Decide({ electionId, exception, onChanges }: CardFacts) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState<'no' | 'supporting' | 'refusing'>('no');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const decide = async (isSupported: boolean) => {
    if (reason.trim() === '') {
      setProblem('Reason: write it first, the member reads it');
      return;
    }
    setProblem(undefined);
    setAsked(isSupported ? 'supporting' : 'refusing');
    const path = { electionId, exceptionId: exception.id };
    const answer = await call(decideException, { path, body: { isSupported, reason } });
    setAsked('no');
    if (answer.ok) onChanges(answer.reply);
    else setProblem(failedWords(answer));
  };
  return (
    <form class="stack-s" onSubmit={(event) => event.preventDefault()} noValidate>
      <Field
        id={`reason-${exception.id}`}
        label="Reason"
        hint="The member reads it. If you support the request, everybody reads it, beside the number of people added: name nobody."
        problem={problem}
        value={reason}
        onValue={setReason}
        autocomplete="off"
        maxLength={300}
      />
      <div class="buttons">
        <Button kind="plain" onPress={() => void decide(true)} busy={asked === 'supporting' && 'Saving…'}>
          Support: propose to add
        </Button>
        <Button kind="plain" onPress={() => void decide(false)} busy={asked === 'refusing' && 'Saving…'}>
          Refuse
        </Button>
      </div>
    </form>
  );
}
