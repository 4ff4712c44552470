import type { OfficeView, openElection as contract } from '../../api/office.ts';
import type { Rules } from '../../api/rules.ts';
import type { RollFacts } from '../../api/values.ts';
import { DEBIAN_QUORUM } from '../../counting/debian.ts';
import { findMethod } from '../../counting/methods.ts';
import { appendAudit } from '../../db/audit.ts';
import { appendEvent, recordBoardKey } from '../../db/board.ts';
import type { Transaction } from '../../db/connect.ts';
import {
  appendDefault,
  findElection,
  lockElection,
  markElection,
  readContests,
  recordCap,
  type ContestRow,
  type Election,
} from '../../db/elections.ts';
import type { OptionsText } from '../../db/schema.ts';
import { findRegistrar, readGivenCredentials, readSpares, type Registrar } from '../../db/registrar.ts';
import { readRollPeople, recordCredentials } from '../../db/roll.ts';
import { readCeremony, readTrustees, recordServerKey, type CeremonyMessage, type Trustee } from '../../db/trustees.ts';
import { hashOf, setupData } from '../../protocol/board.ts';
import { encodeCredentials, encodeElection, fingerprint } from '../../protocol/election.ts';
import { generateBoardKey } from '../../protocol/head.ts';
import { capNow } from '../affiliation-cap.ts';
import { actorOf, type AskOf } from '../ask.ts';
import { assertDraft, assertFound } from '../lifecycle.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { rollFacts } from '../roll-facts.ts';
import { officeView } from './office-view.ts';
import { readBlockers } from './read-blockers.ts';
import { quorumOf } from './read-definition.ts';
import { sumsQuestion, type Question } from '../../protocol/question.ts';
import { decodeTrusteeKey } from '../../protocol/trustee-key.ts';
import { encodeTrusteeItems, type TrusteeItem } from '../../protocol/trustees.ts';

/**
 * Freezes a draft: makes every voter's credential, publishes the set-up as the first event of the board, and from then on
 * only the clock moves it. What big steps ask for is read back: the officer types the seats and the closing date.
 */
export async function openElection(ports: Ports, { caller, path, body }: AskOf<typeof contract>): Promise<OfficeView> {
  const now = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    const election = assertFound(await lockElection(trx, path.electionId), 'office');
    assertDraft(election);
    const contests = await readContests(trx, election.id);
    const trustees = await readTrustees(trx, election.id);
    const blockers = await readBlockers(trx, election, now);
    if (blockers.length > 0) throw new Problem('election-not-ready', { blockers, detail: blockers[0]?.detail ?? '' });
    assertReadBack(election, contests, body);
    await freeze(ports, trx, election, await withDefaults(trx, election.id, contests), trustees);
    const facts = { closesAt: election.closesAt.toString(), roll: election.rollSize };
    await appendAudit(trx, {
      at: now,
      actor: actorOf(caller),
      action: 'open-election',
      electionId: election.id,
      facts,
    });
  });
  return officeView(ports, assertFound(await findElection(ports.db, path.electionId), 'office'));
}

function assertReadBack(
  election: Election,
  contests: readonly ContestRow[],
  typed: { seats: number; closesOn: string },
): void {
  const seats = contests.reduce((sum, contest) => sum + contest.seats, 0);
  const closesOn = election.closesLocal.slice(0, 10);
  if (typed.seats === seats && typed.closesOn === closesOn) return;
  // What is right is not said: the officer is to look it up, not to copy it.
  const errors = [
    ...(typed.seats === seats
      ? []
      : [{ pointer: '#/body/seats', detail: `The election does not fill ${typed.seats} seats` }]),
    ...(typed.closesOn === closesOn
      ? []
      : [{ pointer: '#/body/closesOn', detail: 'Voting does not close on this date' }]),
  ];
  throw new Problem('readback-differs', { errors, detail: 'Look at the definition again before you freeze it.' });
}

/** The contests with the answer that is nobody, where the way of voting has one. */
async function withDefaults(
  trx: Transaction,
  electionId: string,
  contests: readonly ContestRow[],
): Promise<readonly ContestRow[]> {
  for (const [place, { method }] of contests.entries()) {
    const answer = findMethod(method)?.defaultAnswer;
    if (answer !== undefined) await appendDefault(trx, electionId, place, answer);
  }
  return readContests(trx, electionId);
}

