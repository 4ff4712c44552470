import { z } from 'zod';
import type { JobHandlers } from '../../db/jobs.ts';
import { runImport } from '../imports/run-import.ts';
import { sendMail } from '../mail/send-mail.ts';
import { processEvent } from '../payments/process-event.ts';
import { reconcile } from '../payments/reconcile.ts';
import type { Ports } from '../ports.ts';
import { tallyElection } from '../trustees/tally-election.ts';

/** What each job carries: decoded at this door like any other input. */
const payloads = {
  'send-mail': z.strictObject({ mailId: z.uuid() }),
  'tally-election': z.strictObject({ electionId: z.string() }),
  'run-import': z.strictObject({ importId: z.uuid() }),
  'process-provider-event': z.strictObject({ eventId: z.string() }),
  reconcile: z.strictObject({ day: z.iso.date() }),
};

/** From a job's name to its use case. Each looks first whether its work is done, so each may run twice. */
export function jobHandlers(ports: Ports): JobHandlers {
  return {
    'send-mail': (payload, isLastTry) => sendMail(ports, payloads['send-mail'].parse(payload).mailId, isLastTry),
    'run-import': (payload, isLastTry) => runImport(ports, payloads['run-import'].parse(payload).importId, isLastTry),
    'process-provider-event': (payload) =>
      processEvent(ports, payloads['process-provider-event'].parse(payload).eventId),
    reconcile: (payload) => reconcile(ports, payloads.reconcile.parse(payload).day),
    'tally-election': (payload) => tallyElection(ports, payloads['tally-election'].parse(payload).electionId),
  };
}
