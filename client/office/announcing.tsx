import { useReducer, useState } from 'preact/hooks';
import {
  previewNotice,
  readAnnouncements,
  sendNotice,
  type Announcements,
  type NoticeKind,
} from '../../api/announcing.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Prose } from '../parts/prose.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt, type Failed } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortMoment } from '../parts/when.ts';
import {
  reduceAnnouncing,
  startAnnouncing,
  wordsOf,
  type Announcing,
  type AnnouncingEvent,
  type Preview,
} from './announcing-state.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { countTyped, readBackProblems } from './read-back.ts';
import { pathOf } from './route.ts';

const kindWords: Readonly<Record<NoticeKind, string>> = {
  dates: 'The dates',
  candidates: 'The candidates',
  open: 'Voting is open',
  reminder: 'A reminder',
  result: 'The result by the numbers',
};

/** What staff announce: drafted from the facts, edited here, sent by mail or copied to a page elsewhere. */
export function AnnouncementsPage({ office, isOfficer }: ElectionFacts) {
  const { view } = office;
  const { reply, failed, again, put } = useReading(readAnnouncements, { path: { electionId: view.id } });
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading title={`Announcements – ${view.name}`} step={pathOf(view.id, 'announcements')}>
        Announcements
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Drafting from the facts." />}
      {reply !== undefined && (
        <>
          <Writing electionId={view.id} announcements={reply} isOfficer={isOfficer} onSent={put} />
          <Sent announcements={reply} />
        </>
      )}
    </>
  );
}

interface WritingProps {
  readonly electionId: string;
  readonly announcements: Announcements;
  readonly isOfficer: boolean;
  readonly onSent: (announcements: Announcements) => void;
}

interface Facts {
  readonly announcements: Announcements;
  readonly state: Announcing;
  readonly say: (event: AnnouncingEvent) => void;
}

function Writing({ electionId, announcements, isOfficer, onSent }: WritingProps) {
  const [state, say] = useReducer(reduceAnnouncing, announcements, (facts) =>
    startAnnouncing(crypto.randomUUID(), facts),
  );
  const path = { electionId };
  const words = wordsOf(state, announcements);
  const refuse = (failed: Failed) => say({ type: 'refused', problems: problemsOf(failed) });
  const preview = async () => {
    say({ type: 'asked' });
    const answer = await call(previewNotice, { path, body: { subject: words.subject, markdown: words.markdown } });
    if (answer.ok) say({ type: 'previewed', preview: answer.reply });
    else refuse(answer);
  };
  const send = async () => {
    const people = countTyped(state.people);
    if (people === undefined) {
      say({ type: 'refused', problems: [{ words: 'People: type the number', at: 'people' }] });
      return;
    }
    say({ type: 'asked' });
    const { id, kind, audience } = state;
    const { subject, markdown } = words;
    const answer = await call(sendNotice, { path, body: { id, kind, audience, subject, markdown, people } });
    if (!answer.ok) {
      refuse(answer);
      return;
    }
    say({ type: 'sent', people, nextId: crypto.randomUUID() });
    onSent(answer.reply);
  };
  const press = (event: Event) => {
    event.preventDefault();
    void (state.preview === undefined ? preview() : send());
  };
  const facts = { announcements, state, say };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      {state.preview === undefined ? (
        <WordsForm {...facts} words={words} />
      ) : (
        <Look {...facts} preview={state.preview} markdown={words.markdown} isOfficer={isOfficer} />
      )}
      {state.done !== undefined && (
        <Notice live>
          <p>{state.done}</p>
        </Notice>
      )}
    </form>
  );
}

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/subject': 'Subject',
  '#/body/markdown': 'Text',
  '#/body/audience': 'Whom it goes to',
  '#/body/people': 'People',
};

function problemsOf(failed: Failed) {
  const errors = failed.problem?.errors ?? [];
  return errors.some(({ pointer }) => pointer === '#/body/people')
    ? readBackProblems(failed, fieldNames)
    : placedProblems(failed, (pointer) => fieldNames[pointer] ?? 'Announcement');
}

