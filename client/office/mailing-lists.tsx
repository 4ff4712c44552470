import { useReducer } from 'preact/hooks';
import { previewAnnouncement, readLists, sendAnnouncement, type OfficeList } from '../../api/lists.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { countWords } from '../parts/counts.ts';
import { Field, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList, Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { longMoment } from '../parts/when.ts';
import { reduceWriting, startWriting, type Writing, type WritingEvent } from './announcement-state.ts';
import { countTyped, readBackProblems } from './read-back.ts';

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/subject': 'Subject',
  '#/body/text': 'Text',
  '#/body/people': 'People',
};

/** The lists that people opt into: how many are on each, what was sent, and writing to one. Never who is on it. */
export function MailingListsPage({ isOfficer }: { readonly isOfficer: boolean }) {
  const { reply, failed, again } = useReading(readLists, {});
  return (
    <>
      <Heading title="Lists – office" step="/office/lists">
        Lists
      </Heading>
      <p class="soft">
        People join these by themselves and leave by one press. What an election must tell its voters is not a list.
      </p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Counting who is on the lists." />}
      {reply?.lists.map((list) => (
        <div key={list.id} class="cols">
          <ListFacts list={list} />
          {isOfficer && <WriteToList list={list} onSent={again} />}
        </div>
      ))}
    </>
  );
}

function ListFacts({ list }: { readonly list: OfficeList }) {
  const { name, about, people, firstAt, lastAt, tellsOfVotes, announcements } = list;
  return (
    <div class="stack">
      <Card title={name}>
        <p>{about}</p>
        <FactList
          facts={[
            { term: 'People on it', says: countWords(people) },
            { term: 'The first joined', says: firstAt === null ? 'Nobody yet' : longMoment(firstAt) },
            { term: 'The last joined', says: lastAt === null ? 'Nobody yet' : longMoment(lastAt) },
            {
              term: 'By itself it says',
              says: tellsOfVotes ? 'When voting opens, and when a result is certified' : 'Nothing',
            },
          ]}
        />
      </Card>
      {announcements.length > 0 && (
        <div class="card flush">
          <Table
            caption={`What officers sent to ${name}, newest first`}
            rows={announcements}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Subject', cell: ({ subject }) => subject },
              { title: 'Sent', cell: ({ at }) => longMoment(at) },
              { title: 'By', cell: ({ by }) => by },
              { title: 'People', cell: ({ people: to }) => countWords(to), numeric: true },
            ]}
          />
        </div>
      )}
    </div>
  );
}

function WriteToList({ list, onSent }: { readonly list: OfficeList; readonly onSent: () => void }) {
  const [state, say] = useReducer(reduceWriting, crypto.randomUUID(), startWriting);
  const { subject, text, id } = state;
  const path = { listId: list.id };
  const refuse = (failed: Failed) => say({ type: 'refused', problems: problemsOf(failed, list.id) });
  const preview = async () => {
    say({ type: 'asked' });
    const answer = await call(previewAnnouncement, { path, body: { subject, text } });
    if (answer.ok) say({ type: 'previewed', preview: answer.reply });
    else refuse(answer);
  };
  const send = async () => {
    const people = countTyped(state.people);
    if (people === undefined) {
      say({ type: 'refused', problems: [{ words: 'People: write a number', at: `${list.id}-people` }] });
      return;
    }
    say({ type: 'asked' });
    const answer = await call(sendAnnouncement, { path, body: { id, subject, text, people } });
    if (!answer.ok) {
      refuse(answer);
      return;
    }
    say({ type: 'sent', list: answer.reply, nextId: crypto.randomUUID() });
    onSent();
  };
  const press = (event: Event) => {
    event.preventDefault();
    void (state.preview === undefined ? preview() : send());
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>Write to {list.name}</h2>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      {state.preview === undefined ? (
        <Words listId={list.id} state={state} say={say} />
      ) : (
        <ReadBack listId={list.id} state={state} preview={state.preview} say={say} />
      )}
      {state.done !== undefined && (
        <Notice live>
          <p>{state.done}</p>
        </Notice>
      )}
    </form>
  );
}

/** Each list has its own form, and each field of it an id of its own. */
function problemsOf(failed: Failed, listId: string): readonly PlacedProblem[] {
  const errors = failed.problem?.errors ?? [];
  const problems = errors.some(({ pointer }) => pointer === '#/body/people')
    ? readBackProblems(failed, fieldNames)
    : placedProblems(failed, (pointer) => fieldNames[pointer] ?? 'Announcement');
  return problems.map(({ words, at }) => (at === undefined ? { words } : { words, at: `${listId}-${at}` }));
}

interface Facts {
  readonly listId: string;
  readonly state: Writing;
  readonly say: (event: WritingEvent) => void;
}

function Words({ listId, state, say }: Facts) {
  return (
    <>
      <Field
        id={`${listId}-subject`}
        label="Subject"
        problem={problemAt(state.problems, `${listId}-subject`)}
        value={state.subject}
        onValue={(value) => say({ type: 'typed', field: 'subject', value })}
        autocomplete="off"
      />
      <TextField
        id={`${listId}-text`}
        label="Text"
        hint="Plain text; an empty line begins a paragraph."
        rows={10}
        problem={problemAt(state.problems, `${listId}-text`)}
        value={state.text}
        onValue={(value) => say({ type: 'typed', field: 'text', value })}
      />
      <Button type="submit" full kind="plain" busy={state.busy && 'Writing…'}>
        Show the mail
      </Button>
    </>
  );
}

function ReadBack({ listId, state, preview, say }: Facts & { readonly preview: NonNullable<Writing['preview']> }) {
  return (
    <>
      <section class="stack-s" aria-label="The mail as it will be">
        <h3 class="break">{preview.subject}</h3>
        <p class="letter small">{preview.text}</p>
      </section>
      <Field
        id={`${listId}-people`}
        label="To how many people does it go?"
        hint="The number stands on this page."
        problem={problemAt(state.problems, `${listId}-people`)}
        value={state.people}
        onValue={(value) => say({ type: 'typed', field: 'people', value })}
        inputMode="numeric"
        autocomplete="off"
      />
      <Button type="submit" full busy={state.busy && 'Sending…'}>
        Send it to the list
      </Button>
      <p>
        <TextButton onPress={() => say({ type: 'back' })}>Go back and change it</TextButton>
      </p>
    </>
  );
}
