import { useState } from 'preact/hooks';
import { readDirectory } from '../../api/directory.ts';
import { nameOf } from '../call.ts';
import { Notice } from '../parts/boxes.tsx';
import { Button, TextButton } from '../parts/button.tsx';
import { SearchField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { MemberFrame } from './frame.tsx';
import { ListedFacts } from './listing.tsx';

/** `/directory`: active members who chose to be shown to each other. */
export function DirectoryPage({ organisation }: { readonly organisation: string }) {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  /** Where each page began, the one that is shown last. */
  const [places, setPlaces] = useState<readonly number[]>([0]);
  const { reply, failed, again } = useReading(readDirectory, { query: { search, from: places.at(-1) ?? 0 } });
  const press = (event: Event) => {
    event.preventDefault();
    setSearch(typed.trim());
    setPlaces([0]);
  };
  return (
    <MemberFrame organisation={organisation}>
      <Heading title="Members' directory" step="directory">
        Members’ directory
      </Heading>
      <p class="lead">Members who chose to be found by the others. It is for members: do not pass it on.</p>
      {failed !== undefined && <NotShown failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the directory." />}
      {reply !== undefined && (
        <>
          <form class="stack-s" role="search" onSubmit={press}>
            <SearchField label="Name" value={typed} onValue={setTyped} />
            <p class="buttons">
              <Button type="submit">Search the directory</Button>
            </p>
          </form>
          <p role="status">{foundWords(reply.members.length, search, places.length)}</p>
          <ul class="stack">
            {reply.members.map((member, place) => (
              <li key={place} class="card stack-s">
                <ListedFacts member={member} level="h2" />
              </li>
            ))}
          </ul>
          <Turn
            onEarlier={places.length > 1 ? () => setPlaces(places.slice(0, -1)) : undefined}
            onFurther={turnTo(reply.next, (next) => setPlaces([...places, next]))}
          />
        </>
      )}
      <p>
        <a class="stands-alone" href="/my-listing">
          My own entry
        </a>
      </p>
    </MemberFrame>
  );
}

function turnTo(next: number | null, turn: (next: number) => void): (() => void) | undefined {
  return next === null ? undefined : () => turn(next);
}

function foundWords(count: number, search: string, page: number): string {
  if (count > 0) return '';
  if (page > 1) return 'There is nobody further.';
  return search === '' ? 'Nobody is in it yet.' : `Nobody who shows a name is called ${search}.`;
}

function Turn({
  onEarlier,
  onFurther,
}: {
  readonly onEarlier: (() => void) | undefined;
  readonly onFurther: (() => void) | undefined;
}) {
  if (onEarlier === undefined && onFurther === undefined) return null;
  return (
    <nav class="pager" aria-label="Pages of members">
      {onEarlier !== undefined && <TextButton onPress={onEarlier}>Earlier</TextButton>}
      {onFurther !== undefined && <TextButton onPress={onFurther}>Further</TextButton>}
    </nav>
  );
}

function NotShown({ failed, onAgain }: { readonly failed: Failed; readonly onAgain: () => void }) {
  if (failed.problem === undefined || nameOf(failed.problem) !== 'members-only') {
    return <FailedNotice failed={failed} onAgain={onAgain} />;
  }
  return (
    <Notice title="The directory is for active members">
      <p>
        You are not one at this moment. <a href="/me">Your page</a> says how your membership stands.
      </p>
    </Notice>
  );
}
