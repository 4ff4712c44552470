import type { Letter } from '../../emails/letter.ts';
import { decidedLetter, inviteLetter, lapsedLetter, nominatorLetter } from '../../emails/nominations.ts';
import { findElection, readContests, type Election } from '../../db/elections.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import { findCandidacy, readDecisions, readNominations, type Candidacy } from '../../db/nominations.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';

type Common = { readonly organisation: string; readonly help: string; readonly name: string };

/** A mail to a nominee, or to whoever nominated them. Undefined: it is not so any more, or the nominee has answered. */
export async function writeNominationLetter(
  { db, config }: Pick<Ports, 'db' | 'config'>,
  mail: Mail,
  common: Common,
): Promise<Letter | undefined> {
  const candidacy = await findCandidacy(db, String(mail.facts['candidacyId']));
  const election = await findElection(db, mail.electionId ?? '');
  if (candidacy === undefined || election === undefined) return undefined;
  const contest = (await readContests(db, election.id)).find(({ id }) => id === candidacy.contestId);
  const facts = { ...common, election: election.name, contest: contest?.title ?? '' };
  const what = String(mail.facts['what']);
  if (mail.facts['by'] === 'nominator') {
    if (what !== 'accepted' && what !== 'declined' && what !== 'nobody') return undefined;
    const link = `${config.publicUrl}/nominate/${election.id}`;
    return nominatorLetter({ ...facts, link, nominee: candidacy.name, what });
  }
  const token = (await findMailSecret(db, mail.id))?.['token'];
  if (token === undefined) return undefined;
  return toNominee(db, { candidacy, election, what }, { ...facts, link: `${config.publicUrl}/nomination#${token}` });
}

async function toNominee(
  db: Ports['db'],
  { candidacy, election, what }: { candidacy: Candidacy; election: Election; what: string },
  facts: Parameters<typeof lapsedLetter>[0],
): Promise<Letter | undefined> {
  const { nominationsClose, candidates } = timetableView(election);
  const { id, state } = candidacy;
  if (what === 'invite' || what === 'remind') {
    if (state !== 'invited' || nominationsClose === null) return undefined;
    const nominators = (await readNominations(db, [id])).map(({ nominator }) => nominator);
    return inviteLetter({ ...facts, nominators, closes: nominationsClose, reminds: what === 'remind' });
  }
  if (what === 'lapsed') return lapsedLetter(facts);
  if (what !== state || (what !== 'approved' && what !== 'refused')) return undefined;
  const reason = (await readDecisions(db, [id])).at(-1)?.reason ?? '';
  return decidedLetter({ ...facts, outcome: what, reason, candidates });
}
