import { useState } from 'preact/hooks';
import { chooseList, confirmList, readMyLists, requestList, type MyList } from '../../api/lists.ts';
import { call, nameOf } from '../call.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { longMoment } from '../parts/when.ts';
import { MemberFrame } from './frame.tsx';

/** `/lists`: join and leave. `/lists#TOKEN`, from the mail to an address: join with that address. */
export function ListsPage({ organisation, token }: { readonly organisation: string; readonly token: string }) {
  const [isAsked, setAsked] = useState(token !== '');
  return (
    <MemberFrame organisation={organisation}>
      {isAsked ? <JoinByLink token={token} onOther={() => setAsked(false)} /> : <Lists />}
    </MemberFrame>
  );
}

type Pressed = 'no' | 'sending' | 'refused' | { readonly joined: string } | { readonly failed: string };

/** Whoever opened this page pressed nothing yet, so nobody is on the list yet. */
function JoinByLink({ token, onOther }: { readonly token: string; readonly onOther: () => void }) {
  const [pressed, setPressed] = useState<Pressed>('no');
  const join = async () => {
    setPressed('sending');
    const answer = await call(confirmList, { body: { token } });
    if (answer.ok) setPressed({ joined: answer.reply.name });
    else if (answer.problem !== undefined && nameOf(answer.problem) === 'link-refused') setPressed('refused');
    else setPressed({ failed: failedWords(answer) });
  };
  if (typeof pressed === 'object' && 'joined' in pressed) return <Joined name={pressed.joined} />;
  if (pressed === 'refused') return <LinkRefused onOther={onOther} />;
  return (
    <>
      <Heading title="Join the list" step="join">
        Join the list
      </Heading>
      <p class="lead">You opened the link of our mail. Press the button to be on the list with that address.</p>
      <p class="soft">It was not you? Close the page. Nothing has happened yet.</p>
      <p class="buttons">
        <Button onPress={() => void join()} busy={pressed === 'sending' && 'Joining…'}>
          Join the list
        </Button>
      </p>
      {typeof pressed === 'object' && (
        <Notice tone="warn" live>
          <p>{pressed.failed}</p>
        </Notice>
      )}
    </>
  );
}

function Joined({ name }: { readonly name: string }) {
  return (
    <>
      <Heading title={`You are on the list ${name}`} step="joined">
        You are on the list {name}
      </Heading>
      <p class="lead">Each of its mails has a link with which you leave it by one press. You may close this page.</p>
    </>
  );
}

function LinkRefused({ onOther }: { readonly onOther: () => void }) {
  return (
    <>
      <Heading title="This link does not work any more" step="refused">
        This link does not work any more
      </Heading>
      <p class="lead">It works once, for a week. If you pressed the button before, you are on the list already.</p>
      <p class="buttons">
        <Button onPress={onOther}>Show the lists</Button>
      </p>
    </>
  );
}

function Lists() {
  const { reply, failed, again, put } = useReading(readMyLists, {});
  const take = (changed: MyList) => {
    if (reply !== undefined)
      put({ ...reply, lists: reply.lists.map((list) => (list.id === changed.id ? changed : list)) });
  };
  return (
    <>
      <Heading title="Mailing lists" step="lists">
        Mailing lists
      </Heading>
      <p class="lead">
        Join what you want to read, and leave it by one press. What an election must tell you because you are on its
        roll is not a list: it comes anyway.
      </p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the lists." />}
      {reply?.address !== undefined && reply.address !== null && (
        <p>
          List mail goes to <span class="strong break">{reply.address}</span>.
        </p>
      )}
      {reply?.lists.map((list) => (
        <ListCard key={list.id} list={list} isSignedIn={reply.address !== null} onChanged={take} />
      ))}
      {reply?.address === null && (
        <p>
          <a class="stands-alone" href="/sign-in?next=/lists">
            Sign in to join or leave without a mail
          </a>
        </p>
      )}
      {reply?.address !== undefined && reply.address !== null && (
        <p>
          <a class="stands-alone" href="/me">
            My page
          </a>
        </p>
      )}
    </>
  );
}

function ListCard({
  list,
  isSignedIn,
  onChanged,
}: {
  readonly list: MyList;
  readonly isSignedIn: boolean;
  readonly onChanged: (list: MyList) => void;
}) {
  return (
    <Card title={list.name} {...(list.since === null ? {} : { aside: <Tag tone="yes">You are on it</Tag> })}>
      <p>{list.about}</p>
      {isSignedIn ? <Choose list={list} onChanged={onChanged} /> : <ByAddress list={list} />}
    </Card>
  );
}

function Choose({ list, onChanged }: { readonly list: MyList; readonly onChanged: (list: MyList) => void }) {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const isOn = list.since !== null;
  const choose = async () => {
    setBusy(true);
    const answer = await call(chooseList, { path: { listId: list.id }, body: { isOn: !isOn } });
    setBusy(false);
    if (answer.ok) onChanged(answer.reply);
    setSaid(answer.ok ? (isOn ? 'You have left it.' : 'You have joined it.') : failedWords(answer));
  };
  return (
    <>
      {list.since !== null && <p class="soft small">Since {longMoment(list.since)}</p>}
      <p class="buttons">
        <Button kind={isOn ? 'plain' : 'filled'} onPress={() => void choose()} busy={isBusy && 'Saving…'}>
          {isOn ? 'Leave' : 'Join'}
          <span class="only-read"> the list {list.name}</span>
        </Button>
      </p>
      <p class="small" role="status">
        {said}
      </p>
    </>
  );
}

type Asked = 'no' | 'sending' | { readonly to: string };

/** For somebody who is not signed in: the mail to the address asks again. */
function ByAddress({ list }: { readonly list: MyList }) {
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState<Asked>('no');
  const [problem, setProblem] = useState<string>();
  const ask = async () => {
    setAsked('sending');
    const answer = await call(requestList, { path: { listId: list.id }, body: { email } });
    setProblem(answer.ok ? undefined : (answer.problem?.errors?.[0]?.detail ?? failedWords(answer)));
    setAsked(answer.ok ? { to: email.trim() } : 'no');
  };
  const press = (event: Event) => {
    event.preventDefault();
    void ask();
  };
  return (
    <form class="stack-s" onSubmit={press} noValidate>
      <Field
        id={`email-${list.id}`}
        type="email"
        label="Mail address"
        problem={problem}
        value={email}
        onValue={setEmail}
        autocomplete="email"
        inputMode="email"
        spellcheck={false}
      />
      <p class="buttons">
        <Button type="submit" busy={asked === 'sending' && 'Sending the mail…'}>
          Send me the link to join
        </Button>
      </p>
      <p class="small" role="status">
        {typeof asked === 'object' && `A mail is on its way to ${asked.to}. Its link works for a week.`}
      </p>
    </form>
  );
}
