import { useEffect, useState } from 'preact/hooks';
import { endAffiliation, readBodyDesk, type BodyDesk, type OfficeSeat, type OfficeTerm } from '../../api/bodies.ts';
import { call } from '../call.ts';
import { kindWords } from '../parts/affiliation-kinds.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { TextButton } from '../parts/button.tsx';
import { dayInWords } from '../parts/days.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { BodyActForm, type BodyAct } from './body-acts.tsx';
import { Trail } from './frame.tsx';
import { bodyRulesPath } from './route.ts';
import { Said } from './said.tsx';

interface DeskFacts {
  readonly desk: BodyDesk;
  /** Undefined: this reader changes nothing. */
  readonly onAct: ((act: BodyAct) => void) | undefined;
}

/** One body: who holds which seat, what can be done about it, affiliations against the limit, and the history. */
export function BodyPage({ bodyId, mayChange }: { readonly bodyId: string; readonly mayChange: boolean }) {
  const { reply, failed, again, put } = useReading(readBodyDesk, { path: { bodyId } });
  const [act, setAct] = useState<BodyAct | undefined>(undefined);
  const [done, setDone] = useState<string | undefined>(undefined);
  const begin = (next: BodyAct) => {
    setAct(next);
    setDone(undefined);
  };
  const finish = (words: string, desk: BodyDesk | undefined) => {
    setAct(undefined);
    setDone(words);
    if (desk === undefined) again();
    else put(desk);
  };
  return (
    <>
      <Trail name="Bodies" href="/office/bodies" />
      <Heading title={`${reply?.body.name ?? 'Body'} – office`} step={reply === undefined ? 'loading' : bodyId}>
        {reply?.body.name ?? 'Body'}
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Reading the body." />}
      {done !== undefined && <Said words={done} />}
      {reply !== undefined && act !== undefined && (
        <ActPlace key={JSON.stringify(act)} act={act} desk={reply} onDone={finish} onLeave={() => setAct(undefined)} />
      )}
      {reply !== undefined && <Desk desk={reply} onAct={mayChange ? begin : undefined} onChanged={again} />}
    </>
  );
}

function Desk({ desk, onAct, onChanged }: DeskFacts & { readonly onChanged: () => void }) {
  const { body } = desk;
  return (
    <>
      <p class="row-buttons">
        <a href={`/bodies/${body.slug}`}>Public page</a>
        {onAct !== undefined && <a href={bodyRulesPath(body.id)}>Name and rules</a>}
      </p>
      {body.cohorts.map((cohort) => (
        <Card key={cohort.id} flush title={cohort.name} aside={termsWords(cohort)}>
          <SeatTable caption={cohort.name} seats={cohort.seats} desk={desk} onAct={onAct} />
          {onAct !== undefined && (
            <p class="pad">
              <TextButton
                about={`to ${cohort.name}`}
                onPress={() => onAct({ what: 'add-seats', cohortId: cohort.id, cohort: cohort.name })}
              >
                Add seats
              </TextButton>
            </p>
          )}
        </Card>
      ))}
      {onAct !== undefined && (
        <p>
          <TextButton onPress={() => onAct({ what: 'add-cohort' })}>Add a cohort</TextButton>
        </p>
      )}
      <Affiliations desk={desk} onAct={onAct} onChanged={onChanged} />
      <History desk={desk} />
    </>
  );
}

function termsWords({ nextEnd, termYears }: BodyDesk['body']['cohorts'][number]): string {
  if (nextEnd === null || termYears === null) return 'Terms without end';
  return `Terms end on ${dayInWords(nextEnd)}, then every ${termYears === 1 ? 'year' : `${termYears} years`}`;
}

function SeatTable({
  caption,
  seats,
  desk,
  onAct,
}: DeskFacts & { readonly caption: string; readonly seats: readonly OfficeSeat[] }) {
  const acts = onAct === undefined ? [] : [{ title: 'Do', cell: (seat: OfficeSeat) => seatActs(seat, desk, onAct) }];
  return (
    <Table
      caption={caption}
      rows={seats}
      keyOf={({ id }) => id}
      columns={[
        { title: 'Seat', cell: ({ name }) => name },
        { title: 'Held by', cell: (seat) => seat.holder?.name ?? 'Vacant' },
        { title: 'Until', cell: untilWords },
        { title: 'Then', cell: ({ coming }) => coming.map(comingWords).join('; ') || '–' },
        ...acts,
      ]}
    />
  );
}

function untilWords({ holder, termEndsOn, retiredOn }: OfficeSeat): string {
  const until = holder === null ? '–' : termEndsOn === null ? 'Without end' : dayInWords(termEndsOn);
  return retiredOn === null ? until : `${until}; given up after ${dayInWords(retiredOn)}`;
}

function comingWords({ name, startsOn }: OfficeSeat['coming'][number]): string {
  return `${name} from ${dayInWords(startsOn)}`;
}

function seatActs({ id, name, holder, retiredOn }: OfficeSeat, desk: BodyDesk, onAct: (act: BodyAct) => void) {
  const seat = { seatId: id, seat: name };
  const term = desk.terms.find((one) => one.id === holder?.termId);
  return (
    <span class="row-buttons">
      {holder === null && (
        <TextButton about={`to ${name}`} onPress={() => onAct({ what: 'appoint', ...seat })}>
          Appoint
        </TextButton>
      )}
      <TextButton about={`of ${name}`} onPress={() => onAct({ what: 'record', ...seat })}>
        Record a term
      </TextButton>
      {term?.leftWhy === null && (
        <TextButton
          about={`${term.name}, ${name}`}
          onPress={() => onAct({ what: 'end', termId: term.id, name: term.name })}
        >
          Ended early
        </TextButton>
      )}
      {retiredOn === null && (
        <TextButton about={name} onPress={() => onAct({ what: 'retire', ...seat })}>
          Give up
        </TextButton>
      )}
    </span>
  );
}

