import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import { decodeElement, encodeElement, IDENTITY_TEXT } from '../../protocol/group.ts';
import { encodeJson } from '../../protocol/json.ts';
import { GROUP_ORDER } from '../../protocol/kernel/arguments.ts';
import type { RandomBytes } from '../../protocol/random.ts';
import { isRefused } from '../../protocol/refused.ts';
import {
  makeCertificate,
  verifyCertificate,
  verifyCertificates,
  type CertificateContext,
} from '../../protocol/threshold/certificates.ts';
import { decrypt, encrypt, receive, send } from '../../protocol/threshold/channels.ts';
import { ThresholdRefused, type ThresholdVerdict } from '../../protocol/threshold/finding.ts';
import { thresholdParametersOf } from '../../protocol/threshold/parameters.ts';
import { makePolynomial, verifyPolynomial, vinputOf } from '../../protocol/threshold/polynomials.ts';
import { isSeed, keysOfSeed, newSeed } from '../../protocol/threshold/seed.ts';
import { isSignature, sign, signedJson, signMessage } from '../../protocol/threshold/signing.ts';
import { decryptionKeyOf, makeVoutput, verifyVoutput } from '../../protocol/threshold/voutputs.ts';
import { publicKeyOf } from '../../protocol/trustee-key.ts';
import { edited } from '../support/record-builder.ts';
import { aGroup, keyOf } from '../support/threshold-group.ts';

/*
 * Three trustees of whom two must decrypt. The second is honest and ours; the others and the server lie, one lie a test.
 */

const { seeds, certs, polynomials, voutputs } = aGroup({ size: 3, threshold: 2 });
const [first, second, third] = seeds.map(keysOfSeed) as [Keys, Keys, Keys];
type Keys = ReturnType<typeof keysOfSeed>;
const outsider = newSeed();
const smallOrder = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');

function context(index: number): CertificateContext {
  return { size: 3, threshold: 2, index };
}

function exchanged<T>(list: readonly T[]): T[] {
  return [list[1]!, list[0]!, ...list.slice(2)];
}

function withItem<T>(list: readonly T[], place: number, item: T): T[] {
  return list.with(place, item);
}

function answerOf(verdict: ThresholdVerdict): string {
  return verdict.ok ? 'accepted' : `${verdict.trustee} ${verdict.failed}`;
}

/** A text with something in it set. */
function changed(text: string, change: Parameters<typeof edited>[1]): string {
  return edited(text, (value) => void change(value));
}

/** What a step refuses, and whom it blames. */
function refusalOf(step: () => unknown): string {
  try {
    step();
    return 'accepted';
  } catch (error) {
    if (error instanceof ThresholdRefused) return `${error.trustee} ${error.failed}`;
    if (isRefused(error)) return error.failed;
    throw error;
  }
}

describe('a seed', () => {
  test('is 22 characters that cannot be mistaken for each other, and another each time', () => {
    expect(isSeed(newSeed())).toBe(true);
    expect(newSeed()).not.toBe(newSeed());
    expect(isSeed('l'.repeat(22))).toBe(false);
    expect(() => keysOfSeed('short')).toThrow(RangeError);
  });
  test('gives the keys that belenios-tool derives from it', () => {
    const { verification, encryption } = keysOfSeed('MtqBesy4xuf9JzZtm8pnvP');
    expect(verification).toBe('10ffafea8aaac3eb3934826f04aa3a228c8e9d997ed0da0a830a69a3b3ad963b');
    expect(encryption).toBe('9c130cf0a706e8e7c806b369026e57d0e8e538a543b587f6b11f0cf2dd45f5cc');
  });
});

describe('a signature', () => {
  const signature = sign('a text', first.signing);
  test('holds for its text and key alone', () => {
    expect(isSignature(signature, 'a text', first.verification)).toBe(true);
    expect(isSignature(signature, 'a test', first.verification)).toBe(false);
    expect(isSignature(signature, 'a text', second.verification)).toBe(false);
    expect(isSignature({ ...signature, response: signature.response + 1n }, 'a text', first.verification)).toBe(false);
  });
});

