import type {
  correctMyDetails as correctContract,
  exportMyData as exportContract,
  readMyData as readContract,
} from '../../api/me.ts';
import { findOpenAddressChange } from '../../db/address-changes.ts';
import {
  countAbout,
  findDetails,
  readEverythingAbout,
  readFormerAddresses,
  readRecordsOf,
  readRetention,
} from '../../db/my-data.ts';
import { changePerson } from '../../db/people.ts';
import { readOpenRollsOf } from '../../db/self-service.ts';
import type { AskOf } from '../ask.ts';
import { byteOrderMark, csvLines } from '../csv.ts';
import type { Ports } from '../ports.ts';

/** What is kept about the caller, and what erasure would take and leave. */
export async function readMyData({ db }: Ports, { caller }: AskOf<typeof readContract>) {
  const { id, roles } = caller.session.person;
  const ids = (await readRecordsOf(db, id)).map((record) => record.id);
  const change = await findOpenAddressChange(db, id);
  const state = change?.state === 'held' ? ('held' as const) : ('requested' as const);
  return {
    ...(await findDetails(db, id)),
    formerAddresses: await readFormerAddresses(db, ids),
    addressChange:
      change === undefined
        ? null
        : { newAddress: change.newAddress, state, requestedAt: change.requestedAt.toString() },
    erasure: {
      waitsFor: (await readOpenRollsOf(db, id)).map(({ name }) => name),
      hasRole: roles.length > 0,
      counts: await countAbout(db, ids),
      retention: await readRetention(db),
    },
  };
}

/** Name, city and country are the member's own word. */
export async function correctMyDetails({ db, clock }: Ports, { caller, body }: AskOf<typeof correctContract>) {
  const personId = caller.session.person.id;
  await db.transaction().execute((trx) => changePerson(trx, { personId, actorId: personId, ...body }, clock.now()));
  return {};
}

/** Everything at once, for machines and for spreadsheets. */
export async function exportMyData({ db, clock }: Ports, { caller }: AskOf<typeof exportContract>) {
  const records = await readRecordsOf(db, caller.session.person.id);
  const ids = records.map(({ id }) => id);
  const addresses = [...records.map(({ email }) => email), ...(await readFormerAddresses(db, ids))];
  const everything = await readEverythingAbout(db, { ids, addresses });
  const rows = Object.entries(everything).flatMap(([table, found]) =>
    found.flatMap((row, place) =>
      Object.entries(row).map(([field, value]) => [table, String(place + 1), field, cellOf(value)]),
    ),
  );
  return {
    json: `${JSON.stringify({ madeAt: clock.now().toString(), ...everything }, null, 2)}\n`,
    csv: byteOrderMark + csvLines([['table', 'row', 'field', 'value'], ...rows]),
  };
}

function cellOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
