import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCredentials } from '../../protocol/credentials.ts';
import { generateCredential, publicCredential } from '../../protocol/credential.ts';
import { decryptTally, ownedDecryption, verifyDecryption } from '../../protocol/decryption.ts';
import { encodeJson } from '../../protocol/json.ts';
import { combineDecryptions, type OwnedText } from '../../protocol/result.ts';
import { makeCertificate, verifyCertificate, verifyCertificates } from '../../protocol/threshold/certificates.ts';
import { thresholdJson, thresholdParametersOf } from '../../protocol/threshold/parameters.ts';
import { makePolynomial, verifyPolynomial, vinputOf } from '../../protocol/threshold/polynomials.ts';
import { newSeed } from '../../protocol/threshold/seed.ts';
import { decodeVoutput, makeVoutput, verifyVoutput } from '../../protocol/threshold/voutputs.ts';
import { decodeTrustees, encodeTrusteeItems } from '../../protocol/trustees.ts';
import { decodeTrusteeKey, generateTrusteeKey } from '../../protocol/trustee-key.ts';
import { generateUuid } from '../../protocol/uuid.ts';
import { verifyRecord } from '../../protocol/verify-record.ts';
import { tallyBallots } from '../../protocol/tally.ts';
import { need } from '../support/need.ts';
import {
  aWorld,
  ballotMove,
  ballotOf,
  decryptionMove,
  END,
  preparedOf,
  recordOf,
  recordOfBallots,
  resultMove,
  setUpMove,
  tallyMove,
  type World,
} from '../support/record-builder.ts';
import { keyOf } from '../support/threshold-group.ts';

/*
 * Trustees of belenios-tool, a program that we did not write, and ours make one key together, whoever plays the server,
 * and open an election together, whoever set it up.
 */
const isInstalled = spawnSync('belenios-tool', ['--version']).status === 0;

const SIZE = 3;
const THRESHOLD = 2;
const env = { ...process.env, LWT_ASYNC_METHOD: 'none' };

/** The second trustee is the tool's; the first and the third are ours. */
const THEIRS = 2;

const directory = mkdtempSync(join(tmpdir(), 'ceremony-'));
afterAll(() => rmSync(directory, { recursive: true }));

function tool(words: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync('belenios-tool', words, {
    cwd: directory,
    encoding: 'utf8',
    env,
    input,
  });
  expect(status, `${words.join(' ')}: ${stderr}`).toBe(0);
  return stdout.trim();
}

function step(number: number, words: readonly string[] = [], input = ''): string {
  const set = ['setup', 'generate-trustee-key-threshold', '--group', 'Ed25519', '--step', String(number)];
  return tool([...set, ...words], input);
}

function write(name: string, lines: readonly string[]): string {
  writeFileSync(join(directory, name), lines.map((line) => `${line}\n`).join(''));
  return name;
}

function read(name: string): string {
  return readFileSync(join(directory, name), 'utf8').trim();
}

interface Ceremony {
  readonly seeds: readonly string[];
  readonly certs: readonly string[];
  readonly polynomials: readonly string[];
  readonly voutputs: readonly string[];
  /** The name of the tool's trustee, in the names of its files. */
  readonly id: string;
  /** What the tool, as a server, published. */
  readonly published: string;
}

let ceremony: Ceremony;

/** Runs a ceremony in which every text is made by one program and read by the other. */
function runCeremony(): Ceremony {
  step(1, ['--threshold-context', `${THEIRS}/${THRESHOLD}/${SIZE}`]);
  const id = readdirSync(directory)
    .find((name) => name.endsWith('.key'))!
    .replace('.key', '');
  const seeds = [newSeed(), read(`${id}.key`), newSeed()];
  const each = <T>(make: (seed: string, index: number) => T) => seeds.map((seed, place) => make(seed, place + 1));
  const certs = each((seed, index) =>
    index === THEIRS ? read(`${id}.cert`) : makeCertificate({ seed, size: SIZE, threshold: THRESHOLD, index }),
  );
  const files = ['--certs', write('certs.jsons', certs)];
  step(2, files);
  const polynomials = each((seed, index) =>
    index === THEIRS ? step(3, [...files, '--key', `${id}.key`]) : makePolynomial({ seed, certs, index }),
  );
  files.push('--polynomials', write('polynomials.jsons', polynomials));
  step(4, files);
  const vinputs = polynomials.map((text) => vinputOfTool((JSON.parse(text) as { polynomial: string }).polynomial));
  expect(each((_, index) => vinputOf(polynomials, index))).toEqual(vinputs);
  const voutputs = each((seed, index) => {
    const vinput = vinputs[index - 1]!;
    if (index !== THEIRS) return makeVoutput({ seed, certs, index, vinput });
    return step(5, [...files.slice(0, 2), '--key', `${id}.key`], vinput);
  });
  const published = step(6, files, voutputs.map((text) => `${text}\n`).join(''));
  return { seeds, certs, polynomials, voutputs, id, published };
}

