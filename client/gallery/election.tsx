import type { ContestResult, ElectionView } from '../../api/elections.ts';
import type { Contest } from '../../api/values.ts';
import { millisOf } from '../clock.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Meter, share } from '../parts/charts.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { FactList } from '../parts/lists.tsx';
import { Mark, Tag } from '../parts/marks.tsx';
import { mixedWords, openingWords, opensBallots } from '../parts/methods.ts';
import { MotionText } from '../parts/motion-text.tsx';
import { effectWords, majorityWords } from '../parts/motion-words.ts';
import { optionsEffectWords, rootQuorumWords } from '../parts/option-words.ts';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { longMoment, shortDay } from '../parts/when.ts';
import { CandidateName } from './candidate-name.tsx';
import { ContestSection } from './contest-result.tsx';
import { ElectionFrame } from './frame.tsx';
import { OptionsList } from './options-list.tsx';
import { addressOf, recordAddress } from './page.ts';
import { RollCard } from './roll-card.tsx';
import { useShuffled } from './random.ts';
import { DatesCard, NextMoment } from './timetable.tsx';
import {
  headline,
  listed,
  phaseWords,
  quorumRuleWords,
  quorumTitle,
  seatsWords,
  subjectWords,
  turnoutWords,
} from './words.ts';

/** Who won, was it valid; until then turnout and quorum only. There are no partial results, ever. */
export function ElectionPage({ view }: { readonly view: ElectionView }) {
  const { tone, words } = phaseWords(view);
  const reader = useReader(view.now);
  return (
    <ElectionFrame view={view} at="election">
      <div class="stack-s">
        <p>
          <Tag tone={tone}>{words}</Tag>
        </p>
        <Title view={view} />
      </div>
      <div class="cols">
        <div class="stack-l">
          <Finding view={view} />
        </div>
        <aside class="stack">
          {view.phase !== 'draft' && <FrozenFacts view={view} />}
          <DatesCard view={view} reader={reader} />
        </aside>
      </div>
    </ElectionFrame>
  );
}

/** What there is once the election is frozen: a roll, a board, a record. */
function FrozenFacts({ view }: { readonly view: ElectionView }) {
  return (
    <>
      <QuorumCard view={view} />
      {hasClosed(view) && <NumbersCard view={view} />}
      <RollCard view={view} rulesLink={addressOf(view.id, 'rules')} />
      <StrangersCard view={view} />
    </>
  );
}

function hasClosed({ phase }: ElectionView): boolean {
  return phase !== 'draft' && phase !== 'scheduled' && phase !== 'open';
}

function hasOutcome(view: ElectionView): view is ElectionView & { readonly result: readonly ContestResult[] } {
  return view.result !== null && (view.phase === 'tallied' || view.phase === 'certified');
}

/** One contest: the finding is the title. Several: the election's name is, and each contest has its finding. */
function Title({ view }: { readonly view: ElectionView }) {
  const [contest] = view.contests;
  const [result] = view.result ?? [];
  if (hasOutcome(view) && view.contests.length === 1 && contest !== undefined && result !== undefined) {
    return (
      <>
        <Heading title={`Result – ${view.name}`}>{headline(contest, result)}</Heading>
        <p class="lead soft">
          {view.name} · {contest.title} · {subjectWords(contest)}
        </p>
      </>
    );
  }
  return <Heading title={hasOutcome(view) ? `Result – ${view.name}` : view.name}>{view.name}</Heading>;
}

function Finding({ view }: { readonly view: ElectionView }) {
  switch (view.phase) {
    case 'draft':
      return <Preparing view={view} />;
    case 'scheduled':
    case 'open':
      return <Before view={view} />;
    case 'closed':
      return <Counting view={view} />;
    case 'tallied':
    case 'certified':
      return <Results view={view} />;
    case 'void':
      return <Void view={view} />;
  }
}

/** The dates are announced; who votes, and often who stands, is not known yet. */
function Preparing({ view }: { readonly view: ElectionView }) {
  const reader = useReader(view.now);
  return (
    <>
      <div class="stack">
        <NextMoment view={view} reader={reader} />
        <p>
          This election is being prepared. Its dates are announced; what is decided and by which rules is frozen before
          voting opens. <a href="/me">Your page</a> says whether you will be able to vote.
        </p>
        {takesNominations(view, reader.now) && (
          <p>
            <a class="button" href={`/nominate/${view.id}`}>
              Nominate somebody
            </a>
          </p>
        )}
        {view.description !== '' && <Paragraphs text={view.description} />}
      </div>
      {view.contests.map((contest) => (
        <Standing key={contest.id} view={view} contest={contest} />
      ))}
    </>
  );
}

/** While nominations are open, by the server's clock. */
function takesNominations({ timetable: { nominationsOpen, nominationsClose } }: ElectionView, now: number): boolean {
  if (nominationsOpen === null || nominationsClose === null) return false;
  return millisOf(nominationsOpen.at) <= now && now < millisOf(nominationsClose.at);
}

