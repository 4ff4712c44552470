import { useState } from 'preact/hooks';
import type { Mailbox } from '../../api/mailbox.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Notice } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Pager } from '../parts/pager.tsx';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { longMoment } from '../parts/when.ts';
import { piecesOf } from './letter-text.ts';
import type { Shown } from './state.ts';

interface MailboxFacts {
  readonly organisation: string;
  readonly shown: Shown;
  readonly mailbox: Mailbox | undefined;
  readonly failed: Failed | undefined;
  readonly onShow: (shown: Shown) => void;
  readonly onAgain: () => void;
}

/** The mail that would have been sent, while there is no mail server. */
export function MailboxPage({ organisation, shown, mailbox, failed, onShow, onAgain }: MailboxFacts) {
  return (
    <Frame place="member" organisation={organisation} home="/" foot={<a href="/">All elections</a>}>
      <Heading title={shown.to === '' ? 'Mailbox' : `Mailbox – ${shown.to}`} step={`${shown.to} ${shown.page}`}>
        Mailbox
      </Heading>
      <Notice tone="stop" title="No mail is sent: no mail server is set (SMTP_URL)">
        <p>
          Mail is kept on this page instead. Whoever sees this page can sign in as anybody and open anybody’s ballot.
          Good for trying things out, never for a real election.
        </p>
      </Notice>
      <Filter key={shown.to} to={shown.to} onTo={(to) => onShow({ to, page: 1 })} />
      {failed !== undefined && <FailedNotice failed={failed} onAgain={onAgain} />}
      {mailbox === undefined && failed === undefined && <Waiting words="Looking up the mail." />}
      {mailbox !== undefined && <Letters mailbox={mailbox} shown={shown} onShow={onShow} />}
    </Frame>
  );
}

function Filter({ to, onTo }: { readonly to: string; readonly onTo: (to: string) => void }) {
  const [typed, setTyped] = useState(to);
  const press = (event: Event) => {
    event.preventDefault();
    onTo(typed.trim());
  };
  return (
    <form onSubmit={press} class="filter" role="search">
      <Field
        id="to"
        type="search"
        label="Mail to this address"
        value={typed}
        onValue={setTyped}
        autocomplete="off"
        spellcheck={false}
      />
      <Button type="submit" kind="plain">
        Show
      </Button>
      {to !== '' && <TextButton onPress={() => onTo('')}>Show all mail</TextButton>}
    </form>
  );
}

function Letters({ mailbox, shown, onShow }: Pick<MailboxFacts, 'shown' | 'onShow'> & { readonly mailbox: Mailbox }) {
  if (mailbox.total === 0) {
    return (
      <p>
        {shown.to === ''
          ? 'There is no mail yet. It comes when somebody signs in, or when voting opens.'
          : `There is no mail to ${shown.to}.`}
      </p>
    );
  }
  return (
    <>
      <ul class="stack">
        {mailbox.messages.map((message) => (
          <li key={message.id}>
            <Letter message={message} />
          </li>
        ))}
      </ul>
      <Pager
        what="mails"
        page={shown.page}
        perPage={mailbox.perPage}
        total={mailbox.total}
        onPage={(page) => onShow({ ...shown, page })}
      />
    </>
  );
}

function Letter({ message }: { readonly message: Mailbox['messages'][number] }) {
  return (
    <article class="card stack-s">
      <h2>{message.subject}</h2>
      <p class="small soft">
        To <span class="strong break">{message.to}</span>, {longMoment(message.sentAt)}
      </p>
      <p class="letter">
        {piecesOf(message.text, location.origin).map(({ words, href }, place) =>
          href === undefined ? (
            words
          ) : (
            <a key={place} href={href}>
              {words}
            </a>
          ),
        )}
      </p>
    </article>
  );
}
