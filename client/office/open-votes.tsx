import { readOfficeOpenVotes, type OfficeOpenVotes } from '../../api/open-votes.ts';
import { Heading } from '../parts/heading.tsx';
import { Table } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { lineWords, standingTag } from '../parts/open-vote.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';

/** Every open vote of every body, newest first. */
export function OpenVotesPage({ isOfficer }: { readonly isOfficer: boolean }) {
  const { reply, failed, again } = useReading(readOfficeOpenVotes, {}, 30_000);
  return (
    <>
      <div class="head">
        <Heading title="Open votes – office" step="/office/open-votes">
          Open votes
        </Heading>
        {isOfficer && (
          <a class="button" href="/office/open-votes/new">
            Draft an open vote
          </a>
        )}
      </div>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Looking up the votes." />}
      {reply !== undefined && <VoteTable votes={reply.votes} />}
    </>
  );
}

type Line = OfficeOpenVotes['votes'][number];

function VoteTable({ votes }: { readonly votes: readonly Line[] }) {
  if (votes.length === 0) return <p>There is none yet. A body votes by roll call, and each member is named.</p>;
  return (
    <div class="card flush">
      <Table
        caption="Open votes, newest first"
        rows={votes}
        keyOf={({ id }) => id}
        columns={[
          { title: 'Vote', cell: ({ id, title }) => <a href={`/office/open-votes/${id}`}>{title}</a> },
          { title: 'Body', cell: ({ body }) => body.name },
          { title: 'Stands', cell: (vote) => <Stands vote={vote} /> },
          { title: 'When, or how it ended', cell: lineWords, wide: true },
        ]}
      />
    </div>
  );
}

function Stands({ vote }: { readonly vote: Line }) {
  const { tone, words } = standingTag(vote);
  return <Tag tone={tone}>{words}</Tag>;
}
