import type { previewAnnouncement as contract } from '../../api/lists.ts';
import { announcementLetter } from '../../emails/lists.ts';
import type { AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { assertList } from './assert-list.ts';

/** The mail as it would be sent, but for the reader's name and way out. */
export async function previewAnnouncement({ db, config }: Ports, { path, body }: AskOf<typeof contract>) {
  const { name: list } = await assertList(db, path.listId);
  const { organisation, helpAddress: help, publicUrl } = config;
  const leave = `${publicUrl}/lists/leave/…`;
  const { subject, text } = announcementLetter({ organisation, name: '', list, leave, help, ...body });
  return { subject, text };
}
