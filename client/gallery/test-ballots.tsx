import { useEffect, useState } from 'preact/hooks';
import type { ElectionView } from '../../api/elections.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tracker } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { heldWords } from '../parts/methods.ts';
import { shortMoment } from '../parts/when.ts';
import { ElectionFrame } from './frame.tsx';
import type { GalleryHands } from './gallery.tsx';
import type { OpenedState } from './opened-run.ts';
import type { OpenedVerdict } from './opened.worker.ts';
import { addressOf, type TestBallotPage } from './page.ts';

interface TestBallotsProps {
  readonly view: ElectionView;
  readonly audits: TestBallotPage;
  readonly hands: GalleryHands | undefined;
}

/** Sealed ballots that voters opened to test their devices. Without names, and never counted. */
export function TestBallotsPage({ view, audits, hands }: TestBallotsProps) {
  const state: OpenedState = hands?.opened ?? { at: 'idle' };
  return (
    <ElectionFrame view={view} at="test-ballots">
      <div class="stack-s">
        <p class="small soft">{view.name}</p>
        <Heading title={`Opened test ballots – ${view.name}`}>Opened test ballots</Heading>
        <p class="lead soft">
          Voters opened these ballots to test their devices. None of them is on the board, and none is ever counted.
        </p>
      </div>
      <div class="cols">
        <div class="stack-l">
          {audits.total === 0 ? (
            <p>No ballot was opened so far.</p>
          ) : (
            <>
              <Start view={view} page={audits.page} state={state} hands={hands} />
              <ul class="stack plain">
                {audits.ballots.map((ballot) => (
                  <li key={ballot.number} class="card stack-s">
                    <Ballot view={view} ballot={ballot} verdict={verdictFor(state, ballot.number)} />
                  </li>
                ))}
              </ul>
              <Pages view={view} audits={audits} />
            </>
          )}
        </div>
        <aside class="stack">
          <Card title="What this shows">
            <p class="small soft">
              A device gives the code of a sealed ballot before it knows whether the voter will cast it or open it. If
              it sealed something else than what was chosen, whoever opens the ballot sees it here.
            </p>
            <p class="small soft">
              Whether a ballot holds what its voter chose only that voter can say: they know the code.
            </p>
          </Card>
          <Card title="As programs read them">
            <p class="small soft">Each with all that is needed to seal it again and compare.</p>
            <p>
              <a href={`/api/elections/${view.id}/audits?page=${audits.page}`}>Opened ballots as JSON</a>
            </p>
          </Card>
        </aside>
      </div>
    </ElectionFrame>
  );
}

function verdictFor(state: OpenedState, number: number): OpenedVerdict | undefined {
  return state.at === 'done' ? state.verdicts.get(number) : undefined;
}

function Start({
  view,
  page,
  state,
  hands,
}: {
  readonly view: ElectionView;
  readonly page: number;
  readonly state: OpenedState;
  readonly hands: GalleryHands | undefined;
}) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready || hands === undefined) return <p>To see what they held, this page needs JavaScript.</p>;
  return (
    <div class="stack-s" aria-live="polite">
      {state.at === 'stopped' && (
        <Notice tone="warn" title="The ballots could not be fetched">
          <p>Try again.</p>
        </Notice>
      )}
      {state.at === 'done' ? (
        <p>Your browser sealed each of them again and compared.</p>
      ) : (
        <p>Your browser can seal each of them again and compare. Then it shows what they held.</p>
      )}
      <p>
        <Button onPress={() => hands.checkOpened(view.id, page)} busy={state.at === 'checking' && 'Checking them…'}>
          {state.at === 'done' ? 'Check them again' : 'Check them in this browser'}
        </Button>
      </p>
    </div>
  );
}

function Ballot({
  view,
  ballot: { number, promise, at },
  verdict,
}: {
  readonly view: ElectionView;
  readonly ballot: TestBallotPage['ballots'][number];
  readonly verdict: OpenedVerdict | undefined;
}) {
  return (
    <>
      <div class="head">
        <h2>Ballot {number}</h2>
        <span class="small soft">opened on {shortMoment(at, 'UTC')}</span>
      </div>
      <Tracker tracker={promise} />
      {verdict !== undefined && <Verdict view={view} promise={promise} verdict={verdict} />}
    </>
  );
}

function Verdict({
  view,
  promise,
  verdict,
}: {
  readonly view: ElectionView;
  readonly promise: string;
  readonly verdict: OpenedVerdict;
}) {
  if (!verdict.ok || verdict.promise !== promise) {
    return (
      <Notice tone="stop" title="This is not what it says">
        <p>
          Tell the office and an auditor. {verdict.ok ? 'It stands under a code that is not its own.' : verdict.words}
        </p>
      </Notice>
    );
  }
  return (
    <>
      <p>
        <Tag tone="yes">Checked</Tag> It held:
      </p>
      <ul>
        {view.contests.map((contest, place) => (
          <li key={contest.id}>
            {contest.title}: {heldWords(contest, verdict.choices[place] ?? [])}
          </li>
        ))}
      </ul>
    </>
  );
}

function Pages({ view, audits: { page, perPage, total } }: Pick<TestBallotsProps, 'view' | 'audits'>) {
  const address = (other: number) => `${addressOf(view.id, 'test-ballots')}?page=${other}`;
  const last = Math.ceil(total / perPage);
  if (last <= 1) return null;
  return (
    <p>
      Page {page} of {last}. {page > 1 && <a href={address(page - 1)}>Newer</a>}{' '}
      {page < last && <a href={address(page + 1)}>Older</a>}
    </p>
  );
}
