import type { ElectionView } from '../../api/elections.ts';
import type { Candidate, Contest } from '../../api/values.ts';
import { wordsOf } from '../../emails/markdown-text.ts';
import { counted } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import { Portrait } from '../parts/portrait.tsx';
import { Prose } from '../parts/prose.tsx';
import { seededBelow, shuffledPlaces } from '../parts/shuffle.ts';
import { shortMoment } from '../parts/when.ts';
import { CandidateName } from './candidate-name.tsx';
import { ElectionFrame } from './frame.tsx';
import { candidateAddress } from './page.ts';
import { seatsWords } from './words.ts';

/** Read and compare fairly: a random order for every view, which the server draws, and equal room for everybody. */
export function CandidatesPage({ view, seed }: { readonly view: ElectionView; readonly seed: number }) {
  const contests = view.contests.filter(({ kind }) => kind === 'people').map(withoutDefault);
  const all = contests.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const { candidates: announced } = view.timetable;
  return (
    <ElectionFrame view={view} at="candidates">
      <div class="stack-s">
        <p class="small soft">{view.name}</p>
        <Heading title={`Candidates – ${view.name}`}>
          {all === 0 ? 'The candidates are not announced yet' : counted(all, 'candidate')}
        </Heading>
        <p class="lead soft">
          {all > 0
            ? 'The order is random each time this page is opened.'
            : announced === null
              ? 'They are announced all at once, before voting opens.'
              : `They are announced all at once, ${shortMoment(announced.at, announced.zone)}.`}
        </p>
      </div>
      {contests.map((contest) => (
        <ContestCandidates key={contest.id} electionId={view.id} contest={contest} seed={seed} />
      ))}
    </ElectionFrame>
  );
}

/** None of the above stands on the ballot, and is nobody to read about. */
function withoutDefault(contest: Contest): Contest {
  return { ...contest, candidates: contest.candidates.filter(({ isDefault }) => !isDefault) };
}

function ContestCandidates({
  electionId,
  contest,
  seed,
}: {
  readonly electionId: string;
  readonly contest: Contest;
  readonly seed: number;
}) {
  const order = shuffledPlaces(contest.candidates.length, seededBelow(seed));
  return (
    <section class="stack">
      <div class="head">
        <h2>{contest.title}</h2>
        <span class="soft small">{seatsWords(contest.seats)}</span>
      </div>
      <ul class="people">
        {order.map((place) => (
          <Person key={contest.candidates[place]?.id} electionId={electionId} candidate={contest.candidates[place]} />
        ))}
      </ul>
    </section>
  );
}

const longStatement = 420;

function Person({ electionId, candidate }: { readonly electionId: string; readonly candidate: Candidate | undefined }) {
  if (candidate === undefined) return null;
  const { id, name, affiliation, statementHtml } = candidate;
  return (
    <li class="card stack-s">
      <div class="who">
        <Portrait candidate={candidate} />
        <div>
          <h3>
            <a href={candidateAddress(electionId, id)}>
              <CandidateName candidate={candidate} />
            </a>
          </h3>
          {affiliation !== '' && (
            <p class="soft small" dir="auto">
              {affiliation}
            </p>
          )}
        </div>
      </div>
      <Statement name={name} html={statementHtml} />
    </li>
  );
}

/** A long statement is folded, so that everybody takes the same room until somebody asks for more. */
function Statement({ name, html }: { readonly name: string; readonly html: string }) {
  if (html === '') return <p class="soft small">No statement was given.</p>;
  const text = wordsOf(html, ' ');
  if (text.length <= longStatement) return <Prose html={html} />;
  return (
    <>
      <p dir="auto" class="prose">
        {opening(text)} …
      </p>
      <details>
        <summary>
          The whole statement<span class="only-read"> of {name}</span>
        </summary>
        <Prose html={html} />
      </details>
    </>
  );
}

/** The beginning, cut after a word. */
function opening(text: string): string {
  const start = text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, longStatement - 120);
  return start.slice(0, Math.max(start.lastIndexOf(' '), 1));
}
