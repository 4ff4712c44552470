import { greeting } from './address.ts';
import { deadlineWords, type DeadlineFacts } from './deadline.ts';
import { letter, type Letter } from './letter.ts';

/** Tells a candidate, once a day at most, that questions wait. */
export function candidateQuestionsLetter(facts: {
  readonly organisation: string;
  readonly name: string;
  readonly election: string;
  readonly questions: number;
  readonly closes: DeadlineFacts;
  readonly link: string;
  readonly help: string;
}): Letter {
  const { organisation, name, election, questions, closes, link, help } = facts;
  const waiting = questions === 1 ? '1 question waits' : `${questions} questions wait`;
  return letter({
    organisation,
    subject: `${waiting} for your answer: ${election}`,
    why: `${greeting(name)}you stand in ${election}, and members have asked you something.`,
    paragraphs: [
      `${waiting} for your answer. You can answer, and change an answer, until voting closes: ${deadlineWords(closes)}.`,
      'Questions and answers are public. Where no answer is given, the page says so.',
    ],
    button: { words: 'Read and answer', link },
    after: [`You get this once a day at most, while a question waits. Help: ${help}.`],
  });
}
