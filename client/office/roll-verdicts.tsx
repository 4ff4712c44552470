import { useState } from 'preact/hooks';
import { readVerdicts, type RollState, type Verdict } from '../../api/roll.ts';
import { Button } from '../parts/button.tsx';
import { SearchField, SelectField } from '../parts/field.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { verdictsAsked, verdictShows, type VerdictQuery, type VerdictShow } from './roll-state.ts';
import { pathOf } from './route.ts';

interface VerdictsFacts {
  readonly electionId: string;
  readonly query: VerdictQuery;
  readonly onQuery: (query: VerdictQuery) => void;
  readonly codes: RollState['codes'];
  /** Whether an amendment can be proposed from here. */
  readonly canAmend: boolean;
}

/** Everybody considered, in or out, with the reasons. */
export function Verdicts(facts: VerdictsFacts) {
  const { electionId, query } = facts;
  const { reply, failed, again } = useReading(readVerdicts, { path: { electionId }, query: verdictsAsked(query) });
  return (
    <section class="stack" aria-labelledby="who-is-in">
      <h2 id="who-is-in">Who is in, who is out, and why</h2>
      <Search key={query.code} {...facts} />
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the members." />}
      {reply?.total === 0 && <p class="card">Nobody fits.</p>}
      {reply !== undefined && reply.total > 0 && (
        <>
          <VerdictTable verdicts={reply.verdicts} {...facts} />
          <Pager
            what="people"
            page={query.page}
            perPage={reply.perPage}
            total={reply.total}
            onPage={(page) => facts.onQuery({ ...query, page })}
          />
        </>
      )}
    </section>
  );
}

function Search({ query, onQuery, codes }: VerdictsFacts) {
  const [typed, setTyped] = useState(query.search);
  const press = (event: Event) => {
    event.preventDefault();
    onQuery({ ...query, search: typed, page: 1 });
  };
  return (
    <form class="filter" role="search" onSubmit={press}>
      <SearchField label="Name or address" value={typed} onValue={setTyped} />
      <SelectField
        id="show"
        label="Show"
        value={query.show}
        onValue={(show) => onQuery({ ...query, search: typed, show: show as VerdictShow, page: 1 })}
        options={verdictShows}
      />
      {codes.length > 0 && (
        <SelectField
          id="code"
          label="Kept out by"
          value={query.code}
          onValue={(code) => onQuery({ ...query, search: typed, code, page: 1 })}
          options={[{ value: '', words: 'Anything' }, ...codes.map(({ code, words }) => ({ value: code, words }))]}
        />
      )}
      <Button type="submit" kind="plain">
        Search
      </Button>
    </form>
  );
}

function VerdictTable({ verdicts, electionId, canAmend }: VerdictsFacts & { readonly verdicts: readonly Verdict[] }) {
  return (
    <div class="card flush">
      <Table
        caption="Everybody considered, by name"
        rows={verdicts}
        keyOf={({ personId }) => personId}
        columns={[
          { title: 'Name', cell: ({ name }) => (name === '' ? <span class="soft">No name</span> : name) },
          { title: 'Mail address', cell: ({ email }) => <span class="break">{email}</span> },
          { title: 'On the roll', cell: (verdict) => <InOrOut verdict={verdict} /> },
          { title: 'Why', wide: true, cell: ({ reasons }) => <Reasons reasons={reasons} /> },
          ...(canAmend
            ? [
                {
                  title: 'Change',
                  cell: ({ isIn, email, name }: Verdict) => (
                    <a
                      href={`${pathOf(electionId, 'roll-changes')}?${isIn ? 'remove' : 'add'}=${encodeURIComponent(email)}`}
                    >
                      {isIn ? 'Take off' : 'Add'}
                      <span class="only-read"> {name === '' ? email : name}</span>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

function InOrOut({ verdict: { isIn, amended } }: { readonly verdict: Verdict }) {
  return (
    <>
      <Tag tone={isIn ? 'yes' : 'warn'}>{isIn ? 'In' : 'Out'}</Tag>
      {amended !== null && <span class="soft tiny"> {amended} by an amendment</span>}
    </>
  );
}

/** What keeps somebody out comes first; where all holds, all of it. */
function Reasons({ reasons }: { readonly reasons: Verdict['reasons'] }) {
  const failing = reasons.filter(({ holds }) => !holds);
  const told = failing.length > 0 ? failing : reasons;
  return <>{told.map(({ words }) => words).join(' ')}</>;
}
