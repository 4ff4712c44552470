import { useState } from 'preact/hooks';
import { readMyMembership } from '../../api/me.ts';
import { readMe, readMyElections, signOut } from '../../api/people.ts';
import { requestBallotLink } from '../../api/voting.ts';
import type { Reply } from '../../api/endpoint.ts';
import { call } from '../call.ts';
import { Button, TextButton } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { useReader, type Reader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { Tag } from '../parts/marks.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, failedWords } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { deviceClock, instantOf } from '../clock.ts';
import { MemberFrame } from './frame.tsx';
import { Memberships } from './memberships.tsx';
import { MyNominations } from './nominations-card.tsx';
import { NewPassword } from './new-password.tsx';
import { TodayCard, VoteCard } from './vote-card.tsx';
import { canAskForLink, phaseTag, untilWords, votedWords, type MyElection } from './words.ts';

type Me = NonNullable<Reply<typeof readMe>['person']>;

/** Who I am, and what I may vote in. */
export function MePage({ organisation }: { readonly organisation: string }) {
  const { reply, failed, again } = useReading(readMe, {});
  const me = reply?.person;
  if (me === null) {
    location.replace('/sign-in?next=/me');
    return null;
  }
  return (
    <MemberFrame organisation={organisation} name={me?.name} here="/me">
      {me !== undefined && me.name !== '' && <p class="small soft">{me.name}</p>}
      <Heading title="Will I be able to vote?" step="me">
        Will I be able to vote?
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {me === undefined && failed === undefined && <Waiting words="Looking up who you are." />}
      {me !== undefined && (
        <>
          <MyVotes />
          <MyNominations />
          <h2>My elections</h2>
          <MyElections />
          <AboutMe me={me} />
        </>
      )}
    </MemberFrame>
  );
}

const startedAt = instantOf(deviceClock.now());

/** The answer for each coming election, and then what I hold. */
function MyVotes() {
  const { reply, failed, again } = useReading(readMyMembership, {});
  const reader = useReader(reply?.now ?? startedAt);
  if (failed !== undefined) return <FailedNotice failed={failed} onAgain={again} />;
  if (reply === undefined) return <Waiting words="Looking up whether you will be able to vote." />;
  const facts = { known: reply, reader, onChanged: again };
  return (
    <>
      {reply.votes.map((vote) => (
        <VoteCard key={vote.electionId} vote={vote} {...facts} />
      ))}
      {reply.votes.length === 0 && <TodayCard {...facts} />}
      <Memberships known={reply} onChanged={again} />
    </>
  );
}

function MyElections() {
  const { reply, failed, again } = useReading(readMyElections, {});
  const reader = useReader(startedAt);
  if (failed !== undefined) return <FailedNotice failed={failed} onAgain={again} />;
  if (reply === undefined) return <Waiting words="Looking up your elections." />;
  if (reply.elections.length === 0) {
    return (
      <p class="lead">
        You are on the roll of no election yet. When you are, the office writes to you before voting opens.
      </p>
    );
  }
  return (
    <ul class="stack">
      {reply.elections.map((election) => (
        <li key={election.id}>
          <ElectionCard election={election} reader={reader} />
        </li>
      ))}
    </ul>
  );
}

function ElectionCard({ election, reader }: { readonly election: MyElection; readonly reader: Reader }) {
  const { tone, words } = phaseTag(election.phase);
  return (
    <section class="card stack-s">
      <p>
        <Tag tone={tone}>{words}</Tag>
      </p>
      <h2>
        <a href={`/elections/${election.id}`}>{election.name}</a>
      </h2>
      <p>{votedWords(election, reader)}</p>
      <p class="facts">
        {untilWords(election, reader).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      {canAskForLink(election) && <LinkAgain election={election} />}
    </section>
  );
}

type Asked = 'no' | 'sending' | 'sent' | 'not-sent' | { readonly failed: string };

function LinkAgain({ election }: { readonly election: MyElection }) {
  const [asked, setAsked] = useState<Asked>('no');
  const ask = async () => {
    setAsked('sending');
    const answer = await call(requestBallotLink, { path: { electionId: election.id } });
    if (answer.ok) setAsked(answer.reply.sent ? 'sent' : 'not-sent');
    else setAsked({ failed: failedWords(answer) });
  };
  return (
    <>
      <p class="buttons">
        <Button kind="plain" onPress={() => void ask()} busy={asked === 'sending' && 'Sending…'}>
          Send me my ballot link again
        </Button>
      </p>
      <p class="small" role="status">
        {asked === 'sent' && 'It is on its way. The link in the earlier mail works too.'}
        {asked === 'not-sent' && 'You have voted, so your link is gone from here. The one in your mail still works.'}
        {typeof asked === 'object' && asked.failed}
      </p>
    </>
  );
}

function AboutMe({ me }: { readonly me: Me }) {
  const [isChanging, setChanging] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const done = () => {
    setChanging(false);
    setChanged(true);
  };
  return (
    <Card title="About me">
      <FactList
        facts={[
          { term: 'Name', says: me.name },
          { term: 'Mail address', says: <span class="break">{me.email}</span> },
          { term: 'Password', says: me.hasPassword || isChanged ? 'Set' : 'None: you sign in by code' },
        ]}
      />
      {isChanged && (
        <Notice live>
          <p>Your new password works from now on. Everywhere else you are signed out.</p>
        </Notice>
      )}
      {isChanging ? (
        <NewPassword onDone={done} onBack={() => setChanging(false)} />
      ) : (
        <p>
          <TextButton onPress={() => setChanging(true)}>
            {me.hasPassword || isChanged ? 'Change my password' : 'Set a password'}
          </TextButton>
        </p>
      )}
      <p>
        <a class="stands-alone" href="/lists">
          Mailing lists
        </a>
      </p>
      <p>
        <a class="stands-alone" href="/directory">
          Members’ directory
        </a>
      </p>
      {me.roles.length > 0 && (
        <p>
          <a class="stands-alone" href="/office">
            Go to the office
          </a>
        </p>
      )}
      <SignOut />
    </Card>
  );
}

function SignOut() {
  const [problem, setProblem] = useState<string>();
  const leave = async () => {
    const answer = await call(signOut, {});
    if (answer.ok) location.assign('/');
    else setProblem(failedWords(answer));
  };
  return (
    <>
      <p>
        <TextButton onPress={() => void leave()}>Sign out</TextButton>
      </p>
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          You are still signed in. {problem}
        </p>
      )}
    </>
  );
}