function vinputOfTool(polynomial: string): string {
  const texts = readdirSync(directory).filter((name) => name.endsWith('.vinput'));
  return texts.map(read).find((text) => (JSON.parse(text) as { polynomial: string }).polynomial === polynomial)!;
}

describe('a group of our trustees and one of belenios-tool', () => {
  need('belenios-tool', isInstalled);
  beforeAll(() => {
    if (isInstalled) ceremony = runCeremony();
  });

  test('we accept what the tool gives, at each step', () => {
    const { certs, polynomials, voutputs } = ceremony;
    const index = THEIRS;
    const accepted = { ok: true };
    expect(verifyCertificate(certs[index - 1]!, { size: SIZE, threshold: THRESHOLD, index })).toEqual(accepted);
    expect(verifyCertificates(certs)).toEqual(accepted);
    expect(verifyPolynomial(polynomials[index - 1]!, certs, index)).toEqual(accepted);
    expect(verifyVoutput(voutputs[index - 1]!, { certs, polynomials, index })).toEqual(accepted);
  });

  test('both programs publish the same of it', () => {
    expect(encodeJson(thresholdJson(thresholdParametersOf(ceremony)))).toBe(ceremony.published);
  });

  test('the tool can decrypt from its seed what our server kept, and we from ours what its server kept', () => {
    const { voutputs, seeds, id } = ceremony;
    expect(decodeVoutput(voutputs[THEIRS - 1]!).privateKey).toBe(read(`${id}.dkey`));
    const own = readdirSync(directory).filter((name) => name.endsWith('.dkey'));
    const kept = voutputs.map((text) => decodeVoutput(text).privateKey);
    expect(own.map(read).toSorted()).toEqual(kept.toSorted());
    expect(keyOf(voutputs[0]!, seeds[0]!).privateKey).toMatch(/^\d+$/);
  });

  test.each([
    { server: 'our server', decrypting: [1, 3, 4] },
    { server: "the tool's server", decrypting: [1, 2, 3] },
    { server: "the tool's server", decrypting: [1, 2, 3, 4] },
  ])('$decrypting open the result of an election that $server set up', ({ server, decrypting }) => {
    const { seeds, voutputs, id } = ceremony;
    const single = generateTrusteeKey();
    const keys = [single, ...voutputs.map((text, place) => keyOf(text, seeds[place]!))];
    const world: World = { ...anElection(server, single.publicKey), keys };
    const ballots = [ballotOf(world, 0, [[1, 0, 1]]), ballotOf(world, 1, [[0, 1, 1]])];
    const tally = tallyBallots(preparedOf(world), ballots);
    const { encryptedTally } = tally;
    const moves = [setUpMove(world), ...ballots.map(ballotMove), END, tallyMove(tally)];
    const decryptions = decrypting.map((owner): OwnedText => {
      if (owner === THEIRS + 1) return { owner, text: decryptedByTool(recordOf(moves), id, owner) };
      const { privateKey } = keys[owner - 1]!;
      return { owner, text: decryptTally({ election: world.election, encryptedTally, privateKey }) };
    });
    const trustees = decodeTrustees(world.trustees);
    for (const { owner, text } of decryptions) {
      const { publicKey } = trustees.owners[owner - 1]!.key;
      const ask = { election: world.election, encryptedTally, publicKey, decryption: text, allowUnbound: true };
      expect(verifyDecryption(ask).ok).toBe(true);
    }
    const { questions } = preparedOf(world).election;
    const result = combineDecryptions({ questions, trustees, encryptedTally, decryptions, totalWeight: 2 });
    expect(result).toBe('{"result":[[1,1,2]]}');
    const opened = [...moves, ...decryptions.map(({ owner, text }) => decryptionMove(owner, text))];
    expect(onRecord(recordOf(opened), ['compute-result'])).toBe(result);
    agree(recordOf([...opened, resultMove(result)]));
  });
});

