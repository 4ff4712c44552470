import { ActionBar } from '../parts/frame.tsx';
import { Button } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { answersWords } from '../parts/contest-words.ts';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { methodOf, rulesOf } from '../parts/methods.ts';
import { linkMakerWords } from '../parts/registrar-words.ts';
import { BoothFrame } from './frame.tsx';
import { CodeCard, CodeProblem } from './code.tsx';
import type { Facts, Hands } from './hands.ts';
import type { Code } from './state.ts';
import { keyWords, revoteWords } from './words.ts';

/** Who you are, what is voted on, until when, and who holds the keys. */
export function StartPage({ state, view, voter, hands }: Facts) {
  const reader = useReader(view.now);
  const { code } = state;
  return (
    <BoothFrame
      organisation={view.organisation}
      name={voter.name}
      view={view}
      bar={<StartBar signedIn={voter.signedIn} code={code} hands={hands} />}
    >
      <CodeProblem code={code} />
      <div class="stack-s">
        <Heading title={`${view.name} – your ballot`} step="start" problem={code.problem !== undefined}>
          {view.name}
        </Heading>
        <p class="lead">
          You are voting in {view.name} as <span class="strong">{voter.name}</span>.
        </p>
      </div>
      <DeadlineLine label="Voting closes" deadline={view.timetable.closes} reader={reader} />
      {voter.votedAt !== null && (
        <Notice tone="warn">
          <p>{revoteWords(voter.votedAt)}</p>
        </Notice>
      )}
      {!voter.signedIn && <CodeCard code={code} address={voter.address} hands={hands} />}
      <Card title="What is voted on">
        {view.description !== '' && <p class="prose">{view.description}</p>}
        <FactList
          facts={view.contests.map((contest) => ({
            term: contest.title,
            says: answersWords(contest),
          }))}
        />
        {view.contests.length === 1 &&
          view.contests.map((contest) => (
            <p key={contest.title} class="small soft">
              {methodOf(contest).instruction(rulesOf(contest))}
            </p>
          ))}
      </Card>
      <p class="soft">
        Your choices are sealed on this device. {keyWords(view)} {linkMakerWords(view)}
      </p>
      <p class="soft small">Not you? This link is personal. Close the page and tell us.</p>
    </BoothFrame>
  );
}

function StartBar({
  signedIn,
  code,
  hands,
}: {
  readonly signedIn: boolean;
  readonly code: Code;
  readonly hands: Hands;
}) {
  if (signedIn) {
    return (
      <ActionBar says="Ready" more="nothing is cast yet">
        <Button onPress={() => hands.say({ type: 'next' })}>Start voting</Button>
      </ActionBar>
    );
  }
  if (code.step === 'not-asked' || code.step === 'asking') {
    return (
      <ActionBar says="One code first">
        <Button onPress={hands.askCode} busy={code.step === 'asking' && 'Sending the code…'}>
          Send me a code
        </Button>
      </ActionBar>
    );
  }
  return (
    <ActionBar says="Type the code" more="it has 6 digits">
      <Button onPress={hands.enterCode} busy={code.step === 'checking' && 'Checking the code…'}>
        Start voting
      </Button>
    </ActionBar>
  );
}
