import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../../db/connect.ts';
import type { Election } from '../../db/elections.ts';
import { recordMailedLinks } from '../../db/mailed-links.ts';
import { readNominations, type Candidacy } from '../../db/nominations.ts';
import { findPeople } from '../../db/people.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { hashToken, newToken } from '../secrets.ts';

type Needed = Pick<Ports, 'queue' | 'clock'>;

/** What a nominee is told. Each has a link of its own to the page of the nomination. */
export type ToNominee = 'invite' | 'remind' | 'lapsed' | 'approved' | 'refused';
/** What those who nominated somebody else are told. */
export type ToNominator = 'accepted' | 'declined' | 'nobody';

/** How long after the close of voting a mailed link still leads to the nomination. */
const daysOfLink = 30;

/** Writes to the nominee. `once`: what makes this mail another one than the last of its kind. */
export async function mailNominee(
  ports: Needed,
  trx: Transaction,
  { candidacy, election }: { readonly candidacy: Candidacy; readonly election: Election },
  what: ToNominee,
  once: string,
): Promise<void> {
  const { id: candidacyId, email, name, personId } = candidacy;
  const token = newToken();
  const expiresAt = election.closesAt.add({ hours: 24 * daysOfLink });
  const link = { tokenHash: hashToken(token), purpose: 'nomination', facts: { candidacyId }, expiresAt } as const;
  await recordMailedLinks(trx, [personId === null ? link : { ...link, personId }], ports.clock.now());
  const mail = { key: `nomination:${candidacyId}:${what}:${once}`, kind: 'nomination', toAddress: email } as const;
  const whom = { toName: name, electionId: election.id, ...(personId === null ? {} : { personId }) };
  await enqueueMails(ports, trx, [{ ...mail, ...whom, facts: { candidacyId, what }, secret: { token } }]);
}

/** Tells everybody who nominated the nominee, but the nominee. */
export async function mailNominators(
  ports: Needed,
  trx: Transaction,
  { candidacy, election }: { readonly candidacy: Candidacy; readonly election: Election },
  what: ToNominator,
  now: Temporal.Instant,
): Promise<void> {
  const others = (await readNominations(trx, [candidacy.id])).filter(({ personId }) => personId !== candidacy.personId);
  const people = await findPeople(
    trx,
    others.map(({ personId }) => personId),
  );
  await enqueueMails(
    ports,
    trx,
    [...people.values()].map((person) => ({
      key: `nomination:${candidacy.id}:${what}:${person.id}:${now.toString()}`,
      kind: 'nomination',
      ...{ toAddress: person.email, toName: person.name, personId: person.id, electionId: election.id },
      facts: { candidacyId: candidacy.id, what, by: 'nominator' },
    })),
  );
}
