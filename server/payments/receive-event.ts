import { recordProviderEvent } from '../../db/provider-events.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import type { Provider } from './provider.ts';

/** How old a signature may be, in seconds: a message that somebody caught is worth nothing later. */
const tolerance = 300;

/**
 * Takes what the provider tells us, signed with our common secret, once: returns only when it and the job that looks into
 * it are committed. Types that mean nothing to us are kept too.
 */
export async function receiveEvent(
  { db, clock, queue, config }: Pick<Ports, 'db' | 'clock' | 'queue' | 'config'>,
  stripe: Provider,
  body: Buffer,
  signature: string,
): Promise<void> {
  const { id, type } = checked(
    stripe,
    body,
    signature,
    config.stripe?.webhookSecret ?? '',
    clock.now().epochMilliseconds,
  );
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const isNew = await recordProviderEvent(trx, { id, type, body: body.toString('utf8') }, now);
    if (isNew) await queue.enqueue(trx, 'process-provider-event', [{ eventId: id }], { isUrgent: true });
  });
}

function checked(stripe: Provider, body: Buffer, signature: string, secret: string, now: number) {
  try {
    return stripe.webhooks.constructEvent(body, signature, secret, tolerance, undefined, now);
  } catch {
    throw new Problem('signature-refused', {
      detail:
        'The signature is missing, wrong, or older than five minutes. Nothing was kept. Check STRIPE_WEBHOOK_SECRET.',
    });
  }
}
