import { useState } from 'preact/hooks';
import type { ContestResult, ElectionView } from '../../api/elections.ts';
import { countAgain } from '../../api/office.ts';
import type { Contest } from '../../api/values.ts';
import { call } from '../call.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { allWords, countWords } from '../parts/counts.ts';
import { mixedWords, opensBallots, votesWords } from '../parts/methods.ts';
import { FailedNotice, type Failed } from '../parts/refusals.tsx';
import { longMoment } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { outcomeWords } from './outcome-words.ts';
import { electedIn } from './read-back.ts';
import { pathOf } from './route.ts';

/** What comes after the close: the parts of the trustees, the result, the certificate, or nothing at all. */
export function AfterClose(facts: ElectionFacts) {
  const { view } = facts.office;
  switch (view.phase) {
    case 'draft':
    case 'scheduled':
    case 'open':
      return null;
    case 'closed':
      return <Opening {...facts} />;
    case 'tallied':
      return <Provisional {...facts} />;
    case 'certified':
      return <Certified {...facts} />;
    case 'void':
      return <Void {...facts} />;
  }
}

function Opening(facts: ElectionFacts) {
  const { view } = facts.office;
  if (view.isHeldBack) return <HeldBack {...facts} />;
  if (view.keyHolder === 'server') {
    return (
      <Notice title="The result is being opened">
        <p>
          {opensBallots(view)
            ? 'The server mixes the ballots and opens them with its key.'
            : 'The server computes the totals and opens them with its key.'}{' '}
          This page looks again by itself.
        </p>
      </Notice>
    );
  }
  if (view.mixing !== null) return <Mixing view={view} mixing={view.mixing} />;
  const come = view.trustees.filter(({ hasDecrypted }) => hasDecrypted).length;
  return (
    <Notice title={`${come} of ${view.trustees.length} trustees have added their part`}>
      <p>
        {view.threshold === null
          ? `${allWords(view.trustees.length)} needed`
          : `${view.threshold} of ${view.trustees.length} are needed`}
        ; then the result opens by itself. {opensBallots(view) && mixedWords}{' '}
        <a href={pathOf(view.id, 'trustees')}>Who has come</a>
      </p>
    </Notice>
  );
}

/** Nothing is published while two counts differ. */
function HeldBack({ office, isOfficer, onAgain }: ElectionFacts) {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const again = async () => {
    setBusy(true);
    const answer = await call(countAgain, { path: { electionId: office.view.id } });
    setBusy(false);
    if (answer.ok) onAgain();
    setFailed(answer.ok ? undefined : answer);
  };
  return (
    <Notice tone="stop" title="The result is held back">
      <p>
        Two programs counted the same ballots and came to different results, so nothing is published. The ballots are
        safe, and nobody has to vote again. Do not announce a result. Tell whoever runs this server: the log says where
        the two differ.
      </p>
      {isOfficer && (
        <p>
          <Button kind="plain" onPress={() => void again()} busy={isBusy && 'Counting…'}>
            Count again
          </Button>
        </p>
      )}
      {failed !== undefined && <FailedNotice failed={failed} />}
    </Notice>
  );
}

function Mixing({
  view,
  mixing: { done, needed },
}: {
  readonly view: ElectionView;
  readonly mixing: NonNullable<ElectionView['mixing']>;
}) {
  return (
    <Notice title={`${done} of ${needed} have mixed the ballots`}>
      <p>
        {mixedWords} Each trustee is asked in turn, by mail. <a href={pathOf(view.id, 'trustees')}>Whose turn it is</a>
      </p>
    </Notice>
  );
}

function Provisional({ office, isOfficer }: ElectionFacts) {
  const { view } = office;
  const isOpen = hasOpenTie(office);
  return (
    <Card title="Result, not certified yet">
      <ElectedList contests={view.contests} result={view.result ?? []} />
      <p class="buttons">
        {isOfficer && !isOpen && (
          <ButtonLink href={pathOf(view.id, 'certify')} kind="filled">
            Certify the result
          </ButtonLink>
        )}
        {hasSeats(office) && (
          <ButtonLink href={pathOf(view.id, 'seating')} kind={isOfficer && isOpen ? 'filled' : 'plain'}>
            {isOpen ? 'Record the public draw' : 'Seating: what if somebody declines'}
          </ButtonLink>
        )}
        <ButtonLink href={`/elections/${view.id}`}>Show all votes</ButtonLink>
        <ButtonLink href={`/elections/${view.id}/check`}>Check the record</ButtonLink>
      </p>
    </Card>
  );
}

