import helmet from 'helmet';
import type { RequestHandler } from 'express';

/**
 * Everything a page may load comes from here, nothing inline, nothing framed; scripts cannot turn text into code
 * (Trusted Types). `wasm` lets a page compile the arithmetic with which it checks a record.
 */
function policy({ wasm }: { wasm: boolean }): Record<string, string[]> {
  return {
    'default-src': ["'none'"],
    'script-src': wasm ? ["'self'", "'wasm-unsafe-eval'"] : ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['quorate'],
  };
}

export function securityHeaders(page: { wasm: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policy(page) },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
}
