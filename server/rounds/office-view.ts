import type { OfficeProgramme, OfficeRound } from '../../api/rounds.ts';
import type { Reader } from '../../db/connect.ts';
import { readMemberEventsOf } from '../../db/member-events.ts';
import { countWaiting } from '../../db/round-nominations.ts';
import {
  type Decision,
  readDecisions,
  readReviewed,
  readReviewers,
  readRounds,
  readSeatHolders,
  type Programme,
  type Round,
} from '../../db/rounds.ts';
import { dayOf } from '../../membership/instants.ts';
import { standingsOf } from '../../membership/standing.ts';
import { tierAt } from '../../membership/terms-at.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { draftAnnouncement } from './announcement.ts';
import { calendarOf } from './assert-programme.ts';
import { datesView } from './dates-view.ts';
import { roundAfter } from './round-dates.ts';

type Needed = Pick<Ports, 'clock' | 'config'>;

/** A programme as the office sees it: what stands in its way, and every round with what was decided. */
export async function officeProgrammeOf(ports: Needed, db: Reader, programme: Programme): Promise<OfficeProgramme> {
  const now = ports.clock.now();
  const { slug, name, about, bodyId, bodyName, tier, zone, rules } = programme;
  const { tiers } = await readOrganisation(db, now);
  const tierName = tierAt(tiers, tier, now)?.terms.name ?? tier;
  const rounds: OfficeRound[] = [];
  for (const round of await readRounds(db, programme.id)) {
    rounds.push(await officeRoundOf(ports, db, { programme, tierName }, round));
  }
  return {
    ...{ slug, name, about, bodyId, tier, zone, tierName, rounds },
    rules: { ...rules, cutOffs: [...rules.cutOffs] },
    groupName: bodyName,
    next: datesView(roundAfter(calendarOf(programme), now), zone),
    waiting: await countWaiting(db, programme.id),
    warnings: await warningsOf(ports, db, programme, tierName),
  };
}

/** What would go wrong at the next cut-off if nothing changed. */
async function warningsOf(
  { clock }: Needed,
  db: Reader,
  { bodyId, bodyName, tier, rules }: Programme,
  tierName: string,
): Promise<string[]> {
  const now = clock.now();
  const organisation = await readOrganisation(db, now);
  const today = dayOf(now, organisation.rules.zone).toString();
  const holders = await readSeatHolders(db, bodyId, today);
  if (holders.length === 0) return [`Nobody holds a seat of ${bodyName}, so nobody reviews.`];
  const unknown = holders.filter(({ personId }) => personId === null);
  const events = await readMemberEventsOf(
    db,
    holders.flatMap(({ personId }) => personId ?? []),
  );
  const holdsTier = (personId: string) =>
    standingsOf(events.get(personId) ?? [], organisation, now).some(
      (standing) => standing.tier === tier && standing.state === 'active',
    );
  const without = holders.filter(({ personId }) => personId !== null && !holdsTier(personId));
  return [
    ...unknown.map(({ name }) => `${name} holds a seat of ${bodyName} without a record here, and cannot review.`),
    ...(rules.reviewersHoldTier ? without : []).map(({ name }) => `${name} reviews and is not ${tierName}.`),
  ];
}

async function officeRoundOf(
  { config }: Needed,
  db: Reader,
  { programme, tierName }: { programme: Programme; tierName: string },
  round: Round,
): Promise<OfficeRound> {
  const nominees = await nomineesOf(db, round);
  const people = nominees.filter(({ outcome }) => outcome === 'accepted').map(({ name }) => name);
  const page = `${config.publicUrl}/rounds/${programme.slug}`;
  const draft = draftAnnouncement({
    ...{ organisation: config.organisation, programme: programme.name, tier: tierName, group: programme.bodyName },
    cutOffOn: round.cutOffOn,
    nextCutOffOn: roundAfter(calendarOf(programme), round.cutOffAt).cutOffOn.toString(),
    ...{ people, roster: page, nominate: `${page}/nominate` },
  });
  return {
    ...datesView(round, round.zone),
    state: round.decidedAt === null ? 'in-review' : round.announcedAt === null ? 'decided' : 'announced',
    reviewers: (await readReviewers(db, round.id)).map(({ name }) => name),
    nominees,
    announcement: round.announcement,
    draft: round.decidedAt !== null && round.announcedAt === null ? draft : null,
    announcedAt: round.announcedAt?.toString() ?? null,
    announcedBy: round.announcedBy,
  };
}

async function nomineesOf(db: Reader, round: Round): Promise<OfficeRound['nominees']> {
  const reviewed = await readReviewed(db, round.id);
  const decisions = await readDecisions(
    db,
    reviewed.map(({ id }) => id),
  );
  return reviewed.map(({ id, name, number, state, acceptedIn, eventId, email, memberId }) => {
    const decision = decisions.find(({ nomineeId, roundId }) => nomineeId === id && roundId === round.id);
    const isWaiting = acceptedIn === round.id && eventId === null;
    return {
      ...{ id, name, number, memberId },
      outcome: decision?.outcome ?? (state === 'joined' ? 'joined' : null),
      counts: decision === undefined ? null : countsIn(decision),
      waits: !isWaiting ? null : email === null && memberId === null ? 'no-address' : 'not-living',
    };
  });
}

function countsIn({ aye, nay, abstain, recused, members }: Decision) {
  return { aye, nay, abstain, recused, members };
}
