import { useState } from 'preact/hooks';
import { announceDates, readRollState, workOutRoll, type RollState } from '../../api/roll.ts';
import { call } from '../call.ts';
import { Card } from '../parts/boxes.tsx';
import { Button, ButtonLink, TextButton } from '../parts/button.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { Figures } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortMoment } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { pathOf } from './route.ts';
import { noVerdictQuery } from './roll-state.ts';
import { Verdicts } from './roll-verdicts.tsx';

/** The roll of a draft: work it out, read the report, freeze it, and from then on amend it. */
export function RollDraftPage(facts: ElectionFacts) {
  const { view } = facts.office;
  const reader = useReader(view.now);
  const { reply: state, failed, again, put } = useReading(readRollState, { path: { electionId: view.id } });
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading title={`Roll – ${view.name}`} step={pathOf(view.id, 'roll')}>
        Roll
      </Heading>
      <div>
        <DeadlineLine label="Record date" deadline={view.timetable.record} reader={reader} />
        {view.timetable.affirmBy !== null && (
          <DeadlineLine label="Affirm until" deadline={view.timetable.affirmBy} reader={reader} />
        )}
      </div>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {state === undefined && failed === undefined && <Waiting words="Looking up the roll." />}
      {state !== undefined && <Standing {...facts} state={state} onState={put} />}
      {state !== undefined && state.state !== 'none' && <People {...facts} state={state} />}
    </>
  );
}

interface StateFacts extends ElectionFacts {
  readonly state: RollState;
}

function Standing({ state, onState, ...facts }: StateFacts & { readonly onState: (state: RollState) => void }) {
  switch (state.state) {
    case 'none':
      return (
        <Card>
          <p class="measure">
            Whoever is a voting member at the record date is on the roll. Work it out at any time to see who would be
            in, who would be out, and why. Nothing is sent, and it follows the members until it is frozen.
          </p>
          <WorkOut {...facts} state={state} onState={onState} />
          <Dates {...facts} state={state} onState={onState} />
        </Card>
      );
    case 'forecast':
      return (
        <>
          <ForecastFigures state={state} />
          <Since state={state} />
          <div class="buttons">
            {facts.isOfficer && state.isRecordPast && (
              <ButtonLink kind="filled" href={pathOf(facts.office.view.id, 'roll-freeze')}>
                Freeze the roll
              </ButtonLink>
            )}
            <ButtonLink href={pathOf(facts.office.view.id, 'roll-report')}>{reportWords(state)}</ButtonLink>
          </div>
          <WorkOut {...facts} state={state} onState={onState} />
          {!state.isRecordPast && <p class="soft">It can be frozen once the record date has passed.</p>}
          <Dates {...facts} state={state} onState={onState} />
        </>
      );
    case 'frozen':
      return <Frozen {...facts} state={state} />;
  }
}

export function reportWords({ openItems }: RollState): string {
  return openItems === 0 ? 'Report: nothing contradicts' : `Report: ${counted(openItems, 'thing')} to look at`;
}

function ForecastFigures({ state }: { readonly state: RollState }) {
  return (
    <Figures
      figures={[
        { term: 'Would be on the roll', value: countWords(state.in), of: `of ${countWords(state.in + state.out)}` },
        { term: 'Would not be', value: countWords(state.out), more: 'each with its reason below' },
        { term: 'To look at', value: countWords(state.openItems), more: 'in the report' },
      ]}
    />
  );
}

function Since({ state: { madeAt, since } }: { readonly state: RollState }) {
  if (madeAt === null) return null;
  const things =
    since === 0 ? 'Nothing has happened to members since.' : `${counted(since, 'thing')} happened to members since.`;
  return (
    <p>
      A forecast of {shortMoment(madeAt)}. {things}
    </p>
  );
}

