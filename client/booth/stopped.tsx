import { ButtonLink, Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import type { ElectionView } from '../../api/elections.ts';
import { BoothFrame } from './frame.tsx';
import type { Hands } from './hands.ts';
import type { State, Stop } from './state.ts';
import { stopWords } from './words.ts';

/** Why the booth cannot go on, what is safe, and what to do. */
export function StoppedPage({
  state,
  stop,
  hands,
}: {
  readonly state: State;
  readonly stop: Stop;
  readonly hands: Hands;
}) {
  const { view } = state;
  const { title, words } = stopWords(stop, view);
  const calm = stop.why === 'not-open-yet' || stop.why === 'closed';
  return (
    <BoothFrame organisation={view?.organisation ?? 'Your ballot'} name={state.voter?.name} view={view}>
      <div class="stack">
        {view !== undefined && <p class="small soft">{view.name}</p>}
        <Heading title={title} step={`stopped ${stop.why}`} problem={!calm}>
          {title}
        </Heading>
        {words.map((sentence) => (
          <p key={sentence} class="lead">
            {sentence}
          </p>
        ))}
        {stop.why === 'not-open-yet' && view !== undefined && <Opening view={view} />}
        <div class="buttons">
          <NextThing stop={stop} view={view} hands={hands} />
        </div>
      </div>
    </BoothFrame>
  );
}

function Opening({ view }: { readonly view: ElectionView }) {
  const reader = useReader(view.now);
  return <DeadlineLine label="Voting opens" deadline={view.timetable.opens} reader={reader} />;
}

function NextThing({
  stop,
  view,
  hands,
}: {
  readonly stop: Stop;
  readonly view: ElectionView | undefined;
  readonly hands: Hands;
}) {
  switch (stop.why) {
    case 'no-answer':
    case 'refused':
    case 'paper-differs':
      return <Button onPress={hands.tryAgain}>Try again</Button>;
    case 'closed':
      return view === undefined ? null : <ButtonLink href={`/elections/${view.id}`}>See the election</ButtonLink>;
    case 'not-open-yet':
      return view === undefined ? null : (
        <ButtonLink href={`/elections/${view.id}/candidates`}>See who stands</ButtonLink>
      );
    case 'no-link':
    case 'link-cut':
    case 'link-refused':
    case 'no-election':
      return <ButtonLink href="/me">Sign in for a new link</ButtonLink>;
    case 'cannot-seal':
      return null;
  }
}