describe('a message in a channel', () => {
  const sealed = send({ signing: first.signing, recipient: second.encryption }, 'a secret 🗳');
  const receiving = { ...second, sender: first.verification };

  test('is read by its recipient', () => {
    expect(receive(sealed, receiving)).toBe('a secret 🗳');
    expect(sealed).not.toContain('secret');
  });
  test('is read by nobody else', () => {
    expect(refusalOf(() => receive(sealed, { ...third, sender: first.verification }))).toBe('threshold-channel');
  });
  test('is refused when somebody else signed it', () => {
    expect(refusalOf(() => receive(sealed, { ...second, sender: third.verification }))).toBe('threshold-channel');
  });
  test('is refused when it was written to somebody else, who encrypted it again', () => {
    const inner = decrypt(sealed, second.decryption);
    const handedOn = encrypt(third.encryption, inner);
    expect(refusalOf(() => receive(handedOn, { ...third, sender: first.verification }))).toBe('threshold-channel');
  });
  test.each(['alpha', 'beta', 'data'])('is refused when %s was changed', (name) => {
    const other = JSON.parse(encrypt(second.encryption, decrypt(sealed, second.decryption))) as Record<string, string>;
    const changed = edited(sealed, (value: Record<string, string>) => {
      value[name] = other[name]!;
    });
    expect(refusalOf(() => receive(changed, receiving))).toBe('threshold-channel');
  });
  test('is refused in another cipher than the one that is written', () => {
    const changed = edited(sealed, (value: Record<string, string>) => {
      value['algorithm'] = 'AES-CCM';
    });
    expect(refusalOf(() => receive(changed, receiving))).toBe('shape');
  });
  test('does not open a key to whoever sends elements outside the group', () => {
    const changed = edited(sealed, (value: Record<string, string>) => {
      value['alpha'] = encodeElement(decodeElement(value['alpha']!)!.add(smallOrder));
    });
    expect(refusalOf(() => receive(changed, receiving))).toBe('element');
  });
});

describe('a certificate', () => {
  const seed = seeds[0]!;
  /** A certificate of the first seed, signed by it, that says something else. */
  function saying(change: (value: Record<string, unknown>) => void): string {
    const { message } = JSON.parse(certs[0]!) as { message: string };
    return encodeJson(signedJson(signMessage(edited(message, change), first.signing)));
  }
  const judged = (text: string) => answerOf(verifyCertificate(text, context(1)));

  test('is accepted from each trustee', () => {
    expect(certs.map((text, place) => answerOf(verifyCertificate(text, context(place + 1))))).toEqual(
      certs.map(() => 'accepted'),
    );
    expect(judged(saying(() => undefined))).toBe('accepted');
  });
  test.each([
    ['number', makeCertificate({ seed, ...context(3) })],
    ['size', makeCertificate({ seed, size: 4, threshold: 2, index: 1 })],
    ['threshold', makeCertificate({ seed, size: 3, threshold: 1, index: 1 })],
    [
      'group',
      saying((value) => {
        (value['context'] as Record<string, unknown>)['group'] = 'RFC-3526-2048';
      }),
    ],
    [
      'signature',
      edited(certs[0]!, (value: { signature: { response: string } }) => {
        value.signature.response = '1';
      }),
    ],
  ])('is refused with another %s', (_, text) => {
    expect(judged(text)).toBe('1 threshold-certificate');
  });
  test.each(['verification', 'encryption'])('is refused when the %s key is no key', (name) => {
    const parted = encodeElement(decodeElement(first.encryption)!.add(smallOrder));
    for (const bad of [IDENTITY_TEXT, parted, 'f'.repeat(64)]) {
      expect(
        judged(
          saying((value) => {
            value[name] = bad;
          }),
        ),
      ).toBe('1 element-member');
    }
  });
  test('is refused in another spelling, or with more in it', () => {
    expect(judged(` ${certs[0]!}`)).toBe('1 threshold-canonical');
    expect(judged(saying((value) => void (value['more'] = 1)))).toBe('1 threshold-shape');
    expect(judged('no')).toBe('1 threshold-json');
  });
  test('is not made for a trustee that cannot be', () => {
    for (const bad of [{ index: 4 }, { index: 0 }, { threshold: 4 }, { threshold: 0 }]) {
      expect(() => makeCertificate({ seed, ...context(1), ...bad })).toThrow(RangeError);
    }
  });
});

