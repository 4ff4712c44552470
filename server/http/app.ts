import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { ballotFileRoute, flowRoute, recordRoute } from '../../api/elections.ts';
import { giveCredentials, reportMailing } from '../../api/registrar.ts';
import { uploadRoute, verdictsRoute } from '../../api/imports.ts';
import { photoUploadRoute } from '../../api/nominations.ts';
import { exportRoute } from '../../api/members.ts';
import { shuffleRoute } from '../../api/trustees.ts';
import { isReachable } from '../../db/connect.ts';
import { Problem } from '../problem.ts';
import type { Ports } from '../ports.ts';
import { mountCalendars } from './calendar-doors.ts';
import { exportDoor, uploadDoor, verdictsDoor } from './csv-doors.ts';
import { ballotFileDoor } from './ballot-file-door.ts';
import { flowDoor } from './flow-door.ts';
import { securityHeaders } from './headers.ts';
import { linkFirst } from './link-first.ts';
import { mailboxDoor } from './mailbox-door.ts';
import { keysDoor, keysRoute } from './keys-door.ts';
import { mountLeaveDoor } from './leave-door.ts';
import { mountEndpoints } from './mount.ts';
import { ownOriginOnly } from './origin.ts';
import { mountPages, headLinks } from './pages.ts';
import { photoDoor, photoRoute, photoUploadDoor } from './photo-doors.ts';
import { receiptDoor, receiptRoute } from './receipt-door.ts';
import { recordHandler } from './record.ts';
import { refusals } from './refuse.ts';
import { shuffleDoor } from './shuffle-door.ts';
import { stripeDoor, stripeRoute } from './stripe-door.ts';

/** The whole of the HTTP surface: health, endpoints, the record, pages, and one way to refuse. */
export async function createApp(ports: Ports): Promise<Express> {
  const { config, log } = ports;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy.length > 0 ? [...config.trustProxy] : false);
  app.use(pinoHttp({ logger: log, genReqId: () => randomUUID(), quietReqLogger: true, useLevel: 'debug' }));
  app.use(securityHeaders({ wasm: false }));
  app.get('/healthz', (_request, response) => void response.json({ healthy: true }));
  app.get('/readyz', readiness(ports));
  app.use(noNullCharacter);
  app.post(stripeRoute, ...stripeDoor(ports));
  app.use(ownOriginOnly(config.publicUrl));
  app.use('/api/mailbox', mailboxDoor(config));
  app.get(keysRoute, keysDoor(ports));
  app.get(recordRoute, recordHandler(ports));
  app.get(flowRoute, flowDoor(ports));
  app.get(ballotFileRoute, ballotFileDoor(ports));
  app.get(receiptRoute, receiptDoor(ports));
  app.post(uploadRoute, uploadDoor(ports));
  app.post(photoUploadRoute, ...photoUploadDoor(ports));
  app.get(photoRoute, photoDoor(ports));
  app.post(shuffleRoute, ...shuffleDoor(ports));
  app.get(verdictsRoute, verdictsDoor(ports));
  app.get(exportRoute, exportDoor(ports));
  const links = await headLinks();
  mountLeaveDoor(app, ports, links);
  app.post([giveCredentials.route, reportMailing.route], linkFirst(ports));
  mountEndpoints(app, ports);
  mountCalendars(app, ports);
  await mountPages(app, ports);
  app.use(() => {
    throw new Problem('not-found', { detail: 'Check the address.' });
  });
  app.use(refusals(log, links));
  return app;
}

/** PostgreSQL has no text with a null character, so nothing can be at such an address. */
const noNullCharacter: RequestHandler = (request, _response, next) => {
  if (request.url.includes('%00')) throw new Problem('not-found', { detail: 'Check the address.' });
  next();
};

/** Ready is who can reach the database: a load balancer sends no voter elsewhere than there. */
function readiness({ db }: Ports): RequestHandler {
  return async (_request, response) => {
    const ready = await isReachable(db);
    response.status(ready ? 200 : 503).json({ ready });
  };
}
