import type { ElectionView } from '../../api/elections.ts';
import { Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Tracker } from '../parts/lists.tsx';
import type { Hands } from './hands.ts';
import type { State, Test } from './state.ts';
import { heldWords } from '../parts/methods.ts';

interface TestProps {
  readonly state: State;
  readonly view: ElectionView;
  readonly hands: Hands;
}

/**
 * Test instead of cast. A device that lies about what it seals has to give a code before it knows whether the ballot will
 * be opened, so it is caught by whoever opens.
 */
export function TestCard({ state, view, hands }: TestProps) {
  return (
    <details open={state.test.at !== 'no'}>
      <summary>Test instead of cast</summary>
      <div class="stack-s" aria-live="polite">
        <TestStep state={state} view={view} hands={hands} />
      </div>
    </details>
  );
}

function TestStep({ state: { test, sealed }, view, hands }: TestProps) {
  switch (test.at) {
    case 'no':
    case 'sealing':
    case 'failed':
      return (
        <>
          {test.at === 'failed' && (
            <Notice tone="warn" title="Not tested">
              <p>{test.words}</p>
            </Notice>
          )}
          <p>
            See whether this device seals what you chose: it seals your ballot and shows a code. Then you cast that
            ballot, or open it.
          </p>
          <p>
            <Button kind="plain" onPress={hands.sealToTest} busy={test.at === 'sealing' && 'Sealing…'}>
              Seal my ballot and show its code
            </Button>
          </p>
        </>
      );
    case 'sealed':
    case 'opening':
      return (
        <>
          <p>Note the beginning of its code:</p>
          <Tracker tracker={sealed?.promise ?? ''} />
          <p>Now cast it below, or open it.</p>
          <Notice tone="warn" title="What you open becomes public">
            <p>
              Everybody can read these choices then, without your name. To keep them to yourself, go back and test with
              others.
            </p>
          </Notice>
          <p>
            <Button kind="plain" onPress={hands.openSealed} busy={test.at === 'opening' && 'Opening…'}>
              Open this ballot
            </Button>
          </p>
        </>
      );
    case 'opened':
      return <Opened test={test} view={view} hands={hands} />;
  }
}

function Opened({
  test: { choices, matches, promise },
  view,
  hands,
}: {
  readonly test: Extract<Test, { at: 'opened' }>;
  readonly view: ElectionView;
  readonly hands: Hands;
}) {
  const address = `/elections/${view.id}/test-ballots`;
  return (
    <>
      <p class="strong">This ballot held:</p>
      <ul>
        {view.contests.map((contest, place) => (
          <li key={contest.id}>
            {contest.title}: {heldWords(contest, choices[place] ?? [])}
          </li>
        ))}
      </ul>
      {matches ? (
        <Notice title="It matches what you chose">
          <p>It is open now and can never be cast.</p>
        </Notice>
      ) : (
        <Notice tone="stop" title="It does not match what you chose">
          <p>Stop. Tell the office, and vote from another device.</p>
        </Notice>
      )}
      <p>
        A device that lies could lie here, too. From another one, look at <a href={address}>the opened ballots</a>: it
        stands under this code.
      </p>
      <Tracker tracker={promise} />
      <p>
        <Button kind="plain" onPress={() => hands.say({ type: 'test-over' })}>
          Seal a new ballot
        </Button>
      </p>
    </>
  );
}
