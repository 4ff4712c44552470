import type { Candidate } from '../api/values.ts';
import type { Reader } from '../db/connect.ts';
import type { CandidateRow } from '../db/elections.ts';
import { readPhotoIds } from '../db/photos.ts';
import { htmlOf } from './markdown.ts';

/** Candidates as everybody sees them. */
export async function candidateViews(db: Reader, candidates: readonly CandidateRow[]): Promise<Candidate[]> {
  const photos = await readPhotoIds(
    db,
    candidates.flatMap(({ candidacyId }) => candidacyId ?? []),
  );
  return candidates.map(({ id, name, affiliation, statement, candidacyId, withdrawnAt, majority, isDefault }) => {
    const photo = photos.get(candidacyId ?? '');
    return {
      ...{ id, name, affiliation, statementHtml: htmlOf(statement) },
      photo: photo === undefined ? null : `/photos/${photo}.jpg`,
      withdrawnAt: withdrawnAt?.toString() ?? null,
      ...{ majority: majority === null ? null : { ...majority }, isDefault },
    };
  });
}
