import type { NewMail } from '../../db/mail.ts';
import type { Payer } from '../../db/payments.ts';
import type { Receipt } from '../../db/receipts.ts';

/** The mail with a receipt. `once` makes it exist once: the first one, or whoever asked for it again and when. */
export function receiptMail({ number, facts }: Receipt, payer: Payer, once: string): NewMail {
  const { organisation: _, name: __, email: ___, ...rest } = facts;
  return {
    key: `dues-receipt:${number}:${once}`,
    kind: 'dues-receipt',
    toAddress: payer.email,
    toName: payer.name,
    personId: payer.id,
    facts: { ...rest, number },
  };
}
