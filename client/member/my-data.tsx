import { useState } from 'preact/hooks';
import { correctMyDetails, eraseMe, exportMyData, readMyData, requestAddressChange } from '../../api/me.ts';
import type { Reply } from '../../api/endpoint.ts';
import { call, nameOf } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList, Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords, signInAddress, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { MemberFrame } from './frame.tsx';

type MyData = Reply<typeof readMyData>;
interface Facts {
  readonly data: MyData;
  readonly onChanged: () => void;
}

/** See, correct, take along, go. */
export function MyDataPage({ organisation }: { readonly organisation: string }) {
  const { reply, failed, again } = useReading(readMyData, {});
  return (
    <MemberFrame organisation={organisation} here="/my-data" name={reply?.name}>
      <Heading title="My data" step="my-data">
        My data
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up what we keep about you." />}
      {reply !== undefined && (
        <>
          <Details data={reply} onChanged={again} />
          <Address data={reply} onChanged={again} />
          <Card title="Lists and directory">
            <p>You are on a list, and shown to other members, only where you chose so.</p>
            <p class="links">
              <a href="/lists">My lists</a> <a href="/my-listing">What members see of me</a>{' '}
              <a href="/my-affiliations">My affiliations</a>
            </p>
          </Card>
          <TakeAlong />
          <Erasure data={reply} />
        </>
      )}
    </MemberFrame>
  );
}

function Details({ data, onChanged }: Facts) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(data.name);
  const [city, setCity] = useState(data.city);
  const [country, setCountry] = useState(data.country);
  const [problem, setProblem] = useState<string>();
  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await call(correctMyDetails, { body: { name, city, country } });
    if (!answer.ok) {
      setProblem(answer.problem?.errors?.[0]?.detail ?? failedWords(answer));
      return;
    }
    setProblem(undefined);
    setOpen(false);
    onChanged();
  };
  if (!isOpen) {
    return (
      <Card title="What we know of you">
        <FactList
          facts={[
            { term: 'Number', says: data.number },
            { term: 'Name', says: data.name === '' ? 'Not known' : data.name },
            { term: 'City', says: data.city === '' ? 'Not known' : data.city },
            { term: 'Country', says: data.country === '' ? 'Not known' : data.country },
          ]}
        />
        <p>
          <TextButton onPress={() => setOpen(true)}>Correct it</TextButton>
        </p>
      </Card>
    );
  }
  return (
    <Card title="What we know of you">
      <form class="stack-s" onSubmit={(event) => void save(event)} noValidate>
        <Field
          id="name"
          label="Name"
          hint="As it stands on the roll and in receipts"
          value={name}
          onValue={setName}
          problem={problem}
          autocomplete="name"
        />
        <Field id="city" label="City" value={city} onValue={setCity} />
        <Field id="country" label="Country" value={country} onValue={setCountry} autocomplete="country-name" />
        <p class="buttons">
          <Button type="submit">Save</Button>
        </p>
      </form>
    </Card>
  );
}

function Address({ data, onChanged }: Facts) {
  const [isOpen, setOpen] = useState(false);
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const [failed, setFailed] = useState<Failed>();
  const ask = async (event: Event) => {
    event.preventDefault();
    setFailed(undefined);
    const answer = await call(requestAddressChange, { body: { email } });
    if (!answer.ok) {
      setFailed(answer);
      return;
    }
    setSentTo(email);
    setOpen(false);
    onChanged();
  };
  const { addressChange } = data;
  return (
    <Card title="Mail address">
      <FactList
        facts={[
          { term: 'Address', says: <span class="break">{data.email}</span> },
          ...(data.formerAddresses.length === 0
            ? []
            : [{ term: 'Before', says: <span class="break">{data.formerAddresses.join(', ')}</span> }]),
        ]}
      />
      {addressChange?.state === 'held' && (
        <Notice tone="warn">
          <p>
            {addressChange.newAddress} is used from the close of the vote on. Until then your ballot stays with the old
            address.
          </p>
        </Notice>
      )}
      {sentTo !== undefined && (
        <Notice live>
          <p>We sent a mail to {sentTo}. Your address changes when you press the button that it leads to.</p>
        </Notice>
      )}
      {isOpen ? (
        <form class="stack-s" onSubmit={(event) => void ask(event)} noValidate>
          {failed !== undefined && <NeedsSignIn failed={failed} />}
          <Field
            id="email"
            type="email"
            label="New mail address"
            hint="We send a link there. The old address is told too, and can undo it for 72 hours."
            value={email}
            onValue={setEmail}
            autocomplete="email"
          />
          <p class="buttons">
            <Button type="submit">Send the link</Button>
          </p>
        </form>
      ) : (
        <p>
          <TextButton onPress={() => setOpen(true)}>Change my address</TextButton>
        </p>
      )}
    </Card>
  );
}

