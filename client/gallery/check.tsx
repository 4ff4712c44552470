import { useEffect, useState } from 'preact/hooks';
import type { ElectionView } from '../../api/elections.ts';
import type { CheckedClaim } from '../../protocol/verify-record.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { Progress } from '../parts/charts.tsx';
import { Heading } from '../parts/heading.tsx';
import { Mark, type Tone } from '../parts/marks.tsx';
import type { CheckReport } from './check.worker.ts';
import { comparisons, parts, standingOf, verdictWords, type CheckState, type Standing } from './check-state.ts';
import { ElectionFrame } from './frame.tsx';
import type { GalleryHands } from './gallery.tsx';
import { recordAddress } from './page.ts';

/** The whole verification, in the visitor's own browser; below it the ways that need none of our pages. */
export function CheckPage({ view, hands }: { readonly view: ElectionView; readonly hands: GalleryHands | undefined }) {
  const state: CheckState = hands?.check ?? { at: 'idle' };
  return (
    <ElectionFrame view={view} at="check">
      <div class="stack-s">
        <p class="small soft">{view.name}</p>
        <Heading title={`Check it yourself – ${view.name}`}>Check it yourself</Heading>
        <p class="lead soft">
          You need not trust this site. The record of the election is public, and it holds everything that is needed to
          check each ballot and to count again.
        </p>
      </div>
      <div class="cols">
        <div class="stack-l">
          <section class="stack">
            <h2>In this browser</h2>
            <Start view={view} state={state} hands={hands} />
            <Verdict view={view} state={state} />
            <ul class="card flush rules checks">
              {parts.map(({ id, title }) => (
                <Part key={id} id={id} title={title} state={state} />
              ))}
            </ul>
            {state.at === 'done' && <Compared view={view} report={state.report} />}
          </section>
          <CommandLine view={view} />
        </div>
        <aside class="stack">
          <Card title="Compare these">
            <p class="small soft">Fingerprint of the election</p>
            <p class="mono small break">{view.fingerprint}</p>
            <p class="small soft">Fingerprint of entry {view.head.height}, the last on the board</p>
            <p class="mono small break">{view.head.hash}</p>
            <p class="small soft">Ask somebody else for theirs: everybody must see the same.</p>
          </Card>
          <Card title="What this cannot tell">
            <p class="small soft">
              That your own ballot is in the record: look it up by its tracker on the public board. And whether a device
              sealed what its voter chose.
            </p>
          </Card>
        </aside>
      </div>
    </ElectionFrame>
  );
}

interface StartProps {
  readonly view: ElectionView;
  readonly state: CheckState;
  readonly hands: GalleryHands | undefined;
}

function Start({ view, state, hands }: StartProps) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready || hands === undefined) {
    return <p>This part needs JavaScript. Without it, check with one of the programs below.</p>;
  }
  const again = state.at === 'done' || state.at === 'stopped';
  return (
    <div class="stack-s">
      {!again && <p>Your browser fetches the record and checks all of it here. It can take a minute or two.</p>}
      <p>
        <Button onPress={() => hands.startCheck(view.id)} busy={busyWords(state)}>
          {again ? 'Check again' : 'Check it now'}
        </Button>
      </p>
      {state.at === 'ballots' && (
        <Progress done={state.done} all={state.all} label={`${state.done} of ${state.all} ballots checked`} />
      )}
    </div>
  );
}

function busyWords(state: CheckState): string | false {
  switch (state.at) {
    case 'idle':
    case 'done':
    case 'stopped':
      return false;
    case 'fetching':
      return 'Fetching the record…';
    case 'opening':
      return 'Reading the record…';
    case 'ballots':
      return `Checking ballot ${state.done} of ${state.all}…`;
    case 'finishing':
      return 'Counting again…';
  }
}

