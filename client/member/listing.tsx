import { useEffect, useState } from 'preact/hooks';
import { chooseListing, readMyListing, type Listed, type MyListing } from '../../api/directory.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { TickLine } from '../parts/tick-field.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { MemberFrame } from './frame.tsx';

type Choice = Omit<MyListing, 'shown' | 'isActive'>;

const parts: readonly { readonly field: keyof Choice & `shows${string}`; readonly words: string }[] = [
  { field: 'showsName', words: 'My name' },
  { field: 'showsCity', words: 'My city' },
  { field: 'showsCountry', words: 'My country' },
  { field: 'showsTiers', words: 'My tier' },
  { field: 'showsSince', words: 'Since which year' },
];

/** `/my-listing`: whether I am in the directory, and with what. */
export function ListingPage({ organisation }: { readonly organisation: string }) {
  const { reply, failed, again, put } = useReading(readMyListing, {});
  return (
    <MemberFrame organisation={organisation}>
      <Heading title="My entry in the directory" step="listing">
        My entry in the directory
      </Heading>
      <p class="lead">
        Active members can find each other here, if they want to. You are in it only if you choose so. Nobody sees your
        mail address or what you paid.
      </p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up your entry." />}
      {reply !== undefined && <ListingForm known={reply} onSaved={put} />}
    </MemberFrame>
  );
}

function ListingForm({ known, onSaved }: { readonly known: MyListing; readonly onSaved: (saved: MyListing) => void }) {
  const [choice, setChoice] = useState<Choice>(() => choiceOf(known));
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  useEffect(() => setChoice(choiceOf(known)), [known]);
  const change = (part: Partial<Choice>) => {
    setChoice({ ...choice, ...part });
    setSaved(false);
  };
  const save = async () => {
    setBusy(true);
    const answer = await call(chooseListing, { body: choice });
    setBusy(false);
    setSaved(answer.ok);
    setProblems(answer.ok ? [] : placedProblems(answer, () => 'Your page on the web'));
    if (answer.ok) onSaved(answer.reply);
  };
  const press = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <form class="card stack" onSubmit={press} noValidate>
        <TickLine
          id="is-listed"
          type="checkbox"
          isChosen={choice.isListed}
          onChosen={(isListed) => change({ isListed })}
          hint="You can take it back at any time; it holds at once."
        >
          Show me to other active members
        </TickLine>
        {choice.isListed && <Parts choice={choice} problems={problems} onChange={change} />}
        <p class="buttons">
          <Button type="submit" busy={isBusy && 'Saving…'}>
            Save my entry
          </Button>
        </p>
        {isSaved && (
          <Notice live>
            <p>{known.isListed ? 'Saved. It looks like this:' : 'Saved. You are not in the directory.'}</p>
          </Notice>
        )}
      </form>
      {known.isListed && <Shown known={known} />}
      <p>
        <a class="stands-alone" href="/directory">
          See the directory
        </a>
      </p>
    </>
  );
}

function choiceOf({ shown: _shown, isActive: _isActive, ...choice }: MyListing): Choice {
  return choice;
}

function Parts({
  choice,
  problems,
  onChange,
}: {
  readonly choice: Choice;
  readonly problems: readonly PlacedProblem[];
  readonly onChange: (part: Partial<Choice>) => void;
}) {
  return (
    <>
      <fieldset class="stack-s">
        <legend class="label">What they see</legend>
        {parts.map(({ field, words }) => (
          <TickLine
            key={field}
            id={field}
            type="checkbox"
            isChosen={choice[field]}
            onChosen={(isChosen) => onChange({ [field]: isChosen })}
          >
            {words}
          </TickLine>
        ))}
      </fieldset>
      <Field
        id="link"
        label="Your page on the web"
        hint="One address that begins with https://, or nothing"
        problem={problemAt(problems, 'link')}
        value={choice.link}
        onValue={(link) => onChange({ link })}
        autocomplete="url"
        spellcheck={false}
      />
    </>
  );
}

function Shown({ known }: { readonly known: MyListing }) {
  if (known.shown === null) {
    return (
      <Notice tone="warn" title="Nobody sees your entry now">
        <p>Only active members are in the directory. Your choice is kept for the day when you are one again.</p>
      </Notice>
    );
  }
  return (
    <Card title="How the others see you">
      <ListedFacts member={known.shown} level="h3" />
    </Card>
  );
}

/** A member in the directory: what they show and nothing else. */
export function ListedFacts({ member, level: Title }: { readonly member: Listed; readonly level: 'h2' | 'h3' }) {
  const { name, city, country, membership, link } = member;
  const place = [city, country].filter((part) => part !== '').join(', ');
  const facts = [place, membership].filter((part) => part !== '');
  return (
    <>
      <Title>{name === '' ? 'A member who shows no name' : name}</Title>
      {facts.length > 0 && (
        <p class="facts">
          {facts.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      )}
      {link !== '' && (
        <p>
          <a class="stands-alone break" href={link} rel="nofollow noopener noreferrer">
            {link.replace(/^https:\/\//u, '').replace(/\/$/u, '')}
          </a>
        </p>
      )}
    </>
  );
}
