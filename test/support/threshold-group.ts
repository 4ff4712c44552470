import { encodeJson } from '../../protocol/json.ts';
import { makeCertificate } from '../../protocol/threshold/certificates.ts';
import { thresholdParametersOf, type ThresholdParameters } from '../../protocol/threshold/parameters.ts';
import { makePolynomial, vinputOf } from '../../protocol/threshold/polynomials.ts';
import { newSeed } from '../../protocol/threshold/seed.ts';
import { decodeVoutput, decryptionKeyOf, makeVoutput } from '../../protocol/threshold/voutputs.ts';
import { groupKeyJson, type TrusteeKey } from '../../protocol/trustee-key.ts';

/* A key ceremony whose every secret is known. */

export interface GroupPlan {
  readonly size: number;
  readonly threshold: number;
}

/** Everything that was said, in the order of the trustees. */
export interface CeremonyTexts {
  readonly seeds: readonly string[];
  readonly certs: readonly string[];
  readonly polynomials: readonly string[];
  readonly voutputs: readonly string[];
}

export interface Group extends CeremonyTexts {
  readonly parameters: ThresholdParameters;
  readonly keys: readonly TrusteeKey[];
}

export function aGroup({ size, threshold }: GroupPlan): Group {
  const seeds = Array.from({ length: size }, () => newSeed());
  const certs = seeds.map((seed, place) => makeCertificate({ seed, size, threshold, index: place + 1 }));
  const polynomials = seeds.map((seed, place) => makePolynomial({ seed, certs, index: place + 1 }));
  const voutputs = seeds.map((seed, place) => {
    const index = place + 1;
    return makeVoutput({ seed, certs, index, vinput: vinputOf(polynomials, index) });
  });
  const parameters = thresholdParametersOf({ certs, polynomials, voutputs });
  return {
    seeds,
    certs,
    polynomials,
    voutputs,
    parameters,
    keys: voutputs.map((text, place) => keyOf(text, seeds[place]!)),
  };
}

/** What the trustee with this seed has at the tally. */
export function keyOf(voutput: string, seed: string): TrusteeKey {
  const { privateKey, publicKey } = decodeVoutput(voutput);
  return {
    privateKey: decryptionKeyOf({ seed, encryptedKey: privateKey }),
    publicKey: encodeJson(groupKeyJson(publicKey)),
  };
}
