import { useReducer } from 'preact/hooks';
import { changeBody, makeBody, readBodies, readBodyDesk, type BodyDesk, type OfficeBody } from '../../api/bodies.ts';
import { call } from '../call.ts';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button, ButtonLink } from '../parts/button.tsx';
import { dayInWords } from '../parts/days.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { BodyFormCards } from './body-form.tsx';
import { bodyFormOf, cohortFormOf, fieldOfBody, reduceBody, shareProblems, startBody } from './body-state.ts';
import { Trail } from './frame.tsx';
import { bodyPath } from './route.ts';

/** Every body: how many seats are held, and when terms end next. */
export function BodiesPage({ mayChange }: { readonly mayChange: boolean }) {
  const { reply, failed, again } = useReading(readBodies, {});
  return (
    <>
      <Heading title="Bodies – office" step="/office/bodies">
        Bodies
      </Heading>
      <p class="soft">A body is what elections fill: a board, a council, a working group.</p>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Reading the bodies." />}
      {reply?.bodies.length === 0 && <p>There is no body yet.</p>}
      {reply !== undefined && reply.bodies.length > 0 && <BodyTable bodies={reply.bodies} />}
      <p class="buttons">
        {mayChange && <ButtonLink href="/office/bodies/new">Make a body</ButtonLink>}
        <a class="stands-alone" href="/office/bodies/organisations">
          Organisations and affiliations
        </a>
        <a class="stands-alone" href="/office/open-votes">
          Open votes
        </a>
        <a class="stands-alone" href="/office/rounds">
          Rounds of nominations
        </a>
      </p>
    </>
  );
}

function BodyTable({ bodies }: { readonly bodies: readonly OfficeBody[] }) {
  return (
    <div class="card flush">
      <Table
        caption="Bodies"
        rows={bodies}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Body', cell: ({ id, name }) => <a href={bodyPath(id)}>{name}</a> },
          { title: 'Seats held', cell: (body) => `${heldSeats(body)} of ${body.fixedNumber}` },
          { title: 'Terms end next', cell: (body) => nextEndWords(body) },
          { title: 'Public page', cell: ({ slug }) => <a href={`/bodies/${slug}`}>/bodies/{slug}</a> },
        ]}
      />
    </div>
  );
}

function heldSeats({ cohorts }: OfficeBody): number {
  return cohorts.flatMap(({ seats }) => seats).filter(({ isVacant }) => !isVacant).length;
}

function nextEndWords({ cohorts }: OfficeBody): string {
  const ends = cohorts.flatMap(({ seats }) => seats.flatMap(({ termEndsOn }) => termEndsOn ?? []));
  const [next] = ends.sort();
  if (next === undefined) return 'No term has an end';
  return `${dayInWords(next)} (${ends.filter((end) => end === next).length})`;
}

/** `/office/bodies/new` */
export function NewBodyPage({ go }: { readonly go: (path: string) => void }) {
  const [state, say] = useReducer(reduceBody, undefined, startBody);
  const { reply } = useReading(readBodies, {});
  const save = async () => {
    const shares = shareProblems(state.draft);
    if (shares.length > 0) {
      say({ type: 'refused', problems: shares });
      return;
    }
    say({ type: 'saving' });
    const { slug, cohorts } = state.draft;
    const body = { ...bodyFormOf(state.draft), slug, cohorts: cohorts.map(cohortFormOf) };
    const answer = await call(makeBody, { body });
    if (answer.ok) go(bodyPath(answer.reply.id));
    else say({ type: 'refused', problems: problemsOf(answer) });
  };
  const today = reply?.today;
  return (
    <>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Trail name="Bodies" href="/office/bodies" />
      <Heading title="A new body – office" step="/office/bodies/new" problem={state.problems.length > 0}>
        A new body
      </Heading>
      {today !== undefined && (
        <Notice>
          <p>Begin with a preset and change what is different, or fill in the form yourself.</p>
          <p>
            <Button kind="plain" onPress={() => say({ type: 'preset-chosen', today })}>
              Like a foundation's board: 11 seats in three cohorts
            </Button>
          </p>
        </Notice>
      )}
      <BodyFormCards state={state} say={say} isNew onSave={() => void save()} />
    </>
  );
}

/** `/office/bodies/ID/rules` */
export function BodyRulesPage({ bodyId, go }: { readonly bodyId: string; readonly go: (path: string) => void }) {
  const { reply, failed, again } = useReading(readBodyDesk, { path: { bodyId } });
  return (
    <>
      <Trail name="Bodies" href="/office/bodies">
        <a href={bodyPath(bodyId)}>{reply?.body.name ?? 'The body'}</a>
      </Trail>
      {reply === undefined ? (
        <>
          <Heading title="Rules – office" step="loading">
            Name and rules
          </Heading>
          {failed === undefined ? (
            <Waiting words="Reading the body." />
          ) : (
            <FailedNotice failed={failed} onAgain={again} />
          )}
        </>
      ) : (
        <ChangeBody desk={reply} go={go} />
      )}
    </>
  );
}

function ChangeBody({ desk, go }: { readonly desk: BodyDesk; readonly go: (path: string) => void }) {
  const [state, say] = useReducer(reduceBody, desk.body, startBody);
  const save = async () => {
    const shares = shareProblems(state.draft);
    if (shares.length > 0) {
      say({ type: 'refused', problems: shares });
      return;
    }
    say({ type: 'saving' });
    const answer = await call(changeBody, { path: { bodyId: desk.body.id }, body: bodyFormOf(state.draft) });
    if (answer.ok) go(bodyPath(desk.body.id));
    else say({ type: 'refused', problems: problemsOf(answer) });
  };
  return (
    <>
      {state.problems.length > 0 && <ErrorSummary problems={state.problems} />}
      <Heading title={`Rules of ${desk.body.name} – office`} step="rules" problem={state.problems.length > 0}>
        Name and rules
      </Heading>
      <BodyFormCards state={state} say={say} isNew={false} onSave={() => void save()} />
    </>
  );
}

const fieldNames: readonly (readonly [RegExp, string])[] = [
  [/\/slug$/u, 'Address'],
  [/\/about$/u, 'About'],
  [/\/cohorts\/\d+\/name$/u, 'Name of a cohort'],
  [/\/cohorts\/\d+\/endsOn$/u, 'Last day'],
  [/\/cohorts\/\d+\/termYears$/u, 'Years of a term'],
  [/\/(cohorts|seats)/u, 'Seats'],
  [/\/notice/u, 'Notice'],
  [/\/shortestNominationDays$/u, 'Nominations open'],
  [/\/longestVotingDays$/u, 'Voting open'],
  [/\/endorsements$/u, 'Other voting members'],
  [/\/acknowledgements/u, 'What nominees declare'],
  [/\/conditions/u, 'Conditions'],
  [/\/name$/u, 'Name'],
];

function problemsOf(failed: Failed) {
  const placed = placedProblems(failed, (at) => fieldNames.find(([pattern]) => pattern.test(at))?.[1] ?? 'Body');
  return placed.map((one) => (one.at === undefined ? one : { ...one, at: fieldOfBody(one.at) }));
}
