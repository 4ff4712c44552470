import type { CandidatePage as Facts, CandidateQuestion } from '../../api/candidates.ts';
import type { ElectionView } from '../../api/elections.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Card, Notice } from '../parts/boxes.tsx';
import { counted } from '../parts/counts.ts';
import { Heading } from '../parts/heading.tsx';
import { Portrait } from '../parts/portrait.tsx';
import { Prose } from '../parts/prose.tsx';
import { seededBelow, shuffledPlaces } from '../parts/shuffle.ts';
import { plainDay, shortDay } from '../parts/when.ts';
import { ElectionFrame } from './frame.tsx';
import { addressOf } from './page.ts';
import { listed } from './words.ts';

/** One candidate: everything that the candidate and others said, and what was asked. */
export function CandidatePage({
  view,
  facts,
  seed,
}: {
  readonly view: ElectionView;
  readonly facts: Facts;
  readonly seed: number;
}) {
  const { candidate, contest } = facts;
  return (
    <ElectionFrame view={view} at="candidates">
      <p class="small">
        <a href={addressOf(view.id, 'candidates')}>All candidates</a>
      </p>
      <div class="who">
        <Portrait candidate={candidate} />
        <div class="stack-s">
          <Heading title={`${candidate.name} – ${view.name}`}>{candidate.name}</Heading>
          <p class="soft">
            Stands for {contest.title}, {view.name}
          </p>
        </div>
      </div>
      {candidate.withdrawnAt !== null && (
        <Notice tone="warn">
          <p>
            Withdrew on {plainDay(candidate.withdrawnAt)}
            {facts.withdrawnWhy !== null && `: ${facts.withdrawnWhy}`}
          </p>
        </Notice>
      )}
      <div class="cols">
        <div class="stack-l">
          <section class="stack-s">
            <h2>Statement</h2>
            {candidate.statementHtml === '' ? (
              <p class="soft">No statement was given.</p>
            ) : (
              <Prose html={candidate.statementHtml} level={3} />
            )}
          </section>
          <Nominators facts={facts} />
          <Questions electionId={view.id} facts={facts} seed={seed} isOpen={isOpen(view)} />
        </div>
        <aside class="stack">
          <About facts={facts} />
        </aside>
      </div>
    </ElectionFrame>
  );
}

function isOpen({ phase }: ElectionView): boolean {
  return phase === 'draft' || phase === 'scheduled' || phase === 'open';
}

function About({ facts: { candidate, previousService, declared, supporters } }: { readonly facts: Facts }) {
  return (
    <Card title="About">
      <p class="label">Affiliations</p>
      <p dir="auto">{candidate.affiliation === '' ? 'None was disclosed.' : candidate.affiliation}</p>
      {previousService !== '' && (
        <>
          <p class="label">Previous service</p>
          <p dir="auto">{previousService}</p>
        </>
      )}
      {declared.length > 0 && (
        <>
          <p class="label">Declares</p>
          {declared.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </>
      )}
      {supporters > 0 && <p>{counted(supporters, 'voting member stands', 'voting members stand')} behind this.</p>}
    </Card>
  );
}

/** Those who proposed the candidate, with what they wrote; those who wrote nothing in one line. */
function Nominators({ facts: { nominatedBy } }: { readonly facts: Facts }) {
  if (nominatedBy.length === 0) return null;
  const silent = nominatedBy.filter(({ html }) => html === '').map(({ name }) => name);
  return (
    <section class="stack-s">
      <h2>Nominated by</h2>
      {nominatedBy
        .filter(({ html }) => html !== '')
        .map(({ name, html }, place) => (
          <figure key={place} class="stack-s">
            <Prose html={html} level={3} />
            <figcaption class="soft small">{name}</figcaption>
          </figure>
        ))}
      {silent.length > 0 && <p>{listed(silent)}</p>}
    </section>
  );
}

interface QuestionsProps {
  readonly electionId: string;
  readonly facts: Facts;
  readonly seed: number;
  readonly isOpen: boolean;
}

function Questions({ electionId, facts: { takesQuestions, questions }, seed, isOpen: canAsk }: QuestionsProps) {
  if (!takesQuestions && questions.length === 0) return null;
  return (
    <section class="stack" id="questions">
      <h2>Questions and answers</h2>
      {questions.length === 0 && <p class="soft">Nothing was asked yet.</p>}
      {questions.map((question) => (
        <Question key={question.id} question={question} seed={seed} />
      ))}
      {takesQuestions && canAsk && (
        <p>
          <ButtonLink href={`/questions/${electionId}`} kind="plain">
            Ask a question, or answer one
          </ButtonLink>
        </p>
      )}
    </section>
  );
}

/** All answers to one question together, in a random order and with equal room. */
function Question({ question, seed }: { readonly question: CandidateQuestion; readonly seed: number }) {
  const { text, by, at, answers, waiting } = question;
  return (
    <article class="card stack-s">
      <h3 dir="auto">{text}</h3>
      <p class="soft small">
        {by}, {shortDay(at)}
      </p>
      {shuffledPlaces(answers.length, seededBelow(seed)).map((place) => {
        const answer = answers[place];
        if (answer === undefined) return null;
        return (
          <div key={answer.candidateId} class="stack-s">
            <p class="label">
              {answer.name}
              {answer.isEdited && <span class="soft small"> edited {shortDay(answer.at)}</span>}
            </p>
            <Prose html={answer.html} />
          </div>
        );
      })}
      {waiting.length > 0 && <p class="soft small">Not answered yet: {listed(waiting)}</p>}
    </article>
  );
}
