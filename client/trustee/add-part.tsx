import { Button, TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Progress } from '../parts/charts.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { Mark } from '../parts/marks.tsx';
import { Problem } from './make-key.tsx';
import { OpenForm } from './secret-file.tsx';
import type { BoardFacts } from '../../protocol/examine-tally.ts';
import type { Facts } from './hands.ts';
import { stepOf, type Looking } from './state.ts';
import { doubtWords, opensWords, sharesWords } from './words.ts';

/** Voting has closed: the page checks the board by itself while the trustee looks for the key file. */
export function AddPartPage({ state, view, hands }: Facts) {
  const { looking, file, busy } = state;
  const isReady = looking.at === 'passed' && file !== undefined;
  return (
    <>
      <p class="soft">
        {view.name} · trustee {view.owner} of {view.trustees}
      </p>
      <Heading
        title={`Add your part – ${view.election}`}
        step={stepOf(state)}
        problem={looking.at === 'doubted' || state.fault !== undefined || state.problem !== undefined}
      >
        Add your part to the result
      </Heading>
      <p class="lead">
        Voting in {view.election} has closed. {sharesWords(view)} Your part opens the totals, never a single ballot.
      </p>
      <Card title="1. The board is checked on this device">
        <LookingCard looking={looking} hands={hands} />
      </Card>
      {looking.at !== 'doubted' && (
        <Card title="2. Your key file">
          {file === undefined ? (
            <OpenForm state={state} view={view} hands={hands} label="Choose the file" />
          ) : (
            <p class="with-mark">
              <Mark tone="yes" /> <span>The file fits: it holds the key that you gave for this election.</span>
            </p>
          )}
        </Card>
      )}
      <Problem words={state.problem} />
      {isReady ? (
        <p class="buttons">
          <Button onPress={hands.sendShare} busy={busyWords(busy)}>
            Add my part
          </Button>
        </p>
      ) : (
        looking.at !== 'doubted' && (
          <p class="soft" role="status">
            {looking.at === 'passed'
              ? 'Choose your key file: then you can add your part here.'
              : 'When the board is checked and your key file fits, you can add your part here.'}
          </p>
        )
      )}
    </>
  );
}

function busyWords(busy: Facts['state']['busy']): string | false {
  switch (busy) {
    case 'no':
      return false;
    case 'sealing':
    case 'opening':
    case 'next-step':
      return false;
    case 'decrypting':
    case 'sending-key':
      return 'Making your part…';
    case 'sending-share':
      return 'Sending your part…';
  }
}

function LookingCard({ looking, hands }: { readonly looking: Looking; readonly hands: Facts['hands'] }) {
  switch (looking.at) {
    case 'not-started':
    case 'fetching':
      return <p role="status">Getting the public record…</p>;
    case 'checking':
      return (
        <>
          <p>
            Checking {counted(looking.all, 'ballot')}: {countWords(looking.done)} done. Keep this page open.
          </p>
          <Progress done={looking.done} all={looking.all} label="Ballots checked" />
        </>
      );
    case 'passed':
      return <Passed facts={looking.facts} electionId={hands.electionId} />;
    case 'doubted':
      return (
        <Notice tone="stop" title="Do not add your part" live>
          <p>{doubtWords(looking.doubt)}</p>
          <p>
            This page therefore opens nothing, and your key file was not asked for. Tell the office, an auditor and the
            other trustees.
          </p>
          <p>
            <TextButton onPress={hands.lookAtRecord}>Check once more</TextButton>
          </p>
        </Notice>
      );
    case 'no-record':
      return (
        <Notice tone="warn" live>
          <p>{looking.words} Nothing was opened.</p>
          <p>
            <TextButton onPress={hands.lookAtRecord}>Try again</TextButton>
          </p>
        </Notice>
      );
  }
}

function Passed({ facts, electionId }: { readonly facts: BoardFacts; readonly electionId: string }) {
  const { ballots, voters, roll, tally, hasLot } = facts;
  return (
    <>
      <p class="with-mark" role="status">
        <Mark tone="yes" />
        <span>
          Every check passed. This page computed the tally itself, from the last ballot of each voter.{' '}
          {opensWords(hasLot)}
        </span>
      </p>
      <FactList
        facts={[
          { term: 'Voters whose ballot counts', says: `${countWords(voters)} of ${countWords(roll)} on the roll` },
          { term: 'Ballots on the board', says: countWords(ballots) },
        ]}
      />
      <p class="small soft">
        The tally is entry {countWords(tally.height)} of the{' '}
        <a href={`/elections/${electionId}/board`} target="_blank" rel="noreferrer">
          public board<span class="only-read"> (opens in a new tab)</span>
        </a>
        , with the fingerprint <span class="mono break">{tally.hash}</span>. Every trustee must see the same: if you
        can, ask another one.
      </p>
    </>
  );
}
