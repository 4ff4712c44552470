import { useState } from 'preact/hooks';
import {
  addCohort,
  addSeats,
  appointTerm,
  endTerm,
  recordAffiliation,
  recordTerm,
  retireSeat,
  type AffiliationKind,
  type BodyDesk,
} from '../../api/bodies.ts';
import { call, type Answer } from '../call.ts';
import { ErrorSummary, type PlacedProblem } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { dayInWords } from '../parts/days.ts';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { placedProblems, problemAt, type Failed } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { affiliationKinds } from '../parts/affiliation-kinds.ts';
import { CohortFields } from './body-form.tsx';
import { cohortFormOf, linesOf, type CohortDraft } from './body-state.ts';

/** What somebody in the office began to do about a body. */
export type BodyAct =
  | { readonly what: 'record' | 'appoint' | 'retire'; readonly seatId: string; readonly seat: string }
  | { readonly what: 'end'; readonly termId: string; readonly name: string }
  | { readonly what: 'add-seats'; readonly cohortId: string; readonly cohort: string }
  | { readonly what: 'add-cohort' }
  | { readonly what: 'affiliation'; readonly personId: string; readonly name: string };

interface ActFacts {
  readonly desk: BodyDesk;
  readonly onDone: (words: string, desk: BodyDesk | undefined) => void;
  readonly onLeave: () => void;
}

export function BodyActForm({ act, ...facts }: ActFacts & { readonly act: BodyAct }) {
  switch (act.what) {
    case 'record':
      return <TermForm {...facts} {...act} isAppointment={false} />;
    case 'appoint':
      return <TermForm {...facts} {...act} isAppointment />;
    case 'retire':
      return <RetireForm {...facts} {...act} />;
    case 'end':
      return <EndForm {...facts} {...act} />;
    case 'add-seats':
      return <SeatsForm {...facts} {...act} />;
    case 'add-cohort':
      return <CohortForm {...facts} />;
    case 'affiliation':
      return <AffiliationForm {...facts} {...act} />;
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/name': 'Name',
  '#/body/email': 'Mail address',
  '#/body/from': 'First day',
  '#/body/until': 'Last day',
  '#/body/lastDay': 'Last day',
  '#/body/note': 'Vote or reason',
  '#/body/words': 'Why',
  '#/body/seats': 'Seats',
  '#/body/endsOn': 'A last day of its terms',
  '#/body/termYears': 'Years of a term',
  '#/body/organisation': 'Organisation',
};

type Answered = { readonly ok: true; readonly words: string; readonly desk: BodyDesk | undefined } | Failed;

/** The card of every act: its fields, what is wrong with them, its button and the way back. */
function ActCard({
  title,
  button,
  send,
  onDone,
  onLeave,
  children,
}: Omit<ActFacts, 'desk'> & {
  readonly title: string;
  readonly button: string;
  readonly send: () => Promise<Answered>;
  readonly children: (
    problem: (id: string) => string | undefined,
    all: readonly PlacedProblem[],
  ) => preact.ComponentChildren;
}) {
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const answer = await send();
    setBusy(false);
    if (answer.ok) onDone(answer.words, answer.desk);
    else
      setProblems(
        placedProblems(answer, (pointer) => fieldNames[pointer.replace(/\/\d+$/u, '')] ?? title).map(inOneField),
      );
  };
  const press = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="card stack" onSubmit={press} noValidate>
      <h2>{title}</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {children((id) => problemAt(problems, id), problems)}
      <p class="buttons">
        <Button type="submit" busy={isBusy && 'Saving…'}>
          {button}
        </Button>
        <TextButton onPress={onLeave}>Leave it</TextButton>
      </p>
    </form>
  );
}

/** Names of seats stand in one field, a line each. */
function inOneField(problem: PlacedProblem): PlacedProblem {
  return problem.at?.startsWith('seats-') === true ? { ...problem, at: 'seats' } : problem;
}

function told(answer: Answer<typeof recordTerm>, words: string): Answered {
  return answer.ok ? { ok: true, words, desk: answer.reply } : answer;
}

interface TermDraft {
  readonly name: string;
  readonly email: string;
  readonly from: string;
  readonly until: string;
  readonly note: string;
  readonly lasts: 'remainder' | 'election';
}

