import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { linkProof } from '../../protocol/link-proof.ts';
import { openRegistrarFile, publicPart } from '../../protocol/registrar.ts';
import { freeze } from '../support/elections.ts';
import { anAdministrator, startProduct } from '../support/product.ts';
import { aDraftWithRegistrar, everyText, registrarLink } from '../support/registrar.ts';
import { startMailServer } from '../support/smtp.ts';

const program = fileURLToPath(new URL('../../terminal/registrar.ts', import.meta.url));
const passphrase = 'nine otters mend the weir';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Somebody at a terminal in this folder, who types these lines. */
function run(folder: string, words: readonly string[], typed: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(execPath, [program, ...words], { cwd: folder, env: { PATH: '', ...env } });
  const ended = Promise.withResolvers<Ended>();
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.on('close', (code) => ended.resolve({ code, out, err }));
  child.stdin.end(typed.map((line) => `${line}\n`).join(''));
  return ended.promise;
}

// Every opening of the file costs what guessing its passphrase would.
const patience = 240_000;

test(
  'from a terminal the registrar makes the links, checks the list, mails them though stopped, and gives a spare',
  async () => {
    await using product = await startProduct();
    await using smtp = await startMailServer();
    const folder = await mkdtemp(join(tmpdir(), 'registrar-'));
    await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
    const officer = await anAdministrator(product);
    const electionId = await aDraftWithRegistrar(product, officer, 9);
    const path = { electionId };
    const made = `${electionId}-links.json`;
    const spares = `${electionId}-spare-links.json`;

    const first = await registrarLink(product, electionId);
    expect(await run(folder, ['make', first], ['short', 'short'])).toMatchObject({ code: 1 });
    expect(await run(folder, ['make', first], [passphrase, 'another one entirely'])).toMatchObject({ code: 1 });
    expect(await readdir(folder)).toEqual([]);
    expect(await run(folder, ['make', first], [passphrase, passphrase])).toMatchObject({
      code: 0,
      err: expect.anything() as string,
    });
    const sealed = await readFile(join(folder, made), 'utf8');
    const file = await openRegistrarFile(sealed, passphrase);
    expect(sealed).not.toContain(file.voters[0]!.email);
    expect(file.voters.length).toBe(9);
    expect(await run(folder, ['make', first], [passphrase, passphrase])).toMatchObject({ code: 1 });
    expect(await run(folder, ['check', made], ['not the passphrase'])).toMatchObject({ code: 1 });

    await freeze(officer, electionId);
    await product.settle();
    const second = await registrarLink(product, electionId);
    expect(await run(folder, ['check', made], [passphrase])).toMatchObject({
      code: 0,
      out: expect.stringContaining('exactly yours') as string,
    });
    const account = {
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Wilhelmina Achterberg <wilhelmina@registrars.example>',
      MAILS_PER_MINUTE: '6000',
    };
    // One address does not exist, and then the account is used up: the program stops after five refusals in a row.
    smtp.refusals.push('550 No such mailbox', ...Array.from({ length: 5 }, () => '450 Try later'));
    const stopped = await run(folder, ['send', made, second], [passphrase], account);
    expect(stopped).toMatchObject({ code: 1, err: expect.stringContaining('Run the same command again') as string });
    expect(existsSync(join(folder, made))).toBe(true);
    expect(smtp.received.length).toBe(0);
    const sent = await run(folder, ['send', made, second], [passphrase], account);
    expect(sent.out).toContain('8 links are sent, 1 could not be');
    expect(sent.code).toBe(0);
    expect(new Set(smtp.received.flatMap(({ to }) => to)).size).toBe(8);
    expect(smtp.received.length).toBe(8);
    for (const voter of file.voters.slice(1)) {
      const [mail] = smtp.to(voter.email);
      expect(mail!.mail.text, voter.email).toContain(`${product.url}/vote/${electionId}#${voter.credential}`);
      const link = linkProof(electionId, voter.credential);
      const found = await product.visitor().call('readVoter', { path, body: { link } });
      expect(found.name).toBe(voter.name);
    }
    // The voters' secrets are gone; the spares are left.
    expect(await readdir(folder)).toEqual([spares]);
    const left = await openRegistrarFile(await readFile(join(folder, spares), 'utf8'), passphrase);
    expect(left).toMatchObject({ voters: [], spares: file.spares });
    const { registrar } = await officer.call('readOfficeElection', { path });
    expect(registrar).toMatchObject({ undelivered: [{ email: file.voters[0]!.email }] });

    const lost = file.voters[0]!;
    await officer.call('askForLink', { path: { electionId, entryId: lost.voter }, body: { reason: 'never-came' } });
    await product.settle();
    const given = await run(folder, ['replace', spares, await registrarLink(product, electionId)], [passphrase]);
    expect(given).toMatchObject({ code: 0, out: expect.stringContaining(lost.email) as string });
    const secret = /#(\S+)/.exec(given.out)![1]!;
    expect(file.spares).toContain(secret);
    const link = linkProof(electionId, secret);
    expect(await product.visitor().call('readVoter', { path, body: { link } })).toMatchObject({ name: lost.name });
    const { replaced } = (await product.visitor().call('readElection', { path })).registrar!;
    expect(replaced).toMatchObject([{ voided: publicPart(electionId, lost.credential).credential }]);

    const secrets = [...file.voters.map(({ credential }) => credential), ...file.spares];
    for (const { table, text } of await everyText(product))
      expect(
        secrets.find((one) => text.includes(one)),
        table,
      ).toBeUndefined();
  },
  patience,
);