/** A refusal; where it asks for a fresh sign-in, with the way to it and back. */
function NeedsSignIn({ failed }: { readonly failed: Failed }) {
  const isOld = failed.problem !== undefined && nameOf(failed.problem) === 'sign-in-again';
  return (
    <Notice tone="warn" live>
      <p>{failed.problem?.errors?.[0]?.detail ?? failedWords(failed)}</p>
      {isOld && (
        <p>
          <a class="stands-alone" href={signInAddress()}>
            Sign in again
          </a>
        </p>
      )}
    </Notice>
  );
}

function TakeAlong() {
  const [problem, setProblem] = useState<string>();
  const take = async (kind: 'json' | 'csv') => {
    const answer = await call(exportMyData, {});
    if (!answer.ok) {
      setProblem(failedWords(answer));
      return;
    }
    const type = kind === 'json' ? 'application/json' : 'text/csv';
    save(new Blob([answer.reply[kind]], { type }), `my-data.${kind}`);
  };
  return (
    <Card title="Take my data along">
      <p>
        Everything that lies under your name: what happened, payments, receipts, mails, and what was noted about you.
      </p>
      <p class="buttons">
        <Button kind="plain" onPress={() => void take('json')}>
          For machines (JSON)
        </Button>
        <Button kind="plain" onPress={() => void take('csv')}>
          For spreadsheets (CSV)
        </Button>
      </p>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </Card>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function countWords({ events, payments, rolls, mails }: MyData['erasure']['counts']): string {
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  return [counted(events, 'event'), counted(payments, 'payment'), counted(rolls, 'roll'), counted(mails, 'mail')].join(
    ', ',
  );
}

const fates = { erased: 'Is erased', kept: 'Stays', pseudonym: 'Stays without your name' } as const;

/** What goes, what stays and why; then the number read back, because nothing brings it back. */
function Erasure({ data }: { readonly data: MyData }) {
  const { erasure } = data;
  const [isOpen, setOpen] = useState(false);
  const [pseudonym, setPseudonym] = useState<string>();
  if (pseudonym !== undefined) {
    return (
      <Notice title="You are erased" live>
        <p>What had to stay stands under “{pseudonym}”. You are signed out.</p>
      </Notice>
    );
  }
  return (
    <Card title="Erase me">
      <Table
        caption="What happens to what we keep"
        columns={[
          { title: 'What', cell: ({ category }) => category },
          { title: 'What happens', cell: ({ action }) => fates[action] },
          {
            title: 'Why',
            cell: ({ basis, keptFor, action }) => (action === 'erased' ? basis : `${basis}. ${keptFor}`),
          },
        ]}
        rows={erasure.retention}
        keyOf={({ category }) => category}
      />
      <p class="small soft">Now: {countWords(erasure.counts)}.</p>
      {erasure.waitsFor.length > 0 && (
        <Notice tone="warn">
          <p>You are on the roll of {erasure.waitsFor.join(', ')}. You can be erased when that is over.</p>
        </Notice>
      )}
      {erasure.hasRole && (
        <Notice tone="warn">
          <p>You have a role in the office. An administrator must take it away first.</p>
        </Notice>
      )}
      {erasure.waitsFor.length === 0 && !erasure.hasRole && !isOpen && (
        <p>
          <TextButton onPress={() => setOpen(true)}>Erase me</TextButton>
        </p>
      )}
      {isOpen && <ReadBack onErased={setPseudonym} />}
    </Card>
  );
}

function ReadBack({ onErased }: { readonly onErased: (pseudonym: string) => void }) {
  const [number, setNumber] = useState('');
  const [failed, setFailed] = useState<Failed>();
  const [isBusy, setBusy] = useState(false);
  const erase = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(eraseMe, { body: { number } });
    setBusy(false);
    if (answer.ok) onErased(answer.reply.pseudonym);
    else setFailed(answer);
  };
  return (
    <form class="stack-s" onSubmit={(event) => void erase(event)} noValidate>
      {failed !== undefined && <NeedsSignIn failed={failed} />}
      <Field
        id="number"
        label="Your member number"
        hint="It stands at the top of this page. Nothing brings your data, your memberships or your vote back."
        value={number}
        onValue={setNumber}
        inputMode="numeric"
      />
      <p class="buttons">
        <Button kind="stop" type="submit" busy={isBusy && 'Erasing…'}>
          Erase me for good
        </Button>
      </p>
    </form>
  );
}
