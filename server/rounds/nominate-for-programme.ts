import type { nominateForProgramme as contract } from '../../api/rounds.ts';
import type { Transaction } from '../../db/connect.ts';
import { recordMailedLinks } from '../../db/mailed-links.ts';
import { findNomination, recordNomination, type NewNomination } from '../../db/round-nominations.ts';
import type { Programme } from '../../db/rounds.ts';
import type { AskOf } from '../ask.ts';
import { enqueueMails } from '../outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { hashToken, newToken } from '../secrets.ts';
import { assertProgramme, calendarOf } from './assert-programme.ts';
import { daysToConfirm } from './assert-nomination-link.ts';
import { endOfDay } from './dates-view.ts';
import { receiveNomination } from './receive-nomination.ts';
import { roundAfter } from './round-dates.ts';

type Asked = AskOf<typeof contract>;

/** Proposes somebody. From whoever is signed in it counts at once; from an address, when its mailed link was pressed. */
export async function nominateForProgramme(ports: Ports, ask: Asked) {
  await ports.limits.take('list-network', ask.caller.network);
  const session = ask.caller.session;
  const nominator = session?.person ?? ask.body.nominator;
  if (nominator === null) throw wrong('nominator/email', 'Give your mail address, or sign in');
  await ports.limits.take('list-address', nominator.email);
  return ports.db.transaction().execute(async (trx) => {
    const programme = await assertProgramme(trx, ask.path.programme);
    const from = { name: nominator.name, email: nominator.email, personId: session?.person.id ?? null };
    const id = await recordNomination(trx, nominationOf(programme, ask.body, from), ports.clock.now());
    const { cutOffAt } = roundAfter(calendarOf(programme), ports.clock.now());
    const cutOff = endOfDay(cutOffAt, programme.zone);
    if (session === undefined) {
      await mailConfirmation(ports, trx, { ...from, nominationId: id, cutOff });
      return { state: 'mailed' as const, cutOff };
    }
    const nomination = await findNomination(trx, id);
    if (nomination !== undefined) await receiveNomination(ports, trx, programme, nomination);
    return { state: 'received' as const, cutOff };
  });
}

function nominationOf(
  { id: programmeId, rules }: Programme,
  { nominee, accomplishments, references }: Asked['body'],
  from: Pick<NewNomination, 'personId' | 'name' | 'email'>,
): NewNomination {
  if (references.length > rules.mostReferences) throw wrong('references', `At most ${rules.mostReferences} references`);
  const addresses = references.map(({ email }) => email);
  addresses.forEach((email, place) => {
    if (email === nominee.email) throw wrong(`references/${place}/email`, 'This is the address of the nominee');
    if (addresses.indexOf(email) < place) throw wrong(`references/${place}/email`, 'This address stands above already');
  });
  return { programmeId, nomineeName: nominee.name, nomineeEmail: nominee.email, accomplishments, references, ...from };
}

function wrong(place: string, detail: string): Problem {
  return new Problem('malformed-request', { detail, errors: [{ pointer: `#/body/${place}`, detail }] });
}

/** The link confirms within a week, and shows for three years how the nomination stands. */
async function mailConfirmation(
  ports: Ports,
  trx: Transaction,
  mail: { nominationId: string; name: string; email: string; cutOff: ReturnType<typeof endOfDay> },
): Promise<void> {
  const now = ports.clock.now();
  const token = newToken();
  const link = {
    tokenHash: hashToken(token),
    purpose: 'round-nomination',
    facts: { nomination: mail.nominationId },
  } as const;
  await recordMailedLinks(trx, [{ ...link, expiresAt: now.add({ hours: 24 * 3 * 365 }) }], now);
  const until = now.add({ hours: 24 * daysToConfirm }).toString();
  await enqueueMails(ports, trx, [
    {
      key: `round-nomination:${mail.nominationId}`,
      kind: 'round-nomination',
      toAddress: mail.email,
      toName: mail.name,
      facts: { nomination: mail.nominationId, until, ...mail.cutOff },
      secret: { token },
    },
  ]);
}