describe('the list of all certificates', () => {
  const judged = (list: readonly string[]) => answerOf(verifyCertificates(list));

  test('is accepted whole and in order', () => expect(judged(certs)).toBe('accepted'));
  test('is refused in another order', () => expect(judged(exchanged(certs))).toMatch('threshold-certificate'));
  test('is refused with one missing', () => expect(judged(certs.slice(0, 2))).toMatch('threshold-certificate'));
  test('is refused empty', () => expect(judged([])).toMatch('threshold-certificate'));
  test('is refused when one of them is for another threshold', () => {
    const other = makeCertificate({ seed: seeds[2]!, size: 3, threshold: 1, index: 3 });
    expect(judged(withItem(certs, 2, other))).toBe('3 threshold-certificate');
  });
  test('is refused when somebody is in it twice', () => {
    const twice = makeCertificate({ seed: seeds[0]!, ...context(3) });
    expect(judged(withItem(certs, 2, twice))).toBe('3 threshold-distinct');
  });
  test('that holds another than one gave stops the trustee', () => {
    const other = withItem(certs, 1, makeCertificate({ seed: outsider, ...context(2) }));
    expect(judged(other)).toBe('accepted');
    expect(refusalOf(() => makePolynomial({ seed: seeds[1]!, certs: other, index: 2 }))).toBe('2 threshold-seed');
  });
});

describe('what the server sees of a polynomial', () => {
  const judged = (text: string) => answerOf(verifyPolynomial(text, certs, 1));
  const [text] = polynomials as [string];
  interface Given {
    polynomial: string;
    secrets: string[];
    coefexps: { message: string };
    signature: unknown;
  }
  const other = JSON.parse(makePolynomial({ seed: seeds[0]!, certs, index: 1 })) as Given;
  /** Other coefficients, signed by the first trustee as such; not together with the certificates. */
  const resigned = (change: (elements: string[]) => string[]) =>
    edited(text, (value: Given) => {
      const { coefexps } = JSON.parse(value.coefexps.message) as { coefexps: string[] };
      const message = JSON.stringify({ coefexps: change(coefexps) });
      value.coefexps = JSON.parse(encodeJson(signedJson(signMessage(message, first.signing)))) as Given['coefexps'];
    });

  test('is accepted from each trustee', () => {
    expect(polynomials.map((one, place) => answerOf(verifyPolynomial(one, certs, place + 1)))).toEqual(
      polynomials.map(() => 'accepted'),
    );
    expect(judged(resigned((elements) => elements))).toBe('accepted');
  });
  test.each([
    ['too few coefficients', resigned((elements) => elements.slice(0, 1)), 'threshold-coefficients'],
    ['too many coefficients', resigned((elements) => [...elements, elements[0]!]), 'threshold-coefficients'],
    ['a coefficient that is nothing', resigned(([a]) => [a!, IDENTITY_TEXT]), 'threshold-coefficients'],
    [
      'a coefficient with a part of small order',
      resigned(([a, b]) => [encodeElement(decodeElement(a!)!.add(smallOrder)), b!]),
      'element-member',
    ],
    ['other coefficients than were signed with the certificates', resigned(exchanged), 'threshold-signature'],
    [
      'coefficients of others',
      edited(text, (value: Given) => ({ ...value, coefexps: (JSON.parse(polynomials[1]!) as Given).coefexps })),
      'threshold-coefficients',
    ],
    [
      'the signature of another turn',
      edited(text, (value: Given) => ({ ...value, signature: other.signature })),
      'threshold-signature',
    ],
    [
      'a secret missing',
      edited(text, (value: Given) => ({ ...value, secrets: value.secrets.slice(1) })),
      'threshold-shape',
    ],
    [
      'a secret that nobody can open',
      edited(text, (value: Given) => ({ ...value, secrets: ['', ...value.secrets.slice(1)] })),
      'threshold-json',
    ],
  ])('is refused with %s', (_, changed, failed) => {
    expect(judged(changed)).toBe(`1 ${failed}`);
  });
  test.each(['alpha', 'beta'])('is refused when %s of a secret is outside the group', (name) => {
    const outside = changed(text, (value: Given) => {
      value.secrets[2] = changed(value.secrets[2]!, (secret: Record<string, string>) => {
        secret[name] = encodeElement(decodeElement(secret[name]!)!.add(smallOrder));
      });
    });
    expect(judged(outside)).toBe('1 element-member');
  });
  test('is refused from somebody else', () => {
    expect(answerOf(verifyPolynomial(text, certs, 2))).toBe('2 threshold-coefficients');
  });
});

