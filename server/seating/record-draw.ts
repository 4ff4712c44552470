import type { ContestSeating, recordDraw as contract } from '../../api/seating.ts';
import { appendAudit } from '../../db/audit.ts';
import { lockElection } from '../../db/elections.ts';
import { appendDraw } from '../../db/seating.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { wrongPlace } from '../wrong-place.ts';
import { factsOfContest } from './seatable.ts';
import { drawable, hasFigures, toDraw, type SeatingFacts } from './seating-facts.ts';
import { viewOf } from './seating-view.ts';

/** Records a public draw, once. It is refused where the lot of the trustees decides, and where nobody ties. */
export async function recordDraw(
  ports: Ports,
  { caller, path, body }: AskOf<typeof contract>,
): Promise<ContestSeating> {
  const at = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'office');
    const facts = await factsOfContest(trx, election, path.contestId);
    assertDue(facts, await toDraw(facts));
    // Somebody may decline before the seating, and a count without them ties where this one does not.
    assertDrawn(hasFigures(facts) ? await toDraw(facts) : drawable(facts), body.drawn);
    const { contestId } = path;
    const recordedBy = caller.session.person.name;
    const draw = { electionId: election.id, contestId, drawn: body.drawn, note: body.note, recordedBy };
    await appendDraw(trx, draw, at);
    const nameOf = (id: string) => facts.contenders.find((one) => one.id === id)?.name ?? id;
    const audit = { contest: facts.contest.title, drawn: body.drawn.map(nameOf).join(', '), note: body.note };
    await appendAudit(trx, {
      at,
      actor: actorOf(caller),
      action: 'record-draw',
      electionId: election.id,
      facts: audit,
    });
  });
  return viewOf(ports, path);
}

function assertDue(facts: SeatingFacts, due: readonly string[]): void {
  if (facts.lot?.by === 'lot')
    throw new Problem('draw-not-due', { detail: 'The lot that the keys opened breaks ties here. Nobody draws again.' });
  if (facts.lot?.by === 'draw')
    throw new Problem('draw-not-due', { detail: 'A draw was recorded already, and it stands.' });
  if (hasFigures(facts) && due.length === 0)
    throw new Problem('draw-not-due', { detail: 'No two candidates have equal votes.' });
}

/** Each of them once, and nobody else. */
function assertDrawn(wanted: readonly string[], drawn: readonly string[]): void {
  const isWhole = wanted.length === drawn.length && wanted.every((id) => drawn.includes(id));
  if (isWhole) return;
  throw wrongPlace('#/body/drawn', 'Put every candidate who shares a number of votes in the order of the draw, once');
}
