import type { ElectionView } from '../../api/elections.ts';
import type { Contest } from '../../api/values.ts';
import { Card } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { useReader } from '../parts/deadline.tsx';
import { dayInWords } from '../parts/days.ts';
import { Heading } from '../parts/heading.tsx';
import { methodOf } from '../parts/methods.ts';
import { effectWords, majorityWords, type Motion } from '../parts/motion-words.ts';
import { optionMajorityWords, optionsEffectWords, rootQuorumWords } from '../parts/option-words.ts';
import { registrarRuleWords } from '../parts/registrar-words.ts';
import { TimetableList } from '../parts/timetable.tsx';
import { longMoment, shortMoment } from '../parts/when.ts';
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
          {view.phase === 'draft'
            ? 'These rules are not frozen yet: they can still change. They are frozen before voting opens.'
            : 'These rules were frozen before voting opened. They are part of the record, so nobody can change them afterwards unseen.'}
        </p>
      </div>
      <div class="cols">
        <div class="stack-l prose-cols">
          <section class="stack-s">
            <h2>When</h2>
            <Card flush>
              <TimetableList timetable={view.timetable} reader={reader} />
            </Card>
            <p class="soft small">
              A ballot is in time if it arrives before {longMoment(view.timetable.closes.at)}. At that second it is too
              late.
            </p>
          </section>
          <section class="stack-s">
            <h2>Who may vote</h2>
            <p>{rollWords(view)}</p>
          </section>
          <section class="stack-s">
            <h2>Who makes the personal links</h2>
            {registrarRuleWords(view).map((words) => (
              <p key={words}>{words}</p>
            ))}
            <VoidLinks view={view} />
          </section>
          {view.contests.map((contest) => (
            <section key={contest.title} class="stack-s">
              <h2>{contest.title}</h2>
              <ContestRules view={view} contest={contest} />
            </section>
          ))}
          <section class="stack-s">
            <h2>Ties</h2>
            <p>{tieRuleWords(view)}</p>
            <p>A tie decides something where only some of the tied get a seat, or where their terms end differently.</p>
          </section>
          <section class="stack-s">
            <h2>Who takes which seat</h2>
            <p>
              Seats are taken in the order of votes, the longest term first. Nobody is seated without a vote. Whoever
              declines, is not eligible, or would bring more of the body under one affiliation than its rules allow is
              passed over for the next, and the reason is published.
            </p>
            <p>
              A candidate who withdraws after the ballot is frozen stays on it, struck through. Votes are counted as
              they are, and whoever is next takes the seat.
            </p>
          </section>
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
          {view.roll.frozenAt !== null && <RollCard view={view} />}
          {view.phase !== 'draft' && <FingerprintCard fingerprint={view.fingerprint} />}
        </aside>
      </div>
    </ElectionFrame>
  );
}

function rollWords({ phase, timetable }: ElectionView): string {
  const isFrozen = phase !== 'draft';
  const applied =
    timetable.applyBy === null ? '' : `, if that membership began or was applied for by the cut-off above`;
  const affirmed =
    timetable.affirmBy === null ? '' : ', if the year’s affirmation is made in time or the rules waive it';
  const who = `Whoever is a voting member at the record date is on the roll${applied}${affirmed}.`;
  const how = isFrozen
    ? 'It was worked out from the members’ records and frozen before voting opened. After that it changed only by amendments, each proposed by one officer and decided by another, listed here with the number of people and the reason.'
    : 'It is worked out from the members’ records and frozen before voting opens.';
  return `${who} ${how}`;
}

/** At most so many of the whole body, by the share that its rules say. */
function capWords({ numerator, denominator, of }: NonNullable<Contest['affiliationCap']>): string {
  const most = Math.floor((of * numerator) / denominator);
  return `At most ${most} of the ${of} seats of the body may be held by people with one affiliation.`;
}

function ContestRules({ view, contest }: { readonly view: ElectionView; readonly contest: Contest }) {
  if (contest.motion !== null) return <MotionRules motion={contest.motion} />;
  return (
    <>
      {contest.options === null ? (
        <SeatRules contest={contest} />
      ) : (
        <OptionRules contest={contest} options={contest.options} />
      )}
      {methodOf(contest).defaultAnswer !== undefined && <p>{rootQuorumWords(view.turnout.roll)}</p>}
    </>
  );
}

