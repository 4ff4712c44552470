import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ports } from '../ports.ts';
import { createApp } from './app.ts';

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
}

/** Listens. Disposing takes no new requests and waits for those in flight. */
export async function serve(ports: Ports): Promise<RunningServer> {
  const app = await createApp(ports);
  // Whoever sends a byte at a time is cut off, not waited for.
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }, app);
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
