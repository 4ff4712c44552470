import { readDrive, type DriveList, type DrivePage as Facts, type DriveView } from '../../api/drives.ts';
import { progressWords } from '../../membership/progress.ts';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Meter } from '../parts/charts.tsx';
import { Frame } from '../parts/frame.tsx';
import { Heading } from '../parts/heading.tsx';
import { Tag } from '../parts/marks.tsx';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { useReading } from '../parts/reading.ts';

const links = (
  <>
    <a href="/">Elections</a>
    <a href="/me">Your page</a>
    <span>Run with Quorate</span>
  </>
);

/** How often a page that is looked at counts anew. */
const everyHalfMinute = 30_000;

/** One drive: the sentence first, then the bar, then until when. Counted anew while it runs. */
export function DrivePage({ facts }: { readonly facts: Facts }) {
  const every = facts.drive.state === 'running' ? everyHalfMinute : undefined;
  const { reply } = useReading(readDrive, { path: { driveId: facts.drive.id } }, every);
  const { organisation, now, drive } = reply ?? facts;
  const reader = useReader(now);
  return (
    <Frame place="wide" organisation={organisation} home="/" foot={links}>
      <StateTag state={drive.state} />
      <Heading title={`${drive.title} – ${organisation}`}>{drive.title}</Heading>
      <p class="lead" aria-live="polite">
        {sentence(drive)}
      </p>
      <Meter part={drive.reached} whole={drive.goal.amount} label={sentence(drive)} />
      {drive.state === 'coming' && <DeadlineLine label="Begins" deadline={drive.begins} reader={reader} />}
      <DeadlineLine label={drive.state === 'over' ? 'Ended' : 'Ends'} deadline={drive.ends} reader={reader} />
      <Paragraphs text={drive.about} />
      {drive.state === 'running' && (
        <p>
          <a class="button" href={drive.goal.kind === 'members' ? `/join?tier=${drive.goal.tier}` : '/join'}>
            Become a member
          </a>
        </p>
      )}
      <p class="soft small">{countedWords(drive)} Nobody's name and nobody's amount is shown.</p>
    </Frame>
  );
}

function sentence({ reached, goal, tierName }: DriveView): string {
  return progressWords({
    reached,
    amount: goal.amount,
    tierName,
    currency: goal.kind === 'money' ? goal.currency : null,
  });
}

function countedWords({ goal }: DriveView): string {
  return goal.kind === 'members'
    ? 'Counted are people who are members of this tier for the first time; renewals are not.'
    : 'Counted is what was received, less what was returned.';
}

function StateTag({ state }: { readonly state: DriveView['state'] }) {
  switch (state) {
    case 'coming':
      return <Tag>Not begun yet</Tag>;
    case 'running':
      return <Tag tone="yes">Running</Tag>;
    case 'over':
      return <Tag>Over</Tag>;
  }
}

/** Every drive, newest first. */
export function DriveListPage({ list }: { readonly list: DriveList }) {
  return (
    <Frame place="wide" organisation={list.organisation} home="/" foot={links}>
      <Heading title={`Drives – ${list.organisation}`}>Drives</Heading>
      {list.drives.length === 0 ? (
        <p class="lead">There is no drive yet.</p>
      ) : (
        <ul class="card flush plain-list">
          {list.drives.map((drive) => (
            <li key={drive.id}>
              <div>
                <h2>
                  <a href={`/drives/${drive.id}`}>{drive.title}</a>
                </h2>
                <p class="small soft">{sentence(drive)}</p>
              </div>
              <StateTag state={drive.state} />
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}
