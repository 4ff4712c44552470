import Stripe from 'stripe';
import type { Config } from '../config.ts';

/** The payment provider's library. Undefined where no key is configured: then the office records what is paid. */
export type Provider = Stripe;

/** How long one question to the provider may take; a job then tries again. */
const patience = 20_000;

export function startProvider({ stripe }: Pick<Config, 'stripe'>): Provider | undefined {
  if (stripe === undefined) return undefined;
  const options = { maxNetworkRetries: 2, timeout: patience, telemetry: false } as const;
  if (stripe.apiUrl === undefined) return new Stripe(stripe.secretKey, options);
  const { protocol, hostname, port } = new URL(stripe.apiUrl);
  const isPlain = protocol === 'http:';
  return new Stripe(stripe.secretKey, {
    ...options,
    host: hostname,
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
    protocol: isPlain ? 'http' : 'https',
  });
}
