import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyDecryption } from '../../protocol/decryption.ts';
import { sealTrusteeFile } from '../../protocol/trustee-key-file.ts';
import { decodeTrusteeKey } from '../../protocol/trustee-key.ts';
import { aVoter, cast, CLOSES, freeze, OPENS } from '../support/elections.ts';
import { anAdministrator, startProduct, type Product } from '../support/product.ts';
import {
  aWorld,
  ballotMove,
  ballotOf,
  END,
  partsOf,
  recordOf,
  setUpMove,
  tallyMove,
} from '../support/record-builder.ts';
import { aFolder, runProgram } from '../support/terminal.ts';
import { aClosedScoreElection, aDraftWithGroup, type Member } from '../support/trustee-groups.ts';
import { trusteeToken } from '../support/trustees.ts';

const passphrase = 'nine otters mend the weir';
const patience = 300_000;

/** Somebody at a terminal in this folder, who types these lines. */
function run(folder: string, words: readonly string[], typed: readonly string[]) {
  return runProgram('trustee', folder, words, typed);
}

async function linkOf(product: Product, electionId: string, { email }: Member): Promise<string> {
  return `${product.url}/trustee/${electionId}#${await trusteeToken(product, email)}`;
}

test(
  'from a terminal a trustee makes a key with the others, compares, and adds a part after checking the board',
  async () => {
    await using product = await startProduct();
    await using place = await aFolder();
    const { folder } = place;
    const officer = await anAdministrator(product);
    const { electionId, members } = await aDraftWithGroup(product, officer, 2);
    const [first, second, third] = members as [Member, Member, Member];
    const name = `${electionId}-trustee-1-key.json`;
    const work = async (...typed: string[]) => run(folder, [await linkOf(product, electionId, first)], typed);

    expect(await work('short')).toMatchObject({ code: 1, err: expect.stringContaining('too short') as string });
    expect(await readdir(folder)).toEqual([]);
    const made = await work(passphrase, passphrase);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('We wait for Henk Verbruggen') as string });
    expect(await readdir(folder)).toEqual([name]);
    for (const member of [second, third]) await member.give(await member.message());
    await product.settle();
    expect(await work('another passphrase')).toMatchObject({
      code: 1,
      err: expect.stringContaining('the passphrase is another one') as string,
    });
    expect(await work(passphrase)).toMatchObject({ code: 0, out: expect.stringContaining('Step 2 of 3') as string });
    for (const member of [second, third]) await member.give(await member.message());
    await product.settle();
    expect(await work('differs')).toMatchObject({ code: 1, err: expect.stringContaining('Tell the office') as string });
    const finished = await work('same', passphrase);
    expect(finished).toMatchObject({ code: 0, out: expect.stringContaining('your key is finished') as string });
    for (const member of [second, third]) await member.give(await member.message());
    await freeze(officer, electionId);
    product.clock.moveTo(OPENS);
    await product.settle();
    await cast(electionId, await aVoter(product, electionId, 0), [[1, 0, 0, 0]]);
    product.clock.moveTo(CLOSES);
    await product.settle();

    const state = join(folder, `${name}.opened`);
    await writeFile(state, `${electionId} ${'0'.repeat(64)}\n`);
    expect(await work(passphrase)).toMatchObject({
      code: 1,
      err: expect.stringContaining('you opened another tally of this election before') as string,
    });
    await rm(state);
    expect(await work(passphrase)).toMatchObject({ code: 0, out: expect.stringContaining('You are done') as string });
    expect(await readFile(state, 'utf8')).toMatch(new RegExp(`^${electionId} [0-9a-f]{64}\n$`));
    await second.giveShare(await second.share());
    expect(await product.visitor().call('readElection', { path: { electionId } })).toMatchObject({ phase: 'tallied' });
  },
  patience,
);

test(
  'without a network a private key of belenios-tool opens the tally of a record, and no second one',
  async () => {
    await using place = await aFolder();
    const { folder } = place;
    const world = aWorld({ voters: 3, trustees: 2 });
    const choices = [
      [1, 0, 0, 0],
      [1, 0],
    ];
    const ballots = [0, 1].map((voter) => ballotOf(world, voter, choices));
    const recordWith = (cast: readonly string[]) => {
      const { tally } = partsOf(world, cast);
      return recordOf([setUpMove(world), ...cast.map(ballotMove), END, tallyMove(tally)]);
    };
    await writeFile(join(folder, 'all.bel'), recordWith(ballots));
    await writeFile(join(folder, 'one.bel'), recordWith(ballots.slice(0, 1)));
    await writeFile(join(folder, 'two.privkey'), JSON.stringify(world.keys[1]!.privateKey));
    const decrypt = (record: string) => run(folder, ['decrypt', record, '--key', 'two.privkey'], []);

    const { code, out } = await decrypt('all.bel');
    expect(code).toBe(0);
    const verdict = verifyDecryption({
      election: world.election,
      encryptedTally: partsOf(world, ballots).tally.encryptedTally,
      publicKey: decodeTrusteeKey(world.keys[1]!.publicKey).publicKey,
      decryption: out.trim(),
    });
    expect(verdict.ok).toBe(true);
    expect((await decrypt('all.bel')).code).toBe(0);
    expect(await decrypt('one.bel')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('you opened another tally') as string,
    });
    const stranger = aWorld({ voters: 3, trustees: 2 });
    await writeFile(join(folder, 'stranger.privkey'), JSON.stringify(stranger.keys[0]!.privateKey));
    expect(await run(folder, ['decrypt', 'all.bel', '--key', 'stranger.privkey'], [])).toMatchObject({
      code: 1,
      err: expect.stringContaining('your key is not in the record') as string,
    });
  },
  patience,
);

test(
  'from a terminal a trustee mixes the ballots when the turn has come, and later opens what all have mixed',
  async () => {
    await using product = await startProduct();
    await using place = await aFolder();
    const { folder } = place;
    const officer = await anAdministrator(product);
    const ballots = [
      [5, 0, 3, 0],
      [1, 5, 0, 0],
    ];
    const { electionId, members } = await aClosedScoreElection(product, officer, ballots);
    const [first, second] = members as [Member, Member, Member];
    const work = async (...typed: string[]) => run(folder, [await linkOf(product, electionId, first)], typed);

    const mixed = await work();
    expect(mixed).toMatchObject({ code: 0, err: expect.stringContaining('Mixing the ballots: 100 %') as string });
    const { shuffles } = await first.view();
    expect(mixed.out).toContain(`with the fingerprint ${shuffles!.mine!}`);
    expect(mixed.out).toContain('1 more trustee must mix the ballots');
    await second.giveShuffle(await second.shuffle());
    await product.settle();
    const about = { electionId, owner: 1, election: 'Board election 2027' };
    const { ceremony } = await first.view();
    const secret = { kind: 'trustee seed', secret: first.seed, public: ceremony!.certificate! } as const;
    await writeFile(join(folder, `${electionId}-trustee-1-key.json`), await sealTrusteeFile(secret, about, passphrase));
    const opened = await work(passphrase);
    expect(opened).toMatchObject({ code: 0, out: expect.stringContaining('You are done') as string });
    expect(opened.err).toMatch(/Checking the ballots: 100 %[^]*Making your part: 100 %/u);
    await second.giveShare(await second.share());
    expect(await product.visitor().call('readElection', { path: { electionId } })).toMatchObject({
      phase: 'tallied',
      result: [{ votes: [6, 5, 3, 0] }],
    });
  },
  patience,
);