/** A tie that nothing has broken yet: it is drawn in public before anybody certifies. */
export function hasOpenTie({ view }: ElectionFacts['office']): boolean {
  return view.result?.some(({ tied }) => tied !== null) === true;
}

function hasSeats({ view }: ElectionFacts['office']): boolean {
  return view.contests.some(({ kind }) => kind === 'people');
}

function Certified({ office, isOfficer }: ElectionFacts) {
  const { view } = office;
  const isSeated = view.contests.every(
    ({ kind }, place) => kind !== 'people' || (view.result?.[place]?.seating ?? null) !== null,
  );
  return (
    <Card title="Result, certified">
      <p>
        {view.certifiedBy ?? 'An officer'} certified it
        {view.certifiedAt === null ? '' : ` on ${longMoment(view.certifiedAt)}`}.
      </p>
      <ElectedList contests={view.contests} result={view.result ?? []} />
      <p class="buttons">
        {hasSeats(office) && (
          <ButtonLink href={pathOf(view.id, 'seating')} kind={isOfficer && !isSeated ? 'filled' : 'plain'}>
            {seatingWords(isSeated, electedIn(office) === 0)}
          </ButtonLink>
        )}
        <ButtonLink href={`/elections/${view.id}`}>Show all votes</ButtonLink>
        <ButtonLink href={`/elections/${view.id}/check`}>Check the record</ButtonLink>
      </p>
    </Card>
  );
}

function seatingWords(isSeated: boolean, isNobody: boolean): string {
  if (isSeated) return 'Who took which seat';
  return isNobody ? 'Record that nobody is seated' : 'Seat those elected';
}

function Void({ office }: ElectionFacts) {
  const { roll, voted, needed } = office.view.turnout;
  return (
    <Notice tone="stop" title="This election is void: the quorum was missed">
      <p>
        {countWords(voted)} of {countWords(roll)} voted; at least {countWords(needed ?? 0)} had to. Nobody is elected,
        and no ballot is opened or counted. Everybody on the roll gets a mail that says so.
      </p>
    </Notice>
  );
}

/** Who is elected or what is adopted, contest by contest; a tie for the last seat is said, not broken. */
export function ElectedList({
  contests,
  result,
}: {
  readonly contests: readonly Contest[];
  readonly result: readonly ContestResult[];
}) {
  return (
    <div class="stack">
      {contests.map((contest, place) => {
        const outcome = result[place];
        return (
          <div key={place} class="stack-s">
            <h3>{contest.title}</h3>
            {outcome === undefined ? <p>There is no result.</p> : <Elected contest={contest} outcome={outcome} />}
          </div>
        );
      })}
    </div>
  );
}

function Elected({ contest, outcome }: { readonly contest: Contest; readonly outcome: ContestResult }) {
  const nameOf = (candidate: number) => contest.candidates[candidate]?.name ?? '';
  const words = outcomeWords(contest, outcome);
  if (words !== undefined) {
    return (
      <>
        <BrokenTie contest={contest} outcome={outcome} />
        <p>{words}</p>
      </>
    );
  }
  return (
    <>
      <BrokenTie contest={contest} outcome={outcome} />
      {outcome.elected.length === 0 && <p>Nobody is elected.</p>}
      <ol class="numbered">
        {outcome.elected.map((candidate) => (
          <li key={candidate}>
            <span class="strong">{nameOf(candidate)}</span>{' '}
            <span class="soft">{outcome.votes !== null && votesWords(outcome.votes[candidate] ?? 0, contest)}</span>
          </li>
        ))}
      </ol>
      {outcome.tied !== null && (
        <Notice tone="warn" title="A tie for the last seats">
          <p>
            {outcome.tied.candidates.map(nameOf).join(', ')}{' '}
            {outcome.votes === null ? 'are equal' : 'have the same number of votes'} for {outcome.tied.seats}{' '}
            {outcome.tied.seats === 1 ? 'seat' : 'seats'}. None of them is elected yet. The rules ask for a public draw:
            hold it, and record it on the page Seating.
          </p>
        </Notice>
      )}
    </>
  );
}

function BrokenTie({ contest, outcome: { broken } }: { readonly contest: Contest; readonly outcome: ContestResult }) {
  if (broken === null) return null;
  const namesOf = (candidates: readonly number[]) =>
    candidates.map((candidate) => contest.candidates[candidate]?.name ?? '').join(', ');
  const [tied, won] = [namesOf(broken.candidates), namesOf(broken.won)];
  return (
    <p>
      {tied} tied{contest.kind === 'people' && ' for the last seats'}.{' '}
      {broken.by === 'lot' ? 'The lot' : 'The public draw'} decided: {won}.
    </p>
  );
}
