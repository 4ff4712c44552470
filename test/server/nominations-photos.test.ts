import { Temporal } from 'temporal-polyfill';
import sharp from 'sharp';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photoUploadRoute, tokenHeader, type MyCandidacy } from '../../api/nominations.ts';
import type { ProblemDocument } from '../../api/problems.ts';
import {
  anAnnouncedDraft,
  aNominator,
  nominationToken,
  NOMINATIONS_OPEN,
  staySignedIn,
  type Nominations,
} from '../support/nominations.ts';
import { anAdministrator, startProduct, type Product, type Visitor } from '../support/product.ts';

let product: Product;
let officer: Visitor;
let nominations: Nominations;
let token: string;
let candidacyId: string;
beforeAll(async () => {
  product = await startProduct();
  officer = await anAdministrator(product);
  await staySignedIn(product);
  nominations = await anAnnouncedDraft(product, officer, { rules: {} });
  product.clock.moveTo(Temporal.Instant.from(NOMINATIONS_OPEN));
  const nominator = await aNominator(product);
  const body = { contestId: nominations.contestId, name: 'Pia Portrait', email: 'pia@portrait.example', statement: '' };
  await nominator.call('nominate', { path: nominations, body });
  token = await nominationToken(product, 'pia@portrait.example');
  const accept = { nominee: { token }, name: 'Pia Portrait', acknowledgements: [], isOther: false };
  candidacyId = (await product.visitor().call('acceptNomination', { body: accept })).id;
});
afterAll(() => product[Symbol.asyncDispose]());

function send(who: Visitor, bytes: Buffer, headers: Record<string, string> = { [tokenHeader]: token }) {
  return who.fetch(photoUploadRoute, { method: 'POST', headers, body: new Uint8Array(bytes) });
}

async function refusalOf(response: Response): Promise<string> {
  return ((await response.json()) as ProblemDocument).type.replace('/problems/', '');
}

/** A picture of 800 by 400 with the place where it was taken, turned on its side as telephones do. */
function aPicture() {
  return sharp({ create: { width: 800, height: 400, channels: 3, background: '#cc3300' } }).withExif({
    IFD0: { Make: 'Spycam', Model: 'Quokka 9' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 24/1 18/1' },
  });
}

test.each(['jpeg', 'png', 'webp'] as const)(
  'a picture as %s is cut square, written anew, and says nothing of where it was taken',
  async (format) => {
    const bytes = await aPicture().toFormat(format).toBuffer();
    expect((await sharp(bytes).metadata()).exif, 'the picture that is sent has metadata').toBeDefined();
    const response = await send(product.visitor(), bytes);
    const { photo } = (await response.json()) as MyCandidacy;
    const shown = await product.visitor().fetch(photo!);
    const kept = Buffer.from(await shown.arrayBuffer());
    const { width, height, exif, icc, xmp, format: is } = await sharp(kept).metadata();
    expect([is, width, height, exif, icc, xmp]).toEqual(['jpeg', 512, 512, undefined, undefined, undefined]);
    expect(kept.includes('Spycam') || kept.includes('Exif')).toBe(false);
    expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([
      'image/jpeg',
      'nosniff',
    ]);
  },
);

/** A PNG that says how large it is, and holds as much of nothing. */
function aBomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.ceil(side / 8 + 1) * side));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

test('what is no picture, an SVG, a small file that unpacks to more, and a large file are refused', async () => {
  const stranger = product.visitor();
  expect((await send(stranger, aBomb(64))).status, 'a small one of the same kind is taken').toBe(200);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );
  const bomb = aBomb(20_000);
  expect(bomb.length).toBeLessThan(200_000);
  const jpeg = await aPicture().jpeg().toBuffer();
  const disguised = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), svg]);
  for (const bytes of [svg, disguised, bomb, jpeg.subarray(0, 600), Buffer.from('GIF89a'), Buffer.alloc(0)])
    expect(await refusalOf(await send(stranger, bytes))).toBe('file-refused');
  const large = await send(stranger, Buffer.alloc(5 * 1024 * 1024 + 1, 0xff));
  expect(await refusalOf(large)).toBe('body-too-large');
});

test('a picture is sent by the nominee alone, and before the announcement seen by the nominee and the office alone', async () => {
  const stranger = product.visitor();
  const bytes = await aPicture().jpeg().toBuffer();
  expect(await refusalOf(await send(stranger, bytes, { [tokenHeader]: 'wrong' }))).toBe('link-refused');
  expect(await refusalOf(await send(stranger, bytes, {}))).toBe('not-found');
  const other = await aNominator(product, 'Neu Gierig');
  const mine = `${photoUploadRoute}?candidacy=${candidacyId}`;
  expect((await other.fetch(mine, { method: 'POST', body: new Uint8Array(bytes) })).status).toBe(404);
  const { photo } = (await (await send(stranger, bytes)).json()) as MyCandidacy;
  const bare = photo!.split('?')[0]!;
  const seen = async (who: Visitor, address = bare) => (await who.fetch(address)).status;
  expect([await seen(stranger, photo!), await seen(officer), await seen(stranger), await seen(other)]).toEqual([
    200, 200, 404, 404,
  ]);
  const path = { candidacyId };
  await officer.call('decideCandidacy', { path, body: { outcome: 'approved', checks: [], reason: '' } });
  expect(await seen(stranger), 'approved, and not announced').toBe(404);
  product.clock.moveTo(Temporal.Instant.from('2027-05-18T13:59:59Z'));
  expect(await seen(stranger)).toBe(404);
  product.clock.moveTo(Temporal.Instant.from('2027-05-18T14:00:00Z'));
  const announced = await stranger.fetch(bare);
  expect([announced.status, announced.headers.get('cache-control')]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ]);
  expect(await refusalOf(await send(stranger, bytes)), 'nominations have closed').toBe('nominations-not-open');
});
