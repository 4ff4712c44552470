import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { connect } from '../db/connect.ts';
import { recordSession } from '../db/sessions.ts';
import { officer, officerEmail, officerPassword, type Town } from '../demo/actors.ts';
import { candidate } from '../demo/people.ts';
import { startDevices } from '../demo/sealing.ts';
import { Visitor } from '../demo/visitor.ts';
import { SteppedClock } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { freePort } from '../server/free-port.ts';
import type { Ports } from '../server/ports.ts';
import { runWeb } from '../server/run.ts';
import { hashToken, newToken } from '../server/secrets.ts';
import { makeSetUpLink } from '../server/sign-in/set-up.ts';
import { startPorts } from '../server/start-ports.ts';
import { aBoard, seatIds } from '../test/support/bodies.ts';
import { aContest, aDefinition } from '../test/support/elections.ts';
import type { ReadyVoter } from './casting-client.ts';
import { makeMembers } from './members.ts';

/** The moment of the measurement: voting has just opened. */
export const now = Temporal.Instant.from('2027-06-01T14:00:00Z');

const candidates = 26;

/** An election that is open, and its voters, each signed in with a sealed ballot in hand. */
export async function makeElection(
  databaseUrl: string,
  count: number,
): Promise<{ electionId: string; voters: ReadyVoter[] }> {
  await using stack = new AsyncDisposableStack();
  const clock = new SteppedClock(Temporal.Instant.from('2027-05-03T09:00:00Z'));
  const config = readConfig({ PORT: String(await freePort()), TRUST_PROXY: 'loopback', LOG_LEVEL: 'error' });
  const { ports } = stack.use(await startPorts({ ...config, databaseUrl }, clock, { isWorker: false }));
  await runWeb(ports, stack);
  const town: Town = { url: config.publicUrl, devices: stack.use(startDevices()) };
  const electionId = await open(ports, town, count);
  clock.moveTo(now);
  return { electionId, voters: await prepare(ports, town, electionId) };
}

async function open(ports: Ports, town: Town, count: number): Promise<string> {
  const token = ((await makeSetUpLink(ports)) ?? '').split('#')[1] ?? '';
  const body = { token, name: 'Ines Halvorsen', email: officerEmail, password: officerPassword };
  await new Visitor(town.url).call('setUp', { body });
  const ines = await officer(town);
  await aBoard(ports);
  const contests = [
    aContest({ seats: seatIds(4), candidates: Array.from({ length: candidates }, (_, number) => candidate(number)) }),
  ];
  const { id } = await ines.call('draftElection', { body: aDefinition({ quorum: null, contests }) });
  const path = { electionId: id };
  await makeMembers(ports, count);
  const { in: size, openItems } = await ines.call('workOutRoll', { path });
  await ines.call('freezeRoll', { path, body: { size, openItems } });
  await ines.call('openElection', { path, body: { seats: 4, closesOn: '2027-06-15' } });
  return id;
}

/** Signs everybody in as a mailed code would, and has each ballot sealed on the voters' devices. */
async function prepare(ports: Ports, town: Town, electionId: string): Promise<ReadyVoter[]> {
  const { election } = await new Visitor(town.url).call('readBallotPaper', { path: { electionId } });
  const entries = await ports.db
    .selectFrom('rollEntry')
    .innerJoin('credentialSecret', 'credentialSecret.rollEntryId', 'rollEntry.id')
    .select(['personId', 'credentialSecret.credential'])
    .where('electionId', '=', electionId)
    .execute();
  return Promise.all(
    entries.map(async ({ personId, credential }, number): Promise<ReadyVoter> => {
      const choices = [Array.from({ length: candidates }, (_, place) => (place % 5 === number % 5 ? 1 : 0))];
      return {
        cookie: await signIn(ports, personId),
        ballot: await town.devices.seal({ election, credential, choices }),
      };
    }),
  );
}

async function signIn(ports: Ports, personId: string): Promise<string> {
  const token = newToken();
  const session = { personId, tokenHash: hashToken(token), method: 'code' as const };
  const times = { startedAt: now, expiresAt: now.add({ hours: 12 }) };
  const id = await ports.db.transaction().execute((trx) => recordSession(trx, { ...session, ...times }));
  return `__Host-session=${token}; __Host-access=${ports.tokens.sign(id)}`;
}

/**
 * Puts so many ballots of so many other voters on the board, as rows of the size and shape that casting writes: the text
 * of a real ballot each, random hashes, 26 ciphertexts taken. No program would verify that record.
 */
export async function fill(databaseUrl: string, electionId: string, ballots: number, text: string): Promise<void> {
  await using connection = connect(databaseUrl, 1);
  const some = sql`from generate_series(1, ${ballots}::int) as number`;
  const hash = (what: string) => sql`encode(sha256(convert_to(${what} || number, 'UTF8')), 'hex')`;
  await connection.db.transaction().execute(async (trx) => {
    await sql`with made as (
        insert into person (name, email, made_at) select 'Voter ' || number, 'filled' || number || '@members.example', now()
        ${some} returning id, name, email)
      insert into roll_entry (election_id, person_id, name, email, credential, link_hash, voted_at)
      select ${electionId}, id, name, email, encode(sha256(id::text::bytea), 'hex'), encode(sha256(email::bytea), 'hex'), now()
      from made`.execute(trx);
    await sql`insert into board_entry select ${electionId}, 3 + 2 * number, ${hash('ballot')} || '.data.json', ${text} ${some}`.execute(
      trx,
    );
    await sql`insert into board_entry
      select ${electionId}, 4 + 2 * number, ${hash('event')} || '.event.json', repeat('x', 200) ${some}`.execute(trx);
    await sql`insert into board_event
      select ${electionId}, number, ${hash('event')}, 'Ballot', ${hash('ballot')}, 4 + 2 * number ${some}`.execute(trx);
    await sql`insert into ballot
      select ${electionId}, number, left(${hash('tracker')}, 43), ${hash('credential')}, 3 + 2 * number ${some}`.execute(
      trx,
    );
    await sql`insert into claimed_ciphertext
      select gen_random_uuid() from generate_series(1, ${ballots * candidates}::int)`.execute(trx);
    await sql`insert into mail (key, kind, to_address, to_name, election_id, state, queued_at)
      select 'receipt:' || number, 'receipt', 'filled' || number || '@members.example', 'Voter', ${electionId}, 'sent', now()
      ${some}`.execute(trx);
    await sql`update election set head_height = ${ballots}::int, head_hash = ${'0'.repeat(64)},
      entries = entries + 2 * ${ballots}::int, ballots = ${ballots}::int, voted = ${ballots}::int where id = ${electionId}`.execute(
      trx,
    );
  });
  await sql`analyze`.execute(connection.db);
}
