import { encodeElection, encodeTrustees } from '../protocol/election.ts';
import { generateCredential } from '../protocol/credential.ts';
import { generateTrusteeKey } from '../protocol/trustee-key.ts';
import { generateUuid } from '../protocol/uuid.ts';
import { sumsQuestion } from '../protocol/question.ts';

/** A frozen election of one approval contest, and what a voter brings to it. */
export function paper(choices: number) {
  const uuid = generateUuid();
  const election = encodeElection({
    uuid,
    name: 'Bench',
    description: '',
    questions: [
      sumsQuestion({
        question: 'Board',
        answers: Array.from({ length: choices }, (_, place) => `Candidate ${place + 1}`),
        min: 0,
        max: choices,
      }),
    ],
    trustees: encodeTrustees([generateTrusteeKey().publicKey]),
  });
  const marks = [Array.from({ length: choices }, (_, place) => (place % 5 === 0 ? 1 : 0))];
  return { election, credential: generateCredential(), choices: marks };
}
