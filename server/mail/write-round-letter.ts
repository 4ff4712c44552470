import type { DeadlineFacts } from '../../emails/deadline.ts';
import type { Letter } from '../../emails/letter.ts';
import {
  appointmentLetter,
  nominationLetter,
  nominationOutcomeLetter,
  referenceLetter,
  reviewLetter,
} from '../../emails/rounds.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import { findNomination, findNomineeById, type Nomination } from '../../db/round-nominations.ts';
import { findProgrammeById, findRound, type Programme, type Round } from '../../db/rounds.ts';
import type { MailKind } from '../../db/schema.ts';
import { dayOf } from '../../membership/instants.ts';
import { tierAt } from '../../membership/terms-at.ts';
import { readOrganisation } from '../organisation.ts';
import type { Ports } from '../ports.ts';
import { missingVotes, readRoundFacts } from '../round-facts.ts';

/** The mails of nominations and their reviews. */
export const roundKinds = [
  'round-nomination',
  'round-reference',
  'round-review',
  'round-outcome',
] as const satisfies readonly MailKind[];
export type RoundKind = (typeof roundKinds)[number];

export function isRoundKind(kind: MailKind): kind is RoundKind {
  return (roundKinds as readonly MailKind[]).includes(kind);
}

type Needed = Pick<Ports, 'db' | 'config' | 'clock'>;
type RoundMail = Omit<Mail, 'kind'>;
interface Common {
  readonly organisation: string;
  readonly help: string;
  readonly name: string;
}

/** Undefined: what the mail would have told is gone, or is not so any more. */
export async function writeRoundLetter(
  ports: Needed,
  { kind, ...mail }: RoundMail & { readonly kind: RoundKind },
  common: Common,
): Promise<Letter | undefined> {
  const nomination = await findNomination(ports.db, String(mail.facts['nomination'] ?? nobody));
  const round = await findRound(ports.db, String(mail.facts['round'] ?? nobody));
  const programme = await findProgrammeById(ports.db, nomination?.programmeId ?? round?.programmeId ?? nobody);
  if (programme === undefined) return undefined;
  const page = `${ports.config.publicUrl}/rounds/${programme.slug}`;
  const about = { ...common, programme: programme.name, page };
  switch (kind) {
    case 'round-nomination':
    case 'round-reference': {
      const token = (await findMailSecret(ports.db, mail.id))?.['token'];
      if (token === undefined || nomination === undefined) return undefined;
      return writeAsking(mail, nomination, { ...about, token, isReference: kind === 'round-reference' });
    }
    case 'round-review':
      return round && writeReview(ports, mail, round, { ...about, link: `${page}/review` });
    case 'round-outcome':
      return round && writeOutcome(ports, { programme, round, nomination }, { ...about, link: page });
  }
}

const nobody = '00000000-0000-0000-0000-000000000000';

function writeAsking(
  { facts }: RoundMail,
  { nomineeName: nominee, name: nominator }: Nomination,
  {
    token,
    isReference,
    page,
    ...about
  }: Common & { programme: string; page: string; token: string; isReference: boolean },
): Letter {
  const deadline = deadlineIn(facts);
  if (isReference) {
    return referenceLetter({ ...about, nominee, nominator, until: deadline, link: `${page}/reference#${token}` });
  }
  const until = String(facts['until']);
  return nominationLetter({ ...about, nominee, until, cutOff: deadline, link: `${page}/nomination#${token}` });
}

function deadlineIn(facts: RoundMail['facts']): DeadlineFacts {
  return { at: String(facts['at']), zone: String(facts['zone']), local: String(facts['local']) };
}

/** Whoever voted on all while the mail waited is not reminded. */
async function writeReview(
  { db }: Needed,
  { facts, personId }: RoundMail,
  round: Round,
  about: Common & { programme: string; link: string },
): Promise<Letter | undefined> {
  if (round.decidedAt !== null) return undefined;
  const known = await readRoundFacts(db, round);
  const missing = missingVotes(known, personId ?? '');
  if (facts['event'] !== 'open' && missing === 0) return undefined;
  const event = facts['event'] === 'open' ? 'open' : 'last';
  return reviewLetter({ ...about, event, nominees: known.nominees.length, missing, until: deadlineIn(facts) });
}

/** To whoever proposed somebody; without a nomination, to whoever was appointed. */
async function writeOutcome(
  { db, clock }: Needed,
  { programme, round, nomination }: { programme: Programme; round: Round; nomination: Nomination | undefined },
  about: Common & { programme: string; link: string },
): Promise<Letter | undefined> {
  const { tiers } = await readOrganisation(db, clock.now());
  const tier = tierAt(tiers, programme.tier, clock.now())?.terms.name ?? programme.tier;
  if (nomination === undefined) {
    const zone = round.zone === 'AoE' ? '-12:00' : round.zone;
    const decidedOn = dayOf(round.reviewEndsAt, zone).toLocaleString('en-GB', { dateStyle: 'long' });
    return appointmentLetter({ ...about, tier, decidedOn });
  }
  const nominee = await findNomineeById(db, nomination.nomineeId ?? nobody);
  if (nominee === undefined) return undefined;
  const isAccepted = nominee.state === 'accepted';
  const link = isAccepted ? about.link : `${about.link}/nominate`;
  const facts = { nominee: nomination.nomineeName, isAccepted, rounds: round.rules.rounds, tier };
  return nominationOutcomeLetter({ ...about, ...facts, link });
}
