import { recordSignInRequest } from '../db/sign-in.ts';
import { enqueueMails } from './outbox.ts';
import type { Ports } from './ports.ts';
import { hashToken, newCode, newToken } from './secrets.ts';

const minutes = 10;

/**
 * Records a sign-in request and mails its code and link. With `person` undefined (nobody has the address) the request is
 * recorded all the same, so that its id tells nothing; only the mail is missing.
 */
export async function sendSignInCode(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'passwords'>,
  { requestId, person }: { requestId: string; person: { id: string; name: string; email: string } | undefined },
): Promise<void> {
  const code = newCode();
  const token = newToken();
  const codeHash = await ports.passwords.hash(code);
  const madeAt = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    await recordSignInRequest(trx, {
      id: requestId,
      personId: person?.id ?? null,
      codeHash,
      linkHash: hashToken(token),
      madeAt,
      expiresAt: madeAt.add({ minutes }),
    });
    if (person === undefined) return;
    const mail = {
      key: `sign-in:${requestId}`,
      kind: 'sign-in',
      toAddress: person.email,
      toName: person.name,
    } as const;
    await enqueueMails(ports, trx, [{ ...mail, secret: { code, token } }]);
  });
}

/** Mails a code to an address that nobody has yet; typed in, it makes the person and signs them in. */
export async function sendJoinCode(
  ports: Pick<Ports, 'db' | 'clock' | 'queue' | 'passwords'>,
  { requestId, name, email }: { requestId: string; name: string; email: string },
): Promise<void> {
  const code = newCode();
  const codeHash = await ports.passwords.hash(code);
  const madeAt = ports.clock.now();
  await ports.db.transaction().execute(async (trx) => {
    const request = { id: requestId, personId: null, newAddress: email, newName: name };
    const linkHash = hashToken(newToken());
    await recordSignInRequest(trx, { ...request, codeHash, linkHash, madeAt, expiresAt: madeAt.add({ minutes }) });
    const mail = { key: `join:${requestId}`, kind: 'application', toAddress: email, toName: name } as const;
    await enqueueMails(ports, trx, [{ ...mail, secret: { code } }]);
  });
}
