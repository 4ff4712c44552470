import type { OpenVoteList, OpenVoteView } from '../../api/open-votes.ts';
import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { lineWords, OpenVoteFacts, standingTag } from '../parts/open-vote.tsx';

const links = (
  <>
    <a href="/">Elections</a>
    <a href="/me">Your page</a>
    <span>Run with Quorate</span>
  </>
);

/** One open vote of a body: the outcome, the text, who said what. */
export function OpenVotePage({ view }: { readonly view: OpenVoteView }) {
  const { tone, words } = standingTag({ phase: view.phase, adopted: view.count?.adopted ?? null });
  return (
    <Frame place="wide" organisation={view.organisation} home="/" foot={links}>
      <p class="soft small">
        <a href="/votes">Open votes</a> · {view.body.name}
      </p>
      <p>
        <Tag tone={tone}>{words}</Tag>
      </p>
      <Heading title={`${view.title} – ${view.body.name}`}>{view.title}</Heading>
      <OpenVoteFacts view={view} />
      {view.phase === 'open' && (
        <p>
          <a class="stands-alone" href={`/open-votes/${view.id}`}>
            I am a member of {view.body.name}: vote
          </a>
        </p>
      )}
    </Frame>
  );
}

/** Every open vote that everybody may see, newest first. */
export function OpenVoteListPage({ list }: { readonly list: OpenVoteList }) {
  return (
    <Frame place="wide" organisation={list.organisation} home="/" foot={links}>
      <Heading title={`Open votes – ${list.organisation}`}>Open votes</Heading>
      <p class="lead">Bodies of {list.organisation} vote by roll call: everybody can see who said what.</p>
      {list.votes.length === 0 ? (
        <p>There is none to see yet.</p>
      ) : (
        <ul class="card flush plain-list">
          {list.votes.map((vote) => (
            <VoteLine key={vote.id} vote={vote} />
          ))}
        </ul>
      )}
    </Frame>
  );
}

function VoteLine({ vote }: { readonly vote: OpenVoteList['votes'][number] }) {
  const { tone, words } = standingTag(vote);
  return (
    <li>
      <div>
        <h2>
          <a href={`/votes/${vote.id}`}>{vote.title}</a>
        </h2>
        <p class="small soft">
          {vote.body.name} · {lineWords(vote)}
        </p>
      </div>
      <Tag tone={tone}>{words}</Tag>
    </li>
  );
}
