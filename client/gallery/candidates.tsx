import type { ElectionView } from '../../api/elections.ts';
import type { Candidate, Contest } from '../../api/values.ts';
import { Heading } from '../parts/heading.tsx';
import { Prose } from '../parts/prose.tsx';
import { ElectionFrame } from './frame.tsx';
import { useShuffled } from './random.ts';
import { seatsWords } from './words.ts';

/** Read and compare fairly: a random order for every view, and equal room for everybody. */
export function CandidatesPage({ view }: { readonly view: ElectionView }) {
  const all = view.contests.reduce((sum, { candidates }) => sum + candidates.length, 0);
  return (
    <ElectionFrame view={view} at="candidates">
      <div class="stack-s">
        <p class="small soft">{view.name}</p>
        <Heading title={`Candidates – ${view.name}`}>{all === 1 ? '1 candidate' : `${all} candidates`}</Heading>
        <p class="lead soft">The order is random each time this page is opened.</p>
      </div>
      {view.contests.map((contest) => (
        <ContestCandidates key={contest.title} contest={contest} />
      ))}
    </ElectionFrame>
  );
}

function ContestCandidates({ contest }: { readonly contest: Contest }) {
  const order = useShuffled(contest.candidates.length);
  return (
    <section class="stack">
      <div class="head">
        <h2>{contest.title}</h2>
        <span class="soft small">{seatsWords(contest.seats)}</span>
      </div>
      <ul class="people">
        {order.map((place) => (
          <Person key={place} candidate={contest.candidates[place]} />
        ))}
      </ul>
    </section>
  );
}

const longStatement = 420;

function Person({ candidate }: { readonly candidate: Candidate | undefined }) {
  if (candidate === undefined) return null;
  const { name, affiliation, statementHtml } = candidate;
  return (
    <li class="card stack-s">
      <div>
        <h3 dir="auto">{name}</h3>
        {affiliation !== '' && (
          <p class="soft small" dir="auto">
            {affiliation}
          </p>
        )}
      </div>
      <Statement name={name} html={statementHtml} />
    </li>
  );
}

/** A long statement is folded, so that everybody takes the same room until somebody asks for more. */
function Statement({ name, html }: { readonly name: string; readonly html: string }) {
  if (html === '') return <p class="soft small">No statement was given.</p>;
  const text = html.replaceAll(/<[^>]*>/gu, ' ');
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
  const start = text.slice(0, longStatement - 120).replaceAll(/\s+/gu, ' ');
  return start.slice(0, Math.max(start.lastIndexOf(' '), 1));
}
