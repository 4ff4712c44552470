import { Temporal } from 'temporal-polyfill';
import type { OpenVoteForm } from '../../api/open-votes.ts';
import { findBody } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { readHolders, type OpenVote, type OpenVoteDraft } from '../../db/open-votes.ts';
import { wrongPlace } from '../wrong-place.ts';
import { instantOf } from '../zone.ts';
import { openingDay } from './opening.ts';

/** From the form to a row: the local times as instants, the mover and the seconder members of the body on that day. */
export async function draftFactsOf(db: Reader, form: OpenVoteForm, now: Temporal.Instant): Promise<OpenVoteDraft> {
  const { manner, ...rest } = form;
  if ((await findBody(db, { id: form.bodyId })) === undefined) throw wrongPlace('#/body/bodyId', 'Choose a body');
  const times = timesOf(manner);
  await assertMembers(db, form, await openingDay(db, times, now));
  const texts = { opensAt: times.opensAt?.toString() ?? null, closesAt: times.closesAt?.toString() ?? null };
  return { ...rest, ...times, ...texts };
}

function timesOf(manner: OpenVoteForm['manner']) {
  if (manner.kind === 'meeting')
    return { meetingOn: manner.on, zone: null, opensLocal: null, opensAt: null, closesLocal: null, closesAt: null };
  const { zone, opens, closes } = manner;
  const opensAt = instantOf(opens, zone, '#/body/manner/opens');
  const closesAt = instantOf(closes, zone, '#/body/manner/closes');
  if (Temporal.Instant.compare(opensAt, closesAt) >= 0)
    throw wrongPlace('#/body/manner/closes', 'It must close after it opens');
  return { meetingOn: null, zone, opensLocal: opens, opensAt, closesLocal: closes, closesAt };
}

async function assertMembers(db: Reader, form: OpenVoteForm, day: string): Promise<void> {
  const holders = await readHolders(db, form.bodyId, day);
  const isMember = (id: string) => holders.some(({ personId }) => personId === id);
  for (const field of ['moverId', 'seconderId'] as const) {
    if (!isMember(form[field])) throw wrongPlace(`#/body/${field}`, 'Choose a member of the body on that day');
  }
  if (form.moverId === form.seconderId)
    throw wrongPlace('#/body/seconderId', 'Somebody else than the mover seconds it');
}

/** The form of a vote that is there. */
export function draftFormOf(vote: OpenVote): OpenVoteForm {
  const { bodyId, title, text, replaces, moverId, seconderId, visibility } = vote;
  const { meetingOn, zone, opensLocal, closesLocal } = vote;
  const manner =
    meetingOn === null
      ? { kind: 'without' as const, zone: zone ?? '', opens: opensLocal ?? '', closes: closesLocal ?? '' }
      : { kind: 'meeting' as const, on: meetingOn };
  return { bodyId, title, text, replaces, moverId, seconderId, visibility, manner };
}
