import type { readPair as contract } from '../../api/duplicates.ts';
import type { MemberView } from '../../api/members.ts';
import { findRecord } from '../../db/member-timeline.ts';
import { eligibilityOf, type Person } from '../../membership/eligibility.ts';
import { standingsOf } from '../../membership/standing.ts';
import type { AskOf } from '../ask.ts';
import { readMemberFacts, readQuestion } from '../member-facts.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { assertPerson, memberViewOf } from './member-view.ts';
import { refusalOfMerge } from './merge-rules.ts';
import { wireStanding } from './wire-standing.ts';

/** Two records side by side, and how one person with both would stand. */
export async function readPair({ db, clock }: Ports, { caller, path }: AskOf<typeof contract>) {
  const now = clock.now();
  const { survivorId, duplicateId } = path;
  const refusal = await refusalOfMerge(
    db,
    assertPerson(await findRecord(db, survivorId)),
    assertPerson(await findRecord(db, duplicateId)),
  );
  const survivor = await memberViewOf(db, { personId: survivorId, caller, now });
  const duplicate = await memberViewOf(db, { personId: duplicateId, caller, now });
  const organisation = await readOrganisation(db, now);
  const question = await readQuestion(db, now);
  const facts = await readMemberFacts(db, [survivorId, duplicateId], question.at);
  const both = joined([...facts.values()]);
  const standings = standingsOf(both.events, organisation, now).map(wireStanding);
  const rules = { ...organisation, affirmBy: question.affirmBy, applyBy: question.applyBy };
  const { eligible } = eligibilityOf(both, rules, question.at);
  const effects = effectsOf(survivor, duplicate, { standings, eligible, both });
  return { survivor, duplicate, merged: { standings, eligible, effects }, refusal: refusal ?? null };
}

/** Two people's happenings read as one person's, in the order of recording. */
function joined(people: readonly Person[]): Person {
  const votes = new Map<string, Person['participation'][number]>();
  for (const vote of people.flatMap(({ participation }) => participation))
    if (votes.get(vote.electionId)?.hasVoted !== true) votes.set(vote.electionId, vote);
  const events = people
    .flatMap(({ events: some }) => some)
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  return { events, participation: [...votes.values()] };
}

function effectsOf(
  survivor: MemberView,
  duplicate: MemberView,
  merged: { standings: MemberView['standings']; eligible: boolean; both: Person },
): string[] {
  const votes = [survivor, duplicate].filter(({ eligibility }) => eligibility.eligible).length;
  const now = merged.eligible ? 1 : 0;
  const held = merged.standings.filter(({ state }) => state === 'active' || state === 'grace');
  const payments = merged.both.events.filter((event) => event.kind === 'period' && event.facts.source === 'payment');
  return [
    votes === now
      ? `Votes at the next record date: ${now}, as before.`
      : `Votes at the next record date: ${votes} before, ${now} afterwards.`,
    held.length === 0
      ? 'Holds no tier afterwards.'
      : `Holds afterwards: ${held.map(({ name, until }) => (until === null ? `${name} for life` : `${name} until ${until.slice(0, 10)}`)).join(', ')}.`,
    payments.length === 0
      ? 'No paid periods are involved.'
      : `${payments.length} paid ${payments.length === 1 ? 'period counts' : 'periods count'} for the one person; receipts keep their numbers.`,
    `Mail goes to the address that you choose. Both addresses open the same account.`,
  ];
}
