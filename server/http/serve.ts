import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ports } from '../ports.ts';
import { createApp } from './app.ts';

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
}

/** How many milliseconds a request may take to arrive, and how often that is looked at. */
export interface Patience {
  readonly request: number;
  readonly check: number;
}

/** Listens. Disposing takes no new requests and waits for those in flight. */
export async function serve(
  ports: Ports,
  patience: Patience = { request: 60_000, check: 10_000 },
): Promise<RunningServer> {
  const app = await createApp(ports);
  // Whoever sends a byte at a time is cut off, not waited for.
  const server = createServer(
    {
      requestTimeout: patience.request,
      headersTimeout: Math.min(patience.request, 15_000),
      connectionsCheckingInterval: patience.check,
      keepAliveTimeout: 65_000,
    },
    app,
  );
  server.listen(ports.config.port, ports.config.host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // A connection that has just answered becomes idle only now.
      const sweep = setInterval(() => {
        server.closeIdleConnections();
      }, 100);
      const hurry = setTimeout(() => {
        server.closeAllConnections();
      }, 25_000);
      await closed;
      clearInterval(sweep);
      clearTimeout(hurry);
    },
  };
}
