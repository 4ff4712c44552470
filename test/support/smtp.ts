import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived, and the envelope it came in. */
export interface Received {
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: Email;
}

/** A real SMTP server on this machine that keeps what it takes. */
export interface MailServer extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** What it says to the next recipients, `450 Try later` say; with nothing left to say it takes the mail. */
  readonly refusals: string[];
  to(address: string): Received[];
}

export async function startMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  const refusals: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, callback) {
      const words = refusals.shift();
      if (words === undefined) callback();
      else callback(Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        void PostalMime.parse(bytes).then((mail) => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          received.push({ to, raw: bytes.toString('utf8'), mail });
          callback();
        });
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  if (!listening.listening) await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refusals,
    to: (address) => received.filter(({ to }) => to.includes(address)),
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(done);
      }),
  };
}
