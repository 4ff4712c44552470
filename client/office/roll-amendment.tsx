import { useState } from 'preact/hooks';
import { decideAmendment, type OfficeAmendment, type RollChanges } from '../../api/roll.ts';
import { call } from '../call.ts';
import { Button } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { Tag } from '../parts/marks.tsx';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { shortMoment } from '../parts/when.ts';

/** One amendment: what, why, who, and for another officer the decision. */
export function AmendmentCard({
  electionId,
  amendment,
  canDecide,
  onChanges,
}: {
  readonly electionId: string;
  readonly amendment: OfficeAmendment;
  readonly canDecide: boolean;
  readonly onChanges: (changes: RollChanges) => void;
}) {
  const { change, people, reason, note, state } = amendment;
  return (
    <article class="card stack-s">
      <div class="head">
        <h3>{amendmentTitle(amendment)}</h3>
        <StateTag state={state} />
      </div>
      <p>{reason}</p>
      {note !== '' && <p class="soft small">For the office: {note}</p>}
      <details>
        <summary class="small">Who is {change}</summary>
        <ul class="small below">
          {people.map(({ personId, name, email }) => (
            <li key={personId} class="break">
              {name === '' ? email : `${name}, ${email}`}
            </li>
          ))}
        </ul>
      </details>
      <p class="soft small">
        {whoWords('Proposed', amendment.proposedBy, amendment.proposedAt)}
        {amendment.decidedBy !== null && amendment.decidedAt !== null && (
          <> {whoWords(state === 'accepted' ? 'Accepted' : 'Refused', amendment.decidedBy, amendment.decidedAt)}</>
        )}
      </p>
      {state === 'proposed' && canDecide && <Decide {...{ electionId, amendment, onChanges }} />}
    </article>
  );
}

function amendmentTitle({ change, people }: OfficeAmendment): string {
  const who = counted(people.length, 'person', 'people');
  return change === 'added' ? `Add ${who}` : `Take ${who} off`;
}

export function whoWords(what: string, who: string, at: string): string {
  return `${what} by ${who}, ${shortMoment(at)}.`;
}

function StateTag({ state }: { readonly state: OfficeAmendment['state'] }) {
  switch (state) {
    case 'proposed':
      return <Tag tone="warn">Waits for another officer</Tag>;
    case 'accepted':
      return <Tag tone="yes">Accepted</Tag>;
    case 'refused':
      return <Tag>Refused</Tag>;
  }
}

function Decide({
  electionId,
  amendment,
  onChanges,
}: {
  readonly electionId: string;
  readonly amendment: OfficeAmendment;
  readonly onChanges: (changes: RollChanges) => void;
}) {
  const [asked, setAsked] = useState<'no' | 'accepting' | 'refusing' | Failed>('no');
  if (amendment.isOwn) return <p>You proposed it, so another election officer decides.</p>;
  const decide = async (isAccepted: boolean) => {
    setAsked(isAccepted ? 'accepting' : 'refusing');
    const path = { electionId, amendmentId: amendment.id };
    const answer = await call(decideAmendment, { path, body: { isAccepted } });
    setAsked(answer.ok ? 'no' : answer);
    if (answer.ok) onChanges(answer.reply);
  };
  return (
    <>
      <div class="buttons">
        <Button kind="plain" onPress={() => void decide(true)} busy={asked === 'accepting' && 'Accepting…'}>
          {amendmentTitle(amendment)}
        </Button>
        <Button kind="plain" onPress={() => void decide(false)} busy={asked === 'refusing' && 'Refusing…'}>
          Refuse
        </Button>
      </div>
      {typeof asked === 'object' && <FailedNotice failed={asked} />}
    </>
  );
}
