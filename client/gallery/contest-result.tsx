import type { ContestResult, ElectionView } from '../../api/elections.ts';
import type { Contest } from '../../api/values.ts';
import { Card, Notice } from '../parts/boxes.tsx';
import { Bar, MotionMeter, ScoreBar, share } from '../parts/charts.tsx';
import { dayInWords } from '../parts/days.ts';
import { FactList, ScrollBox, Table } from '../parts/lists.tsx';
import { methodWords } from '../parts/methods.ts';
import { MotionText } from '../parts/motion-text.tsx';
import { effectWords, majorityWords, type Motion } from '../parts/motion-words.ts';
import { optionsEffectWords } from '../parts/option-words.ts';
import { longMoment } from '../parts/when.ts';
import { CandidateName } from './candidate-name.tsx';
import { Explanation } from './explanation.tsx';
import { OptionsList } from './options-list.tsx';
import { addressOf } from './page.ts';
import {
  average,
  brokenWords,
  capital,
  countedWords,
  cutWords,
  givenWords,
  headline,
  invalidWords,
  ordinal,
  noneWords,
  resultRows,
  seatsWords,
  subjectWords,
  tieWords,
  type ResultRow,
} from './words.ts';

interface ContestProps {
  readonly view: ElectionView;
  readonly contest: Contest;
  readonly result: ContestResult;
  readonly alone: boolean;
}

/** One contest of a result: the finding, the counts, and what came of it. */
export function ContestSection({ view, contest, result, alone }: ContestProps) {
  if (contest.motion !== null && result.motion !== null) {
    return <MotionSection {...{ view, contest, alone }} motion={contest.motion} outcome={result.motion} />;
  }
  const tie = tieWords(contest, result);
  const broken = brokenWords(view, contest, result);
  const counted = countedWords(view, contest, result);
  const none = noneWords(contest, result);
  return (
    <section class="stack">
      {alone ? (
        <h2>{counted}</h2>
      ) : (
        <div class="stack-s">
          <p class="soft small">
            {contest.title} · {subjectWords(contest)}
          </p>
          <h2 class="finding">{headline(contest, result)}</h2>
          <p class="soft">{counted}</p>
        </div>
      )}
      {none !== undefined && <p class="lead">{none}</p>}
      {contest.options !== null && result.elected.length > 0 && <p>{optionsEffectWords(contest.options)}</p>}
      {tie !== undefined && (
        <Notice tone="warn">
          <p>{tie}</p>
        </Notice>
      )}
      {broken !== undefined && (
        <Notice title="How the tie was broken">
          <p>{broken}</p>
          {result.draw === null ? (
            <p>
              <a href={addressOf(view.id, 'check')}>Replay it in your browser</a>
            </p>
          ) : (
            <p>{result.draw.note}</p>
          )}
        </Notice>
      )}
      {result.votes === null ? (
        <PlacesTable contest={contest} result={result} />
      ) : (
        <ResultTable view={view} contest={contest} result={result} caption={counted} />
      )}
      {result.ballots !== null && <Given contest={contest} result={result} figures={result.ballots} />}
      <Explanation view={view} contest={contest} result={result} />
      {contest.options !== null && <OptionsList contest={contest} />}
      {result.seating !== null && <Seated contest={contest} seating={result.seating} />}
    </section>
  );
}