function TermForm({
  seatId,
  seat,
  isAppointment,
  ...facts
}: ActFacts & { readonly seatId: string; readonly seat: string; readonly isAppointment: boolean }) {
  const [draft, setDraft] = useState<TermDraft>({
    name: '',
    email: '',
    from: '',
    until: '',
    note: '',
    lasts: 'remainder',
  });
  const change = (part: Partial<TermDraft>) => setDraft({ ...draft, ...part });
  const send = async () => {
    const { name, from, note } = draft;
    const email = draft.email.trim() === '' ? null : draft.email;
    const isShort = !isAppointment || draft.lasts === 'election';
    const until = !isShort || (draft.until === '' && !isAppointment) ? null : draft.until;
    const [path, who] = [{ seatId }, { name, email, from, until }];
    return isAppointment
      ? told(await call(appointTerm, { path, body: { ...who, note } }), `${name} is appointed to ${seat}.`)
      : told(await call(recordTerm, { path, body: who }), `The term of ${name} in ${seat} is recorded.`);
  };
  return (
    <ActCard
      {...facts}
      title={isAppointment ? `Appoint somebody to ${seat}` : `Record a term in ${seat}`}
      button={isAppointment ? 'Record the appointment' : 'Record the term'}
      send={send}
    >
      {(problem) => (
        <>
          {!isAppointment && (
            <p class="soft">Who holds the seat already, or held it before. Elected people come here by themselves.</p>
          )}
          <WhoFields draft={draft} problem={problem} onChange={change} />
          {isAppointment ? (
            <AppointmentFields draft={draft} problem={problem} onChange={change} />
          ) : (
            <Field
              id="until"
              type="date"
              label="Last day"
              hint="Empty: the end of the cohort's term"
              problem={problem('until')}
              value={draft.until}
              onValue={(until) => change({ until })}
            />
          )}
        </>
      )}
    </ActCard>
  );
}

interface TermFields {
  readonly draft: TermDraft;
  readonly problem: (id: string) => string | undefined;
  readonly onChange: (part: Partial<TermDraft>) => void;
}

function WhoFields({ draft, problem, onChange }: TermFields) {
  return (
    <>
      <div class="pair">
        <Field
          id="name"
          label="Name"
          hint="As it is shown to everybody"
          problem={problem('name')}
          value={draft.name}
          onValue={(name) => onChange({ name })}
          autocomplete="off"
        />
        <Field
          id="email"
          type="email"
          label="Mail address"
          hint="Of a person here. Empty: the name alone"
          problem={problem('email')}
          value={draft.email}
          onValue={(email) => onChange({ email })}
          autocomplete="off"
        />
      </div>
      <Field
        id="from"
        type="date"
        label="First day"
        problem={problem('from')}
        value={draft.from}
        onValue={(from) => onChange({ from })}
      />
    </>
  );
}

function AppointmentFields({ draft, problem, onChange }: TermFields) {
  return (
    <>
      <RadioField
        name="lasts"
        legend="How long"
        value={draft.lasts}
        onValue={(lasts) => onChange({ lasts })}
        options={[
          { value: 'remainder', words: 'For the rest of the term' },
          { value: 'election', words: 'Until the next election only' },
        ]}
      />
      {draft.lasts === 'election' && (
        <Field
          id="until"
          type="date"
          label="Last day"
          hint="The day before the terms of the next election begin"
          problem={problem('until')}
          value={draft.until}
          onValue={(until) => onChange({ until })}
        />
      )}
      <Field
        id="note"
        label="Vote or reason"
        hint="Such as: by the board on 3 May 2027, 8-0-1. Everybody can read it."
        problem={problem('note')}
        value={draft.note}
        onValue={(note) => onChange({ note })}
        autocomplete="off"
      />
    </>
  );
}

function RetireForm({ seatId, seat, ...facts }: ActFacts & { readonly seatId: string; readonly seat: string }) {
  const [lastDay, setLastDay] = useState('');
  const send = async () =>
    told(
      await call(retireSeat, { path: { seatId }, body: { lastDay } }),
      `${seat} is given up after ${dayInWords(lastDay)}.`,
    );
  return (
    <ActCard {...facts} title={`Give up ${seat}`} button="Give up the seat" send={send}>
      {(problem) => (
        <Field
          id="lastDay"
          type="date"
          label="Last day"
          hint="Of the seat. Whoever holds it serves the term to its end first."
          problem={problem('lastDay')}
          value={lastDay}
          onValue={setLastDay}
        />
      )}
    </ActCard>
  );
}

