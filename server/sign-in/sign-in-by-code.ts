import type { signInByCode as contract } from '../../api/people.ts';
import { takeTry, useSignInRequest } from '../../db/sign-in.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { startSession } from './start-session.ts';

const mostTries = 5;

/** Signs in with the mailed code. A try is counted before the code is looked at, so that tries at once do not help. */
export async function signInByCode(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  await ports.limits.take('code-network', caller.network);
  const request = await ports.db
    .transaction()
    .execute((trx) => takeTry(trx, body.requestId, mostTries, ports.clock.now()));
  const isRight = await ports.passwords.matches(request?.codeHash ?? null, body.code);
  if (request === undefined || !isRight || request.personId === null) throw refusal(request?.tries);
  const { id, personId } = request;
  return ports.db.transaction().execute(async (trx) => {
    if (!(await useSignInRequest(trx, id, ports.clock.now()))) throw refusal(undefined);
    return startSession(ports, trx, personId, 'code');
  });
}

function refusal(tries: number | undefined): Problem {
  const left = tries === undefined ? 0 : mostTries - tries;
  if (left <= 0) return new Problem('code-refused', { triesLeft: 0, detail: 'Ask for a new code.' });
  return new Problem('code-refused', { triesLeft: left, detail: 'Check the digits, or ask for a new code.' });
}
