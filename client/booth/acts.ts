import { findTracker, readElection } from '../../api/elections.ts';
import type { Endpoint } from '../../api/endpoint.ts';
import { signInByCode } from '../../api/people.ts';
import type { Contest } from '../../api/values.ts';
import { auditBallot, castBallot, readBallotPaper, readVoter, requestBallotCode } from '../../api/voting.ts';
import { linkProof } from '../../protocol/link-proof.ts';
import { call, nameOf, type Answer } from '../call.ts';
import { randomOrder } from '../parts/shuffle.ts';
import type { Hands } from './hands.ts';
import type { Tab } from './keep.ts';
import { startSealer, type Sealer } from './sealer.ts';
import { allMarks, isTesting, type CastProblem, type Event, type Sealed, type State, type Stop } from './state.ts';

/** What the booth does with the world outside: it asks the server, seals in the worker, and says what happened. */

type Say = (event: Event) => void;

/** Looks up the election and the voter at once. Opening a link changes nothing. */
export async function load(electionId: string, tab: Tab, say: Say): Promise<void> {
  const path = { electionId };
  if (tab.cut) {
    say({ type: 'stopped', stop: { why: 'link-cut' } });
    return;
  }
  const asked = call(readElection, { path });
  if (tab.credential === undefined) {
    loadReceipt(await asked, tab, say);
    return;
  }
  if (!canSeal()) {
    say({ type: 'stopped', stop: { why: 'cannot-seal' } });
    return;
  }
  const link = linkProof(electionId, tab.credential);
  const [view, voter] = await Promise.all([asked, call(readVoter, { path, body: { link } })]);
  if (!view.ok) {
    say({ type: 'stopped', stop: stopOf(view) });
    return;
  }
  if (!voter.ok) {
    say({ type: 'stopped', stop: stopOf(voter) });
    return;
  }
  const orders = view.reply.contests.map(orderFor);
  say({ type: 'arrived', view: view.reply, voter: voter.reply, orders, kept: tab.kept });
  if (view.reply.phase === 'open') await readPaper(electionId, say);
}

/** Names come in a random order made once for this voter; the answers of a motion in their own. */
function orderFor({ motion, candidates }: Contest): readonly number[] {
  return motion === null ? randomOrder(candidates.map(({ name }) => name)) : candidates.map((_, place) => place);
}

function loadReceipt(view: Answer<typeof readElection>, tab: Tab, say: Say): void {
  if (!view.ok) say({ type: 'stopped', stop: stopOf(view) });
  else if (tab.done === undefined) say({ type: 'stopped', stop: { why: 'no-link' } });
  else say({ type: 'receipt-kept', view: view.reply, done: tab.done });
}

function canSeal(): boolean {
  return typeof Worker === 'function' && typeof BigInt === 'function' && 'getRandomValues' in crypto;
}

function stopOf(answer: Exclude<Answer<Endpoint>, { readonly ok: true }>): Stop {
  if (answer.problem === undefined) return { why: 'no-answer', lost: answer.lost };
  switch (nameOf(answer.problem)) {
    case 'not-found':
    case 'malformed-request':
      return { why: 'no-election' };
    case 'link-refused':
      return { why: 'link-refused' };
    default:
      return { why: 'refused', problem: answer.problem };
  }
}

let sealer: Sealer | undefined;

/** While the voter reads: fetch the frozen definition and let the worker build its tables. */
async function readPaper(electionId: string, say: Say): Promise<void> {
  const paper = await call(readBallotPaper, { path: { electionId } });
  if (!paper.ok) {
    say({ type: 'stopped', stop: stopOf(paper) });
    return;
  }
  try {
    sealer = startSealer();
    say({ type: 'paper-read', questions: await sealer.prepare(paper.reply.election) });
  } catch {
    say({ type: 'stopped', stop: { why: 'cannot-seal' } });
  }
}

interface Booth {
  readonly electionId: string;
  readonly credential: string | undefined;
  readonly say: Say;
  readonly state: () => State;
}

export function boothHands(booth: Booth): Hands {
  return {
    say: booth.say,
    askCode: () => void askCode(booth),
    enterCode: () => void enterCode(booth),
    cast: () => void cast(booth),
    lookOnBoard: () => void lookOnBoard(booth),
    sealToTest: () => void sealToTest(booth),
    openSealed: () => void openSealed(booth),
    tryAgain: () => location.reload(),
  };
}

async function askCode({ electionId, credential = '', say }: Booth): Promise<void> {
  say({ type: 'code-asked' });
  const answer = await call(requestBallotCode, {
    path: { electionId },
    body: { link: linkProof(electionId, credential) },
  });
  if (answer.ok) say({ type: 'code-sent', requestId: answer.reply.requestId });
  else say({ type: 'code-failed', words: answer.problem?.title ?? notConnected, again: true });
}

