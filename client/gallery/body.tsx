import type { BodyList, BodyPage as Facts, PublicBody, PublicTerm } from '../../api/bodies.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { dayInWords } from '../parts/days.ts';
import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Prose } from '../parts/prose.tsx';

const links = (
  <>
    <a href="/">Elections</a>
    <a href="/bodies">Bodies</a>
    <a href="/me">Your page</a>
    <span>Run with Quorate</span>
  </>
);

type Seat = PublicBody['seats'][number];

/** One body: who holds which seat until when, whose terms end next, who was there before, and the rules. */
export function BodyPage({ facts }: { readonly facts: Facts }) {
  const { organisation, body } = facts;
  const current = body.seats.filter(({ isVacant, terms }) => isVacant || terms.some(({ when }) => when === 'now'));
  return (
    <Frame place="wide" organisation={organisation} home="/" foot={links}>
      <Heading title={`${body.name} – ${organisation}`}>{body.name}</Heading>
      <p class="lead">{heldWords(body)}</p>
      {body.endingNext !== null && <EndingNext {...body.endingNext} />}
      <Prose html={body.aboutHtml} />
      <Card flush title="Who holds the seats">
        <Table
          caption="Seats in their order"
          rows={current}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Seat', cell: ({ name }) => name },
            { title: 'Held by', cell: (seat) => <Holder seat={seat} /> },
            { title: 'Since', cell: (seat) => dayOr(nowIn(seat)?.startsOn) },
            { title: 'Until', cell: untilWords },
            { title: 'Terms', cell: ({ cohort }) => cohort },
          ]}
        />
      </Card>
      <Coming seats={body.seats} />
      <History seats={body.seats} />
      <Card title="The rules">
        <div class="prose">
          <ul>
            {body.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </div>
      </Card>
    </Frame>
  );
}

function heldWords({ fixedNumber, vacant }: PublicBody): string {
  const held = `${fixedNumber - vacant} of ${counted(fixedNumber, 'seat')} are held`;
  return vacant === 0 ? `${held}.` : `${held}, ${vacant} vacant.`;
}

function EndingNext({ on, seats }: NonNullable<PublicBody['endingNext']>) {
  return (
    <Notice title={`Terms end on ${dayInWords(on)}`}>
      <p>{seats.map(({ seat, name }) => `${name} (${seat})`).join(', ')}</p>
    </Notice>
  );
}

function nowIn({ terms }: Seat): PublicTerm | undefined {
  return terms.find(({ when }) => when === 'now');
}

function Holder({ seat }: { readonly seat: Seat }) {
  const term = nowIn(seat);
  if (term === undefined) return <span class="soft">Vacant</span>;
  return (
    <>
      {term.name}
      {term.cameBy === 'appointed' && <span class="soft small"> appointed: {term.note}</span>}
    </>
  );
}

function dayOr(day: string | undefined): string {
  return day === undefined ? '–' : dayInWords(day);
}

function untilWords(seat: Seat): string {
  const term = nowIn(seat);
  if (term === undefined) return '–';
  return term.endsOn === null ? 'Without end' : dayInWords(term.endsOn);
}

interface SeatTerm {
  readonly seat: string;
  readonly term: PublicTerm;
}

function termsThatAre(when: PublicTerm['when'], seats: readonly Seat[]): SeatTerm[] {
  return seats.flatMap(({ name, terms }) =>
    terms.filter((term) => term.when === when).map((term) => ({ seat: name, term })),
  );
}

function Coming({ seats }: { readonly seats: readonly Seat[] }) {
  const terms = termsThatAre('coming', seats);
  if (terms.length === 0) return null;
  return (
    <Card flush title="Who comes next">
      <TermTable caption="Terms that have not begun" terms={terms} />
    </Card>
  );
}

function History({ seats }: { readonly seats: readonly Seat[] }) {
  const terms = termsThatAre('past', seats);
  const givenUp = seats.filter(
    ({ isVacant, retiredOn, terms: all }) => retiredOn !== null && !isVacant && !all.some(({ when }) => when === 'now'),
  );
  if (terms.length === 0 && givenUp.length === 0) return null;
  return (
    <Card flush title="Who held them before">
      {terms.length > 0 && <TermTable caption="Terms that are over" terms={terms} />}
      {givenUp.length > 0 && (
        <p class="pad soft small">
          Seats that were given up:{' '}
          {givenUp.map(({ name, retiredOn }) => `${name} after ${dayOr(retiredOn ?? undefined)}`).join(', ')}.
        </p>
      )}
    </Card>
  );
}

function TermTable({ caption, terms }: { readonly caption: string; readonly terms: readonly SeatTerm[] }) {
  return (
    <Table
      caption={caption}
      rows={terms}
      keyOf={(_, place) => place}
      columns={[
        { title: 'Seat', cell: ({ seat }) => seat },
        { title: 'Who', cell: ({ term }) => term.name },
        { title: 'From', cell: ({ term }) => dayInWords(term.startsOn) },
        { title: 'Until', cell: ({ term }) => (term.endsOn === null ? 'Without end' : dayInWords(term.endsOn)) },
        { title: 'How', wide: true, cell: ({ term }) => howWords(term) },
      ]}
    />
  );
}

/** Somebody who was recorded came before this program counted: how is not known. */
function howWords({ cameBy, note, leftWhy }: PublicTerm): string {
  const came = { elected: 'Elected', appointed: `Appointed: ${note}`, recorded: '' }[cameBy];
  const left = leftWhy === null ? '' : `Left early: ${leftWhy}`;
  return [came, left].filter((words) => words !== '').join('. ') || '–';
}

/** Every body. */
export function BodyListPage({ list }: { readonly list: BodyList }) {
  return (
    <Frame place="wide" organisation={list.organisation} home="/" foot={links}>
      <Heading title={`Bodies – ${list.organisation}`}>Bodies</Heading>
      {list.bodies.length === 0 ? (
        <p class="lead">There is no body yet.</p>
      ) : (
        <ul class="card flush plain-list">
          {list.bodies.map(({ slug, name, fixedNumber, vacant }) => (
            <li key={slug}>
              <div>
                <h2>
                  <a href={`/bodies/${slug}`}>{name}</a>
                </h2>
                <p class="small soft">
                  {fixedNumber - vacant} of {counted(fixedNumber, 'seat')} held
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}
