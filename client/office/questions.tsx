import { useState } from 'preact/hooks';
import { hideQuestion, readOfficeQuestions, type OfficeQuestions } from '../../api/candidates.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, type PlacedProblem } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay } from '../parts/when.ts';
import type { ElectionFacts } from './election-pages.tsx';
import { Trail } from './frame.tsx';
import { pathOf } from './route.ts';

/** What members asked the candidates. Officers can take a question off the pages; nobody can change one. */
export function QuestionsPage({ office, isOfficer }: ElectionFacts) {
  const { view } = office;
  const { reply, failed, again, put } = useReading(readOfficeQuestions, { path: { electionId: view.id } });
  return (
    <>
      <Trail name={view.name} href={pathOf(view.id)} />
      <Heading title={`Questions – ${view.name}`} step={pathOf(view.id, 'questions')}>
        Questions to candidates
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Reading the questions." />}
      {reply?.questions.length === 0 && <p>Nothing was asked yet.</p>}
      {reply?.questions.map((question) => (
        <Question key={question.id} electionId={view.id} question={question} isOfficer={isOfficer} onChanged={put} />
      ))}
    </>
  );
}

function Question({
  electionId,
  question,
  isOfficer,
  onChanged,
}: {
  readonly electionId: string;
  readonly question: OfficeQuestions['questions'][number];
  readonly isOfficer: boolean;
  readonly onChanged: (questions: OfficeQuestions) => void;
}) {
  const { id, text, by, at, contest, answers, waiting, hiddenAt, hiddenWhy } = question;
  return (
    <Card title={text}>
      <p class="soft small">
        {by}, {shortDay(at)}, {contest}. {counted(answers.length, 'answer')}, {waiting.length} not answered yet.
      </p>
      {hiddenAt !== null && (
        <p>
          Hidden on {shortDay(hiddenAt)}: {hiddenWhy}
        </p>
      )}
      {hiddenAt === null && isOfficer && <HideForm electionId={electionId} questionId={id} onChanged={onChanged} />}
    </Card>
  );
}

function HideForm({
  electionId,
  questionId,
  onChanged,
}: {
  readonly electionId: string;
  readonly questionId: string;
  readonly onChanged: (questions: OfficeQuestions) => void;
}) {
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const field = `reason-${questionId}`;
  const hide = async (event: Event) => {
    event.preventDefault();
    const answer = await call(hideQuestion, { path: { electionId, questionId }, body: { reason } });
    if (answer.ok) onChanged(answer.reply);
    else setProblems(placedProblems(answer, () => 'Reason').map(({ words }) => ({ words, at: field })));
  };
  return (
    <details>
      <summary>Hide this question</summary>
      <form class="stack" onSubmit={(event) => void hide(event)} noValidate>
        {problems.length > 0 && <ErrorSummary problems={problems} />}
        <Field
          id={field}
          label="Why?"
          hint="Kept in the log. The question leaves the pages with its answers."
          problem={problemAt(problems, field)}
          value={reason}
          onValue={setReason}
          autocomplete="off"
        />
        <Button type="submit" kind="plain">
          Hide it
        </Button>
      </form>
    </details>
  );
}
