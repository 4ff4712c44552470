import type { previewNotice as contract } from '../../api/announcing.ts';
import { findElection } from '../../db/elections.ts';
import { noticeLetter } from '../../emails/announcements.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';

/** The mail as it would be sent, but for the reader's name, and the same words as HTML for a page elsewhere. */
export async function previewNotice({ db, config }: Ports, { path, body }: AskOf<typeof contract>) {
  const election = assertFound(await findElection(db, path.electionId), 'office');
  const { organisation, helpAddress: help, publicUrl } = config;
  const html = htmlOf(body.markdown);
  const link = `${publicUrl}/elections/${election.id}`;
  const about = { organisation, help, name: '…', election: election.name, link };
  const { subject, text } = noticeLetter({ ...about, ...body, html });
  return { subject, text, html };
}