const whys = [
  { value: 'resigned', words: 'Resigned' },
  { value: 'removed', words: 'Removed' },
  { value: 'died', words: 'Died' },
  { value: 'affiliation', words: 'Too many with one affiliation' },
  { value: 'other', words: 'Another reason' },
] as const;
type Why = (typeof whys)[number]['value'];

function EndForm({ termId, name, ...facts }: ActFacts & { readonly termId: string; readonly name: string }) {
  const [lastDay, setLastDay] = useState('');
  const [why, setWhy] = useState<Why>('resigned');
  const [words, setWords] = useState('');
  const send = async () => {
    const body = { lastDay, why, words: why === 'other' ? words : '' };
    return told(await call(endTerm, { path: { termId }, body }), `It is recorded that ${name} left.`);
  };
  return (
    <ActCard {...facts} title={`${name} leaves before the end of the term`} button="Record it" send={send}>
      {(problem) => (
        <>
          <Field
            id="lastDay"
            type="date"
            label="Last day in the seat"
            hint="A seat never taken, or a term recorded by mistake: the day before the first"
            problem={problem('lastDay')}
            value={lastDay}
            onValue={setLastDay}
          />
          <RadioField name="why" legend="Why" value={why} onValue={setWhy} options={whys} />
          {why === 'other' && (
            <Field
              id="words"
              label="Why"
              hint="Everybody can read it"
              problem={problem('words')}
              value={words}
              onValue={setWords}
              autocomplete="off"
            />
          )}
        </>
      )}
    </ActCard>
  );
}

function SeatsForm({ cohortId, cohort, ...facts }: ActFacts & { readonly cohortId: string; readonly cohort: string }) {
  const [seats, setSeats] = useState('');
  const send = async () =>
    told(await call(addSeats, { path: { cohortId }, body: { seats: linesOf(seats) } }), `The seats are in ${cohort}.`);
  return (
    <ActCard {...facts} title={`Add seats to ${cohort}`} button="Add the seats" send={send}>
      {(problem) => (
        <TextField
          id="seats"
          label="Seats"
          hint="The name of each on a line of its own. The number of seats in the rules grows by them."
          problem={problem('seats')}
          value={seats}
          onValue={setSeats}
          rows={4}
        />
      )}
    </ActCard>
  );
}

function CohortForm(facts: ActFacts) {
  const [cohort, setCohort] = useState<CohortDraft>({ name: '', seats: '', endsOn: '', termYears: '' });
  const send = async () => {
    const path = { bodyId: facts.desk.body.id };
    return told(await call(addCohort, { path, body: cohortFormOf(cohort) }), `${cohort.name} is there.`);
  };
  return (
    <ActCard {...facts} title="Add a cohort" button="Add the cohort" send={send}>
      {(_, problems) => (
        <CohortFields
          id=""
          cohort={cohort}
          problems={problems}
          onChange={(part) => setCohort({ ...cohort, ...part })}
        />
      )}
    </ActCard>
  );
}

function AffiliationForm({
  personId,
  name,
  ...facts
}: ActFacts & { readonly personId: string; readonly name: string }) {
  const [organisation, setOrganisation] = useState('');
  const [kind, setKind] = useState<AffiliationKind>('employee');
  const send = async (): Promise<Answered> => {
    const answer = await call(recordAffiliation, { path: { personId }, body: { organisation, kind } });
    return answer.ok ? { ok: true, words: `The affiliation of ${name} is recorded.`, desk: undefined } : answer;
  };
  return (
    <ActCard {...facts} title={`An affiliation of ${name}`} button="Record the affiliation" send={send}>
      {(problem) => (
        <>
          <Field
            id="organisation"
            label="Organisation"
            problem={problem('organisation')}
            value={organisation}
            onValue={setOrganisation}
            autocomplete="off"
          />
          <SelectField
            id="kind"
            label="What they are to it"
            value={kind}
            onValue={(value) => setKind(value as AffiliationKind)}
            options={affiliationKinds}
          />
        </>
      )}
    </ActCard>
  );
}
