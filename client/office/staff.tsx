import { useReducer } from 'preact/hooks';
import { grantRoles, readStaff } from '../../api/people.ts';
import type { Reply } from '../../api/endpoint.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { noGrant, reduceGrant, roleMeaning, roleNames, roleTitle, type Grant, type GrantEvent } from './staff-state.ts';

type Staff = Reply<typeof readStaff>['staff'][number];

const fieldNames: Readonly<Record<string, string>> = { '#/body/name': 'Name', '#/body/email': 'Mail address' };

/** Who has which role; the administrator gives and takes them. */
export function StaffPage() {
  const { reply, failed, again } = useReading(readStaff, {});
  const [state, say] = useReducer(reduceGrant, noGrant);
  const save = async () => {
    say({ type: 'saving' });
    const { name, email, roles } = state;
    const answer = await call(grantRoles, { body: { name, email, roles: [...roles] } });
    if (answer.ok) {
      say({ type: 'granted', name: answer.reply.name, roles: answer.reply.roles });
      again();
    } else say({ type: 'refused', problems: placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'Roles') });
  };
  const choose = (one: Staff) => {
    say({ type: 'chosen', ...one });
    document.getElementById('name')?.focus();
  };
  return (
    <>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Heading title="Staff – office" step="/office/staff" problem={state.problems.length > 0}>
        Staff
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the staff." />}
      <div class="cols">
        {reply !== undefined && <StaffTable staff={reply.staff} onChoose={choose} />}
        <GrantForm state={state} say={say} onSave={() => void save()} />
      </div>
    </>
  );
}

function StaffTable({
  staff,
  onChoose,
}: {
  readonly staff: readonly Staff[];
  readonly onChoose: (one: Staff) => void;
}) {
  return (
    <div class="card flush">
      <Table
        caption="Everybody who has a role"
        rows={staff}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Name', cell: ({ name }) => name },
          { title: 'Mail address', cell: ({ email }) => <span class="break">{email}</span> },
          { title: 'Roles', cell: ({ roles }) => roles.map(roleTitle).join(', ') },
          {
            title: 'Change',
            cell: (one) => (
              <TextButton about={`the roles of ${one.name}`} onPress={() => onChoose(one)}>
                Change
              </TextButton>
            ),
          },
        ]}
      />
    </div>
  );
}

function GrantForm({
  state,
  say,
  onSave,
}: {
  readonly state: Grant;
  readonly say: (event: GrantEvent) => void;
  readonly onSave: () => void;
}) {
  const press = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Give or take roles</h2>
      <Field
        id="name"
        label="Name"
        problem={problemAt(state.problems, 'name')}
        value={state.name}
        onValue={(value) => say({ type: 'typed', field: 'name', value })}
        autocomplete="off"
      />
      <Field
        id="email"
        type="email"
        label="Mail address"
        problem={problemAt(state.problems, 'email')}
        value={state.email}
        onValue={(value) => say({ type: 'typed', field: 'email', value })}
        autocomplete="off"
        spellcheck={false}
      />
      <fieldset class="stack-s">
        <legend class="label">Roles, exactly these</legend>
        {roleNames.map((role) => (
          <TickLine
            key={role}
            id={`role-${role}`}
            type="checkbox"
            isChosen={state.roles.includes(role)}
            onChosen={(has) => say({ type: 'role-ticked', role, has })}
            hint={roleMeaning(role)}
          >
            {roleTitle(role)}
          </TickLine>
        ))}
      </fieldset>
      <Button type="submit" full busy={state.busy && 'Saving…'}>
        Save the roles
      </Button>
      {state.done !== undefined && (
        <Notice live>
          <p>{state.done}</p>
        </Notice>
      )}
    </form>
  );
}
