import type { Letter } from '../../emails/letter.ts';
import { openVoteLetter, openVoteRecordedLetter, openVoteReminderLetter } from '../../emails/open-vote.ts';
import { findBody } from '../../db/bodies.ts';
import type { Mail } from '../../db/mail.ts';
import { findOpenVote, readMarks } from '../../db/open-votes.ts';
import type { MailKind } from '../../db/schema.ts';
import { closeOf, openVotePhase } from '../open-vote-phase.ts';
import type { Ports } from '../ports.ts';

/** The mails to the members of a body that votes openly. */
const openVoteKinds = ['open-vote', 'open-vote-reminder', 'open-vote-recorded'] as const satisfies readonly MailKind[];
export type OpenVoteKind = (typeof openVoteKinds)[number];

export function isOpenVoteKind(kind: MailKind): kind is OpenVoteKind {
  return (openVoteKinds as readonly MailKind[]).includes(kind);
}

/** Undefined: the vote has closed, or the member voted, before it was sent. */
export async function writeOpenVoteLetter(
  { db, config, clock }: Pick<Ports, 'db' | 'config' | 'clock'>,
  { kind, facts, personId }: Omit<Mail, 'kind'> & { kind: OpenVoteKind },
  common: { organisation: string; help: string; name: string },
): Promise<Letter | undefined> {
  const vote = await findOpenVote(db, String(facts['vote']));
  const body = vote && (await findBody(db, { id: vote.bodyId }));
  if (vote === undefined || body === undefined) return undefined;
  const link = `${config.publicUrl}/open-votes/${vote.id}`;
  const about = { ...common, body: body.name, title: vote.title, link };
  if (kind === 'open-vote-recorded')
    return openVoteRecordedLetter({ ...about, mark: String(facts['mark']), meetingOn: vote.meetingOn ?? '' });
  const closes = closeOf(vote);
  if (closes === undefined || openVotePhase(vote, clock.now()) !== 'open') return undefined;
  const hasVoted = (await readMarks(db, vote.id)).some((mark) => mark.personId === personId);
  if (hasVoted) return undefined;
  return kind === 'open-vote' ? openVoteLetter({ ...about, closes }) : openVoteReminderLetter({ ...about, closes });
}
