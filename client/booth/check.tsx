import type { Contest } from '../../api/values.ts';
import { ActionBar, Steps } from '../parts/frame.tsx';
import { Button, ButtonLink, TextButton } from '../parts/button.tsx';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { SummaryList } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { givenWords, leftOutWords, methodWords, shapeOf } from '../parts/methods.ts';
import { CodeCard, CodeProblem } from './code.tsx';
import { BoothFrame } from './frame.tsx';
import type { Facts } from './hands.ts';
import { boothSteps } from './question.tsx';
import { groupsOf } from './rank.ts';
import { TestCard } from './test-card.tsx';
import { isBlank, isTooLate, type Answer, type CastProblem, type State } from './state.ts';
import { blankWords, castWords, changeMindWords, keyWords, listed, revoteWords } from './words.ts';

/** The whole ballot in words, and one press that seals, signs, sends and is told. */
export function CheckPage({ state, view, voter, hands }: Facts) {
  const reader = useReader(view.now);
  const standing = standingWords(state);
  const isLate = isTooLate(state);
  return (
    <BoothFrame
      organisation={view.organisation}
      name={voter.name}
      view={view}
      bar={isLate ? <LateBar electionId={view.id} /> : <CheckBar state={state} hands={hands} />}
    >
      <Steps words={boothSteps} current={1} />
      {state.problem !== undefined && state.casting === 'no' && (
        <CastProblemBox problem={state.problem} onSend={hands.cast} />
      )}
      <CodeProblem code={state.code} />
      <div class="stack-s">
        <p>
          <Tag tone="warn">{standing}</Tag>
        </p>
        <Heading
          title={`Check your ballot – ${standing.toLowerCase()}`}
          step="check"
          problem={state.problem !== undefined}
        >
          Check your ballot
        </Heading>
        {state.problem?.kind !== 'unknown-arrival' && !isLate && (
          <p class="lead">Is this what you want? Then cast it with the button below.</p>
        )}
      </div>
      {!voter.signedIn && <CodeCard code={state.code} address={voter.address} hands={hands} />}
      <SummaryList
        rows={view.contests.map((contest, place) => ({
          term: contest.title,
          says: <AnswerWords contest={contest} answer={state.answers[place]} />,
          ...(isLate
            ? {}
            : { onChange: () => hands.say({ type: 'went', step: { at: 'question', place, back: true } }) }),
        }))}
      />
      {isBlank(state) && (
        <Notice title="Your whole ballot is blank">
          <p>{blankWords(view, 'people')}</p>
        </Notice>
      )}
      {!isLate && (
        <>
          <DeadlineLine label="Voting closes" deadline={view.timetable.closes} reader={reader} />
          <p class="soft">
            Your choices are sealed on this device. {keyWords(view)} {changeMindWords(view)}
          </p>
          {voter.votedAt !== null && <p class="soft">{revoteWords(voter.votedAt)}</p>}
          {voter.signedIn && state.problem?.kind !== 'unknown-arrival' && (
            <TestCard state={state} view={view} hands={hands} />
          )}
          <p>
            <TextButton onPress={() => hands.say({ type: 'back' })}>Back to the questions</TextButton>
          </p>
        </>
      )}
    </BoothFrame>
  );
}

/** After a lost answer nobody here knows whether the ballot is cast, and the page must not say that it is not. */
function standingWords({ problem }: State): string {
  if (isTooLate({ problem })) return 'Not cast';
  return problem?.kind === 'unknown-arrival' ? 'Not known whether it is cast' : 'Not cast yet';
}

function LateBar({ electionId }: { readonly electionId: string }) {
  return (
    <ActionBar says="Not cast" more="voting is closed">
      <ButtonLink href={`/elections/${electionId}`} kind="filled">
        See the election
      </ButtonLink>
    </ActionBar>
  );
}

function AnswerWords({ contest, answer }: { readonly contest: Contest; readonly answer: Answer | undefined }) {
  const said = answer?.chosen ?? [];
  const chosen = answer?.order.filter((candidate) => (said[candidate] ?? 0) > 0) ?? [];
  const { said: verb, saidNobody } = methodWords(contest);
  if (contest.motion !== null && chosen.length > 0) {
    return <span class="strong">{chosen.map((place) => contest.candidates[place]?.name).join(', ')}</span>;
  }
  if (chosen.length === 0) {
    return (
      <>
        Blank <span class="soft">({saidNobody.charAt(0).toLowerCase() + saidNobody.slice(1)})</span>
      </>
    );
  }
  const shape = shapeOf(contest);
  if (answer !== undefined && shape.asks !== 'marks') {
    return shape.asks === 'ranks' ? (
      <RankWords contest={contest} answer={answer} />
    ) : (
      <GivenWords contest={contest} answer={answer} shape={shape} />
    );
  }
  return (
    <>
      <span class="soft small">
        {verb} {chosen.length} of {contest.candidates.length}
      </span>
      <ul>
        {chosen.map((candidate) => (
          <li key={candidate} dir="auto">
            {contest.candidates[candidate]?.name}
          </li>
        ))}
      </ul>
    </>
  );
}