/** An election whose trustees are one always needed and the group. */
function anElection(server: string, single: string): Omit<World, 'keys'> {
  const uuid = generateUuid();
  const question = { answers: ['A', 'B', 'C'], min: 0, max: 2, question: 'Board' };
  const template = JSON.stringify({ name: 'An election', description: '', questions: [question] });
  const files = ['--dir', '.', '--template', write('template.json', [template])];
  write('public_keys.jsons', [single]);
  write('threshold.json', [ceremony.published]);
  if (server === 'our server') {
    const parameters = thresholdParametersOf(ceremony);
    const key = decodeTrusteeKey(single);
    write('trustees.json', [
      encodeTrusteeItems([
        { kind: 'single', key },
        { kind: 'group', parameters },
      ]),
    ]);
  } else {
    rmSync(join(directory, 'trustees.json'), { force: true });
    tool(['setup', 'make-trustees', '--dir', '.']);
  }
  rmSync(join(directory, 'election.json'), { force: true });
  tool(['setup', 'make-election', ...files, '--group', 'Ed25519', '--uuid', uuid]);
  const voters = Array.from({ length: 2 }, () => generateCredential()).map((credential) => ({
    credential,
    public: publicCredential(uuid, credential),
  }));
  const credentials = encodeCredentials(voters.map((voter) => voter.public));
  return { uuid, voters, credentials, trustees: read('trustees.json'), election: read('election.json') };
}

function decryptedByTool(record: Uint8Array, id: string, owner: number): string {
  const keys = ['--key', `../${id}.key`, '--decryption-key', `../${id}.dkey`];
  const [decryption = '', owned] = onRecord(record, [
    'decrypt-threshold',
    ...keys,
    '--trustee-id',
    String(owner),
  ]).split('\n');
  expect(owned).toBe(ownedDecryption(owner, decryption));
  return decryption;
}

/** What the tool says of a record. Its folder lies in that of the ceremony. */
function onRecord(record: Uint8Array, words: readonly string[]): string {
  const folder = mkdtempSync(join(directory, 'record-'));
  writeFileSync(join(folder, 'record.bel'), record);
  const options = { cwd: folder, encoding: 'utf8', env } as const;
  const { status, stdout, stderr } = spawnSync('belenios-tool', ['election', ...words, '--dir', '.'], options);
  expect(status, stderr).toBe(0);
  return `${stdout}${words[0] === 'verify' ? stderr : ''}`.trim();
}

function agree(record: Uint8Array): void {
  expect(onRecord(record, ['verify'])).toContain('all checks passed');
  const { verdict, findings } = verifyRecord(record);
  expect(findings).toEqual([]);
  expect(verdict).toBe('passed');
}

describe('belenios-tool accepts our records', () => {
  need('belenios-tool', isInstalled);
  const world = aWorld({ voters: 2, trustees: 1, groups: [{ size: 3, threshold: 2 }] });
  const ballots = [
    ballotOf(world, 0, [
      [1, 0, 0, 1],
      [1, 0],
    ]),
  ];
  test.each([[[4, 1, 2]], [[1, 2, 3, 4]]])('of two of three, and a trustee who is always needed: %j', (decrypting) => {
    agree(recordOfBallots(world, ballots, { decrypting }));
  });
  test('of two groups and a lot', () => {
    const contests = [{ kind: 'people', id: 'board', candidates: ['a', 'b', 'c', 'd'] }];
    const groups = [
      { size: 2, threshold: 2 },
      { size: 3, threshold: 2 },
    ];
    const other = aWorld({ voters: 2, trustees: 0, groups, rules: { version: 3, contests, ties: 'lot' } });
    const record = recordOfBallots(
      other,
      [
        ballotOf(other, 1, [
          [0, 1, 0, 1],
          [1, 0],
        ]),
      ],
      { decrypting: [1, 2, 4, 5] },
    );
    agree(record);
    expect(verifyRecord(record).lot).toMatch(/^[0-9a-f]{64}$/);
  });
});
