import { fileURLToPath } from 'node:url';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { Temporal } from 'temporal-polyfill';
import type { Receipt } from '../../db/receipts.ts';
import type { PaymentMethod } from '../../db/schema.ts';
import { moneyText } from '../../membership/money.ts';

/** DejaVu Sans, free to pass on: writes Latin, Greek, Cyrillic, Hebrew, Arabic and more; pdfkit's own fonts have no `Ł`. */
const font = fileURLToPath(new URL('fonts/DejaVuSans.ttf', import.meta.url));

const methods: Readonly<Record<PaymentMethod, string>> = {
  stripe: 'Card or bank, through Stripe',
  wire: 'Bank transfer',
  cheque: 'Cheque',
  cash: 'Cash',
  'in-kind': 'In kind',
  waiver: 'Waived',
};

/**
 * A receipt as a PDF that can be read aloud: tagged, with its language, its title, and each fact as a line of text. The
 * same receipt gives the same facts for ever, since they were frozen when it was made.
 */
export async function receiptPdf({ number, madeAt, facts }: Receipt): Promise<Buffer> {
  const title = `Receipt ${number}, ${facts.organisation}`;
  const document = new PDFDocument({
    size: 'A4',
    margin: 64,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: facts.organisation, Subject: 'Receipt for membership dues' },
    font,
  });
  // The day on which it is downloaded is no fact of it.
  document.info.CreationDate?.setTime(madeAt.epochMilliseconds);
  const whole = buffer(document);
  const root = document.struct('Document');
  document.addStructure(root);
  const write = (type: string, text: string, size: number, gap: number) => {
    root.add(
      document.struct(type, { actual: text }, () => {
        document.fontSize(size).text(text).moveDown(gap);
      }),
    );
  };
  write('P', facts.organisation, 12, 2);
  write('H1', `Receipt ${number}`, 24, 1);
  for (const [term, says] of linesOf(facts, madeAt)) write('P', `${term}: ${says}`, 12, 0.4);
  write('P', 'Made by computer and valid without a signature.', 9, 0);
  root.end();
  document.end();
  return whole;
}

function linesOf(facts: Receipt['facts'], madeAt: Temporal.Instant): [string, string][] {
  const { name, email, memberNumber, tier, minor, currency, method, reference, paidOn, from, through } = facts;
  return [
    ['Made on', dayWords(madeAt.toString().slice(0, 10))],
    ['Received from', name === '' ? email : `${name}, ${email}`],
    ['Member number', memberNumber],
    ['For', `${tier} membership`],
    ...(from === null ? [] : [['Period', periodWords(from, through)] as [string, string]]),
    ['Amount', `${moneyText({ minor, currency })} (${currency})`],
    ['Received on', dayWords(paidOn)],
    ['How', methods[method]],
    ...(reference === '' ? [] : [['Reference', reference] as [string, string]]),
  ];
}

function periodWords(from: string, through: string | null): string {
  return through === null ? `from ${dayWords(from)} for life` : `${dayWords(from)} through ${dayWords(through)}`;
}

function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
