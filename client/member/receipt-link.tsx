import type { MyPayment } from '../../api/dues.ts';

/** The receipt as a file; a payment that was not received has none. */
export function ReceiptLink({ payment: { receipt } }: { readonly payment: MyPayment }) {
  if (receipt === null) return <>none</>;
  return (
    <a href={`/api/receipts/${receipt}.pdf`} download={`receipt-${receipt}.pdf`}>
      Receipt {receipt} (PDF)
    </a>
  );
}