/** The form of what was pressed: it comes into view, and the focus is in it. */
function ActPlace(facts: {
  readonly act: BodyAct;
  readonly desk: BodyDesk;
  readonly onDone: (words: string, desk: BodyDesk | undefined) => void;
  readonly onLeave: () => void;
}) {
  useEffect(() => {
    document.querySelector<HTMLElement>('#act input, #act textarea, #act select')?.focus();
  }, []);
  return (
    <div id="act">
      <BodyActForm {...facts} />
    </div>
  );
}

function Affiliations({ desk, onAct, onChanged }: DeskFacts & { readonly onChanged: () => void }) {
  const { shares, most, body } = desk;
  const holders = desk.terms.filter(({ when }) => when === 'now');
  const unknown = holders.filter(({ personId }) => personId === null).map(({ name }) => name);
  return (
    <Card
      title="Affiliations"
      aside={most === null ? 'The rules set no limit' : `At most ${most} of ${body.fixedNumber} seats for one`}
    >
      {shares
        .filter(({ isOver }) => isOver)
        .map(({ organisation, names, longestServing }) => (
          <Notice
            key={organisation}
            tone="warn"
            title={`${organisation} holds ${names.length} seats; the limit is ${most ?? 0}`}
          >
            <p>
              {names.join(', ')}.
              {longestServing !== null &&
                ` The longest-serving resigns: ${longestServing.name}, since ${dayInWords(longestServing.since)}.`}
            </p>
          </Notice>
        ))}
      {shares.length > 0 && (
        <Table
          caption="Seats held by each affiliation"
          rows={shares}
          keyOf={({ organisation }) => organisation}
          columns={[
            { title: 'Affiliation', cell: ({ organisation }) => organisation },
            { title: 'Seats', numeric: true, cell: ({ names }) => String(names.length) },
            { title: 'Who', wide: true, cell: ({ names }) => names.join(', ') },
          ]}
        />
      )}
      {holders
        .filter(({ personId }) => personId !== null)
        .map((term) => (
          <Disclosed key={term.id} term={term} onAct={onAct} onChanged={onChanged} />
        ))}
      {unknown.length > 0 && (
        <p class="soft small">
          Recorded by name alone, so their affiliations are not known here: {unknown.join(', ')}.
        </p>
      )}
      {holders.length === 0 && <p class="soft">Nobody holds a seat.</p>}
    </Card>
  );
}

function Disclosed({
  term,
  onAct,
  onChanged,
}: {
  readonly term: OfficeTerm;
  readonly onAct: DeskFacts['onAct'];
  readonly onChanged: () => void;
}) {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const { name, personId, affiliations } = term;
  const end = async (affiliationId: string) => {
    const answer = await call(endAffiliation, { path: { affiliationId } });
    setProblem(answer.ok ? undefined : failedWords(answer));
    if (answer.ok) onChanged();
  };
  return (
    <div class="stack-s">
      <h3>{name}</h3>
      {affiliations.length === 0 && <p class="soft small">Nothing disclosed.</p>}
      {affiliations.length > 0 && (
        <ul>
          {affiliations.map(({ id, organisation, kind, countsFor }) => (
            <li key={id}>
              {kindWords(kind)}, {organisation}
              {countsFor !== organisation && ` (counts as ${countsFor})`}{' '}
              {onAct !== undefined && (
                <TextButton about={`${name}, ${organisation}`} onPress={() => void end(id)}>
                  Is over
                </TextButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {onAct !== undefined && personId !== null && (
        <p>
          <TextButton about={`of ${name}`} onPress={() => onAct({ what: 'affiliation', personId, name })}>
            Record an affiliation
          </TextButton>
        </p>
      )}
      {problem !== undefined && (
        <Notice tone="warn" live>
          <p>{problem}</p>
        </Notice>
      )}
    </div>
  );
}

function History({ desk }: { readonly desk: BodyDesk }) {
  if (desk.terms.length === 0 && desk.retired.length === 0) return null;
  return (
    <Card flush title="History">
      {desk.terms.length > 0 && (
        <Table
          caption="Everybody who holds or held a seat"
          rows={desk.terms}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Seat', cell: ({ seat }) => seat },
            { title: 'Who', cell: ({ name }) => name },
            { title: 'From', cell: ({ startsOn }) => dayInWords(startsOn) },
            { title: 'Until', cell: ({ endsOn }) => (endsOn === null ? 'Without end' : dayInWords(endsOn)) },
            { title: 'How', wide: true, cell: howWords },
          ]}
        />
      )}
      {desk.retired.length > 0 && (
        <p class="pad soft small">
          Given up: {desk.retired.map(({ name, retiredOn }) => `${name} after ${dayInWords(retiredOn)}`).join(', ')}.
        </p>
      )}
    </Card>
  );
}

function howWords({ cameBy, note, leftWhy }: OfficeTerm): string {
  const came = { elected: 'Elected', appointed: 'Appointed', recorded: 'Recorded' }[cameBy];
  const words = note === '' ? came : `${came}: ${note}`;
  return leftWhy === null ? words : `${words}. Left early: ${leftWhy}`;
}