interface SaidProps {
  readonly contest: Contest;
  readonly answer: Answer;
}

/** Those who are ranked, the first first, and whoever is left out with what that means. */
function RankWords({ contest, answer: { chosen, order } }: SaidProps) {
  const groups = groupsOf(chosen);
  const named = (places: readonly number[]) => listed(places.flatMap((place) => contest.candidates[place]?.name ?? []));
  const rest = order.filter((candidate) => (chosen[candidate] ?? 0) === 0);
  const { said } = methodWords(contest);
  return (
    <>
      <span class="soft small">
        {said} {groups.flat().length} of {contest.candidates.length}
      </span>
      <ol class="numbered">
        {groups.map((group) => (
          <li key={group[0]}>
            <bdi>{named(group)}</bdi>
            {group.length > 1 && <span class="soft"> (the same place)</span>}
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <p class="soft small">
          Left out: {named(rest)}. {leftOutWords(contest)}
        </p>
      )}
    </>
  );
}

interface GivenProps extends SaidProps {
  readonly shape: Exclude<ReturnType<typeof shapeOf>, { asks: 'marks' | 'ranks' }>;
}

/** Everybody with the score or the grade, best first, and whoever was left out with what that means. */
function GivenWords({ contest, answer: { chosen, order }, shape }: GivenProps) {
  const given = order.filter((candidate) => (chosen[candidate] ?? null) !== null);
  const rows = [
    ...given.sort((one, other) => (chosen[other] ?? 0) - (chosen[one] ?? 0)),
    ...order.filter((candidate) => !given.includes(candidate)),
  ];
  const isShared = shape.asks === 'scores' && shape.total !== undefined;
  const counted = isShared ? given.filter((one) => chosen[one] !== 0) : given;
  const unsaid = shape.asks === 'grades' ? ' (not graded)' : ' (not scored)';
  return (
    <>
      <span class="soft small">
        {methodWords(contest).said} {counted.length} of {contest.candidates.length}
      </span>
      <ul>
        {rows.map((candidate) => (
          <li key={candidate}>
            <span dir="auto">{contest.candidates[candidate]?.name}</span> {givenWords(shape, chosen[candidate] ?? 0)}
            {!isShared && !given.includes(candidate) && <span class="soft">{unsaid}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function CastProblemBox({ problem, onSend }: { readonly problem: CastProblem; readonly onSend: () => void }) {
  const { title, words } = castWords(problem);
  const at = problem.kind === 'sign-in-again' ? { at: 'code-card' } : {};
  return (
    <ErrorSummary problems={[{ words: title, ...at }]}>
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {problem.kind === 'unknown-arrival' && (
        <Button kind="plain" onPress={onSend}>
          Send the same ballot again
        </Button>
      )}
    </ErrorSummary>
  );
}

const busyWords: Readonly<Record<State['casting'], string | false>> = {
  no: false,
  sealing: 'Casting… keep this page open',
  sending: 'Casting… keep this page open',
  looking: 'Looking on the board…',
};

function CheckBar({ state, hands }: Pick<Facts, 'state' | 'hands'>) {
  const { code, voter, casting } = state;
  if (voter?.signedIn === false && (code.step === 'not-asked' || code.step === 'asking')) {
    return (
      <ActionBar says="Not cast yet" more="a new code is needed">
        <Button onPress={hands.askCode} busy={code.step === 'asking' && 'Sending the code…'}>
          Send me a code
        </Button>
      </ActionBar>
    );
  }
  if (state.problem?.kind === 'unknown-arrival' && (casting === 'no' || casting === 'looking')) {
    return (
      <ActionBar says="Not known yet" more="your choices are kept">
        <Button onPress={hands.lookOnBoard} busy={busyWords[casting]}>
          Look on the board
        </Button>
      </ActionBar>
    );
  }
  const busy = busyWords[casting] === false && code.step === 'checking' ? 'Checking the code…' : busyWords[casting];
  return (
    <ActionBar says="Not cast yet" more="one step left">
      <Button onPress={voter?.signedIn === false ? hands.enterCode : hands.cast} busy={busy}>
        {isBlank(state) ? 'Cast a blank ballot' : 'Cast my ballot'}
      </Button>
    </ActionBar>
  );
}
