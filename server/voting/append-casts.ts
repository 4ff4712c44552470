import type { Receipt } from '../../api/voting.ts';
import { wasAudited } from '../../db/audited-ballots.ts';
import {
  appendBallots,
  claimCiphertexts,
  findBallot,
  findEvent,
  findLastBallot,
  findTrackers,
} from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockBallotBox, type BallotBox } from '../../db/elections.ts';
import { findMailFacts } from '../../db/mail.ts';
import { findEntriesOfPeople, markVoted, type Voting } from '../../db/roll.ts';
import type { VerifiedBallot } from '../../protocol/ballot.ts';
import { hashOf } from '../../protocol/board.ts';
import { assertFound, assertOpen } from '../lifecycle.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { notOnRoll } from './request-ballot-link.ts';
import { wrongCredential } from './wrong-credential.ts';

/** A verified ballot on its way to the board, and who sends it. */
export interface Cast {
  readonly personId: string;
  readonly ballot: VerifiedBallot;
}

/** A receipt before it is signed; `event` is the text of the ballot's event. */
export type Unsigned = Omit<Receipt, 'signed'> & { readonly event: string };

/** What became of ballots, each in its place, and the key with which their receipts are signed. */
export interface Appended {
  readonly outcomes: readonly (Unsigned | Problem)[];
  readonly boardKey: string | null;
}

/**
 * Puts ballots, each of another voter, on the board in one transaction under the election's row lock: open? on the
 * roll? this voter's credential? no copy? Event, turnout, receipt. Each ballot has its own fate. A `Problem` that is
 * thrown is the fate of all; anything else that is thrown may be the fault of one, and nothing is written.
 */
export async function appendCasts(ports: Ports, electionId: string, casts: readonly Cast[]): Promise<Appended> {
  return ports.db.transaction().execute(async (trx) => {
    const box = assertFound(await lockBallotBox(trx, electionId), 'public');
    assertOpen(box, ports.clock.now());
    const personIds = casts.map(({ personId }) => personId);
    const entries = await findEntriesOfPeople(trx, electionId, personIds);
    const trackers = casts.map(({ ballot }) => ballot.tracker);
    const known = await findTrackers(trx, electionId, trackers);
    const fresh: Admitted[] = [];
    const settled = new Map<Cast, Unsigned | Problem>();
    for (const cast of casts) {
      const admitted = admit(cast, entries.get(cast.personId));
      if (admitted instanceof Problem) settled.set(cast, admitted);
      else if (known.has(cast.ballot.tracker)) settled.set(cast, await findReceipt(trx, electionId, cast.ballot));
      else fresh.push(admitted);
    }
    if (fresh.length > 0) {
      await claim(trx, electionId, fresh, casts.length === 1);
      for (const [cast, receipt] of await append(ports, trx, box, fresh)) settled.set(cast, receipt);
    }
    return { outcomes: casts.flatMap((cast) => settled.get(cast) ?? []), boardKey: box.boardKey };
  });
}

/** A ballot and the entry of the roll by which it is cast. */
interface Admitted {
  readonly cast: Cast;
  readonly entry: Voting;
}

function admit(cast: Cast, entry: Voting | undefined): Admitted | Problem {
  if (entry === undefined) return notOnRoll();
  return entry.credential === cast.ballot.credential ? { cast, entry } : wrongCredential();
}

/** The receipt of a ballot that is on the board already: harmless if it is the one that counts, else a replay. */
async function findReceipt(
  trx: Transaction,
  electionId: string,
  { tracker, credential }: VerifiedBallot,
): Promise<Unsigned | Problem> {
  const place = await findBallot(trx, electionId, tracker);
  const last = await findLastBallot(trx, electionId, credential);
  if (place === undefined || last?.tracker !== tracker) {
    return new Problem('ballot-replayed', {
      detail: 'A later ballot of yours replaced this one. Seal a new ballot to change it.',
    });
  }
  const facts = await findMailFacts(trx, receiptKey(electionId, tracker));
  const event = (await findEvent(trx, electionId, place.height)) ?? '';
  const [castAt, replaced] = [String(facts?.['castAt']), facts?.['replaced'] === true];
  return { tracker, height: place.height, head: hashOf(event), castAt, replaced, event };
}

async function claim(trx: Transaction, electionId: string, fresh: readonly Admitted[], isAlone: boolean) {
  const ballots = fresh.map(({ cast }) => cast.ballot);
  if (await claimCiphertexts(trx, electionId, ballots)) return;
  if (!isAlone) throw new Error('One of several ballots holds a copy');
  for (const { credential, ciphertexts } of ballots) {
    const elements = ciphertexts.map((text) => text.slice(0, 64));
    if (await wasAudited(trx, electionId, credential, elements)) {
      throw new Problem('ballot-audited', { detail: 'What it says is public. Seal a new ballot, and cast that.' });
    }
  }
  throw new Problem('ballot-replayed', {
    detail: 'A part of this ballot is on the board already. Seal a new ballot.',
  });
}

async function append(
  ports: Ports,
  trx: Transaction,
  box: BallotBox,
  fresh: readonly Admitted[],
): Promise<Map<Cast, Unsigned>> {
  const now = ports.clock.now();
  const ballots = fresh.map(({ cast }) => cast.ballot);
  const firsts = fresh.filter(({ entry }) => entry.votedAt === null);
  const events = await appendBallots(trx, box, ballots, firsts.length);
  await markVoted(
    trx,
    fresh.map(({ entry }) => entry.id),
    now,
  );
  const receipts = fresh.map(({ cast, entry }, place) => {
    const { height, hash: head, event } = at(events, place);
    const facts = { tracker: cast.ballot.tracker, height, castAt: now.toString(), replaced: entry.votedAt !== null };
    return { cast, entry, facts, receipt: { ...facts, head, event } };
  });
  await enqueueMails(
    ports,
    trx,
    receipts.map(({ entry, facts }) => ({
      ...{ key: receiptKey(box.id, facts.tracker), kind: 'receipt' as const, electionId: box.id, facts },
      ...{ toAddress: entry.email, toName: entry.name, rollEntryId: entry.id },
    })),
  );
  return new Map(receipts.map(({ cast, receipt }) => [cast, receipt]));
}

function at<T>(items: readonly T[], place: number): T {
  const item = items[place];
  if (item === undefined) throw new Error('Fewer events than ballots were appended');
  return item;
}

function receiptKey(electionId: string, tracker: string): string {
  return `receipt:${electionId}:${tracker}`;
}
