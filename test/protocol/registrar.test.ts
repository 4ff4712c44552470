import { expect, test } from 'vitest';
import {
  decodeRegistrarFile,
  encodeRegistrarFile,
  hashOfList,
  hashOfRoll,
  makeRegistrarFile,
  mergeTable,
  openRegistrarFile,
  publicPart,
  registrarFileName,
  sealRegistrarFile,
  sparesFor,
  withoutVoters,
} from '../../protocol/registrar.ts';
import { encodeCredentials } from '../../protocol/credentials.ts';
import { hashOf } from '../../protocol/hash.ts';

const electionId = 'k5xqvuR7hWbXVB';
const voters = [
  { voter: '00000000-0000-4000-8000-000000000001', name: 'Adaeze "Ada" Nwosu', email: 'ada@members.example' },
  { voter: '00000000-0000-4000-8000-000000000002', name: '=HYPERLINK("x")', email: 'bo@members.example' },
];
const about = { electionId, election: 'Board election 2027', site: 'https://vote.example', voters };

test('each voter has a credential of their own, and what is given holds no secret', () => {
  const { file, given } = makeRegistrarFile(about);
  const secrets = [...file.voters.map(({ credential }) => credential), ...file.spares];
  expect(new Set(secrets).size).toBe(5);
  const text = JSON.stringify(given);
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(given.credentials).toEqual(
    file.voters.map(({ voter, credential }) => ({ voter, ...publicPart(electionId, credential) })),
  );
  expect(given.spares).toEqual(file.spares.map((secret) => publicPart(electionId, secret)));
  expect(file.listHash).toBe(hashOfList(given));
  // The hash is that of the record's own list: sorted, so that it says nothing about the roll's order.
  const all = [...given.credentials, ...given.spares].map(({ credential }) => credential);
  expect(file.listHash).toBe(hashOf(encodeCredentials(all.toReversed())));
  expect(file.rollHash).toBe(hashOfRoll(voters.toReversed()));
  expect(makeRegistrarFile(about).file.voters[0]!.credential).not.toBe(file.voters[0]!.credential);
});

test('the file opens with its passphrase alone, and says nothing of its voters without it', async () => {
  const { file } = makeRegistrarFile(about);
  expect(decodeRegistrarFile(encodeRegistrarFile(file))).toEqual(file);
  for (const wrong of ['', '{}', '[1]', encodeRegistrarFile(file).slice(1)])
    expect(decodeRegistrarFile(wrong)).toBeUndefined();
  const bad = { ...file, spares: ['11111-222222-33333-44444O'] };
  expect(decodeRegistrarFile(encodeRegistrarFile(bad))).toBeUndefined();
  const sealed = await sealRegistrarFile(file, 'nine otters mend the weir');
  for (const told of [file.voters[0]!.email, file.voters[0]!.credential, file.spares[0]!])
    expect(sealed).not.toContain(told);
  expect(await openRegistrarFile(sealed, 'nine otters mend the weir')).toEqual(file);
  await expect(openRegistrarFile(sealed, 'nine otters mend the wear')).rejects.toMatchObject({
    failed: 'key-file-passphrase',
  });
  const spares = withoutVoters(file);
  expect([registrarFileName(file), registrarFileName(spares)]).toEqual([
    `${electionId}-links.json`,
    `${electionId}-spare-links.json`,
  ]);
  expect(spares.voters).toEqual([]);
});

test('the table for a mail program keeps quotation marks, and runs in no spreadsheet', () => {
  const { file } = makeRegistrarFile(about);
  const [head, first, second, end] = mergeTable(file).split('\r\n');
  expect(head).toBe('"Name","Email","Link"');
  expect(first).toBe(
    `"Adaeze ""Ada"" Nwosu","ada@members.example","https://vote.example/vote/${electionId}#${file.voters[0]!.credential}"`,
  );
  expect(second).toMatch(/^"'=HYPERLINK\(""x""\)",/);
  expect(end).toBe('');
});

test('spares are few', () => {
  expect([1, 150, 151, 1459, 25_000, 1_000_000].map(sparesFor)).toEqual([3, 3, 4, 30, 500, 500]);
});
