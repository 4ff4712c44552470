import { useState } from 'preact/hooks';
import { decideCandidacy, type OfficeCandidacy, type OfficeNominations } from '../../api/nominations.ts';
import { call } from '../call.ts';
import { ErrorSummary, type PlacedProblem } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { placedProblems, problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';

interface Check {
  readonly isMet: boolean;
  readonly note: string;
}

/** Approve or refuse, with each condition looked at. */
export function DecideForm({
  one,
  conditions,
  onKnown,
}: {
  readonly one: OfficeCandidacy;
  readonly conditions: readonly string[];
  readonly onKnown: (known: OfficeNominations) => void;
}) {
  const [checks, setChecks] = useState<readonly Check[]>(() => conditions.map(() => ({ isMet: false, note: '' })));
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [busy, setBusy] = useState<'approved' | 'refused'>();
  const idOf = (part: string) => `${one.id}-${part}`;
  const change = (place: number, changed: Partial<Check>) =>
    setChecks(checks.map((check, at) => (at === place ? { ...check, ...changed } : check)));
  const decide = async (outcome: 'approved' | 'refused') => {
    setBusy(outcome);
    const looked = conditions.map((condition, place) => ({ condition, isMet: false, note: '', ...checks[place] }));
    const answer = await call(decideCandidacy, {
      path: { candidacyId: one.id },
      body: { outcome, checks: looked, reason },
    });
    setBusy(undefined);
    if (answer.ok) onKnown(answer.reply);
    else setProblems(placed(answer, conditions, one.id));
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void decide('approved');
      }}
      noValidate
    >
      <h3>Decide about {one.name}</h3>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {conditions.map((condition, place) => (
        <div key={condition} class="stack-s">
          <TickLine
            id={idOf(`checks-${place}-isMet`)}
            type="checkbox"
            isChosen={checks[place]?.isMet === true}
            onChosen={(isMet) => change(place, { isMet })}
          >
            Met: {condition}
          </TickLine>
          <Field
            id={idOf(`checks-${place}-note`)}
            label={`What there is to say about: ${condition}`}
            value={checks[place]?.note ?? ''}
            problem={problemAt(problems, idOf(`checks-${place}-note`))}
            maxLength={1000}
            onValue={(note) => change(place, { note })}
          />
        </div>
      ))}
      <TextField
        id={idOf('reason')}
        label="Reason"
        hint="Needed for a refusal. The nominee reads it."
        rows={3}
        value={reason}
        problem={problemAt(problems, idOf('reason'))}
        onValue={setReason}
      />
      <p class="buttons">
        <Button type="submit" kind="plain" busy={busy === 'approved' && 'Approving…'}>
          Approve {one.name}
        </Button>
        <Button kind="stop" onPress={() => void decide('refused')} busy={busy === 'refused' && 'Refusing…'}>
          Refuse {one.name}
        </Button>
      </p>
    </form>
  );
}

/** Each nominee has a form of their own, and each field of it an id of its own. */
function placed(
  failed: Parameters<typeof placedProblems>[0],
  conditions: readonly string[],
  id: string,
): readonly PlacedProblem[] {
  const problems = placedProblems(failed, (pointer) => {
    const place = /^#\/body\/checks\/(\d+)/.exec(pointer)?.[1];
    return place === undefined ? 'Reason' : (conditions[Number(place)] ?? 'Condition');
  });
  return problems.map(({ words, at }) => (at === undefined ? { words } : { words, at: `${id}-${at}` }));
}
