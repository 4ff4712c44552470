import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Candidate } from '../../api/values.ts';
import { shiftOf, useDrag } from './drag.ts';
import { listed } from './words.ts';
import { dropped, groupsOf, step, type Target } from './rank.ts';
import { Standing, Statement } from './statement.tsx';
import type { Answer, Event } from './state.ts';

interface RankProps {
  readonly candidates: readonly Candidate[];
  readonly answer: Answer;
  /** The contest's place on the ballot. */
  readonly place: number;
  /** Whether several may have the same place. */
  readonly shares: boolean;
  /** Those whose names are shown, in the order in which they stand. */
  readonly shown: readonly number[];
  /** Whom the last change was about; undefined while nothing was changed. */
  readonly about: number | undefined;
  readonly say: (event: Event) => void;
}

/**
 * A ranking: pressing a name gives it the next place, and the names stay where they are. Put in order, those with a place
 * come first, and each can be moved by buttons, by a list of places, or by dragging.
 */
export function RankRows({ candidates, answer, place, shares, shown, about, say }: RankProps) {
  const focus = useRef<string | undefined>(undefined);
  const { chosen, ordered } = answer;
  // Moved in the page, an element loses the focus: it is given back, or handed to what stands next.
  useLayoutEffect(() => {
    if (focus.current !== undefined) document.getElementById(focus.current)?.focus();
    focus.current = undefined;
  }, [chosen]);
  const groups = groupsOf(chosen);
  const ranked = ordered ? groups.flat() : [];
  const rest = shown.filter((candidate) => !ranked.includes(candidate));
  const idOf = (candidate: number, part: string) => `rank-${place}-${candidate}-${part}`;
  const press = (candidate: number) => {
    const next = rest[rest.indexOf(candidate) + 1] ?? rest[rest.indexOf(candidate) - 1];
    if (ordered) focus.current = next === undefined ? idOf(candidate, 'place') : idOf(next, 'press');
    say({ type: 'chose', place, candidate });
  };
  const facts = { chosen, groups, candidates, shares, idOf };
  return (
    <>
      {ranked.length > 0 && (
        <RankedList
          {...facts}
          onPlace={(candidate, target, part) => {
            focus.current = part === undefined ? undefined : idOf(candidate, part);
            say({ type: 'placed', place, candidate, target });
          }}
          onRemove={(candidate) => {
            focus.current = idOf(candidate, 'press');
            say({ type: 'chose', place, candidate });
          }}
        />
      )}
      {ranked.length > 0 && rest.length > 0 && <p class="label below">Not ranked</p>}
      {rest.length > 0 && (
        <ul class="choices">
          {rest.map((candidate) => (
            <PressRow key={candidate} {...facts} candidate={candidate} onPress={() => press(candidate)} />
          ))}
        </ul>
      )}
      <p class="only-read" role="status">
        {about !== undefined && changeWords(facts, about)}
      </p>
    </>
  );
}

interface RankFacts {
  readonly chosen: Answer['chosen'];
  readonly groups: readonly (readonly number[])[];
  readonly candidates: readonly Candidate[];
  readonly shares: boolean;
  readonly idOf: (candidate: number, part: string) => string;
}

/** `Grace Mensah-Boateng, place 2 of 3` */
function changeWords({ chosen, groups, candidates }: RankFacts, about: number): string {
  const name = candidates[about]?.name;
  const place = chosen[about] ?? 0;
  if (name === undefined) return '';
  if (place === 0) return `${name}, not ranked`;
  const others = (groups[place - 1] ?? []).filter((one) => one !== about);
  return `${name}, place ${place} of ${groups.length}${others.length === 0 ? '' : `, with ${namesOf(candidates, others)}`}`;
}

function namesOf(candidates: readonly Candidate[], places: readonly number[]): string {
  return listed(places.flatMap((place) => candidates[place]?.name ?? []));
}

function PressRow({
  candidate,
  onPress,
  ...facts
}: RankFacts & { readonly candidate: number; readonly onPress: () => void }) {
  const { chosen, groups, candidates, idOf } = facts;
  const one = candidates[candidate];
  const place = chosen[candidate] ?? 0;
  if (one === undefined) return null;
  return (
    <li class={place > 0 ? 'on' : undefined}>
      <button type="button" class="choice" id={idOf(candidate, 'press')} onClick={onPress}>
        <Place place={place} />
        <span>
          <Standing candidate={one} />
        </span>
        <span class="only-read">{place > 0 ? `place ${place} of ${groups.length}` : 'not ranked'}</span>
      </button>
      <Statement id={idOf(candidate, 'row')} candidate={one} />
    </li>
  );
}

function Place({ place }: { readonly place: number }) {
  return (
    <span class="place" aria-hidden="true">
      {place > 0 && place}
    </span>
  );
}

interface MoveProps {
  /** `part`: what was pressed, and keeps the focus. */
  readonly onPlace: (candidate: number, target: Target, part?: string) => void;
  readonly onRemove: (candidate: number) => void;
}

