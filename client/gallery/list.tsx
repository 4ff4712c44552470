import type { ElectionList } from '../../api/elections.ts';
import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { shortDay, shortMoment } from '../parts/when.ts';
import { addressOf } from './page.ts';
import { phaseWords } from './words.ts';

type Line = ElectionList['elections'][number];

/** Every election of the organisation, newest first. */
export function ListPage({ list }: { readonly list: ElectionList }) {
  return (
    <Frame
      place="wide"
      organisation={list.organisation}
      home="/"
      foot={
        <>
          <a href="/bodies">Bodies</a>
          <a href="/me">Your page</a>
          <a href="/votes">Open votes</a>
          <a href="/office">Office</a>
          <a href="/calendar.ics">Calendar of all elections</a>
          <a href="/feed.xml">Feed</a>
          <span>Run with Quorate</span>
        </>
      }
    >
      <Heading title={`Elections – ${list.organisation}`}>Elections</Heading>
      {list.elections.length === 0 ? (
        <p class="lead">There is no election yet. It will be listed here as soon as it is published.</p>
      ) : (
        <ul class="card flush plain-list">
          {list.elections.map((election) => (
            <ElectionLine key={election.id} election={election} />
          ))}
        </ul>
      )}
    </Frame>
  );
}

function ElectionLine({ election }: { readonly election: Line }) {
  const { tone, words } = phaseWords({ phase: election.phase, certifiedAt: null });
  return (
    <li>
      <div>
        <h2>
          <a href={addressOf(election.id, 'election')}>{election.name}</a>
        </h2>
        <p class="small soft">{datesWords(election)}</p>
      </div>
      <Tag tone={tone}>{words}</Tag>
    </li>
  );
}

function datesWords({ phase, opens, closes }: Line): string {
  if (phase === 'draft' || phase === 'scheduled') return `Voting opens ${shortMoment(opens.at, opens.zone)}`;
  if (phase === 'open') return `Voting closes ${shortMoment(closes.at, closes.zone)}`;
  return `Voting closed ${shortDay(closes.at, closes.zone)}`;
}
