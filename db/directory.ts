import { sql, type Selectable } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reader, Transaction } from './connect.ts';
import { like } from './like.ts';
import type { Database } from './schema.ts';

/** What somebody chose to show to other members. */
export type DirectoryChoice = Omit<Selectable<Database['directoryEntry']>, 'personId' | 'chosenAt'>;

const choices = ['showsName', 'showsCity', 'showsCountry', 'showsTiers', 'showsSince', 'link'] as const;

/** Undefined: not to be shown at all. */
export function findDirectoryChoice(db: Reader, personId: string): Promise<DirectoryChoice | undefined> {
  return db.selectFrom('directoryEntry').select(choices).where('personId', '=', personId).executeTakeFirst();
}

/** Null: not to be shown at all; what was chosen before is forgotten. */
export async function recordDirectoryChoice(
  trx: Transaction,
  personId: string,
  choice: DirectoryChoice | null,
  now: Temporal.Instant,
): Promise<void> {
  if (choice === null) {
    await trx.deleteFrom('directoryEntry').where('personId', '=', personId).execute();
    return;
  }
  const chosenAt = now.toString();
  await trx
    .insertInto('directoryEntry')
    .values({ personId, ...choice, chosenAt })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ ...choice, chosenAt }))
    .execute();
}

export interface DirectoryCandidate extends DirectoryChoice {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
}

const shownName = sql<string>`case when directory_entry.shows_name then person.name else '' end`;

/**
 * Some of those who chose to be shown, by name, those without one last; whether they are members still is not looked at.
 * A search finds only names that are shown: it must not tell what its result hides.
 */
export function readDirectoryCandidates(
  db: Reader,
  wanted: { search: string; from: number; most: number },
): Promise<DirectoryCandidate[]> {
  return db
    .selectFrom('directoryEntry')
    .innerJoin('person', 'person.id', 'directoryEntry.personId')
    .select(['person.id', 'person.city', 'person.country', ...choices, shownName.as('name')])
    .where('person.mergedInto', 'is', null)
    .where('person.erasedAt', 'is', null)
    .$if(wanted.search !== '', (query) => query.where(shownName, 'ilike', like(wanted.search)))
    .orderBy(sql`${shownName} = ''`)
    .orderBy(sql`lower(${shownName})`)
    .orderBy('person.number')
    .limit(wanted.most)
    .offset(wanted.from)
    .execute();
}
