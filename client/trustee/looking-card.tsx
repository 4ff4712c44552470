import type { BoardFacts, Wanted } from '../../protocol/examine-tally.ts';
import { Notice } from '../parts/boxes.tsx';
import { TextButton } from '../parts/button.tsx';
import { Progress } from '../parts/charts.tsx';
import { counted, countWords } from '../parts/counts.ts';
import { FactList } from '../parts/lists.tsx';
import { Mark } from '../parts/marks.tsx';
import type { Facts } from './hands.ts';
import type { Looking } from './state.ts';
import { doubtWords, passedWords, times } from './words.ts';

/** What became of the look at the record, by which a trustee knows what to mix or to open. */
export function LookingCard({
  looking,
  hands,
  act,
}: {
  readonly looking: Looking;
  readonly hands: Facts['hands'];
  readonly act: Wanted['act'];
}) {
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
      return <Passed facts={looking.facts} electionId={hands.electionId} act={act} />;
    case 'doubted':
      return (
        <Notice tone="stop" title={act === 'decrypt' ? 'Do not add your part' : 'Do not mix these ballots'} live>
          <p>{doubtWords(looking.doubt)}</p>
          <p>
            {act === 'decrypt'
              ? 'This page therefore opens nothing, and your key file was not asked for.'
              : 'This page therefore mixes nothing.'}{' '}
            Tell the office, an auditor and the other trustees.
          </p>
          <p>
            <TextButton onPress={hands.lookAtRecord}>Check once more</TextButton>
          </p>
        </Notice>
      );
    case 'no-record':
      return (
        <Notice tone="warn" live>
          <p>
            {looking.words} Nothing was {act === 'decrypt' ? 'opened' : 'mixed'}.
          </p>
          <p>
            <TextButton onPress={hands.lookAtRecord}>Try again</TextButton>
          </p>
        </Notice>
      );
  }
}

function Passed({
  facts,
  electionId,
  act,
}: {
  readonly facts: BoardFacts;
  readonly electionId: string;
  readonly act: Wanted['act'];
}) {
  const { ballots, voters, roll, tally, shuffles } = facts;
  return (
    <>
      <p class="with-mark" role="status">
        <Mark tone="yes" />
        <span>
          Every check passed. This page computed the tally itself, from the last ballot of each voter.{' '}
          {passedWords(facts, act)}
        </span>
      </p>
      <FactList
        facts={[
          { term: 'Voters whose ballot counts', says: `${countWords(voters)} of ${countWords(roll)} on the roll` },
          { term: 'Ballots on the board', says: countWords(ballots) },
          ...(shuffles === 0 ? [] : [{ term: 'Mixed so far, each proof checked', says: times(shuffles) }]),
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
