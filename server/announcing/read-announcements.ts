import { Temporal } from 'temporal-polyfill';
import type { Announcements, NoticeKind, readAnnouncements as contract } from '../../api/announcing.ts';
import { findElection, type Election } from '../../db/elections.ts';
import { readNotices } from '../../db/notices.ts';
import {
  candidatesAnnouncement,
  datesAnnouncement,
  openAnnouncement,
  reminderAnnouncement,
  resultAnnouncement,
  type AnnouncedElection,
  type Announcement,
} from '../../emails/announcements.ts';
import type { AskOf } from '../ask.ts';
import { assertFound, phaseOf } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { announcedElection } from './announced-election.ts';
import { readAudiences } from './audiences.ts';

/** What can be announced, drafted from the facts of this moment. */
export async function readAnnouncements(ports: Ports, { path }: Pick<AskOf<typeof contract>, 'path'>) {
  return announcementsOf(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

export async function announcementsOf(ports: Ports, election: Election): Promise<Announcements> {
  const now = ports.clock.now();
  const facts = await announcedElection(ports, election);
  const sent = await readNotices(ports.db, election.id);
  return {
    drafts: kinds.map((kind) => ({ kind, ...drafts[kind](facts), notYet: notYetOf(kind, election, now) })),
    audiences: await readAudiences(ports.db, election, now),
    sent: sent.map(({ id, kind, audience, subject, people, madeAt, madeBy }) => ({
      ...{ id, kind, audience, subject, people, at: madeAt.toString(), by: madeBy },
    })),
  };
}

const kinds = ['dates', 'candidates', 'open', 'reminder', 'result'] as const satisfies readonly NoticeKind[];

const drafts: Readonly<Record<NoticeKind, (facts: AnnouncedElection) => Announcement>> = {
  dates: datesAnnouncement,
  candidates: candidatesAnnouncement,
  open: openAnnouncement,
  reminder: reminderAnnouncement,
  result: resultAnnouncement,
};

/** Why a notice would say what is not true yet, or not any more; null: it can go. */
export function notYetOf(kind: NoticeKind, election: Election, now: Temporal.Instant): string | null {
  const phase = phaseOf(election, now);
  switch (kind) {
    case 'dates':
      if (phase === 'draft' && election.datesAnnouncedAt === null)
        return 'The dates are not public yet. Show them to the members on the page of the roll first.';
      return phase === 'draft' || phase === 'scheduled' ? null : 'Voting has opened: the dates are past.';
    case 'candidates':
      if (phase !== 'draft') return phase === 'scheduled' || phase === 'open' ? null : 'Voting is over.';
      return election.candidatesAt !== null && Temporal.Instant.compare(election.candidatesAt, now) <= 0
        ? null
        : 'The candidates are not announced yet.';
    case 'open':
    case 'reminder':
      return phase === 'open' ? null : 'Voting is not open.';
    case 'result':
      return phase === 'certified' || phase === 'void' ? null : 'The result is not certified yet.';
  }
}
