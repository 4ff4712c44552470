import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';

/** Keeps a picture that was cut and encoded anew; returns its id. */
export async function recordPhoto(trx: Transaction, jpeg: Buffer, now: Temporal.Instant): Promise<string> {
  const { id } = await trx
    .insertInto('photo')
    .values({ jpeg, madeAt: now.toString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function deletePhoto(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('photo').where('id', '=', id).execute();
}

/** A picture, of whom, and from when on everybody may see it: when the candidate is announced, and stands on the ballot. */
export function findPhoto(db: Reader, id: string) {
  return db
    .selectFrom('photo')
    .innerJoin('candidacy', 'candidacy.photoId', 'photo.id')
    .innerJoin('election', 'election.id', 'candidacy.electionId')
    .leftJoin('candidate', 'candidate.candidacyId', 'candidacy.id')
    .select(['photo.jpeg', 'candidacy.id as candidacyId', 'candidate.id as candidateId'])
    .select(['election.stage', 'election.candidatesAt'])
    .where('photo.id', '=', id)
    .executeTakeFirst();
}

/** The pictures of candidates, by candidacy. */
export async function readPhotoIds(db: Reader, candidacyIds: readonly string[]): Promise<Map<string, string>> {
  if (candidacyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('candidacy')
    .select(['id', 'photoId'])
    .where('id', 'in', [...candidacyIds])
    .where('photoId', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, photoId }) => [id, photoId ?? '']));
}