function Verdict({ view, state }: { readonly view: ElectionView; readonly state: CheckState }) {
  if (state.at === 'stopped') {
    return (
      <Notice tone="warn" live title="The check could not be finished">
        <p>{state.words} This says nothing about the election. Try again, or use a program below.</p>
      </Notice>
    );
  }
  if (state.at !== 'done') return null;
  const { tone, title, words } = verdictWords(view, state.report);
  return (
    <Notice tone={tone} live title={title}>
      <p>{words}</p>
      {state.report.notes.map((note) => (
        <p key={note} class="small">
          Worth knowing: {note}
        </p>
      ))}
    </Notice>
  );
}

const tones: Readonly<Record<Standing, Tone>> = {
  waiting: 'open',
  running: 'open',
  holds: 'yes',
  fails: 'stop',
  'not-reached': 'open',
};

const standings: Readonly<Record<Standing, string>> = {
  waiting: 'not checked yet',
  running: 'checking…',
  holds: 'holds',
  fails: 'fails',
  'not-reached': 'not reached yet',
};

function Part({ id, title, state }: { readonly id: string; readonly title: string; readonly state: CheckState }) {
  const standing = standingOf(state, id);
  const claims = state.at === 'done' ? state.report.checks.filter((check) => check.id.startsWith(`${id}.`)) : [];
  return (
    <li>
      <Mark tone={tones[standing]} />
      <h3>
        {title} <span class={standing === 'fails' ? 'failing' : 'soft small'}>{standings[standing]}</span>
      </h3>
      {claims.length > 0 && (
        <details class="small" open={standing === 'fails'}>
          <summary>
            {claims.length} checks<span class="only-read"> of {title}</span>
          </summary>
          <ul class="claims">
            {claims.map((claim) => (
              <Claim key={claim.id} claim={claim} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Claim({ claim }: { readonly claim: CheckedClaim }) {
  const { id, ok, examined, at, detail, findings } = claim;
  return (
    <li>
      <span class="mono">{id}</span> {claim.claim}{' '}
      {ok === true && <span class="soft">{examined === undefined ? 'Holds.' : `Holds: ${examined}.`}</span>}
      {ok === null && <span class="soft">Not reached.</span>}
      {ok === false && (
        <span class="failing">
          Fails at {at}: {detail}
          {findings !== undefined && findings > 1 && `, and at ${findings - 1} more places`}.
        </span>
      )}
    </li>
  );
}

function Compared({ view, report }: { readonly view: ElectionView; readonly report: CheckReport }) {
  const tone = (ok: boolean | null): Tone => (ok === null ? 'open' : ok ? 'yes' : 'stop');
  const words = (ok: boolean | null) => (ok === null ? 'nothing to compare yet' : ok ? 'the same' : 'different');
  return (
    <section class="stack-s next">
      <h2>These pages, against the record</h2>
      <ul class="card flush rules checks">
        {comparisons(view, report).map(({ claim, ok }) => (
          <li key={claim}>
            <Mark tone={tone(ok)} />
            <h3>{claim}</h3>
            <p class={ok === false ? 'failing' : undefined}>{words(ok)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Two programs; one of them is not ours. */
function CommandLine({ view }: { readonly view: ElectionView }) {
  const file = `${view.id}.bel`;
  return (
    <section class="stack">
      <h2>With a program of your own</h2>
      <p>
        These pages come from the same server as the result. A program on your own computer does not.{' '}
        <a href={recordAddress(view.id)} download={file}>
          Download the record
        </a>{' '}
        first.
      </p>
      <div class="stack-s">
        <h3>Our verifier</h3>
        <p class="soft small">From the source code of Quorate, with Node.js:</p>
        <code class="code" tabIndex={0}>{`npm run verify -- ${file}`}</code>
      </div>
      <div class="stack-s">
        <h3>A program that we did not write</h3>
        <p class="soft small">belenios-tool, by the makers of Belenios. Put the file alone in a directory:</p>
        <code class="code" tabIndex={0}>{`LWT_ASYNC_METHOD=none belenios-tool election verify --dir ${view.id}`}</code>
      </div>
      <p>
        <ButtonLink href={recordAddress(view.id)} download={file}>
          Download the record
        </ButtonLink>
      </p>
    </section>
  );
}