const notConnected = 'No connection. Try again when you are online.';

async function enterCode(booth: Booth): Promise<void> {
  const { requestId = '', digits } = booth.state().code;
  const code = digits.replaceAll(/\D/g, '');
  if (code.length !== 6) {
    booth.say({ type: 'code-failed', words: 'Type the 6 digits of the code', again: false });
    return;
  }
  booth.say({ type: 'code-checking' });
  const answer = await call(signInByCode, { body: { requestId, code } });
  if (!answer.ok) {
    booth.say({ type: 'code-failed', words: codeWords(answer), again: false });
    return;
  }
  const atCasting = booth.state().stage.at === 'check';
  booth.say({ type: 'signed-in' });
  if (atCasting) await cast(booth);
}

function codeWords({ problem }: Exclude<Answer<typeof signInByCode>, { readonly ok: true }>): string {
  if (problem === undefined) return notConnected;
  return nameOf(problem) === 'code-refused'
    ? 'The code is wrong, used or too old. Check it, or have a new one sent.'
    : (problem.detail ?? problem.title);
}

/** One press: seal, send, be told. What was sealed before and not changed since is sent again as it is. */
async function cast({ electionId, credential, say, state }: Booth): Promise<void> {
  if (state().casting !== 'no' || isTesting(state())) return;
  say({ type: 'sealing' });
  const sealed = state().sealed ?? (await seal(credential, allMarks(state())));
  if (sealed === undefined) {
    say({ type: 'not-cast', problem: { kind: 'cannot-seal' } });
    return;
  }
  say({ type: 'sealed', sealed });
  const answer = await call(castBallot, { path: { electionId }, body: { ballot: sealed.ballot }, patience: 20_000 });
  if (!answer.ok) {
    say({ type: 'not-cast', problem: castProblem(answer) });
    return;
  }
  say({ type: 'cast', receipt: answer.reply });
  sealer?.end();
}

async function seal(
  credential: string | undefined,
  marks: readonly (readonly number[])[],
): Promise<Sealed | undefined> {
  if (credential === undefined) return undefined;
  return sealer?.seal(credential, marks).catch(() => undefined);
}

function castProblem({ problem, lost }: Exclude<Answer<typeof castBallot>, { readonly ok: true }>): CastProblem {
  if (problem === undefined) return { kind: lost === 'offline' ? 'offline' : 'unknown-arrival' };
  switch (nameOf(problem)) {
    case 'not-signed-in':
      return { kind: 'sign-in-again' };
    case 'busy':
    case 'too-many-requests':
      return { kind: 'too-busy' };
    case 'internal-error':
    case 'request-too-slow':
      return { kind: 'unknown-arrival' };
    default:
      return { kind: 'refused', problem };
  }
}

async function sealToTest({ credential, say, state }: Booth): Promise<void> {
  if (state().casting !== 'no' || isTesting(state())) return;
  say({ type: 'test-sealing' });
  const sealed = await seal(credential, allMarks(state()));
  if (sealed === undefined) say({ type: 'test-failed', words: 'Your browser could not seal it. Try again.' });
  else say({ type: 'test-sealed', sealed });
}

async function openSealed({ electionId, say, state }: Booth): Promise<void> {
  const { sealed, casting } = state();
  if (sealed === undefined || casting !== 'no' || isTesting(state())) return;
  say({ type: 'test-opening' });
  const opened = await sealer?.open(sealed.promise).catch(() => undefined);
  if (opened === undefined) {
    say({ type: 'test-failed', words: 'This ballot is not here any more. Seal a new one.' });
    return;
  }
  const answer = await call(auditBallot, { path: { electionId }, body: { opened }, patience: 20_000 });
  if (answer.ok) say({ type: 'test-opened', ...answer.reply });
  else say({ type: 'test-failed', words: answer.problem?.detail ?? noAnswer });
}

const noAnswer = 'No answer came. It is not cast. Seal a new one.';

async function lookOnBoard({ electionId, say, state }: Booth): Promise<void> {
  const { sealed } = state();
  if (sealed === undefined) return;
  say({ type: 'looking' });
  const answer = await call(findTracker, { path: { electionId }, query: { tracker: sealed.tracker } });
  if (!answer.ok) {
    say({ type: 'not-cast', problem: { kind: 'unknown-arrival' } });
    return;
  }
  const { found, height } = answer.reply;
  if (found === 'not-found') {
    say({ type: 'not-cast', problem: { kind: 'not-on-board' } });
    return;
  }
  say({ type: 'found', height });
  sealer?.end();
}
