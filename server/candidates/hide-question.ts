import type { hideQuestion as contract } from '../../api/candidates.ts';
import { appendAudit } from '../../db/audit.ts';
import { markHidden, readQuestions } from '../../db/candidates.ts';
import { findElection } from '../../db/elections.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { readOfficeQuestions } from './office-questions.ts';

/** Takes a question off the pages; officers hide, they do not edit. */
export async function hideQuestion(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { electionId, questionId } = path;
  const now = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    const { id } = assertFound(await findElection(trx, electionId), 'office');
    const known = (await readQuestions(trx, id, 'all')).find((question) => question.id === questionId);
    if (known === undefined) throw new Problem('not-found', { detail: 'There is no such question.' });
    if (!(await markHidden(trx, { electionId, id: questionId }, body.reason, now)))
      throw new Problem('already-decided', { detail: 'Somebody hid it before.' });
    const facts = { question: known.text.slice(0, 200), reason: body.reason };
    await appendAudit(trx, { at: now, actor: actorOf(caller), action: 'hide-question', electionId, facts });
  });
  return readOfficeQuestions(ports, { path });
}
