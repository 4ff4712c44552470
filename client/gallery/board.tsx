import type { ElectionView, TrackerPlace } from '../../api/elections.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { openingWords, opensBallots } from '../parts/methods.ts';
import { ElectionFrame } from './frame.tsx';
import { addressOf, recordAddress } from './page.ts';

interface BoardProps {
  readonly data: ElectionView;
  readonly tracker: string;
  readonly place: TrackerPlace | null;
}

/** Find a tracker. The form works without script: the server answers with this page and the place. */
export function BoardPage({ data: view, tracker, place }: BoardProps) {
  return (
    <ElectionFrame view={view} at="board">
      <div class="stack-s">
        <p class="small soft">{view.name}</p>
        <Heading title={`Public board – ${view.name}`}>Public board</Heading>
        <p class="lead soft">The board holds every sealed ballot, without names. Nothing is ever taken off it.</p>
      </div>
      <div class="cols">
        <div class="stack-l">
          <section class="stack">
            <h2>Find your ballot</h2>
            <form method="get" class="stack-s">
              <label class="label" for="tracker">
                Your tracker
                <span class="hint">It is in your receipt and in the mail after casting. Blanks do not matter.</span>
              </label>
              <input
                class="field mono"
                id="tracker"
                name="tracker"
                type="search"
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                maxLength={100}
                defaultValue={tracker}
              />
              <p>
                <Button type="submit">Find it</Button>
              </p>
            </form>
            {place !== null && <Place place={place} />}
          </section>
          <Explanation view={view} />
        </div>
        <aside class="stack">
          <Card title="The board now">
            <FactList
              facts={[
                { term: 'Entries', says: String(view.head.height + 1) },
                { term: 'Ballots', says: String(view.head.ballots) },
              ]}
            />
            <p class="small soft">Fingerprint of the last entry</p>
            <p class="mono small break">{view.head.hash}</p>
            <p>
              <a href={`/api/elections/${view.id}/head`}>The same, signed by the server</a>
            </p>
            <p class="small soft">
              Keep it. A server that shows others another board has signed two of them, and the two are the proof.
            </p>
          </Card>
          <Card title="Opened test ballots">
            <p class="small soft">What voters opened instead of casting it, to test their devices.</p>
            <p>
              <a href={addressOf(view.id, 'test-ballots')}>See the opened ballots</a>
            </p>
          </Card>
          <Card title="The record">
            <p class="small soft">The whole board in one file, as programs read it. It holds no names of voters.</p>
            <p>
              <ButtonLink href={recordAddress(view.id)} download={`${view.id}.bel`}>
                Download the record
              </ButtonLink>
            </p>
          </Card>
        </aside>
      </div>
    </ElectionFrame>
  );
}

function Place({ place }: { readonly place: TrackerPlace }) {
  switch (place.found) {
    case 'counts':
      return (
        <Notice title="Your ballot is on the board, and it counts">
          <p>It is entry {place.height}. It was not changed since you cast it.</p>
          <p class="mono small break">{place.event}</p>
        </Notice>
      );
    case 'replaced':
      return (
        <Notice tone="warn" title="This ballot was replaced by a later one">
          <p>
            It is entry {place.height}. Entry {place.replacedBy} replaced it, and only the last ballot of a voter
            counts. If you did not vote again, tell the office and an auditor.
          </p>
        </Notice>
      );
    case 'not-found':
      return (
        <Notice tone="stop" title="This tracker is not on the board">
          <p>Check the characters. If they are right, tell the office and an auditor.</p>
        </Notice>
      );
  }
}

function Explanation({ view }: { readonly view: ElectionView }) {
  return (
    <section class="prose">
      <h2>What the board is</h2>
      <p>
        Your device seals your choices and sends the sealed ballot here. Each entry of the board holds a fingerprint of
        the entry before it, so nobody can change, remove or reorder an old entry without everybody seeing it.
      </p>
      <p>
        Your tracker is the fingerprint of your sealed ballot. If it is on the board, your ballot is there exactly as
        your device made it. It does not show how you voted.
      </p>
      <p>
        {opensBallots(view)
          ? `After the close ${openingWords(view)} Each step comes with a proof that it was done rightly.`
          : 'After the close the ballots are added up while they are sealed. Only the totals are opened, with a proof that they were opened rightly.'}
      </p>
    </section>
  );
}
