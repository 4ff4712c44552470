import type { previewStatement as contract } from '../../api/nominations.ts';
import type { AskOf } from '../ask.ts';
import { htmlOf } from '../markdown.ts';
import type { Ports } from '../ports.ts';

/** A statement as it will be kept and shown: by the same door and the same renderer. */
export async function previewStatement(_ports: Ports, { body }: AskOf<typeof contract>) {
  return Promise.resolve({ statement: body.statement, html: htmlOf(body.statement) });
}
