import type { Request, RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The mailbox holds everybody's codes and ballot links. It exists only while no SMTP server is configured, only for
 * browsers on this machine, not through a proxy, and only under our own name (a rebound DNS name is not ours).
 */
export function mailboxDoor(config: Config): RequestHandler {
  const { host } = new URL(config.publicUrl);
  return (request, _response, next) => {
    if (config.smtpUrl !== undefined || !isFromHere(request, host)) {
      throw new Problem('not-found', {
        detail: 'The mailbox page is there only on the machine that runs the server without SMTP_URL.',
      });
    }
    next();
  };
}

function isFromHere(request: Request, host: string): boolean {
  const isProxied = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !isProxied && loopback.has(request.socket.remoteAddress ?? '') && request.headers.host === host;
}
