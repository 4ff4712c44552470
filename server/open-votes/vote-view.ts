import type { Temporal } from 'temporal-polyfill';
import type { OpenVoteLine, OpenVoteView } from '../../api/open-votes.ts';
import { countRollCall } from '../../counting/roll-call.ts';
import { findBody } from '../../db/bodies.ts';
import type { Reader } from '../../db/connect.ts';
import { readMarks, readNames, readObjections, type MarkRow, type OpenVote } from '../../db/open-votes.ts';
import { differenceOf } from '../difference.ts';
import { htmlOf } from '../markdown.ts';
import { closeOf, openingOf, openVotePhase } from '../open-vote-phase.ts';
import type { Ports } from '../ports.ts';
import { minutesOf } from './minutes.ts';
import { openingFor, rollCallRule, type Opening } from './opening.ts';
import { signedTextOf, textHashOf } from './signed-text.ts';

/** An open vote with everything that there is to see, as it stands at this moment, for one caller or for everybody. */
export async function voteViewOf(
  { clock, config }: Pick<Ports, 'clock' | 'config'>,
  db: Reader,
  vote: OpenVote,
  caller?: string,
): Promise<OpenVoteView> {
  const now = clock.now();
  const phase = openVotePhase(vote, now);
  const opening = await openingFor(db, vote, now);
  const marks = await readMarks(db, vote.id);
  const people = { ...(await proposersOf(db, vote, opening)), members: await membersOf(db, vote, opening, marks) };
  const count = phase === 'open' || phase === 'decided' ? countOf(vote, opening, marks) : null;
  const manner = mannerOf(vote);
  const minutes =
    phase === 'decided' ? minutesOf({ title: vote.title, text: vote.text, manner, count, ...people }) : null;
  return {
    ...{ id: vote.id, organisation: config.organisation, now: now.toString(), body: await bodyOf(db, vote) },
    ...{ title: vote.title, textHtml: htmlOf(vote.text), ...people, manner, visibility: vote.visibility, phase },
    difference: vote.replaces === '' ? null : differenceOf(vote.replaces, vote.text),
    rule: [...opening.rule.words],
    me: opening.members.find(({ personId }) => personId === caller)?.personId ?? null,
    signed: vote.putAt === null ? null : { text: signedTextOf(vote), hash: textHashOf(vote) },
    ...{ count, minutes },
  };
}

async function bodyOf(db: Reader, { bodyId }: OpenVote) {
  const body = await findBody(db, { id: bodyId });
  return { slug: body?.slug ?? '', name: body?.name ?? '' };
}

/** Under the names of the opening, where they vote. */
async function proposersOf(db: Reader, { moverId, seconderId }: OpenVote, { members }: Opening) {
  const names = await readNames(db, [moverId, seconderId]);
  const nameOf = (id: string) => members.find(({ personId }) => personId === id)?.name ?? names.get(id) ?? '';
  return { mover: nameOf(moverId), seconder: nameOf(seconderId) };
}

async function membersOf(db: Reader, vote: OpenVote, { members }: Opening, marks: readonly MarkRow[]) {
  const objections = await readObjections(db, vote.id);
  return members.map(({ personId, name }): OpenVoteView['members'][number] => {
    const own = marks.filter((row) => row.personId === personId);
    return {
      ...{ personId, name, mark: own.at(-1)?.mark ?? null },
      history: own.map(({ mark, at, madeBy, madeByName, signature }) => ({
        ...{ mark, at: at.toString(), recordedBy: madeBy === personId ? null : madeByName, signature },
      })),
      objections: objections
        .filter((row) => row.personId === personId)
        .map(({ note, at }) => ({ note, at: at.toString() })),
    };
  });
}

/** The roll call by the last mark of each member. */
export function countOf(vote: OpenVote, { rule, members }: Opening, marks: readonly MarkRow[]) {
  const last = new Map(marks.map(({ personId, mark }) => [personId, mark]));
  return countRollCall({
    ...{ marks: [...last.values()], fixedNumber: rule.fixedNumber, inOffice: members.length },
    rule: rollCallRule(vote, rule),
  });
}

export function mannerOf(vote: OpenVote): OpenVoteView['manner'] {
  const [opens, closes] = [openingOf(vote), closeOf(vote)];
  if (opens === undefined || closes === undefined) return { kind: 'meeting', on: vote.meetingOn ?? '' };
  return { kind: 'without', opens, closes };
}

/** A vote in a list, with its outcome once it is decided. */
export async function voteLineOf(db: Reader, vote: OpenVote, now: Temporal.Instant): Promise<OpenVoteLine> {
  const phase = openVotePhase(vote, now);
  const count =
    phase === 'decided' ? countOf(vote, await openingFor(db, vote, now), await readMarks(db, vote.id)) : undefined;
  return {
    ...{ id: vote.id, body: await bodyOf(db, vote), title: vote.title, manner: mannerOf(vote) },
    ...{ visibility: vote.visibility, phase, adopted: count?.adopted ?? null, words: count?.words ?? null },
  };
}