/** Who took which seat until when, and why others did not: nobody is left to guess. */
function Seated({
  contest,
  seating,
}: {
  readonly contest: Contest;
  readonly seating: NonNullable<ContestResult['seating']>;
}) {
  const rows = [
    ...seating.seated.map(({ seat, candidate, endsOn }) => ({
      ...{ seat, name: contest.candidates[candidate]?.name ?? '' },
      term: endsOn === null ? 'without an end' : dayInWords(endsOn),
    })),
    ...seating.vacant.map((seat) => ({ seat, name: 'Vacant', term: '' })),
  ];
  return (
    <Card title="Who took which seat" aside={`recorded ${longMoment(seating.at)}`} flush>
      <Table
        caption={`Who took which seat: ${contest.title}`}
        columns={[
          { title: 'Seat', cell: ({ seat }) => seat },
          { title: 'Who', cell: ({ name }) => <span dir="auto">{name}</span> },
          { title: 'Until', cell: ({ term }) => term },
        ]}
        rows={rows}
        keyOf={({ seat }) => seat}
      />
      <details class="steps-of-seating">
        <summary>
          Each decision with its reason<span class="only-read"> in {contest.title}</span>
        </summary>
        <ol>
          {seating.words.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      </details>
      {contest.body !== null && (
        <p class="steps-of-seating">
          <a href={`/bodies/${contest.body.slug}`}>{contest.body.name}: who holds what until when</a>
        </p>
      )}
    </Card>
  );
}

/** A motion: adopted or not, by how much, and from when. */
function MotionSection({
  view,
  contest,
  motion,
  outcome,
  alone,
}: Omit<ContestProps, 'result'> & {
  readonly motion: Motion;
  readonly outcome: NonNullable<ContestResult['motion']>;
}) {
  const { adopted, forVotes, against, abstain, blank, needed, words } = outcome;
  const whole = motion.base === 'eligible' ? view.turnout.roll : view.turnout.voted;
  return (
    <section class="stack">
      {!alone && (
        <div class="stack-s">
          <p class="soft small">{contest.title} · motion</p>
          <h2 class="finding">{adopted ? 'Adopted' : 'Not adopted'}</h2>
        </div>
      )}
      <p class="lead">
        {words} {adopted && effectWords(motion)}
      </p>
      <MotionMeter id={contest.id} counts={[forVotes, against, abstain]} whole={whole} needed={needed} label={words} />
      <FactList
        facts={[
          { term: 'For (filled)', says: String(forVotes) },
          { term: 'Against (outlined)', says: String(against) },
          { term: 'Abstain (hatched)', says: String(abstain) },
          { term: 'Blank', says: String(blank) },
        ]}
      />
      <p class="soft">{majorityWords(motion)}</p>
      <MotionText motion={motion} title={contest.title} />
    </section>
  );
}

function ResultTable({
  view,
  contest,
  result,
  caption,
}: {
  readonly view: ElectionView;
  readonly contest: Contest;
  readonly result: ContestResult;
  readonly caption: string;
}) {
  const rows = resultRows(contest, result);
  const inside = rows.filter(({ standing }) => standing === 'elected');
  const tied = rows.filter(({ standing }) => standing === 'tied');
  const outside = rows.filter(({ standing }) => standing === 'not-elected');
  const { many } = methodWords(contest);
  const draw = (row: ResultRow) => <CandidateRow key={row.candidate} row={row} whole={wholeOf(view, result)} />;
  return (
    <table role="table" class="bars">
      <caption class="only-read">{caption}, most first. Those elected stand above the line.</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Candidate
          </th>
          <th role="columnheader" scope="col">
            <span class="only-read">Bar</span>
          </th>
          <th role="columnheader" scope="col" class="num">
            {capital(many)}
          </th>
          <th role="columnheader" scope="col" class="num">
            {result.ballots === null ? 'Share' : 'Average'}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {inside.map(draw)}
        {inside.length > 0 && <CutRow words={cutWords(contest, result)} />}
        {tied.map(draw)}
        {tied.length > 0 && <CutRow words={`tied for ${seatsWords(result.tied?.seats ?? 0)}, above`} />}
        {outside.map(draw)}
      </tbody>
    </table>
  );
}

/** Where no single figure decides: who comes in which place. */
function PlacesTable({ contest, result }: Pick<ContestProps, 'contest' | 'result'>) {
  const rows = resultRows(contest, result);
  const of = (standing: ResultRow['standing']) =>
    rows
      .filter((row) => row.standing === standing)
      .map((row) => (
        <tr key={row.candidate} role="row" class={standing === 'elected' ? 'won' : undefined}>
          <th role="rowheader" scope="row">
            <CandidateName candidate={row} />
            <span class="only-read">{standings[standing]}</span>
          </th>
          <td role="cell" class="num">
            {ordinal(row.place)}
          </td>
        </tr>
      ));
  const [inside, tied] = [of('elected'), of('tied')];
  return (
    <table role="table" class="bars places">
      <caption class="only-read">
        The order of the count. Whoever is elected, or what is adopted, stands above the line.
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {contest.kind === 'people' ? 'Candidate' : 'Option'}
          </th>
          <th role="columnheader" scope="col" class="num">
            Place
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {inside}
        {inside.length > 0 && <CutRow words={cutWords(contest, result)} columns={2} />}
        {tied}
        {tied.length > 0 && <CutRow words={`tied for ${seatsWords(result.tied?.seats ?? 0)}, above`} columns={2} />}
        {of('not-elected')}
      </tbody>
    </table>
  );
}

const looks = { elected: 'fill', tied: 'tie', 'not-elected': 'outline' } as const;
const standings = { elected: ' (elected)', tied: ' (tied)', 'not-elected': '' } as const;

/** What a bar is measured by: as many votes as there are ballots, or the best score on every ballot. */
interface Whole {
  readonly ballots: number;
  readonly best: number;
}

function wholeOf({ turnout }: ElectionView, { ballots }: ContestResult): Whole {
  return ballots === null
    ? { ballots: turnout.voted, best: 1 }
    : { ballots: ballots.valid, best: Math.max(1, (ballots.given[0]?.length ?? 0) - 1) };
}

function CandidateRow({ row, whole: { ballots, best } }: { readonly row: ResultRow; readonly whole: Whole }) {
  return (
    <tr role="row" class={row.standing === 'elected' ? 'won' : undefined}>
      <th role="rowheader" scope="row">
        <CandidateName candidate={row} />
        <span class="only-read">{standings[row.standing]}</span>
      </th>
      <td role="cell" class="track">
        <Bar part={row.votes ?? 0} whole={ballots * best} look={looks[row.standing]} />
      </td>
      <td role="cell" class="num">
        {row.votes}
      </td>
      <td role="cell" class="num soft">
        {best === 1 ? share(row.votes ?? 0, ballots) : average(row.votes ?? 0, ballots)}
      </td>
    </tr>
  );
}

interface GivenProps {
  readonly contest: Contest;
  readonly result: ContestResult;
  readonly figures: NonNullable<ContestResult['ballots']>;
}

/** What each candidate was given, on how many ballots: a bar in steps of one hue, best first, and the numbers. */
function Given({ contest, result, figures: { valid, invalid, given } }: GivenProps) {
  const { title, aside, marks } = givenWords(contest, given);
  const captionId = `given-${contest.id}`;
  return (
    <Card title={title} aside={aside} flush>
      <p id={captionId} class="only-read">
        {title}: {contest.title}
      </p>
      <ScrollBox labelledBy={captionId}>
        <table class="given" aria-labelledby={captionId}>
          <thead>
            <tr>
              <th scope="col">{contest.kind === 'people' ? 'Candidate' : 'Option'}</th>
              {marks.map(({ mark, name }) => (
                <th key={mark} scope="col" class="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {resultRows(contest, result).map(({ candidate, name }) => (
              <tr key={candidate}>
                <th scope="row">
                  <span dir="auto">{name}</span>
                  <ScoreBar counts={marks.map(({ mark }) => given[candidate]?.[mark] ?? 0).reverse()} whole={valid} />
                </th>
                {marks.map(({ mark }) => (
                  <td key={mark} class="num">
                    {given[candidate]?.[mark] ?? 0}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {invalid > 0 && <p class="given-note">{invalidWords(invalid)}</p>}
    </Card>
  );
}

function CutRow({ words, columns = 4 }: { readonly words: string; readonly columns?: number }) {
  return (
    <tr role="row" class="cut">
      <td role="cell" colSpan={columns}>
        <p class="cutline">{words}</p>
      </td>
    </tr>
  );
}
