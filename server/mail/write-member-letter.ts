import { addressConfirmLetter, addressLeftLetter, addressNowLetter, addressTakenLetter } from '../../emails/address.ts';
import type { Letter } from '../../emails/letter.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import type { MailKind } from '../../db/schema.ts';
import type { Ports } from '../ports.ts';

/** The mails to members about themselves. */
export const memberKinds = ['address-confirm', 'address-notice'] as const satisfies readonly MailKind[];
export type MemberKind = (typeof memberKinds)[number];

export function isMemberKind(kind: MailKind): kind is MemberKind {
  return (memberKinds as readonly MailKind[]).includes(kind);
}

interface Common {
  readonly organisation: string;
  readonly help: string;
  readonly name: string;
}

/** Undefined: what the mail would have told is gone. */
export async function writeMemberLetter(
  { db, config }: Pick<Ports, 'db' | 'config'>,
  { kind, ...mail }: Omit<Mail, 'kind'> & { kind: MemberKind },
  common: Common,
): Promise<Letter | undefined> {
  const secret = await findMailSecret(db, mail.id);
  const token = secret?.['token'];
  const page = (name: string) => `${config.publicUrl}/${name}`;
  switch (kind) {
    case 'address-confirm':
      if (mail.facts['isTaken'] === true) return addressTakenLetter({ ...common, link: page('sign-in') });
      return token === undefined
        ? undefined
        : addressConfirmLetter({ ...common, link: page(`confirm-address#${token}`) });
    case 'address-notice': {
      const by = String(mail.facts['by']);
      if (mail.facts['side'] === 'now') return addressNowLetter({ ...common, by, link: page('sign-in') });
      const { newAddress, undoUntil } = mail.facts;
      const facts = { newAddress: String(newAddress), undoUntil: String(undoUntil) };
      return token === undefined
        ? undefined
        : addressLeftLetter({ ...common, ...facts, by, link: page(`undo-address#${token}`) });
    }
  }
}
