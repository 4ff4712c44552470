import type { ElectionView } from '../../api/elections.ts';
import { Card } from '../parts/boxes.tsx';
import { DeadlineLine, useReader } from '../parts/deadline.tsx';
import { Heading } from '../parts/heading.tsx';
import { longMoment } from '../parts/when.ts';
import { ElectionFrame } from './frame.tsx';
import { RollCard } from './roll-card.tsx';
import { contestRuleWords, listed, quorumRuleWords, seatsWords } from './words.ts';

/** The frozen rules in plain words. */
export function RulesPage({ view }: { readonly view: ElectionView }) {
  const reader = useReader(view.now);
  return (
    <ElectionFrame view={view} at="rules">
      <div class="stack-s">
        <p class="small soft">{view.name}</p>
        <Heading title={`Rules – ${view.name}`}>Rules of this election</Heading>
        <p class="lead soft">
          These rules were frozen before voting opened. They are part of the record, so nobody can change them
          afterwards unseen.
        </p>
      </div>
      <div class="cols">
        <div class="stack-l prose-cols">
          <section class="stack-s">
            <h2>When</h2>
            <DeadlineLine label="Voting opens" deadline={view.timetable.opens} reader={reader} />
            <DeadlineLine label="Voting closes" deadline={view.timetable.closes} reader={reader} />
            <p class="soft small">
              A ballot is in time if it arrives before {longMoment(view.timetable.closes.at)}. At that second it is too
              late.
            </p>
          </section>
          <section class="stack-s">
            <h2>Who may vote</h2>
            <DeadlineLine label="Record date" deadline={view.timetable.record} reader={reader} />
            {view.timetable.affirmBy !== null && (
              <DeadlineLine label="Affirm until" deadline={view.timetable.affirmBy} reader={reader} />
            )}
            <p>
              Whoever was a voting member at the record date is on the roll
              {view.timetable.affirmBy !== null &&
                ', if the year’s affirmation was made in time or the rules waived it'}
              . It was worked out from the members’ records and frozen before voting opened. After that it changed only
              by amendments, each proposed by one officer and decided by another, listed here with the number of people
              and the reason.
            </p>
          </section>
          {view.contests.map((contest) => (
            <section key={contest.title} class="stack-s">
              <h2>{contest.title}</h2>
              <p>
                {seatsWords(contest.seats)}, {contest.candidates.length} candidates. {contestRuleWords(contest)}
              </p>
              <p>
                If the votes do not decide the last seat, the tie is published and nobody of the tied is elected by it.
              </p>
            </section>
          ))}
          <section class="stack-s">
            <h2>Quorum</h2>
            <p>{quorumWords(view)}</p>
          </section>
          <section class="stack-s">
            <h2>Voting again</h2>
            <p>A voter may vote again until the close. Only the last ballot of each voter counts.</p>
          </section>
          <section class="stack-s">
            <h2>Who holds the keys</h2>
            <p>{keyHolderWords(view)}</p>
            <p>
              The personal links are made by the server. It keeps the secret in each link until that voter has voted or
              voting closes, so that a lost link can be sent again, and then forgets it. A link alone casts nothing: the
              voter must also sign in with a code.
            </p>
          </section>
        </div>
        <aside class="stack">
          <RollCard view={view} />
          <Card title="Fingerprint of this election">
            <p class="small soft">It covers the candidates, the dates and every rule on this page.</p>
            <p class="mono small break">{view.fingerprint}</p>
          </Card>
        </aside>
      </div>
    </ElectionFrame>
  );
}

function quorumWords({ quorum, turnout }: ElectionView): string {
  if (quorum === null) return 'The rules ask for no quorum: the election counts however many vote.';
  const needed = turnout.needed === null ? '' : ` That is ${turnout.needed} of ${turnout.roll} voters.`;
  return `${quorumRuleWords(quorum)} of the roll must cast a ballot.${needed} Blank ballots count. If quorum is missed, the election is void: nobody is elected and no vote is opened.`;
}

function keyHolderWords({ keyHolder, trustees }: ElectionView): string {
  if (keyHolder === 'server') {
    return 'The server holds the only key. The organisation chose that: whoever runs the server could open single ballots.';
  }
  const names = listed(trustees.map(({ name }) => name));
  return trustees.length === 1
    ? `One trustee holds the key: ${names}. Nobody else can open the totals.`
    : `Each of these ${trustees.length} trustees holds one key: ${names}. All of them are needed to open the totals, and nobody of them alone can open anything.`;
}
