import { useEffect, useState } from 'preact/hooks';
import { changeOrganisation, mergeOrganisations, readOrganisations, type Organisations } from '../../api/bodies.ts';
import { call } from '../call.ts';
import { ErrorSummary, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field, SelectField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Trail } from './frame.tsx';
import { Said } from './said.tsx';

type Organisation = Organisations['organisations'][number];

/** `/office/bodies/organisations`: what people disclosed, put in order: names, parents, two spellings of one. */
export function OrganisationsPage({ mayChange }: { readonly mayChange: boolean }) {
  const { reply, failed, again, put } = useReading(readOrganisations, {});
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [done, setDone] = useState<string | undefined>(undefined);
  const organisations = reply?.organisations ?? [];
  const organisation = organisations.find(({ id }) => id === chosen);
  const choose = (id: string) => {
    setChosen(id);
    setDone(undefined);
  };
  const finish = (words: string, changed: Organisations) => {
    put(changed);
    setChosen(undefined);
    setDone(words);
  };
  return (
    <>
      <Trail name="Bodies" href="/office/bodies" />
      <Heading title="Organisations – office" step="organisations">
        Organisations and affiliations
      </Heading>
      <p class="soft">
        People disclose employers and other interests. A subsidiary counts as its parent, and another spelling as the
        organisation that it means.
      </p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Reading the organisations." />}
      {reply !== undefined && organisations.length === 0 && <p>Nobody has disclosed anything yet.</p>}
      {done !== undefined && <Said words={done} />}
      {organisation !== undefined && (
        <Forms key={organisation.id} organisation={organisation} all={organisations} onDone={finish} />
      )}
      {organisations.length > 0 && (
        <OrganisationTable organisations={organisations} onChoose={mayChange ? choose : undefined} />
      )}
    </>
  );
}

function OrganisationTable({
  organisations,
  onChoose,
}: {
  readonly organisations: readonly Organisation[];
  readonly onChoose: ((id: string) => void) | undefined;
}) {
  const nameOf = (id: string | null) => organisations.find((one) => one.id === id)?.name ?? '–';
  const change = {
    title: 'Change',
    cell: ({ id, name }: Organisation) => (
      <TextButton about={name} onPress={() => onChoose?.(id)}>
        Change
      </TextButton>
    ),
  };
  return (
    <div class="card flush">
      <Table
        caption="Organisations"
        rows={organisations}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Organisation', cell: ({ name }) => name },
          { title: 'Belongs to', cell: ({ parentId }) => nameOf(parentId) },
          { title: 'Also written', wide: true, cell: ({ alsoCalled }) => alsoCalled.join(', ') || '–' },
          { title: 'People', numeric: true, cell: ({ people }) => String(people) },
          ...(onChoose === undefined ? [] : [change]),
        ]}
      />
    </div>
  );
}

interface FormFacts {
  readonly organisation: Organisation;
  readonly all: readonly Organisation[];
  readonly onDone: (words: string, changed: Organisations) => void;
}

/** The focus is in the first of them: they stand above the table in which one was chosen. */
function Forms(facts: FormFacts) {
  useEffect(() => document.getElementById('name')?.focus(), []);
  return (
    <div class="cols">
      <ChangeForm {...facts} />
      <MergeForm {...facts} />
    </div>
  );
}

function ChangeForm({ organisation, all, onDone }: FormFacts) {
  const [name, setName] = useState(organisation.name);
  const [parent, setParent] = useState(all.find(({ id }) => id === organisation.parentId)?.name ?? '');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const save = async () => {
    const path = { organisationId: organisation.id };
    const answer = await call(changeOrganisation, { path, body: { name, parent } });
    if (answer.ok) onDone(`${name} is saved.`, answer.reply);
    else setProblems(placedProblems(answer, (at) => (at.endsWith('parent') ? 'Belongs to' : 'Name')));
  };
  const press = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Change {organisation.name}</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Field
        id="name"
        label="Name"
        problem={problemAt(problems, 'name')}
        value={name}
        onValue={setName}
        autocomplete="off"
      />
      <Field
        id="parent"
        label="Belongs to"
        hint="The organisation that owns or runs it. Empty: it stands alone."
        problem={problemAt(problems, 'parent')}
        value={parent}
        onValue={setParent}
        autocomplete="off"
      />
      <p class="buttons">
        <Button type="submit">Save the organisation</Button>
      </p>
    </form>
  );
}

function MergeForm({ organisation, all, onDone }: FormFacts) {
  const [into, setInto] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const others = all.filter(({ id }) => id !== organisation.id);
  const merge = async () => {
    if (into === '') {
      setProblems([{ words: 'Choose the organisation that is meant', at: 'into' }]);
      return;
    }
    const path = { organisationId: organisation.id };
    const answer = await call(mergeOrganisations, { path, body: { into } });
    const meant = others.find(({ id }) => id === into)?.name ?? '';
    if (answer.ok) onDone(`${organisation.name} is read as ${meant} from now on.`, answer.reply);
    else setProblems(placedProblems(answer, () => 'Merge'));
  };
  const press = (event: Event) => {
    event.preventDefault();
    void merge();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>{organisation.name} is another spelling</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <SelectField
        id="into"
        label="It means"
        hint="Whoever disclosed this spelling counts for that organisation. It cannot be undone here."
        problem={problemAt(problems, 'into')}
        value={into}
        onValue={setInto}
        options={[{ value: '', words: 'Choose' }, ...others.map(({ id, name }) => ({ value: id, words: name }))]}
      />
      <p class="buttons">
        <Button type="submit" kind="plain">
          Merge the spelling
        </Button>
      </p>
    </form>
  );
}
