import { noticeLetter } from '../../emails/announcements.ts';
import { ballotLetter } from '../../emails/ballot.ts';
import { candidateQuestionsLetter } from '../../emails/candidate-questions.ts';
import { countsDifferLetter } from '../../emails/counts-differ.ts';
import { deadlineWords } from '../../emails/deadline.ts';
import { duesReceiptLetter } from '../../emails/dues-receipt.ts';
import { exceptionLetter } from '../../emails/exception.ts';
import type { Letter } from '../../emails/letter.ts';
import { receiptLetter } from '../../emails/receipt.ts';
import { resultLetter, voidLetter, type ContestOutcome } from '../../emails/result.ts';
import { signInLetter } from '../../emails/sign-in.ts';
import { findElection, readContests, type Election } from '../../db/elections.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import { findNotice } from '../../db/notices.ts';
import { findSecret } from '../../db/roll.ts';
import { contestWords } from '../contest-words.ts';
import { votersNeeded } from '../lifecycle.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';
import { readResult } from '../result.ts';
import { signedReceipt } from '../signed-heads.ts';
import { timetableView } from '../timetable.ts';
import { isListKind, writeListLetter, type ListKind } from './write-list-letter.ts';
import { writeLinkComesLetter, writeRegistrarLetter } from './write-registrar-letter.ts';
import { writeTrusteeLetter } from './write-trustee-letter.ts';
import { isRoundKind, writeRoundLetter, type RoundKind } from './write-round-letter.ts';
import { isOpenVoteKind, writeOpenVoteLetter, type OpenVoteKind } from './write-open-vote-letter.ts';
import { writeNominationLetter } from './write-nomination-letter.ts';
import { isMemberKind, writeMemberLetter, type MemberKind } from './write-member-letter.ts';

/** Gathers the facts of a mail at the moment of sending. Undefined: there is nothing to say any more. */
export async function writeLetter(ports: Ports, mail: Mail): Promise<Letter | undefined> {
  const { organisation, helpAddress: help, publicUrl } = ports.config;
  const common = { organisation, help, name: mail.toName };
  const { kind } = mail;
  if (kind === 'sign-in') {
    const secret = await findMailSecret(ports.db, mail.id);
    const link = `${publicUrl}/sign-in#${secret?.['token'] ?? ''}`;
    return secret === undefined ? undefined : signInLetter({ ...common, code: secret['code'] ?? '', link });
  }
  if (kind === 'dues-receipt') return duesReceiptLetter({ ...common, ...duesFactsOf(mail, publicUrl) });
  if (kind === 'notice') return writeNotice(ports, mail, common);
  if (isListKind(kind)) return writeListLetter(ports, { ...mail, kind }, common);
  if (isRoundKind(kind)) return writeRoundLetter(ports, { ...mail, kind }, common);
  if (isOpenVoteKind(kind)) return writeOpenVoteLetter(ports, { ...mail, kind }, common);
  if (kind === 'nomination') return writeNominationLetter(ports, mail, common);
  if (isMemberKind(kind)) return writeMemberLetter(ports, { ...mail, kind }, common);
  const election = await findElection(ports.db, mail.electionId ?? '');
  return election === undefined
    ? undefined
    : writeElectionLetter(ports, { ...mail, kind }, election, { ...common, election: election.name });
}

/** As `receiptMail` wrote them. */
function duesFactsOf({ facts }: Mail, publicUrl: string) {
  const { number, tier, minor, currency, paidOn, from, through } = facts;
  const dayOrNull = (day: typeof from) => (typeof day === 'string' ? day : null);
  return {
    ...{ number: String(number), tier: String(tier), minor: Number(minor), currency: String(currency) },
    ...{ paidOn: String(paidOn), from: dayOrNull(from), through: dayOrNull(through) },
    link: `${publicUrl}/dues`,
  };
}