describe('a trustee who receives the shares', () => {
  interface Sent {
    polynomial: string;
    secrets: string[];
    coefexps: unknown[];
    signatures: unknown[];
  }
  const vinput = vinputOf(polynomials, 2);
  const make = (text: string) => () => makeVoutput({ seed: seeds[1]!, certs, index: 2, vinput: text });
  const judged = (change: (value: Sent) => unknown) => refusalOf(make(changed(vinput, change)));
  /** The share of the first trustee for the second, and for the third. */
  const share = (JSON.parse(polynomials[0]!) as { secrets: string[] }).secrets;
  const fromFirst = (message: string, recipient = second.encryption) =>
    send({ signing: first.signing, recipient }, message);
  const opened = JSON.parse(receive(share[1]!, { ...second, sender: first.verification })) as { secret: string };

  test('makes a key of honest ones', () => {
    expect(judged(() => undefined)).toBe('accepted');
    expect(judged((value) => (value.secrets[0] = fromFirst(JSON.stringify(opened))))).toBe('accepted');
  });
  test.each([
    ['does not fit', fromFirst('{"secret":"1"}'), 'threshold-share'],
    [
      'is one of another spelling',
      fromFirst(`{"secret":"${BigInt(opened.secret) + GROUP_ORDER}"}`),
      'scalar-canonical',
    ],
    ['is none', fromFirst('{"secret":1}'), 'scalar-canonical'],
    ['was written to the third', share[2]!, 'threshold-channel'],
    [
      'was written to the third and handed on',
      encrypt(second.encryption, decrypt(share[2]!, third.decryption)),
      'threshold-channel',
    ],
    [
      'the third signed',
      send({ signing: third.signing, recipient: second.encryption }, JSON.stringify(opened)),
      'threshold-channel',
    ],
    ['is cut short', share[1]!.replace(/.."}$/, '"}'), 'threshold-channel'],
  ])('names the first when the share %s', (_, text, failed) => {
    expect(
      judged((value) => {
        value.secrets[0] = text;
      }),
    ).toBe(`1 ${failed}`);
  });
  test('refuses coefficients that somebody else signed, or that others were not shown', () => {
    expect(judged((value) => (value.coefexps = exchanged(value.coefexps)))).toBe('1 threshold-coefficients');
    expect(judged((value) => (value.signatures = exchanged(value.signatures)))).toBe('1 threshold-signature');
  });
  test('finds out that another trustee was shown other certificates', () => {
    const others = withItem(certs, 1, makeCertificate({ seed: outsider, ...context(2) }));
    const deceived = makePolynomial({ seed: seeds[2]!, certs: others, index: 3 });
    expect(refusalOf(make(vinputOf(withItem(polynomials, 2, deceived), 2)))).toBe('3 threshold-signature');
  });
  test('finds out that its own polynomial is of another turn', () => {
    const again = makePolynomial({ seed: seeds[1]!, certs, index: 2 });
    const { coefexps, signature, secrets } = JSON.parse(again) as {
      coefexps: unknown;
      signature: unknown;
      secrets: string[];
    };
    const mixed = judged((value) => {
      value.coefexps[1] = coefexps;
      value.signatures[1] = signature;
      value.secrets[1] = secrets[1]!;
    });
    expect(mixed).toBe('2 threshold-share');
  });
  test('refuses what the server leaves out', () => {
    expect(judged((value) => value.secrets.pop())).toBe('undefined threshold-shape');
    expect(refusalOf(make('{}'))).toBe('undefined threshold-shape');
  });
  test('works for nobody else', () => {
    const mine = () => makeVoutput({ seed: outsider, certs, index: 2, vinput });
    expect(refusalOf(mine)).toBe('2 threshold-seed');
  });
});

describe('the key of a trustee', () => {
  interface Given {
    private_key: string;
    public_key: { pok: unknown; public_key: string; signature: unknown };
  }
  const judged = (text: string, index = 1) => answerOf(verifyVoutput(text, { certs, polynomials, index }));
  const own = (change: (value: Given) => unknown) => judged(changed(voutputs[0]!, change));
  const other = JSON.parse(voutputs[1]!) as Given;

  test('is accepted from each trustee', () => {
    expect(voutputs.map((text, place) => judged(text, place + 1))).toEqual(voutputs.map(() => 'accepted'));
    expect(own(() => undefined)).toBe('accepted');
  });
  test('is refused when it does not follow from the coefficients', () => {
    expect(own((value) => (value.public_key = other.public_key))).toBe('1 threshold-key');
    expect(own((value) => (value.public_key.public_key = IDENTITY_TEXT))).toBe('1 threshold-key');
    expect(judged(voutputs[0]!, 2)).toBe('2 threshold-key');
  });
  test('is refused when the proof or the signature is of another', () => {
    expect(own((value) => (value.public_key.pok = other.public_key.pok))).toBe('1 threshold-proof');
    expect(own((value) => (value.public_key.signature = other.public_key.signature))).toBe('1 threshold-key');
  });
  test('is refused when the private half is no message', () => {
    expect(own((value) => (value.private_key = 'mine'))).toBe('1 threshold-json');
  });
  test('opens with the seed alone', () => {
    const { privateKey, publicKey } = keyOf(voutputs[0]!, seeds[0]!);
    expect(publicKeyOf(privateKey)).toBe((JSON.parse(publicKey) as { public_key: string }).public_key);
    expect(refusalOf(() => keyOf(voutputs[0]!, seeds[1]!))).toBe('undefined threshold-channel');
    const forged = send({ signing: second.signing, recipient: first.encryption }, '{"decryption_key":"5"}');
    expect(refusalOf(() => decryptionKeyOf({ seed: seeds[0]!, encryptedKey: forged }))).toBe(
      'undefined threshold-channel',
    );
  });
});

test('what is published is refused when a part is of another trustee', () => {
  const given = { certs, polynomials, voutputs };
  expect(refusalOf(() => thresholdParametersOf(given))).toBe('accepted');
  expect(refusalOf(() => thresholdParametersOf({ ...given, voutputs: exchanged(voutputs) }))).toBe('1 threshold-key');
  expect(refusalOf(() => thresholdParametersOf({ ...given, voutputs: voutputs.slice(0, 2) }))).toMatch('3 threshold');
  expect(refusalOf(() => thresholdParametersOf({ ...given, polynomials: polynomials.slice(0, 2) }))).toMatch(
    '3 threshold',
  );
});

test('whoever knows the randomness knows all: given it, a ceremony is the same twice', () => {
  const counting = (): RandomBytes => {
    let count = 0;
    return (n) => new Uint8Array(n).fill((count += 1));
  };
  const one = () => makePolynomial({ seed: seeds[0]!, certs, index: 1, random: counting() });
  expect(one()).toBe(one());
  expect(one()).not.toBe(polynomials[0]);
});
