import { useState } from 'preact/hooks';
import { findMembers, type MemberRow } from '../../api/members.ts';
import type { Reply } from '../../api/endpoint.ts';
import { Button, ButtonLink, TextButton } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { SearchField, SelectField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { Pager } from '../parts/pager.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { BulkForm } from './bulk-form.tsx';
import { ExportForm } from './export-form.tsx';
import type { Me } from './frame.tsx';
import { may } from './may.ts';
import { asked, everybody, firstQuery, shows, states, type MembersQuery } from './members-query.ts';
import { memberPath, membersPath } from './route.ts';
import { Standings } from './standing-words.tsx';

type Found = Reply<typeof findMembers>;

/** One box over names, addresses and numbers; filters; whoever was found. */
export function MembersPage({ me, go }: { readonly me: Me; readonly go: (path: string) => void }) {
  const [query, setQuery] = useState(() => firstQuery(location.search));
  const { reply, failed, again } = useReading(findMembers, { query: { ...asked(query), page: query.page } });
  const mayEdit = may(me, 'edit-members');
  return (
    <>
      <div class="head">
        <Heading title="Members – office" step={membersPath}>
          {reply === undefined ? 'Members' : `Members: ${counted(reply.total, 'person', 'people')}`}
        </Heading>
        {mayEdit && <ButtonLink href={`${membersPath}/imports`}>Import a file</ButtonLink>}
      </div>
      <Waits waiting={reply?.waiting} />
      <Search query={query} onQuery={setQuery} tiers={reply?.tiers ?? []} />
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the members." />}
      {reply !== undefined && <FoundMembers found={reply} query={query} onQuery={setQuery} />}
      {mayEdit && reply !== undefined && reply.total > 0 && (
        <BulkForm query={query} total={reply.total} tiers={reply.tiers} go={go} />
      )}
      {mayEdit && reply !== undefined && reply.total > 0 && <ExportForm query={query} total={reply.total} />}
    </>
  );
}

function Waits({ waiting }: { readonly waiting: Found['waiting'] | undefined }) {
  const applications = waiting?.applications ?? 0;
  return (
    <p class="small">
      <a href={`${membersPath}/applications`}>
        {applications === 0 ? 'Applications' : counted(applications, 'application waits', 'applications wait')}
      </a>
      {' · '}
      <a href={`${membersPath}/duplicates`}>Probable duplicates</a>
      {' · '}
      <a href={`${membersPath}/imports`}>Imports</a>
    </p>
  );
}

function Search({
  query,
  onQuery,
  tiers,
}: {
  readonly query: MembersQuery;
  readonly onQuery: (query: MembersQuery) => void;
  readonly tiers: Found['tiers'];
}) {
  const [typed, setTyped] = useState(query.search);
  const change = (part: Partial<MembersQuery>) => onQuery({ ...query, search: typed, page: 1, ...part });
  const press = (event: Event) => {
    event.preventDefault();
    change({});
  };
  const clear = () => {
    setTyped('');
    onQuery(everybody);
  };
  const isFiltered = [query.search, query.tier, query.state, query.show, query.importedBy].some((part) => part !== '');
  return (
    <form class="filter" role="search" onSubmit={press}>
      <SearchField label="Name, address or number" value={typed} onValue={setTyped} />
      <SelectField
        id="tier"
        label="Tier"
        value={query.tier}
        onValue={(tier) => change({ tier })}
        options={[{ value: '', words: 'Any tier' }, ...tiers.map(({ id, name }) => ({ value: id, words: name }))]}
      />
      <SelectField
        id="state"
        label="Stands"
        value={query.state}
        onValue={(state) => change({ state })}
        options={states}
      />
      <SelectField id="show" label="Show" value={query.show} onValue={(show) => change({ show })} options={shows} />
      <Button type="submit" kind="plain">
        Search
      </Button>
      {isFiltered && <TextButton onPress={clear}>Show everybody</TextButton>}
    </form>
  );
}

function FoundMembers({
  found,
  query,
  onQuery,
}: {
  readonly found: Found;
  readonly query: MembersQuery;
  readonly onQuery: (query: MembersQuery) => void;
}) {
  if (found.total === 0) return <p class="card">Nobody fits. Search for another part of the name or address.</p>;
  return (
    <>
      <div class="card flush">
        <Table
          caption="Members, by name"
          rows={found.members}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Name', cell: (member) => <MemberLink member={member} /> },
            { title: 'Mail address', cell: (member) => <Address member={member} /> },
            { title: 'Stands', cell: ({ standings }) => <Standings standings={standings} /> },
            { title: 'Number', numeric: true, cell: ({ number }) => number },
          ]}
        />
      </div>
      <Pager
        what="members"
        page={query.page}
        perPage={found.perPage}
        total={found.total}
        onPage={(page) => onQuery({ ...query, page })}
      />
    </>
  );
}

export function MemberLink({ member }: { readonly member: Pick<MemberRow, 'id' | 'name'> }) {
  return <a href={memberPath(member.id)}>{member.name === '' ? 'Without a name' : member.name}</a>;
}

function Address({ member }: { readonly member: MemberRow }) {
  return (
    <>
      <span class="break">{member.email}</span>
      {member.mailError !== null && (
        <>
          {' '}
          <Tag tone="warn">Mail failed</Tag>
        </>
      )}
    </>
  );
}