function Before({ view }: { readonly view: ElectionView }) {
  const reader = useReader(view.now);
  const isOpen = view.phase === 'open';
  return (
    <>
      <div class="stack">
        {!isOpen && <DeadlineLine label="Voting opens" deadline={view.timetable.opens} reader={reader} />}
        <DeadlineLine label="Voting closes" deadline={view.timetable.closes} reader={reader} />
        {isOpen && (
          <p>To vote, open the personal link in your ballot mail. You can have it sent again on {yourPage}.</p>
        )}
        {view.description !== '' && <Paragraphs text={view.description} />}
      </div>
      {view.contests.map((contest) => (
        <Standing key={contest.title} view={view} contest={contest} />
      ))}
      <p class="soft">No votes are counted before voting closes. Then {openingWords(view)}</p>
    </>
  );
}

const yourPage = <a href="/me">your page</a>;

function Standing({ view, contest }: { readonly view: ElectionView; readonly contest: Contest }) {
  const standing = contest.candidates.filter(({ isDefault }) => !isDefault);
  const order = useShuffled(standing.length);
  if (contest.motion !== null) return <Moved view={view} contest={contest} motion={contest.motion} />;
  if (contest.options !== null) return <Offered view={view} contest={contest} options={contest.options} />;
  return (
    <section class="stack-s">
      <div class="head">
        <h2>Who stands: {contest.title}</h2>
        <span class="soft small">{seatsWords(contest.seats)}</span>
      </div>
      {order.length === 0 && <p class="soft">{unannouncedWords(view)}</p>}
      <ul class="names">
        {order.map((place) => (
          <li key={place} dir="auto">
            <CandidateName candidate={standing[place]} />
          </li>
        ))}
      </ul>
      {order.length > 0 && (
        <p class="small">
          <a href={addressOf(view.id, 'candidates')} class="stands-alone">
            Read what they say
          </a>
        </p>
      )}
    </section>
  );
}

/** Several texts, of which one can be adopted. */
function Offered({
  view,
  contest,
  options,
}: {
  readonly view: ElectionView;
  readonly contest: Contest;
  readonly options: NonNullable<Contest['options']>;
}) {
  return (
    <section class="stack">
      <div class="head">
        <h2>To be decided: {contest.title}</h2>
        <span class="soft small">{subjectWords(contest)}</span>
      </div>
      <OptionsList contest={contest} />
      <p>
        {rootQuorumWords(view.turnout.roll)} {optionsEffectWords(options)}
      </p>
      <p class="small">
        <a href={addressOf(view.id, 'rules')}>What adopts it, in the rules</a>
      </p>
    </section>
  );
}

function unannouncedWords({ timetable: { candidates } }: ElectionView): string {
  return candidates === null
    ? 'Who stands is announced when the election is frozen, before voting opens.'
    : `Who stands is announced on ${longMoment(candidates.at, candidates.zone)}, for everybody at once.`;
}

/** A motion is answered, nobody stands for it: its text is what there is to read. */
function Moved({
  view,
  contest,
  motion,
}: {
  readonly view: ElectionView;
  readonly contest: Contest;
  readonly motion: NonNullable<Contest['motion']>;
}) {
  return (
    <section class="stack-s">
      <div class="head">
        <h2>Motion: {contest.title}</h2>
        <span class="soft small">for, against or abstain</span>
      </div>
      <MotionText motion={motion} title={contest.title} />
      <p>
        {majorityWords(motion)} {effectWords(motion)}
      </p>
      <p class="small">
        <a href={addressOf(view.id, 'rules')}>What adopts it, in the rules</a>
      </p>
    </section>
  );
}

/** Nothing is known yet: who has come to open the totals, and who has not. */
/** Better no result than one of two. */
function HeldBack() {
  return (
    <section class="stack">
      <h2>The result is held back</h2>
      <Notice tone="warn">
        <p>
          Every result is counted twice here, by two programs that share nothing. This time they differ, so nothing is
          published until it is known which of them is wrong. The ballots are safe on the public board.
        </p>
      </Notice>
    </section>
  );
}

