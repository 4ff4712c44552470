import express, { type RequestHandler } from 'express';
import { receiveEvent } from '../payments/receive-event.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Where the provider tells us what happened: `POST` from its servers, so without our origin, signed instead. */
export const stripeRoute = '/api/stripe/events';

/** The body stays the bytes that were signed: a JSON reader would write them anew. */
export function stripeDoor(ports: Ports): RequestHandler[] {
  return [express.raw({ type: () => true, limit: 1024 * 1024, inflate: false }), take(ports)];
}

function take(ports: Ports): RequestHandler {
  return async (request, response) => {
    if (ports.stripe === undefined) throw new Problem('not-found', { detail: 'No payment provider is configured.' });
    const body: unknown = request.body;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    await receiveEvent(ports, ports.stripe, bytes, request.get('stripe-signature') ?? '');
    response.setHeader('Cache-Control', 'no-store');
    response.json({ received: true });
  };
}
