import type { NomineesAct } from './nominee.ts';
import { markCandidacy, recordAcknowledgements } from '../../db/nominations.ts';
import type { Ports } from '../ports.ts';
import { mailNominators } from './mails.ts';

/** Records that a nominee accepted, as whom, by which name and with which declarations; tells who nominated them. */
export async function accept(
  ports: Pick<Ports, 'queue' | 'clock'>,
  { trx, candidacy, election, now }: Omit<NomineesAct, 'contest'>,
  {
    personId,
    name,
    given,
  }: {
    readonly personId: string;
    readonly name: string;
    readonly given: Parameters<typeof recordAcknowledgements>[2];
  },
): Promise<void> {
  const answer = { state: 'accepted', answeredAt: now.toString(), withdrawnAt: null } as const;
  await markCandidacy(trx, candidacy.id, { ...answer, personId, name });
  await recordAcknowledgements(trx, candidacy.id, given, now);
  await mailNominators(ports, trx, { candidacy: { ...candidacy, personId, name }, election }, 'accepted', now);
}