function OptionRules({
  contest,
  options,
}: {
  readonly contest: Contest;
  readonly options: NonNullable<Contest['options']>;
}) {
  return (
    <>
      <p>
        One of several texts, or none of them. {contestRuleWords(contest)} {optionsEffectWords(options)}{' '}
        <a href={`/methods/${contest.method}`}>What this way of voting does</a>
      </p>
      <ul>
        {contest.candidates.map(
          ({ id, name, majority }) =>
            majority !== null && (
              <li key={id}>
                <b dir="auto">{name}</b>: {optionMajorityWords(majority)}
              </li>
            ),
        )}
      </ul>
    </>
  );
}

function SeatRules({ contest }: { readonly contest: Contest }) {
  const count = contest.candidates.filter(({ isDefault }) => !isDefault).length;
  const candidates = count === 0 ? 'candidates not announced yet' : counted(count, 'candidate');
  const ends = contest.namedSeats.map(
    ({ name, endsOn }) => `${name}${endsOn === null ? '' : ` until ${dayInWords(endsOn)}`}`,
  );
  return (
    <>
      <p>
        {seatsWords(contest.seats)}, {candidates}. {contestRuleWords(contest)}{' '}
        <a href={`/methods/${contest.method}`}>What this way of voting does</a>
      </p>
      <p class="soft">
        {listed(ends)}
        {contest.termsStartOn !== null && `, from ${dayInWords(contest.termsStartOn)}`}.
      </p>
      {contest.affiliationCap !== null && <p class="soft">{capWords(contest.affiliationCap)}</p>}
    </>
  );
}

function MotionRules({ motion }: { readonly motion: Motion }) {
  return (
    <p>
      A motion: for, against or abstain. {majorityWords(motion)} {effectWords(motion)}
    </p>
  );
}

/** So that anybody can look for a ballot of a void credential on the board, and find none. */
function VoidLinks({ view }: { readonly view: ElectionView }) {
  const replaced = view.registrar?.replaced ?? [];
  if (replaced.length === 0) return null;
  return (
    <details>
      <summary>The public credentials that are void, and those in their place</summary>
      <ul class="below stack-s small">
        {replaced.map(({ voided, spare, at }) => (
          <li key={voided}>
            Since {shortMoment(at)}: <span class="mono break">{voided}</span>, now{' '}
            <span class="mono break">{spare}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function tieRuleWords({ ties, keyHolder }: ElectionView): string {
  if (ties === 'draw') return 'A tie that decides something is broken by a public draw after the count.';
  const lot = 'A tie that decides something is broken by a lot, which the keys open with the result.';
  return keyHolder === 'server'
    ? `${lot} The server holds the only key, so its operator could know the lot before.`
    : `${lot} Nobody knows it before, and anybody can replay it.`;
}

function FingerprintCard({ fingerprint }: { readonly fingerprint: string }) {
  return (
    <Card title="Fingerprint of this election">
      <p class="small soft">It covers the candidates, the dates and every rule on this page.</p>
      <p class="mono small break">{fingerprint}</p>
    </Card>
  );
}

function quorumWords({ quorum, turnout }: ElectionView): string {
  if (quorum === null) return 'The rules ask for no quorum: the election counts however many vote.';
  const needed = turnout.needed === null ? '' : ` That is ${turnout.needed} of ${turnout.roll} voters.`;
  return `${quorumRuleWords(quorum)} of the roll must cast a ballot.${needed} Blank ballots count. If quorum is missed, the election is void: nobody is elected and no vote is opened.`;
}

function keyHolderWords({ keyHolder, trustees, threshold }: ElectionView): string {
  if (keyHolder === 'server') {
    return 'The server holds the only key. The organisation chose that: whoever runs the server could open single ballots.';
  }
  const names = listed(trustees.map(({ name }) => name));
  if (threshold !== null)
    return `${threshold} of these ${trustees.length} people together open the result, with a key of the server: ${names}. Fewer of them can open nothing, and neither can the server.`;
  return trustees.length === 1
    ? `One trustee holds the key: ${names}. Nobody else can open anything.`
    : `Each of these ${trustees.length} trustees holds one key: ${names}. All of them are needed to open the result, and nobody of them alone can open anything.`;
}
