import { useState } from 'preact/hooks';
import { readRoll } from '../../api/office.ts';
import type { Reply } from '../../api/endpoint.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { SearchField, SelectField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { AskForLink } from './ask-for-link.tsx';
import { Resend } from './resend.tsx';
import { isShow, searched, shows, type RollQuery, type Show } from './roll-query.ts';
import { pathOf } from './route.ts';

type Roll = Reply<typeof readRoll>;
type Entry = Roll['entries'][number];

function firstQuery(): RollQuery {
  const show = new URLSearchParams(location.search).get('show') ?? 'all';
  return { search: '', show: isShow(show) ? show : 'all', page: 1 };
}

/** The roll of an election that is set up: find one, see the ballot mail, send it again. */
export function RollPage(facts: ElectionFacts) {
  const { view } = facts.office;
  const [query, setQuery] = useState(firstQuery);
  const { reply, failed, again } = useReading(readRoll, { path: { electionId: view.id }, query: searched(query) });
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <div class="head">
        <Heading title={`Roll – ${view.name}`} step={pathOf(view.id, 'roll')}>
          Roll: {counted(view.turnout.roll, 'person', 'people')}
        </Heading>
        <ButtonLink href={pathOf(view.id, 'roll-reasons')}>Who is in or out, and why</ButtonLink>
      </div>
      <Search query={query} onQuery={setQuery} />
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the roll." />}
      {reply !== undefined && <Entries roll={reply} query={query} onQuery={setQuery} facts={facts} />}
    </>
  );
}

function Search({ query, onQuery }: { readonly query: RollQuery; readonly onQuery: (query: RollQuery) => void }) {
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
        onValue={(show) => onQuery({ search: typed, show: show as Show, page: 1 })}
        options={shows}
      />
      <Button type="submit" kind="plain">
        Search
      </Button>
    </form>
  );
}

function Entries({
  roll,
  query,
  onQuery,
  facts,
}: {
  readonly roll: Roll;
  readonly query: RollQuery;
  readonly onQuery: (query: RollQuery) => void;
  readonly facts: ElectionFacts;
}) {
  const { view } = facts.office;
  if (roll.total === 0) return <p class="card">Nobody fits.</p>;
  const isPerson = view.registrar !== null;
  const canSend = facts.isOfficer && (view.phase === 'open' || (isPerson && view.phase === 'scheduled'));
  return (
    <>
      <div class="card flush">
        <Table
          caption="The roll, by name"
          rows={roll.entries}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Name', cell: ({ name }) => name },
            { title: 'Mail address', cell: ({ email }) => <span class="break">{email}</span> },
            { title: 'Ballot mail', cell: (entry) => <MailState entry={entry} /> },
            { title: 'Voted', cell: ({ voted }) => (voted ? <Tag tone="yes">Yes</Tag> : 'Not yet') },
            ...(canSend
              ? [
                  {
                    title: 'Link',
                    cell: (entry: Entry) =>
                      entry.voted ? (
                        '–'
                      ) : isPerson ? (
                        <AskForLink electionId={view.id} entry={entry} />
                      ) : (
                        <Resend electionId={view.id} entry={entry} />
                      ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      <Pager
        what="people"
        page={query.page}
        perPage={roll.perPage}
        total={roll.total}
        onPage={(page) => onQuery({ ...query, page })}
      />
    </>
  );
}

function MailState({ entry }: { readonly entry: Entry }) {
  switch (entry.mail) {
    case 'none':
      return <>Not sent yet</>;
    case 'queued':
      return <>On the way</>;
    case 'sent':
      return <>Sent</>;
    case 'withheld':
      return <>Withheld: {entry.mailError}</>;
    case 'failed':
      return (
        <>
          <Tag tone="warn">Failed</Tag>
          {entry.mailError !== null && <span class="soft tiny break"> {entry.mailError}</span>}
        </>
      );
  }
}
