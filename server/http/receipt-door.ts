import type { RequestHandler } from 'express';
import { permissions } from '../../api/permissions.ts';
import { findReceipt, findReceiptOwner } from '../../db/receipts.ts';
import type { Person } from '../ask.ts';
import { receiptPdf } from '../payments/receipt-pdf.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { callerOf } from './caller.ts';

export const receiptRoute = '/api/receipts/:number.pdf';

/** A receipt as a file: for the member whose it is, and for those who may see what members paid. To others it is not there. */
export function receiptDoor(ports: Ports): RequestHandler {
  return async (request, response) => {
    const { session } = (await callerOf(ports, 'person', request, response)) as Person;
    const number = String(request.params['number']);
    const receipt = /^[1-9]\d{0,17}$/.test(number) ? await findReceipt(ports.db, number) : undefined;
    const isMine = receipt !== undefined && (await findReceiptOwner(ports.db, number)) === session.person.id;
    const maySee = session.person.roles.some((role) => (permissions['read-money'] as readonly string[]).includes(role));
    if (receipt === undefined || (!isMine && !maySee))
      throw new Problem('not-found', { detail: 'There is no such receipt.' });
    response.setHeader('Content-Type', 'application/pdf');
    response.setHeader('Content-Disposition', `attachment; filename="receipt-${number}.pdf"`);
    response.setHeader('Cache-Control', 'no-store');
    response.send(await receiptPdf(receipt));
  };
}