function WordsForm({
  announcements,
  state,
  say,
  words,
}: Facts & { readonly words: { subject: string; markdown: string } }) {
  const { subject, markdown } = words;
  const notYet = announcements.drafts.find(({ kind }) => kind === state.kind)?.notYet ?? null;
  return (
    <>
      <RadioField
        name="kind"
        legend="What is announced?"
        value={state.kind}
        onValue={(kind) => say({ type: 'kind-chosen', kind })}
        options={announcements.drafts.map((draft) => ({
          value: draft.kind,
          words: kindWords[draft.kind],
          ...(draft.notYet === null ? {} : { hint: draft.notYet }),
        }))}
      />
      <Field
        id="subject"
        label="Subject"
        problem={problemAt(state.problems, 'subject')}
        value={subject}
        onValue={(value) => say({ type: 'typed', words: { subject: value, markdown } })}
        autocomplete="off"
      />
      <TextField
        id="markdown"
        label="Text"
        hint="Drafted from the facts of this moment, in Markdown. Change what you like."
        rows={18}
        problem={problemAt(state.problems, 'markdown')}
        value={markdown}
        onValue={(value) => say({ type: 'typed', words: { subject, markdown: value } })}
      />
      {state.edited[state.kind] !== undefined && (
        <p>
          <TextButton onPress={() => say({ type: 'started-over' })}>Draft it again from the facts</TextButton>
        </p>
      )}
      {notYet !== null && <p class="soft">You can write it now. It can be sent when its time has come.</p>}
      <Button type="submit" full busy={state.busy && 'Writing…'}>
        Look at it
      </Button>
    </>
  );
}

function Look({
  announcements,
  state,
  say,
  preview,
  markdown,
  isOfficer,
}: Facts & { readonly preview: Preview; readonly markdown: string; readonly isOfficer: boolean }) {
  const notYet = announcements.drafts.find(({ kind }) => kind === state.kind)?.notYet ?? null;
  return (
    <>
      <section class="stack-s" aria-label="As it reads">
        <h2 class="break">{preview.subject}</h2>
        <Prose html={preview.html} />
      </section>
      <details>
        <summary>The mail as text</summary>
        <p class="letter small">{preview.text}</p>
      </details>
      <CopyBox id="as-markdown" label="Markdown, for a forum or a repository" text={markdown} />
      <CopyBox id="as-html" label="HTML, for a page" text={preview.html} />
      {notYet === null && isOfficer ? (
        <SendForm announcements={announcements} state={state} say={say} />
      ) : (
        <p class="soft">{notYet ?? 'An officer can send it.'}</p>
      )}
      <p>
        <TextButton onPress={() => say({ type: 'back' })}>Go back and change it</TextButton>
      </p>
    </>
  );
}

function SendForm({ announcements, state, say }: Facts) {
  return (
    <>
      <RadioField
        name="audience"
        legend="Whom does it go to?"
        value={state.audience}
        onValue={(audience) => say({ type: 'audience-chosen', audience })}
        options={announcements.audiences.map(({ id, words, people }) => ({
          ...{ value: id, words, hint: `${people.toLocaleString('en')} ${people === 1 ? 'person' : 'people'}` },
        }))}
      />
      <Field
        id="people"
        label="To how many people does it go?"
        hint="The number stands beside whom you chose."
        problem={problemAt(state.problems, 'people')}
        value={state.people}
        onValue={(people) => say({ type: 'people-typed', people })}
        inputMode="numeric"
        autocomplete="off"
      />
      <Button type="submit" full busy={state.busy && 'Sending…'}>
        Send it
      </Button>
    </>
  );
}

/** Words to take elsewhere, with a button that says whether it worked. */
function CopyBox({ id, label, text }: { readonly id: string; readonly label: string; readonly text: string }) {
  const [said, setSaid] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied.'),
      () => setSaid('Your browser did not allow it. Select the text and copy it.'),
    );
  };
  return (
    <details>
      <summary>{label}</summary>
      <textarea id={id} class="field mono small" aria-label={label} rows={8} readOnly value={text} />
      <p class="buttons">
        <Button kind="plain" onPress={copy}>
          Copy
        </Button>
        <span aria-live="polite">{said}</span>
      </p>
    </details>
  );
}

function Sent({ announcements: { sent } }: { readonly announcements: Announcements }) {
  if (sent.length === 0) return null;
  return (
    <Card title="Sent">
      <ul class="stack-s">
        {sent.map(({ id, kind, subject, people, at, by }) => (
          <li key={id}>
            <b class="break">{subject}</b>
            <span class="soft small">
              {' '}
              {kindWords[kind]}, to {people.toLocaleString('en')} {people === 1 ? 'person' : 'people'},{' '}
              {shortMoment(at)}, by {by}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