/** Those with a place, in its order. Dragging is an extra: whoever cannot drag has the buttons and the places. */
function RankedList({ onPlace, onRemove, ...facts }: RankFacts & MoveProps) {
  const { drag, take, listens } = useDrag((candidate, slot) => {
    onPlace(candidate, dropped(facts.chosen, candidate, slot));
  });
  const rows = facts.groups.flat();
  const others = rows.filter((candidate) => candidate !== drag?.candidate);
  const markOf = (candidate: number) => {
    if (drag === undefined) return 'on movable';
    if (candidate === drag.candidate) return 'on movable held';
    if (drag.slot === others.length && candidate === others.at(-1)) return 'on movable drop-after';
    return candidate === others[drag.slot ?? -1] ? 'on movable drop-before' : 'on movable';
  };
  return (
    <ol class={drag === undefined ? 'choices' : 'choices dragged'} {...listens}>
      {rows.map((candidate, at) => (
        <li
          key={candidate}
          class={markOf(candidate)}
          style={drag && { translate: `0 ${shiftOf(drag, at)}px` }}
          onPointerDown={(event) => take(event, candidate)}
        >
          <MoveRow {...facts} candidate={candidate} onPlace={onPlace} onRemove={onRemove} />
        </li>
      ))}
    </ol>
  );
}

function MoveRow({ candidate, onPlace, onRemove, ...facts }: RankFacts & MoveProps & { readonly candidate: number }) {
  const { chosen, candidates, idOf } = facts;
  const one = candidates[candidate];
  if (one === undefined) return null;
  const button = (words: string, part: string, target: Target | undefined) => (
    <button
      type="button"
      class="button plain"
      id={idOf(candidate, part)}
      aria-disabled={target === undefined ? 'true' : undefined}
      onClick={() => target !== undefined && onPlace(candidate, target, part)}
    >
      {words}
      <span class="only-read"> {one.name}</span>
    </button>
  );
  return (
    <>
      <div class="choice" role="group" aria-labelledby={idOf(candidate, 'name')}>
        <Place place={chosen[candidate] ?? 0} />
        <span>
          <Standing candidate={one} id={idOf(candidate, 'name')} />
        </span>
        <Handle />
        <div class="moves">
          {button('Up', 'up', step(chosen, candidate, 'up'))}
          {button('Down', 'down', step(chosen, candidate, 'down'))}
          <PlaceMenu {...facts} candidate={candidate} onPlace={onPlace} />
          <button type="button" class="text-button" onClick={() => onRemove(candidate)}>
            Remove<span class="only-read"> {one.name}</span>
          </button>
        </div>
      </div>
      <Statement id={idOf(candidate, 'row')} candidate={one} />
    </>
  );
}

/** For pointers alone, hence hidden from whoever has none: the buttons beside it do the same. */
function Handle() {
  return (
    <span class="handle" aria-hidden="true">
      <svg class="icon" viewBox="0 0 16 16">
        <path d="M5 2.5v.1M11 2.5v.1M5 8v.1M11 8v.1M5 13.5v.1M11 13.5v.1" />
      </svg>
    </span>
  );
}

/** Every place there is. Where places may be shared, a number puts the candidate beside those who have it. */
function PlaceMenu({
  candidate,
  onPlace,
  ...facts
}: RankFacts & Pick<MoveProps, 'onPlace'> & { readonly candidate: number }) {
  const { chosen, groups, candidates, shares, idOf } = facts;
  const place = chosen[candidate] ?? 0;
  const options = shares
    ? sharedOptions(facts, candidate)
    : groups.map((_, at) => ({ to: at + 1, words: `${at + 1}` }));
  const now = options.findIndex((option) => option.to === (shares && isAlone(facts, candidate) ? undefined : place));
  return (
    <label>
      <span aria-hidden="true">Place</span>
      <span class="only-read">Place of {candidates[candidate]?.name}</span>
      <select
        class="field"
        id={idOf(candidate, 'place')}
        value={now}
        onChange={(event) => {
          const to = options[Number(event.currentTarget.value)]?.to;
          if (to !== undefined) onPlace(candidate, { to, joins: shares }, 'place');
        }}
      >
        {options.map(({ words }, at) => (
          <option key={words} value={at}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function isAlone({ chosen, groups }: RankFacts, candidate: number): boolean {
  return groups[(chosen[candidate] ?? 0) - 1]?.length === 1;
}

/** The places of all others, with whose they are; the candidate's own, where it is nobody else's, goes nowhere. */
function sharedOptions(facts: RankFacts, candidate: number): readonly { to: number | undefined; words: string }[] {
  const { chosen, groups, candidates } = facts;
  const place = chosen[candidate] ?? 0;
  const others = groups.map((group) => group.filter((one) => one !== candidate)).filter((group) => group.length > 0);
  const options: { to: number | undefined; words: string }[] = others.map((group, at) => ({
    ...{ to: at + 1, words: `${at + 1}, with ${namesOf(candidates, group)}` },
  }));
  return isAlone(facts, candidate) ? options.toSpliced(place - 1, 0, { to: undefined, words: `${place}` }) : options;
}