function WorkOut({ office, isOfficer, state, onState }: StateFacts & { readonly onState: (state: RollState) => void }) {
  const [asked, setAsked] = useState<'no' | 'working' | Failed>('no');
  if (!isOfficer) return null;
  const work = async () => {
    setAsked('working');
    const answer = await call(workOutRoll, { path: { electionId: office.view.id } });
    setAsked(answer.ok ? 'no' : answer);
    if (answer.ok) onState(answer.reply);
  };
  const isFirst = state.state === 'none';
  return (
    <>
      <p class="buttons">
        <Button
          kind={isFirst ? 'filled' : 'plain'}
          onPress={() => void work()}
          busy={asked === 'working' && 'Working it out…'}
        >
          {isFirst ? 'Work out the roll' : 'Work it out again'}
        </Button>
      </p>
      {typeof asked === 'object' && <FailedNotice failed={asked} />}
    </>
  );
}

/** Drafts are the office's own, until members are to see whether they will be able to vote. */
function Dates({ office, isOfficer, state, onState }: StateFacts & { readonly onState: (state: RollState) => void }) {
  const [failed, setFailed] = useState<Failed | undefined>(undefined);
  const announce = async () => {
    const answer = await call(announceDates, { path: { electionId: office.view.id } });
    if (answer.ok) onState(answer.reply);
    setFailed(answer.ok ? undefined : answer);
  };
  if (state.datesAnnouncedAt !== null) {
    return (
      <p class="soft">
        The dates are public, and members have seen whether they can vote, since {shortMoment(state.datesAnnouncedAt)}.
      </p>
    );
  }
  return (
    <>
      <p class="soft">
        Nobody but the office sees this election yet.{' '}
        {isOfficer && (
          <TextButton onPress={() => void announce()}>
            Make the dates public, and show each member whether they will be able to vote
          </TextButton>
        )}
      </p>
      {failed !== undefined && <FailedNotice failed={failed} />}
    </>
  );
}

function Frozen({ office, state }: StateFacts) {
  const { roll, waiting } = state;
  const { id } = office.view;
  return (
    <>
      <Figures
        figures={[
          { term: 'On the roll', value: countWords(roll.size), ...sinceWords(state) },
          { term: 'Not on it', value: countWords(state.in + state.out - state.in), more: 'when it was frozen' },
          { term: 'Waiting for an officer', value: countWords(waiting), more: 'amendments and requests' },
        ]}
      />
      <p>
        Frozen {roll.frozenAt === null ? '' : shortMoment(roll.frozenAt)}. From now on it changes by amendments alone:
        one officer proposes, another decides, and everybody sees the number of people and the reason.
      </p>
      <div class="buttons">
        <ButtonLink kind={waiting > 0 ? 'filled' : 'plain'} href={pathOf(id, 'roll-changes')}>
          {waiting > 0 ? `Amendments and requests: ${countWords(waiting)} waiting` : 'Amendments and requests'}
        </ButtonLink>
        <ButtonLink href={pathOf(id, 'roll-report')}>{reportWords(state)}</ButtonLink>
      </div>
      <p class="small soft">Fingerprint of the roll</p>
      <p class="mono small break">{roll.hash}</p>
    </>
  );
}

function sinceWords({ roll }: RollState): { readonly more: string } {
  const { length } = roll.amendments;
  if (length === 0) return { more: 'as it was frozen' };
  return { more: `frozen with ${countWords(roll.frozenSize)}, ${counted(length, 'amendment')} since` };
}

/** What keeps people out, then everybody with the reasons. */
function People({ office, state, isOfficer }: StateFacts) {
  const [query, setQuery] = useState(noVerdictQuery);
  const only = (code: string) => setQuery({ ...noVerdictQuery, show: 'out', code });
  return (
    <>
      {state.codes.length > 0 && (
        <Card title="What keeps people out" aside="one person may be out for several">
          <ul class="stack-s">
            {state.codes.map(({ code, words, count }) => (
              <li key={code}>
                <TextButton onPress={() => only(code)}>
                  {words}: {countWords(count)}
                </TextButton>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Verdicts
        // A forecast that was worked out again is read again.
        key={state.madeAt ?? ''}
        electionId={office.view.id}
        query={query}
        onQuery={setQuery}
        codes={state.codes}
        canAmend={isOfficer && state.state === 'frozen' && office.view.phase === 'draft'}
      />
    </>
  );
}
