import type { Letter } from '../../emails/letter.ts';
import { trusteeKeyLetter, trusteeNotNeededLetter, trusteeShareLetter } from '../../emails/trustee.ts';
import type { Election } from '../../db/elections.ts';
import { findMailSecret, type Mail } from '../../db/mail.ts';
import { readTrustees } from '../../db/trustees.ts';
import type { Ports } from '../ports.ts';
import { timetableView } from '../timetable.ts';

/** What a trustee is to do next, with the personal link; or that nothing more is. */
export async function writeTrusteeLetter(
  { db, config }: Ports,
  { id, facts }: Mail,
  election: Election,
  common: { organisation: string; help: string; name: string; election: string },
): Promise<Letter | undefined> {
  const { publicUrl } = config;
  const { act, isAnew, isReminder } = facts;
  if (act === 'not-needed') return trusteeNotNeededLetter({ ...common, link: `${publicUrl}/elections/${election.id}` });
  const secret = await findMailSecret(db, id);
  if (secret === undefined) return undefined;
  const trustees = (await readTrustees(db, election.id)).length;
  const asked = {
    ...common,
    link: `${publicUrl}/trustee/${election.id}#${secret['token'] ?? ''}`,
    isReminder: isReminder === true,
  };
  if (act === 'shuffle' || act === 'decrypt')
    return trusteeShareLetter({ ...asked, act, closed: timetableView(election).closes });
  const step = act === 'share-out' || act === 'finish-key' ? act : 'make-key';
  const { threshold } = election;
  return trusteeKeyLetter({ ...asked, act: step, threshold, trustees, isAnew: isAnew === true });
}