/** What an officer wrote to the people of an election. */
async function writeNotice(
  { db, config }: Ports,
  { electionId, facts }: Mail,
  common: { organisation: string; help: string; name: string },
): Promise<Letter | undefined> {
  const notice = await findNotice(db, String(facts['notice']));
  const election = await findElection(db, electionId ?? '');
  if (notice === undefined || election === undefined) return undefined;
  const { subject, markdown } = notice;
  const link = `${config.publicUrl}/elections/${election.id}`;
  return noticeLetter({ ...common, election: election.name, link, subject, markdown, html: htmlOf(markdown) });
}

async function writeElectionLetter(
  ports: Ports,
  mail: Mail & {
    kind: Exclude<
      Mail['kind'],
      'sign-in' | 'dues-receipt' | 'notice' | 'nomination' | ListKind | MemberKind | OpenVoteKind | RoundKind
    >;
  },
  election: Election,
  common: { organisation: string; help: string; name: string; election: string },
): Promise<Letter | undefined> {
  const { publicUrl } = ports.config;
  const { opens, closes } = timetableView(election);
  const page = `${publicUrl}/elections/${election.id}`;
  switch (mail.kind) {
    case 'ballot': {
      const secret = await findSecret(ports.db, mail.rollEntryId ?? '');
      if (secret === undefined) return writeLinkComesLetter(ports, election, common);
      return ballotLetter({ ...common, closes, link: `${publicUrl}/vote/${election.id}#${secret}` });
    }
    case 'registrar':
      return writeRegistrarLetter(ports, mail, election, common);
    case 'receipt': {
      const { tracker, height, castAt, replaced } = mail.facts;
      const link = `${page}/board?tracker=${encodeURIComponent(String(tracker))}`;
      const facts = {
        tracker: String(tracker),
        height: Number(height),
        castAt: String(castAt),
        replaced: replaced === true,
      };
      const signed = await signedReceipt(ports.db, election.id, facts.height);
      return receiptLetter({ ...common, ...facts, closes, link, signed });
    }
    case 'result':
      return writeResultLetter(ports, election, {
        ...common,
        voted: election.voted,
        roll: election.rollSize,
        link: page,
      });
    case 'candidate-questions': {
      const link = `${publicUrl}/questions/${election.id}`;
      return candidateQuestionsLetter({ ...common, questions: Number(mail.facts['questions']), closes, link });
    }
    case 'exception': {
      const { isAccepted, reason } = mail.facts;
      const facts = { isAccepted: isAccepted === true, reason: String(reason), opens: deadlineWords(opens) };
      return exceptionLetter({ ...common, ...facts, link: `${publicUrl}/me` });
    }
    case 'counts-differ': {
      const link = `${publicUrl}/office/elections/${election.id}`;
      return countsDifferLetter({ ...common, differences: String(mail.facts['differences']), link });
    }
    case 'trustee-key':
    case 'trustee-share':
      return writeTrusteeLetter(ports, mail, election, common);
  }
}

async function writeResultLetter(
  { db }: Ports,
  election: Election,
  facts: Omit<Parameters<typeof resultLetter>[0], 'outcomes'>,
): Promise<Letter> {
  if (election.stage === 'void') return voidLetter({ ...facts, needed: votersNeeded(election) ?? 0 });
  const contests = await readContests(db, election.id);
  const results = (await readResult(db, election, contests)) ?? [];
  const outcomes = contests.map((contest, place): ContestOutcome => {
    const { title, candidates } = contest;
    const nameOf = (candidate: number) => candidates[candidate]?.name ?? '';
    const result = results[place];
    const { elected, tied, broken } = result ?? nothingDecided;
    return {
      title,
      elected: elected.map(nameOf),
      tied: tied === null ? null : { names: tied.candidates.map(nameOf), seats: tied.seats },
      broken:
        broken === null ? null : { names: broken.candidates.map(nameOf), won: broken.won.map(nameOf), by: broken.by },
      words: result === undefined ? null : contestWords(contest, result),
    };
  });
  return resultLetter({ ...facts, outcomes });
}

const nothingDecided = { elected: [], tied: null, broken: null };
