import type { Definition, draftElection as contract } from '../../api/office.ts';
import { findMethod } from '../../counting/methods.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Transaction } from '../../db/connect.ts';
import { appendElection, type ElectionDefinition, lockElection, recordContests } from '../../db/elections.ts';
import { readStaff } from '../../db/people.ts';
import { nameRegistrar } from '../../db/registrar.ts';
import { recordTrustees } from '../../db/trustees.ts';
import { generateUuid } from '../../protocol/uuid.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { timetableOf } from '../timetable.ts';
import { wrongPlace } from '../wrong-place.ts';
import { contestsOf } from './contests-of.ts';

/** Makes a draft. */
export async function draftElection({ db, clock }: Ports, { caller, body }: AskOf<typeof contract>) {
  const id = generateUuid();
  const definition = definitionOf(body);
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await appendElection(trx, id, definition, now);
    await recordParts(trx, id, body);
    await appendAudit(trx, {
      at: now,
      actor: actorOf(caller),
      action: 'draft-election',
      electionId: id,
      facts: { name: body.name },
    });
  });
  return { id };
}

/** The columns of the form, its local times resolved to instants. */
export function definitionOf({
  name,
  description,
  timetable,
  isRegular,
  ties,
  quorum,
}: Definition): ElectionDefinition {
  if (quorum !== null && quorum.numerator > quorum.denominator)
    throw wrongPlace('#/body/quorum', 'A quorum is at most all of the roll');
  return { name, description, ...timetableOf(timetable), isRegular, ties, quorum };
}

/** Contests and trustees of the form; refuses what the protocol cannot carry. */
export async function recordParts(trx: Transaction, electionId: string, form: Definition): Promise<void> {
  const addresses = form.trustees.map((trustee) => trustee.email);
  const twice = addresses.findIndex((address, place) => addresses.indexOf(address) !== place);
  if (twice >= 0) throw wrongPlace(`#/body/trustees/${twice}/email`, 'This trustee is listed twice');
  assertThreshold(form);
  assertTies(form);
  await recordContests(trx, electionId, await contestsOf(trx, electionId, form.contests));
  await recordTrustees(trx, assertFound(await lockElection(trx, electionId), 'office'), {
    people: form.trustees,
    threshold: form.threshold,
  });
  await assertOutsider(trx, form.registrar);
  await nameRegistrar(trx, electionId, form.registrar);
}

/** Where all of them are needed, no group is: each makes a key alone, and nobody waits for the others. */
function assertThreshold({ trustees, threshold }: Definition): void {
  if (threshold === null || threshold < trustees.length) return;
  throw wrongPlace('#/body/threshold', 'Fewer than there are trustees. If all are needed, choose that');
}

/** A draw is held among people who look on; None of the above is nobody, and can be drawn only by the lot. */
function assertTies({ ties, contests }: Definition): void {
  if (ties === 'lot') return;
  const unlike = contests.find((form) => form.kind === 'options' || hasDefault(form));
  if (unlike === undefined) return;
  const words = `In ${unlike.title} the last answer is None of the above, and a public draw is among people. Choose the lot`;
  throw wrongPlace('#/body/ties', words);
}

function hasDefault(form: Definition['contests'][number]): boolean {
  return form.kind === 'people' && findMethod(form.method)?.defaultAnswer !== undefined;
}

/** A registrar who works in the office would hold both halves: the links, and the mail to which codes are sent. */
async function assertOutsider(trx: Transaction, registrar: Definition['registrar']): Promise<void> {
  if (registrar === null) return;
  const staff = await readStaff(trx);
  if (staff.some(({ email }) => email === registrar.email))
    throw wrongPlace('#/body/registrar/email', 'This person works in the office. Choose somebody who does not');
}
