import type { joinNominations as contract, previewJoining as previewContract } from '../../api/nominations.ts';
import { appendAudit } from '../../db/audit.ts';
import type { Reader } from '../../db/connect.ts';
import {
  findCandidacy,
  joinCandidacy,
  markCandidacy,
  readEndorsers,
  readNominations,
  removeCandidate,
  type Candidacy,
} from '../../db/nominations.ts';
import { findPerson, findPersonByEmail } from '../../db/people.ts';
import { actorOf, type AskOf } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { officeNominationsView } from './office-view.ts';
import { needed, withCandidacy } from './with-candidacy.ts';

/** What would come of joining two nominations of one person. */
export async function previewJoining({ db }: Ports, { path }: AskOf<typeof previewContract>) {
  const { kept, joined } = await pairOf(db, path);
  const ids = [kept.id, joined.id];
  const endorsers = new Set((await readEndorsers(db, ids)).map(({ personId }) => personId));
  endorsers.delete(kept.personId ?? '');
  return {
    kept: summary(kept),
    joined: summary(joined),
    nominators: [...new Set((await readNominations(db, ids)).map(({ nominator }) => nominator))],
    supporters: endorsers.size,
  };
}

/** Joins two nominations that an officer knows to be of one person. Two people of one name stay two. */
export async function joinNominations(ports: Ports, { caller, path }: AskOf<typeof contract>) {
  const electionId = await withCandidacy(ports, path.candidacyId, async (trx, { election, now }) => {
    const { kept, joined } = await pairOf(trx, path);
    if (joined.state === 'approved') {
      await removeCandidate(trx, joined);
      await markCandidacy(trx, joined.id, { state: 'accepted' });
    }
    await joinCandidacy(trx, joined.id, kept.id);
    const facts = { kept: kept.id, joined: joined.id };
    const entry = { at: now, actor: actorOf(caller), action: 'join-nominations', electionId: election.id, facts };
    await appendAudit(trx, entry);
  });
  return officeNominationsView(ports, electionId);
}

/** Whichever says more of what the nominee wants, and after that the older, is kept. */
const rank = ['approved', 'refused', 'accepted', 'declined', 'withdrawn', 'lapsed', 'invited'] as const;

async function pairOf(
  db: Reader,
  { candidacyId, otherId }: { readonly candidacyId: string; readonly otherId: string },
): Promise<{ kept: Candidacy; joined: Candidacy }> {
  const one = needed(await findCandidacy(db, candidacyId));
  const other = needed(await findCandidacy(db, otherId));
  if (one.id === other.id || one.contestId !== other.contestId)
    throw new Problem('not-mergeable', { detail: 'Two nominations in one contest can be joined.' });
  if (one.personId !== null && other.personId !== null && !(await isOnePerson(db, one.personId, other.personId)))
    throw new Problem('not-mergeable', {
      detail: 'Both have answered, as two people. If they are one, a clerk merges their records first.',
    });
  const order =
    rank.indexOf(one.state) - rank.indexOf(other.state) ||
    one.madeAt.epochMilliseconds - other.madeAt.epochMilliseconds;
  return order <= 0 ? { kept: one, joined: other } : { kept: other, joined: one };
}

/** Two records of one person, by a merge. */
async function isOnePerson(db: Reader, oneId: string, otherId: string): Promise<boolean> {
  const survivor = async (id: string) => {
    const record = await findPerson(db, id);
    return record && (await findPersonByEmail(db, record.email))?.id;
  };
  return (await survivor(oneId)) === (await survivor(otherId));
}

function summary({ id, name, email, state }: Candidacy) {
  return { id, name, email, state };
}
