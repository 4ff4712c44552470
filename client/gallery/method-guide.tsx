import { useState } from 'preact/hooks';
import { GUIDES, type Guide } from '../../counting/guides.ts';
import { listed } from '../../counting/listed.ts';
import { findMethod, METHODS, type Method, type Outcome } from '../../counting/methods.ts';
import { stepWords } from '../../counting/step-words.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Field } from '../parts/field.tsx';
import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { SummaryList, Table } from '../parts/lists.tsx';
import { mixedWords } from '../parts/methods.ts';
import {
  asksAlike,
  countExample,
  exampleGroups,
  exampleSeats,
  MOST_VOTERS,
  saysWords,
  namesFor,
  STANDING,
  type Group,
} from './example.ts';

/** A page for somebody who has to choose how people vote. */
export interface GuidePage {
  readonly organisation: string;
  /** Null: all of them. */
  readonly method: string | null;
}

/** What the browser's title bar says. */
export function guideTitle({ organisation, method }: GuidePage): string {
  return `${findMethod(method ?? '')?.words.offer ?? 'Ways of voting'} – ${organisation}`;
}

const links = (
  <>
    <a href="/">Elections</a>
    <a href="/methods">Ways of voting</a>
    <span>Run with Quorate</span>
  </>
);

interface Kind {
  readonly title: string;
  readonly about: string;
  readonly has: (method: Method) => boolean;
}

const asks = (method: Method) => method.ballotShape({ seats: 1, candidates: 2 }).asks;

const kinds: readonly Kind[] = [
  {
    title: 'Voters choose',
    about: 'The quickest ballots. Only totals are opened, never a single ballot.',
    has: (method) => method.opened === 'sums',
  },
  {
    title: 'Voters put people in an order, for one seat or the top of a list',
    about: 'Each candidate is compared with each other, or votes move until one has enough.',
    has: (method) => asks(method) === 'ranks' && !isProportional(method),
  },
  {
    title: 'Voters put people in an order, and groups win seats by their size',
    about: 'A vote that is not needed where it stands moves on to the next choice.',
    has: (method) => asks(method) === 'ranks' && isProportional(method),
  },
  {
    title: 'Voters give scores or grades',
    about: 'A ballot says how much better one is than another.',
    has: (method) => method.opened === 'ballots' && asks(method) !== 'ranks',
  },
];

/** Votes that move from stage to stage can fill several seats. */
function isProportional(method: Method): boolean {
  const outcome = countExample(method, exampleGroups(method), exampleSeats(method));
  return method.elects === 'many' && outcome?.steps.some(({ kind }) => kind === 'stage') === true;
}

/** Every way of voting, in a sentence each. */
export function GuideListPage({ organisation }: Pick<GuidePage, 'organisation'>) {
  const people = METHODS.filter(({ answers }) => answers === null);
  return (
    <Frame place="wide" organisation={organisation} home="/" foot={links}>
      <Heading title={guideTitle({ organisation, method: null })}>Ways of voting</Heading>
      <p class="lead">
        How people vote decides who is elected. Choose before anybody stands, and write it into your rules. Each page
        says what a method rewards, what to beware of, how it breaks ties, and shows a count that you can change.
      </p>
      {kinds.map(({ title, about, has }) => (
        <Card key={title} title={title} flush>
          <p class="steps-of-seating soft">{about}</p>
          <Table
            caption={title}
            rows={people.filter(has)}
            keyOf={(method) => method.name}
            columns={[
              {
                title: 'Way of voting',
                cell: (method) => <a href={`/methods/${method.name}`}>{method.words.offer}</a>,
              },
              { title: 'In short', cell: (method) => method.words.hint },
            ]}
          />
        </Card>
      ))}
    </Frame>
  );
}

/** One way of voting. */
export function MethodGuidePage({ organisation, method: name }: GuidePage) {
  const method = findMethod(name ?? '');
  const guide = method === undefined ? undefined : GUIDES.get(method);
  if (method === undefined || guide === undefined) return <GuideListPage organisation={organisation} />;
  return (
    <Frame place="wide" organisation={organisation} home="/" foot={links}>
      <Heading title={guideTitle({ organisation, method: method.name })}>{method.words.offer}</Heading>
      <p class="lead">{method.words.rule}</p>
      <GuideFacts method={method} guide={guide} />
      {method.answers === null && <Example method={method} />}
      <p>
        <a href="/methods">All ways of voting</a>
      </p>
    </Frame>
  );
}