function Counting({ view }: { readonly view: ElectionView }) {
  const come = view.trustees.filter(({ hasDecrypted }) => hasDecrypted).length;
  const what = opensBallots(view) ? 'ballots' : 'totals';
  if (view.isHeldBack) return <HeldBack />;
  return (
    <section class="stack">
      <h2>Voting has closed. The {what} are not open yet.</h2>
      {view.keyHolder === 'server' ? (
        <p>The server holds the only key, as the rules of this election say. It opens the {what} within minutes.</p>
      ) : view.mixing !== null ? (
        <Mixing view={view} mixing={view.mixing} />
      ) : (
        <>
          <p>
            {what === 'ballots' && `${mixedWords} `}The trustees open the {what} together. {come} of{' '}
            {view.trustees.length} have come;{' '}
            {view.threshold === null ? `all ${view.trustees.length}` : `${view.threshold} of them`} are needed.
          </p>
          <ul class="card flush rules">
            {view.trustees.map(({ name, hasDecrypted }) => (
              <li key={name}>
                <Mark tone={hasDecrypted ? 'yes' : 'open'} />
                <h3>{name}</h3>
                <p>{hasDecrypted ? 'has come' : 'has not come yet'}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="soft">This page shows the result as soon as it exists. Look again later.</p>
    </section>
  );
}

/** One after the other, before anything is opened. */
function Mixing({
  view,
  mixing: { done, needed, by },
}: {
  readonly view: ElectionView;
  readonly mixing: NonNullable<ElectionView['mixing']>;
}) {
  return (
    <>
      <p>
        {mixedWords} {done} of {needed} {done === 1 ? 'has' : 'have'} mixed them so far
        {by.includes(view.trustees.length + 1) && ', the server first'}.
      </p>
      <ul class="card flush rules">
        {view.trustees.map(({ name }, place) => (
          <li key={name}>
            <Mark tone={by.includes(place + 1) ? 'yes' : 'open'} />
            <h3>{name}</h3>
            <p>{by.includes(place + 1) ? 'has mixed them' : 'has not mixed them'}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** No names and no counts: a void election has no result. */
function Void({ view }: { readonly view: ElectionView }) {
  const rule =
    view.quorum === null ? '' : ` The rules ask for ${quorumRuleWords(view.quorum).toLowerCase()} of the roll.`;
  return (
    <Notice tone="stop" title="This election is void">
      <p>
        {turnoutWords(view)}.{rule} Quorum was missed, so nobody is elected and no vote is opened or counted.
      </p>
    </Notice>
  );
}

function Results({ view }: { readonly view: ElectionView }) {
  if (!hasOutcome(view)) return <p>The result cannot be read at the moment. Look again later.</p>;
  const pairs = view.contests.flatMap((contest, place) => {
    const result = view.result[place];
    return result === undefined ? [] : [{ contest, result }];
  });
  return (
    <>
      {view.phase === 'tallied' && (
        <p>The count is done and can be checked. The election officer has not certified it yet.</p>
      )}
      {pairs.map((pair) => (
        <ContestSection key={pair.contest.id} {...pair} view={view} alone={pairs.length === 1} />
      ))}
    </>
  );
}

function QuorumCard({ view }: { readonly view: ElectionView }) {
  const { turnout, quorum } = view;
  return (
    <Card title={quorumTitle(view)}>
      <Meter part={turnout.voted} whole={turnout.roll} needed={turnout.needed} label={turnoutWords(view)} />
      <p>
        <span class="strong">
          {turnout.voted} of {turnout.roll}
        </span>{' '}
        voters cast a ballot: {share(turnout.voted, turnout.roll)}.
        {quorum !== null && ` ${quorumRuleWords(quorum)} ${hasClosed(view) ? 'was' : 'is'} needed.`}
      </p>
    </Card>
  );
}

function NumbersCard({ view }: { readonly view: ElectionView }) {
  const { turnout, head } = view;
  const counted = view.phase === 'void' ? [] : [{ term: 'Ballots that count', says: String(turnout.voted) }];
  return (
    <Card title="By the numbers">
      <FactList
        facts={[
          { term: 'Voters on the roll', says: String(turnout.roll) },
          { term: 'Ballots on the board', says: String(head.ballots) },
          { term: 'Replaced by later ones', says: String(head.ballots - turnout.voted) },
          ...counted,
        ]}
      />
    </Card>
  );
}

function StrangersCard({ view }: { readonly view: ElectionView }) {
  const keys =
    view.keyHolder === 'server'
      ? 'The server holds the only key. The rules of this election chose that.'
      : `Keys are held by ${listed(view.trustees.map(({ name }) => name))}${view.threshold === null ? '' : `, any ${view.threshold} of them together with the server`}.`;
  return (
    <Card title="Checked by strangers">
      <p class="small soft">
        The record is public. Anybody can recount it, in this browser or with a program that we did not write. {keys}
      </p>
      <ul class="small links">
        <li>
          <a href={addressOf(view.id, 'check')}>Check it in your browser</a>
        </li>
        <li>
          <a href={addressOf(view.id, 'board')}>Find your ballot on the board</a>
        </li>
        <li>
          <a href={recordAddress(view.id)} download={`${view.id}.bel`}>
            Download the record
          </a>
        </li>
      </ul>
      {view.certifiedAt !== null && view.certifiedBy !== null && (
        <p class="small soft">
          Certified by {view.certifiedBy} on {shortDay(view.certifiedAt)}.
        </p>
      )}
    </Card>
  );
}
