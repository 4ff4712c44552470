import { Temporal } from 'temporal-polyfill';
import type { Nominee, removePhoto as contract } from '../../api/nominations.ts';
import { permissions } from '../../api/permissions.ts';
import { findMailedLink } from '../../db/mailed-links.ts';
import { markCandidacy, readCandidaciesOf, type Candidacy } from '../../db/nominations.ts';
import { deletePhoto, findPhoto, recordPhoto } from '../../db/photos.ts';
import type { Transaction } from '../../db/connect.ts';
import type { AskOf, Visitor } from '../ask.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problem.ts';
import { cutPhoto } from './cut-photo.ts';
import { asNominee, findNominee, notThere } from './nominee.ts';
import { assertNominating } from './window.ts';

/** Who may send a picture is settled before it is read. */
export async function assertMayGivePhoto(ports: Ports, caller: Visitor, nominee: Nominee): Promise<void> {
  await ports.limits.take('photo-candidacy', (await findNominee(ports, caller, nominee)).id);
}

/** A nominee's own picture takes the place of the one before. */
export async function givePhoto(ports: Ports, caller: Visitor, nominee: Nominee, bytes: Buffer) {
  const jpeg = await cutPhoto(bytes);
  return asNominee(ports, caller, nominee, async ({ trx, candidacy, election, now }) => {
    assertNominating(election, now);
    assertStands(candidacy);
    await replacePhoto(trx, candidacy, await recordPhoto(trx, jpeg, now));
  });
}

export async function removePhoto(ports: Ports, { caller, body }: AskOf<typeof contract>) {
  return asNominee(ports, caller, body.nominee, async ({ trx, candidacy, election, now }) => {
    assertNominating(election, now);
    assertStands(candidacy);
    await replacePhoto(trx, candidacy, null);
  });
}

function assertStands({ state }: Candidacy): void {
  if (state !== 'accepted' && state !== 'approved') throw notThere('Accept the nomination first.');
}

async function replacePhoto(trx: Transaction, { id, photoId }: Candidacy, next: string | null): Promise<void> {
  await markCandidacy(trx, id, { photoId: next });
  if (photoId !== null) await deletePhoto(trx, photoId);
}

/**
 * A picture, and whether everybody may see it. Until the candidate is announced it is there for the nominee, who is signed
 * in or whose page has the hash of the mailed link, and for those who run the election; for others it is not there.
 */
export async function readPhoto(
  { db, clock }: Ports,
  { session }: Visitor,
  { photoId, key }: { readonly photoId: string; readonly key: string },
): Promise<{ jpeg: Buffer; isPublic: boolean }> {
  const photo = await findPhoto(db, photoId);
  if (photo === undefined) throw notFound();
  const { jpeg, candidacyId, candidateId, stage, candidatesAt } = photo;
  const now = clock.now();
  const isAnnounced = stage !== 'draft' || (candidatesAt !== null && Temporal.Instant.compare(candidatesAt, now) <= 0);
  if (candidateId !== null && isAnnounced) return { jpeg, isPublic: true };
  const maySee = session?.person.roles.some((role) =>
    (permissions['read-elections'] as readonly string[]).includes(role),
  );
  if (maySee === true) return { jpeg, isPublic: false };
  const link = await findMailedLink(db, { tokenHash: key, purpose: 'nomination' }, now);
  if (link?.facts['candidacyId'] === candidacyId) return { jpeg, isPublic: false };
  const mine = session === undefined ? [] : await readCandidaciesOf(db, session.person);
  if (mine.some(({ id }) => id === candidacyId)) return { jpeg, isPublic: false };
  throw notFound();
}

function notFound(): Problem {
  return new Problem('not-found', { detail: 'There is no such picture.' });
}