function GuideFacts({ method, guide }: { readonly method: Method; readonly guide: Guide }) {
  return (
    <SummaryList
      rows={[
        { term: 'It rewards', says: guide.rewards },
        { term: 'Beware', says: guide.beware },
        { term: 'Ties', says: guide.ties },
        { term: 'Who uses it', says: guide.usedBy },
        { term: 'Seats', says: method.elects === 'one' ? 'One.' : 'One or several.' },
        {
          term: 'What is opened',
          says:
            method.opened === 'sums'
              ? 'Only the totals, never a single ballot. Any number of people can stand.'
              : `${mixedWords} At most 30 people can stand. A ballot with an agreed pattern can be found again by whoever asked for it.`,
        },
      ]}
    />
  );
}

/** Four groups of voters, whose numbers can be changed, and what becomes of it. */
function Example({ method }: { readonly method: Method }) {
  const [groups, setGroups] = useState(exampleGroups(method));
  const [seats, setSeats] = useState(exampleSeats(method));
  const outcome = countExample(method, groups, seats);
  return (
    <Card title="Try it" aside="made-up people">
      <p>Four groups of people vote for {listed(STANDING)}. Change how many they are, and see who is elected.</p>
      <div class="pair">
        {groups.map((group, place) => (
          <Field
            key={place}
            id={`group-${place}`}
            type="number"
            min={0}
            max={MOST_VOTERS}
            inputMode="numeric"
            label={`Voters of group ${place + 1}`}
            hint={saysWords(method, group.marks)}
            value={String(group.voters)}
            onValue={(typed) => setGroups(withVoters(groups, place, typed))}
          />
        ))}
      </div>
      {method.elects === 'many' && (
        <Field
          id="seats"
          type="number"
          min={1}
          max={3}
          inputMode="numeric"
          label="Seats"
          value={String(seats)}
          onValue={(typed) => setSeats(Math.min(3, Math.max(1, numberIn(typed))))}
        />
      )}
      {outcome === undefined ? (
        <Notice>
          <p>With so many seats these ballots would look different. Choose 2 seats.</p>
        </Notice>
      ) : (
        <ExampleOutcome method={method} outcome={outcome} groups={groups} seats={seats} />
      )}
    </Card>
  );
}

function withVoters(groups: readonly Group[], place: number, typed: string): readonly Group[] {
  return groups.map((group, at) =>
    at === place ? { ...group, voters: Math.min(MOST_VOTERS, numberIn(typed)) } : group,
  );
}

/** What is not yet a number is none. */
function numberIn(typed: string): number {
  const number = Number.parseInt(typed, 10);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

interface ExampleFacts {
  readonly method: Method;
  readonly outcome: Outcome;
  readonly groups: readonly Group[];
  readonly seats: number;
}

function ExampleOutcome({ method, outcome, groups, seats }: ExampleFacts) {
  const alike = METHODS.filter((other) => other !== method && asksAlike(method, other));
  const others = alike.flatMap((other) => {
    const theirs = countExample(other, groups, other.elects === 'one' ? 1 : seats);
    return theirs === undefined ? [] : [{ other, words: electedWords(other, theirs) }];
  });
  return (
    <>
      <p class="strong" role="status">
        {electedWords(method, outcome)}
      </p>
      <ol class="numbered">
        {outcome.steps.map((step, place) => (
          <li key={place}>{stepWords(step, namesFor(method), method.words)}</li>
        ))}
      </ol>
      {others.length > 0 && (
        <Table
          caption="The same ballots by other ways of counting"
          rows={others}
          keyOf={({ other }) => other.name}
          columns={[
            { title: 'Counted by', cell: ({ other }) => <a href={`/methods/${other.name}`}>{other.words.offer}</a> },
            { title: 'Outcome', cell: ({ words }) => words },
          ]}
        />
      )}
    </>
  );
}

function electedWords(method: Method, { elected, tied }: Outcome): string {
  const names = (places: readonly number[]) => listed(places.map((place) => namesFor(method)[place] ?? ''));
  if (elected.some((place) => place >= STANDING.length)) return `${names(elected)} wins: nobody is elected.`;
  const whom = elected.length === 0 ? '' : `${names(elected)} ${elected.length === 1 ? 'is' : 'are'} elected.`;
  const open = tied === null ? '' : `${names(tied.candidates)} are tied; a lot would decide.`;
  return whom === '' && open === '' ? 'Nobody is elected.' : `${whom} ${open}`.trim();
}
