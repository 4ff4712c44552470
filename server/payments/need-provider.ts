import Stripe from 'stripe';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import type { Provider } from './provider.ts';

export function needProvider({ stripe, config }: Pick<Ports, 'stripe' | 'config'>): Provider {
  if (stripe !== undefined) return stripe;
  throw new Problem('no-provider', { detail: `The office records dues by hand. Write to ${config.helpAddress}.` });
}

/** Somebody waits in front of a screen: that the provider does not answer is said, not logged as a bug of ours. */
export async function asking<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) {
      throw new Problem('provider-away', { detail: 'Nothing was taken. Try again in some minutes.' });
    }
    throw error;
  }
}