async function freeze(
  ports: Ports,
  trx: Transaction,
  election: Election,
  contests: readonly ContestRow[],
  trustees: readonly Trustee[],
): Promise<void> {
  const registrar = await findRegistrar(trx, election.id);
  const facts = await rollFacts(trx, election);
  const credentials = await readCredentials(ports, trx, election.id, registrar);
  const boardKey = generateBoardKey();
  await recordBoardKey(trx, election.id, boardKey.privateKey);
  const trusteesText = encodeTrusteeItems(await readKeys(ports, trx, election, trustees));
  const electionText = encodeElection({
    uuid: election.id,
    name: election.name,
    description: election.description,
    questions: contests.map(questionOf),
    trustees: trusteesText,
    administrator: ports.config.organisation,
    credentialAuthority: registrar?.name ?? 'server',
    rules: {
      ...rulesOf(election, await freezeCaps(trx, contests), trustees, facts),
      registrar: await registrarRules(trx, registrar),
      boardKey: boardKey.publicKey,
    },
  });
  const credentialsText = encodeCredentials(credentials);
  const setup = setupData({
    election: hashOf(electionText),
    trustees: hashOf(trusteesText),
    credentials: hashOf(credentialsText),
  });
  await appendEvent(trx, election, 'Setup', [electionText, trusteesText, credentialsText, setup]);
  const frozenAt = ports.clock.now().toString();
  await markElection(trx, election.id, {
    ...{ stage: 'frozen', frozenAt, electionText, trusteesText },
    fingerprint: fingerprint(electionText),
  });
}

/** What a ballot can say, and how it is opened: as a sum, or by itself after the ballots are mixed. */
function questionOf({ title, method: name, seats, max, candidates }: ContestRow): Question {
  const asked = { question: title, answers: candidates.map((candidate) => candidate.name) };
  const method = findMethod(name);
  if (method === undefined) throw new Error(`There is no method called ${name}`);
  // Somebody may have left since the limit was set: the method says how many one ballot may choose of those who are there.
  const shape = method.ballotShape({ seats, max, candidates: candidates.length });
  return shape.asks === 'marks' && method.opened === 'sums'
    ? sumsQuestion({ ...asked, min: shape.min, max: shape.max })
    : { kind: 'ballots', ...asked };
}

/** From here on a change of the body's rules changes nothing for this election. */
async function freezeCaps(trx: Transaction, contests: readonly ContestRow[]): Promise<ContestRow[]> {
  const frozen: ContestRow[] = [];
  for (const contest of contests) {
    const affiliationCap = await capNow(trx, contest);
    await recordCap(trx, contest.id, affiliationCap);
    frozen.push({ ...contest, affiliationCap });
  }
  return frozen;
}

function rulesOf(
  election: Election,
  contests: readonly ContestRow[],
  trustees: readonly Trustee[],
  { size, hash, frozenAt, frozenSize, frozenHash, amendments }: RollFacts,
): Omit<Rules, 'registrar'> {
  const { opensLocal: opens, closesLocal: closes, recordLocal: record, zone } = election;
  return {
    version: 3,
    contests: contests.map(contestRules),
    ties: election.ties,
    opensAt: election.opensAt.toString(),
    closesAt: election.closesAt.toString(),
    promised: { opens, closes, record, zone },
    nominationsOpenAt: election.nominationsOpenAt?.toString() ?? null,
    nominationsCloseAt: election.nominationsCloseAt?.toString() ?? null,
    candidatesAt: election.candidatesAt?.toString() ?? null,
    seatingAt: election.seatingAt?.toString() ?? null,
    isRegular: election.isRegular,
    quorum: quorumOf(election),
    roll: {
      ...{ size, hash, frozenSize, frozenHash, amendments },
      recordAt: election.recordAt.toString(),
      affirmBy: election.affirmBy?.toString() ?? null,
      applyBy: election.applyBy?.toString() ?? null,
      frozenAt: frozenAt ?? '',
    },
    trustees: trustees.map((trustee) => trustee.name),
    ...(election.threshold === null ? {} : { threshold: election.threshold }),
  };
}

