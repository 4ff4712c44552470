import type { Letter } from '../../emails/letter.ts';
import {
  linkComesLetter,
  registrarDoneLetter,
  registrarMakeLetter,
  registrarReplaceLetter,
  registrarSendLetter,
} from '../../emails/registrar.ts';
import type { Election } from '../../db/elections.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import { findRegistrar } from '../../db/registrar.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';

interface Common {
  readonly organisation: string;
  readonly help: string;
  readonly name: string;
  readonly election: string;
}

/** A mail to the registrar. Undefined: its link was replaced by a newer mail's. */
export async function writeRegistrarLetter(
  { db, config }: Pick<Ports, 'db' | 'config'>,
  mail: Pick<Mail, 'id' | 'facts'>,
  election: Election,
  common: Common,
): Promise<Letter | undefined> {
  const { opens, closes } = timetableView(election);
  const step = mail.facts['step'];
  if (step === 'done') return registrarDoneLetter({ ...common, closes });
  const token = (await findMailSecret(db, mail.id))?.['token'];
  if (token === undefined) return undefined;
  const facts = { ...common, opens, closes, voters: election.rollSize };
  const link = `${config.publicUrl}/registrar/${election.id}#${token}`;
  if (step === 'send') return registrarSendLetter({ ...facts, link });
  return step === 'replace' ? registrarReplaceLetter({ ...facts, link }) : registrarMakeLetter({ ...facts, link });
}

/** At the opening, to a voter whose link the registrar sends. Undefined: the server is the registrar. */
export async function writeLinkComesLetter(
  { db, config }: Pick<Ports, 'db' | 'config'>,
  election: Election,
  common: Common,
): Promise<Letter | undefined> {
  const registrar = await findRegistrar(db, election.id);
  if (registrar === undefined) return undefined;
  const { closes } = timetableView(election);
  const link = `${config.publicUrl}/elections/${election.id}`;
  return linkComesLetter({ ...common, registrar: registrar.name, address: registrar.email, closes, link });
}
