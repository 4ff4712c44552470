import { readUnansweredCandidates } from '../../db/candidates.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';

/** A question rests for an hour, so that several make one mail and officers can hide what does not belong there. */
const restHours = 1;

/** Tells candidates of questions that wait for them, in one mail a day at most (UTC days). May run any number of times. */
export async function tellCandidates({ db, clock, queue }: Pick<Ports, 'db' | 'clock' | 'queue'>): Promise<void> {
  const now = clock.now();
  const today = now.toString().slice(0, 10);
  const waiting = await readUnansweredCandidates(db, now.subtract({ hours: restHours }), now, today);
  if (waiting.length === 0) return;
  await db.transaction().execute(async (trx) => {
    const mails = waiting.map(({ id, electionId, personId, name, email, questions }) => ({
      ...{ key: `candidate-questions:${id}:${today}`, kind: 'candidate-questions' as const, electionId, personId },
      ...{ toAddress: email, toName: name, facts: { questions } },
    }));
    await enqueueMails({ queue, clock }, trx, mails);
  });
}
