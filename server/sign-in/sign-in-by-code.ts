import type { signInByCode as contract } from '../../api/people.ts';
import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import { ensurePerson } from '../../db/people.ts';
import { takeTry, useSignInRequest, type SignInRequest } from '../../db/sign-in.ts';
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
  if (request === undefined || !isRight) throw refusal(request?.tries);
  return ports.db.transaction().execute(async (trx) => {
    const personId = await personOf(trx, request, ports.clock.now());
    if (personId === undefined) throw refusal(request.tries);
    if (!(await useSignInRequest(trx, request.id, ports.clock.now()))) throw refusal(undefined);
    return startSession(ports, trx, personId, 'code');
  });
}

/** Whom the code is for. Of somebody who joins the code has just proved the address, and makes the person. */
async function personOf(
  trx: Transaction,
  { personId, newAddress, newName }: SignInRequest,
  now: Temporal.Instant,
): Promise<string | undefined> {
  if (personId !== null) return personId;
  return newAddress === null ? undefined : ensurePerson(trx, { name: newName ?? '', email: newAddress }, now);
}

function refusal(tries: number | undefined): Problem {
  const left = tries === undefined ? 0 : mostTries - tries;
  if (left <= 0) return new Problem('code-refused', { triesLeft: 0, detail: 'Ask for a new code.' });
  return new Problem('code-refused', { triesLeft: left, detail: 'Check the digits, or ask for a new code.' });
}