function contestRules(contest: ContestRow): Rules['contests'][number] {
  const { id, method, motion, options, candidates, namedSeats, termsStartOn, affiliationCap } = contest;
  if (motion !== null) {
    const { base, numerator, denominator, isStrict, text, replaces, effectiveOn } = motion;
    const rule = { base, numerator, denominator, isStrict };
    return { kind: 'motion', id, method: 'question', ...rule, text, replaces, effectiveOn };
  }
  if (options !== null) return optionsRules(contest, options);
  if (method === 'question') throw new Error('A question without a motion');
  const rule = defaultRule(contest);
  return {
    ...{ kind: 'people', id, method, termsStartOn, affiliationCap },
    seats: namedSeats.map((seat) => ({ ...seat })),
    candidates: candidates.map((one) => one.id),
    ...(rule === undefined ? {} : { default: rule }),
  };
}

function optionsRules(contest: ContestRow, { effectiveOn }: OptionsText): Rules['contests'][number] {
  const { id, candidates } = contest;
  const rule = defaultRule(contest);
  if (rule === undefined) throw new Error('Options without a default');
  return {
    ...{ kind: 'options', id, method: 'debian', effectiveOn, default: rule },
    candidates: candidates.map((one) => one.id),
    options: candidates.flatMap(({ statement: text, majority }) => (majority === null ? [] : [{ text, majority }])),
  };
}

function defaultRule({ candidates }: ContestRow) {
  const nobody = candidates.find(({ isDefault }) => isDefault);
  return nobody === undefined ? undefined : { id: nobody.id, squareRoots: { ...DEBIAN_QUORUM } };
}

/** The trustees' keys in their order; beside a group, and where there is nobody, a fresh one that the server holds. */
async function readKeys(
  ports: Ports,
  trx: Transaction,
  election: Election,
  trustees: readonly Trustee[],
): Promise<TrusteeItem[]> {
  const single = (text: string): TrusteeItem => ({ kind: 'single', key: decodeTrusteeKey(text) });
  if (election.threshold === null && trustees.length > 0)
    return trustees.flatMap(({ publicKey }) => (publicKey === null ? [] : [single(publicKey)]));
  const key = await ports.proofs.run('generateKey', undefined);
  await recordServerKey(trx, election.id, key.privateKey);
  return [...(await readGroup(ports, trx, election)), single(key.publicKey)];
}

/** Belenios 4.6.7, Threshold parameters: what the trustees of a group made together. */
async function readGroup(
  ports: Ports,
  trx: Transaction,
  { id, ceremony, threshold }: Election,
): Promise<readonly TrusteeItem[]> {
  if (threshold === null) return [];
  const messages = await readCeremony(trx, { id, ceremony });
  const all = (step: CeremonyMessage['step']) =>
    messages.flatMap((message) => (message.step === step ? [message.content] : []));
  const given = { certs: all('certificate'), polynomials: all('polynomial'), voutputs: all('voutput') };
  return [{ kind: 'group', parameters: await ports.proofs.run('thresholdParameters', given) }];
}

async function registrarRules(trx: Transaction, registrar: Registrar | undefined): Promise<Rules['registrar']> {
  if (registrar === undefined) return 'server';
  const spares = await readSpares(trx, registrar.electionId);
  return { name: registrar.name, spares: spares.map(({ credential }) => credential) };
}

/** The public credentials: those that the registrar gave, or else fresh ones whose secrets the server keeps. */
async function readCredentials(
  ports: Ports,
  trx: Transaction,
  electionId: string,
  registrar: Registrar | undefined,
): Promise<string[]> {
  if (registrar !== undefined) return readGivenCredentials(trx, electionId);
  const roll = await readRollPeople(trx, electionId);
  const credentials = await makeCredentials(ports, electionId, roll.length);
  await recordCredentials(
    trx,
    roll.map((entry, place) => ({ entryId: entry.id, ...at(credentials, place) })),
  );
  return credentials.map((one) => one.publicCredential);
}

/** Credentials for the whole roll, made on every core. The order says nothing: the board lists them sorted. */
async function makeCredentials(ports: Ports, uuid: string, count: number) {
  const size = 250;
  const parts = Array.from({ length: Math.ceil(count / size) }, (_, part) =>
    ports.proofs.run('makeCredentials', { uuid, count: Math.min(size, count - part * size) }),
  );
  return (await Promise.all(parts)).flat();
}

function at<T>(items: readonly T[], place: number): T {
  const item = items[place];
  if (item === undefined) throw new Error('Fewer credentials than voters were made');
  return item;
}
