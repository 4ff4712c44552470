import { useState } from 'preact/hooks';
import { proposeAmendment, type RollChanges } from '../../api/roll.ts';
import { call } from '../call.ts';
import { Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { placedProblems, type Failed } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { addressesIn } from './roll-state.ts';

type Change = 'added' | 'removed';

/** Linked from the table of members: whom, and what. */
function asLinked(): { readonly change: Change; readonly addresses: string } {
  const query = new URLSearchParams(location.search);
  const remove = query.get('remove');
  return remove === null
    ? { change: 'added', addresses: query.get('add') ?? '' }
    : { change: 'removed', addresses: remove };
}

/** Propose to add people or to take them off. */
export function AmendForm({
  electionId,
  onChanges,
}: {
  readonly electionId: string;
  readonly onChanges: (changes: RollChanges) => void;
}) {
  const [form, setForm] = useState(() => ({ ...asLinked(), reason: '', note: '' }));
  const [problems, setProblems] = useState<{ readonly addresses?: string; readonly reason?: string }>({});
  const [asked, setAsked] = useState<'no' | 'proposing' | 'proposed'>('no');
  const type = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const propose = async () => {
    const addresses = [...addressesIn(form.addresses)];
    const wrong = missing(addresses, form.reason);
    setProblems(wrong);
    if (Object.keys(wrong).length > 0) return;
    setAsked('proposing');
    const { change, reason, note } = form;
    const answer = await call(proposeAmendment, { path: { electionId }, body: { change, addresses, reason, note } });
    setAsked(answer.ok ? 'proposed' : 'no');
    if (answer.ok) {
      onChanges(answer.reply);
      setForm({ change, addresses: '', reason: '', note: '' });
    } else setProblems(refused(answer));
  };
  const press = (event: Event) => {
    event.preventDefault();
    void propose();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Propose an amendment</h2>
      <RadioField
        name="change"
        legend="What should happen?"
        value={form.change}
        onValue={(change: Change) => type({ change })}
        options={[
          { value: 'added', words: 'Add these people' },
          { value: 'removed', words: 'Take these people off' },
        ]}
      />
      <TextField
        id="addresses"
        label="Their mail addresses"
        hint="One a line"
        problem={problems.addresses}
        value={form.addresses}
        onValue={(addresses) => type({ addresses })}
        rows={3}
      />
      <Field
        id="amendment-reason"
        label="Reason"
        hint="Everybody reads it, beside the number of people: name nobody."
        problem={problems.reason}
        value={form.reason}
        onValue={(reason) => type({ reason })}
        autocomplete="off"
        maxLength={300}
      />
      <TextField
        id="amendment-note"
        label="Note for the office"
        hint="Such as where the proof lies. May stay empty."
        value={form.note}
        onValue={(note) => type({ note })}
        rows={2}
      />
      <Button type="submit" full busy={asked === 'proposing' && 'Proposing…'}>
        Propose it
      </Button>
      {asked === 'proposed' && (
        <Notice live>
          <p>Proposed. Another election officer decides it.</p>
        </Notice>
      )}
    </form>
  );
}

function missing(addresses: readonly string[], reason: string) {
  return {
    ...(addresses.length === 0 ? { addresses: 'Their mail addresses: write at least one' } : {}),
    ...(reason.trim() === '' ? { reason: 'Reason: write it, everybody will read it' } : {}),
  };
}

function refused(failed: Failed): { readonly addresses?: string; readonly reason?: string } {
  const placed = placedProblems(failed, (pointer) => (pointer.startsWith('#/body/reason') ? 'Reason' : 'Addresses'));
  const words = (isReason: boolean) =>
    placed
      .filter(({ at }) => (at === 'reason') === isReason)
      .map((problem) => problem.words)
      .join('. ');
  const reason = words(true);
  const addresses = words(false);
  return { ...(reason === '' ? {} : { reason }), ...(addresses === '' ? {} : { addresses }) };
}
