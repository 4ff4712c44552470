import type { TrusteeView } from '../../api/trustees.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Progress } from '../parts/charts.tsx';
import { counted } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import type { Facts } from './hands.ts';
import { LookingCard } from './looking-card.tsx';
import { Problem } from './make-key.tsx';
import { stepOf, type Looking, type State } from './state.ts';
import { mixedWords } from './words.ts';

/** It is this trustee's turn: the page checks the board by itself, and mixes when it is told to. */
export function MixPage({ state, view, hands }: Facts) {
  const { looking, busy, problem } = state;
  return (
    <>
      <p class="soft">
        {view.name} · trustee {view.owner} of {view.trustees}
      </p>
      <Heading
        title={`Mix the ballots – ${view.election}`}
        step={stepOf(state)}
        problem={looking.at === 'doubted' || problem !== undefined}
      >
        Mix the ballots
      </Heading>
      <p class="lead">
        Voting in {view.election} has closed. You mix the ballots, so that nobody can tell whose is whose when they are
        opened. {mixedWords(view)}
      </p>
      <Card title="1. The board is checked on this device">
        <LookingCard looking={looking} hands={hands} act="shuffle" />
      </Card>
      {looking.at !== 'doubted' && (
        <Card title="2. The ballots are mixed on this device">
          <MixingWords busy={busy} looking={looking} progress={state.progress} />
          {busy === 'mixing' && <Work done={state.progress} label="Mixing the ballots" />}
          <Problem words={problem} />
          {looking.at === 'passed' && (
            <p class="buttons">
              {problem !== undefined && <Button onPress={hands.tryAgain}>Load the page again</Button>}
              <Button
                kind={problem === undefined ? 'filled' : 'plain'}
                onPress={hands.mixBallots}
                busy={busyWords(busy)}
              >
                {problem === undefined ? 'Mix the ballots' : 'Try again'}
              </Button>
            </p>
          )}
        </Card>
      )}
    </>
  );
}

function MixingWords({
  busy,
  looking,
  progress,
}: {
  readonly busy: State['busy'];
  readonly looking: Looking;
  readonly progress: number;
}) {
  if (busy === 'mixing' && looking.at === 'passed') {
    return (
      <p>
        Mixing {counted(looking.facts.voters, 'ballot')}: {Math.floor(100 * progress)} % of the work is done. Keep this
        page open.
      </p>
    );
  }
  return (
    <p>
      Every ballot gets a new envelope and another place, with a proof that none was changed. What was where never
      leaves this device. You need no key file. If you leave before it is done, nothing is lost: open the link again.
    </p>
  );
}

function busyWords(busy: State['busy']): string | false {
  if (busy === 'mixing') return 'Mixing the ballots…';
  return busy === 'sending-shuffle' && 'Publishing them…';
}

/** How much of some work on this device is over, 0 to 1. */
export function Work({ done, label }: { readonly done: number; readonly label: string }) {
  return <Progress done={Math.floor(done * 100)} all={100} label={label} />;
}

/** What this trustee published, to be found again on the board. */
export function Mixed({ view, electionId }: { readonly view: TrusteeView; readonly electionId: string }) {
  const mine = view.shuffles?.mine ?? null;
  if (mine === null) return null;
  return (
    <Notice title="You mixed the ballots" live>
      <p>
        They stand on the{' '}
        <a href={`/elections/${electionId}/board`} target="_blank" rel="noreferrer">
          public board<span class="only-read"> (opens in a new tab)</span>
        </a>
        , with the fingerprint <span class="mono break">{mine}</span>.
      </p>
    </Notice>
  );
}
