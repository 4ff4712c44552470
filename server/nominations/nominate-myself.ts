import type { nominateMyself as contract } from '../../api/nominations.ts';
import type { Transaction } from '../../db/connect.ts';
import { lockElection } from '../../db/elections.ts';
import { appendCandidacy, appendNomination, findCandidacyIn, type Candidacy } from '../../db/nominations.ts';
import type { AskOf } from '../ask.ts';
import { assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { accept } from './accept.ts';
import { acknowledged } from './acknowledged.ts';
import { needContest } from './contests.ts';
import { recordProfile } from './profile.ts';
import { assertNominating } from './window.ts';

/** Nominates oneself, which accepts in the same step. Whom others nominated before, that one becomes. */
export async function nominateMyself(ports: Ports, { caller, path, body }: AskOf<typeof contract>) {
  const { contestId, acknowledgements, ...profile } = body;
  const me = caller.session.person;
  return ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'announced');
    const now = ports.clock.now();
    assertNominating(election, now);
    const given = acknowledged(await needContest(trx, election.id, contestId), acknowledgements);
    const before = await findCandidacyIn(trx, contestId, { email: me.email, personId: me.id });
    assertCanStand(before);
    const columns = {
      electionId: election.id,
      contestId,
      name: profile.name,
      email: me.email,
      state: 'invited',
    } as const;
    const candidacy = before ?? (await appendCandidacy(trx, columns, now));
    await nominateOnce(trx, candidacy, me, now);
    await accept(ports, { trx, candidacy, election, now }, { personId: me.id, name: profile.name, given });
    await recordProfile(trx, { id: candidacy.id, personId: me.id }, profile, now);
    return { candidacyId: candidacy.id };
  });
}

function assertCanStand(before: Candidacy | undefined): void {
  const state = before?.state;
  if (state !== 'accepted' && state !== 'approved' && state !== 'refused') return;
  throw new Problem('already-nominated', {
    detail: 'You stand in this contest already. Open your nomination to change it.',
  });
}

/** The own words stand in the candidacy; the nomination says who proposed. */
async function nominateOnce(
  trx: Transaction,
  { id: candidacyId }: Candidacy,
  me: { readonly id: string; readonly name: string; readonly email: string },
  now: Parameters<typeof appendNomination>[2],
): Promise<void> {
  const words = { nomineeName: me.name, nomineeEmail: me.email, statement: '', recordedById: null };
  await appendNomination(trx, { candidacyId, personId: me.id, ...words }, now);
}
