import { useState } from 'preact/hooks';
import { answerQuestion, askQuestion, readMyQuestions, type MyQuestions } from '../../api/candidates.ts';
import { call } from '../call.ts';
import { Card, ErrorSummary, Notice, type PlacedProblem } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Prose } from '../parts/prose.tsx';
import { useReading } from '../parts/reading.ts';
import { FailedNotice, placedProblems, problemAt } from '../parts/refusals.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { shortDay, shortMoment } from '../parts/when.ts';
import { MemberFrame } from './frame.tsx';

/** `/questions/ELECTION`: ask the candidates; as a candidate, answer. */
export function QuestionsPage({
  organisation,
  electionId,
}: {
  readonly organisation: string;
  readonly electionId: string;
}) {
  const { reply, failed, again, put } = useReading(readMyQuestions, { path: { electionId } });
  return (
    <MemberFrame organisation={organisation}>
      <Heading title="Questions to candidates" step="questions">
        Questions to candidates
      </Heading>
      {failed !== undefined && <FailedNotice failed={failed} onAgain={again} />}
      {reply === undefined && failed === undefined && <Waiting words="Reading the questions." />}
      {reply !== undefined && (
        <>
          <p class="lead">
            <a href={`/elections/${reply.electionId}/candidates`}>{reply.name}</a>. Questions and answers are public,
            with names.
          </p>
          {reply.toMe.map((one) => (
            <AnswerForm key={`${one.question.id} ${one.candidateId}`} mine={one} known={reply} onChanged={put} />
          ))}
          <Asking known={reply} onChanged={put} />
        </>
      )}
    </MemberFrame>
  );
}

interface Facts {
  readonly known: MyQuestions;
  readonly onChanged: (known: MyQuestions) => void;
}

function Asking({ known, onChanged }: Facts) {
  switch (known.cannotAsk) {
    case 'no-questions':
      return <p>The rules of this election provide for no questions.</p>;
    case 'not-yet':
      return <p>You can ask when the candidates are announced.</p>;
    case 'over':
      return <p>Voting has closed {shortMoment(known.closes.at, known.closes.zone)}. Questions stay as they are.</p>;
    case 'members-only':
      return (
        <p>
          Voting members can ask. <a href="/me">See how your membership stands</a>
        </p>
      );
    case null:
      return <AskForm known={known} onChanged={onChanged} />;
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  '#/body/text': 'Text',
  '#/body/contestId': 'Whom you ask',
  '#/body/candidateId': 'Whom you ask',
};

function AskForm({ known, onChanged }: Facts) {
  const everybody = known.contests.map(({ id, title }) => ({ value: id, words: `All who stand for ${title}` }));
  const [whom, setWhom] = useState(everybody[0]?.value ?? '');
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [state, setState] = useState<'idle' | 'busy' | 'asked'>('idle');
  const people = known.contests.flatMap(({ candidates }) =>
    candidates.map(({ id, name }) => ({ value: id, words: name })),
  );
  const ask = async (event: Event) => {
    event.preventDefault();
    setState('busy');
    const answer = await call(askQuestion, {
      path: { electionId: known.electionId },
      body: { ...askedOf(known, whom), text },
    });
    setState(answer.ok ? 'asked' : 'idle');
    setProblems(answer.ok ? [] : placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'Question'));
    if (!answer.ok) return;
    setText('');
    onChanged(answer.reply);
  };
  return (
    <form class="card stack" onSubmit={(event) => void ask(event)} noValidate>
      <h2>Ask a question</h2>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <SelectField
        id="whom"
        label="Whom do you ask?"
        value={whom}
        onValue={setWhom}
        options={[...everybody, ...people]}
      />
      <TextField
        id="text"
        label="Your question"
        hint="Plain text, at most 1,000 characters. It cannot be changed afterwards."
        problem={problemAt(problems, 'text')}
        value={text}
        onValue={setText}
      />
      <Button type="submit" full busy={state === 'busy' && 'Asking…'}>
        Ask it in public
      </Button>
      {state === 'asked' && (
        <Notice live>
          <p>Your question is on the candidates’ pages. They are told once a day.</p>
        </Notice>
      )}
    </form>
  );
}

/** A contest means all of its candidates. */
function askedOf({ contests }: MyQuestions, whom: string): { contestId: string; candidateId: string | null } {
  const contest = contests.find(({ candidates }) => candidates.some(({ id }) => id === whom));
  return contest === undefined ? { contestId: whom, candidateId: null } : { contestId: contest.id, candidateId: whom };
}

function AnswerForm({ mine, known, onChanged }: Facts & { readonly mine: MyQuestions['toMe'][number] }) {
  const { question, candidateId } = mine;
  const [text, setText] = useState(mine.mine);
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [state, setState] = useState<'idle' | 'busy' | 'answered'>('idle');
  const id = `answer-${question.id}`;
  const send = async (event: Event) => {
    event.preventDefault();
    setState('busy');
    const path = { electionId: known.electionId, questionId: question.id };
    const answer = await call(answerQuestion, { path, body: { candidateId, text } });
    setState(answer.ok ? 'answered' : 'idle');
    const found = answer.ok ? [] : placedProblems(answer, (pointer) => fieldNames[pointer] ?? 'Answer');
    setProblems(found.map(({ words, at }) => (at === 'text' ? { words, at: id } : { words })));
    if (answer.ok) onChanged(answer.reply);
  };
  const shown = question.answers.find((answer) => answer.candidateId === candidateId);
  return (
    <Card title={`To you: ${question.text}`}>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        {problems.length > 0 && <ErrorSummary problems={problems} />}
        <p class="soft small">
          {question.by}, {shortDay(question.at)}, {mine.contest}
        </p>
        <TextField
          id={id}
          label="Your answer"
          hint="Markdown. You can change it until voting closes; the page then says that it was edited."
          problem={problemAt(problems, id)}
          value={text}
          onValue={setText}
          rows={6}
        />
        <Button type="submit" busy={state === 'busy' && 'Answering…'}>
          {shown === undefined ? 'Answer in public' : 'Change the answer'}
        </Button>
        {state === 'answered' && shown !== undefined && (
          <Notice live title="So it stands on your page">
            <Prose html={shown.html} />
          </Notice>
        )}
      </form>
    </Card>
  );
}
