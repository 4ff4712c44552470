import type { Letter } from '../../emails/letter.ts';
import {
  announcementLetter,
  listConfirmLetter,
  noticeToListLetter,
  resultCertifiedLetter,
  voteOpenedLetter,
  type ListMail,
} from '../../emails/lists.ts';
import { findElection } from '../../db/elections.ts';
import { findList, findListAnnouncement, findListMembership } from '../../db/lists.ts';
import { findNotice } from '../../db/notices.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import type { MailKind } from '../../db/schema.ts';
import { timetableView } from '../timetable.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';

export type ListKind = Extract<MailKind, 'list-confirm' | 'announcement'>;

export function isListKind(kind: MailKind): kind is ListKind {
  return kind === 'list-confirm' || kind === 'announcement';
}

/** The mails that have to do with lists. Undefined: the reader has left the list, or what to say is gone. */
export async function writeListLetter(
  ports: Pick<Ports, 'db' | 'config'>,
  { kind, ...mail }: Omit<Mail, 'kind'> & { readonly kind: ListKind },
  common: { readonly organisation: string; readonly help: string; readonly name: string },
): Promise<Letter | undefined> {
  const list = await findList(ports.db, String(mail.facts['list']));
  const token = (await findMailSecret(ports.db, mail.id))?.['token'];
  if (list === undefined || token === undefined) return undefined;
  const { organisation, help } = common;
  if (kind === 'list-confirm') {
    const link = `${ports.config.publicUrl}/lists#${token}`;
    return listConfirmLetter({ organisation, help, list: list.name, until: String(mail.facts['until']), link });
  }
  const membership = await findListMembership(ports.db, String(mail.facts['membership']));
  if (membership === undefined || membership.hasLeft) return undefined;
  const leave = `${ports.config.publicUrl}/lists/leave/${token}`;
  return writeAnnouncement(ports, mail, { ...common, list: list.name, leave });
}

async function writeAnnouncement(
  { db, config }: Pick<Ports, 'db' | 'config'>,
  mail: Omit<Mail, 'kind'>,
  facts: ListMail,
): Promise<Letter | undefined> {
  const { event, announcement, notice } = mail.facts;
  if (notice !== undefined) {
    const written = await findNotice(db, String(notice));
    if (written === undefined) return undefined;
    const { subject, markdown } = written;
    return noticeToListLetter({ ...facts, subject, markdown, html: htmlOf(markdown) });
  }
  if (mail.electionId === null) {
    const written = await findListAnnouncement(db, String(announcement));
    return written === undefined ? undefined : announcementLetter({ ...facts, ...written });
  }
  const election = await findElection(db, mail.electionId);
  if (election === undefined) return undefined;
  const about = { ...facts, election: election.name, link: `${config.publicUrl}/elections/${election.id}` };
  return event === 'opened'
    ? voteOpenedLetter({ ...about, closes: timetableView(election).closes })
    : resultCertifiedLetter(about);
}
