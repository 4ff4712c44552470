import type { ContestSeating, recordSeating as contract, SeatingPass } from '../../api/seating.ts';
import type { Seating } from '../../counting/seating.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockBody, readSeats, readTerms } from '../../db/bodies.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection, readContests } from '../../db/elections.ts';
import { appendElectedTerms, appendSeating } from '../../db/seating.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { assertNotSeated, assertPasses, factsOfContest } from './seatable.ts';
import { allPasses, decide, planOf, seatOf, type SeatingFacts } from './seating-facts.ts';
import { viewOf } from './seating-view.ts';

/** Seats the people of one contest: what was decided goes on record, once, and their terms with it. */
export async function recordSeating(
  ports: Ports,
  { caller, path, body }: AskOf<typeof contract>,
): Promise<ContestSeating> {
  const at = ports.clock.now();
  const by = caller.session.person.name;
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'office');
    if (election.stage !== 'certified')
      throw new Problem('election-not-certified', { detail: 'Certify the result first, then seat those elected.' });
    await lockBodyOf(trx, election.id, path.contestId);
    await assertNotSeated(trx, election.id, path.contestId);
    const facts = await factsOfContest(trx, election, path.contestId);
    assertPasses(facts, body.passes);
    const passes = allPasses(facts, body.passes);
    const decided = await decide(facts, passes);
    await assertDecided(facts, passes);
    assertReadBack(decided.seated.length, body.seated);
    const terms = termsOf(facts, decided);
    await assertSeatsFree(trx, facts, terms);
    const { contest } = facts;
    const record = await recordOf(facts, passes, decided);
    await appendSeating(trx, { electionId: election.id, contestId: contest.id, record, seatedBy: by }, at);
    await appendElectedTerms(trx, election.id, terms, { recordedAt: at, recordedBy: by });
    const audit = { contest: contest.title, seated: decided.seated.length, passedOver: passes.length };
    const actor = actorOf(caller);
    await appendAudit(trx, { at, actor, action: 'record-seating', electionId: election.id, facts: audit });
  });
  return viewOf(ports, path);
}

/** The body's lock, then its terms: nobody takes a seat between the look and the seating. */
async function lockBodyOf(trx: Transaction, electionId: string, contestId: string): Promise<void> {
  const contest = (await readContests(trx, electionId)).find(({ id }) => id === contestId);
  if (contest !== undefined && contest.bodyId !== null) await lockBody(trx, contest.bodyId);
}

/** A tie that decides something is broken first. */
async function assertDecided(facts: SeatingFacts, passes: readonly SeatingPass[]): Promise<void> {
  const [tie] = (await planOf(facts, passes)).openTies;
  if (tie === undefined) return;
  throw new Problem('tie-open', { detail: `${tie.words} Hold a public draw and record it first.` });
}

function assertReadBack(seated: number, typed: number): void {
  if (seated === typed) return;
  // What is right is not said: the officer is to look it up, not to copy it.
  const detail = `Not ${typed} people are seated. Look at the list again.`;
  throw new Problem('readback-differs', { detail, errors: [{ pointer: '#/body/seated', detail }] });
}

/** Seats of former times have no id, and nobody holds a term in them. */
function termsOf(facts: SeatingFacts, { seated }: Seating) {
  const { contest } = facts;
  return seated.flatMap(({ seat, candidate }) => {
    const person = contest.candidates.find(({ id }) => id === candidate);
    const place = seatOf(facts, seat);
    if (person === undefined || place === undefined || place.id === null || contest.termsStartOn === null) return [];
    const { personId, name } = person;
    return [{ seatId: place.id, personId, name, startsOn: contest.termsStartOn, endsOn: place.endsOn }];
  });
}

/** Refuses while somebody holds one of the seats in that time, or it is given up, and says who and what to do. */
async function assertSeatsFree(
  trx: Transaction,
  { contest }: SeatingFacts,
  terms: ReturnType<typeof termsOf>,
): Promise<void> {
  if (contest.bodyId === null) return;
  const held = await readTerms(trx, [contest.bodyId]);
  const seats = await readSeats(trx, { ids: terms.map(({ seatId }) => seatId) });
  for (const { seatId, startsOn, endsOn } of terms) {
    const seat = seats.find(({ id }) => id === seatId);
    if (seat === undefined || (seat.retiredOn !== null && seat.retiredOn < startsOn))
      throw new Problem('seat-taken', { detail: `${seat?.name ?? 'A seat'} is given up. Look at the body again.` });
    const holder = held.find((term) => {
      const last = term.leftOn ?? term.endsOn;
      const isReal = last === null || last >= term.startsOn;
      return (
        term.seatId === seatId &&
        isReal &&
        (last === null || last >= startsOn) &&
        (endsOn === null || term.startsOn <= endsOn)
      );
    });
    if (holder === undefined) continue;
    throw new Problem('seat-taken', {
      detail: `${holder.name} holds ${seat.name} from ${holder.startsOn} ${lastWords(holder)}. Record with the body when that ends, before ${startsOn}, then come back.`,
    });
  }
}

function lastWords({ leftOn, endsOn }: { readonly leftOn: string | null; readonly endsOn: string | null }): string {
  const last = leftOn ?? endsOn;
  return last === null ? 'without an end' : `to ${last}`;
}

async function recordOf(facts: SeatingFacts, passes: readonly SeatingPass[], { seated, steps, vacant }: Seating) {
  const plan = await planOf(facts, passes);
  return {
    passes: passes.map((pass) => ({ ...pass })),
    seated: seated.map(({ seat, candidate }, place) => ({
      ...{ seat, candidate, seatName: plan.seated[place]?.seat ?? '', name: plan.seated[place]?.name ?? '' },
      endsOn: seatOf(facts, seat)?.endsOn ?? null,
    })),
    vacant: vacant.map((seat) => seatOf(facts, seat)?.name ?? seat),
    steps,
    words: plan.steps.map(({ words }) => words),
  };
}
